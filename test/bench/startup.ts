/**
 * What starting costs: CPU seconds of whole processes, the program and an empty Node in turn, and their
 * ratio pair by pair. Needs bash, whose `time` counts the child alone.
 *
 *     npm run bench test/bench/startup.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inventBookings, writeExport } from '../../src/demo/portal.ts';

const ROUNDS = 41;
const CONTINGENTS = [8, 11, 14, 17].map((from) => ({ name: `${from} Uhr`, from }));
const binary = new URL('../../bin/slotdesk.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'slotdesk-bench-'));

function slotdesk(...words: string[]): void {
  const ran = spawnSync(process.execPath, [binary, ...words], { cwd: folder, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${words.join(' ')}: ${ran.stderr}`);
}

function measureCpu(...words: string[]): number {
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null';
  const ran = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  const [user = NaN, system = NaN] = ran.stderr.trim().split(/\s+/).map(Number);
  return user + system;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function compare(name: string, ...words: string[]): void {
  const pairs = Array.from({ length: ROUNDS }, () => [
    measureCpu(binary, ...words),
    measureCpu('-e', '0'),
  ]);
  const seconds = (at: number): string =>
    `${(median(pairs.map((pair) => pair[at] ?? NaN)) * 1000).toFixed(0)} ms`;
  const ratio = median(pairs.map(([ours = NaN, bare = NaN]) => ours / bare));
  console.log(
    `${name.padEnd(28)} ${seconds(0)}, node -e 0 ${seconds(1)}, ratio ${ratio.toFixed(2)}`,
  );
}

try {
  slotdesk('init', '--name', 'Bench', '--date', '2021-06-20');
  const windows = ['--from', '07:00', '--to', '14:00', '--every', '15m'];
  for (const { name } of CONTINGENTS)
    slotdesk('contingent', 'add', name, '--seats', '700', ...windows);
  const day = { bookings: 2500, missing: 1200, day: '2021-06-14', perWindow: 25 };
  const bookings = inventBookings({ ...day, firstNumber: 1, seed: 1, contingents: CONTINGENTS });
  writeFileSync(join(folder, 'all.csv'), writeExport(bookings));
  slotdesk('booking', 'import', 'all.csv');
  compare('slotdesk --version', '--version');
  compare('slotdesk status (2,500)', 'status');
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * Phone desks on one file, each a process: hold a seat, book it, rebook, cancel. Says what the final step of each
 * takes at 1, 8 and 64 desks that pause between two calls, and of 64 that never pause, and that afterwards no
 * seat was sold twice, none is lost and nobody saw a locked database.
 * `npm run bench test/bench/desks.ts [seconds] [pause in ms]`
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addContingent } from '../../src/contingents/add.ts';
import {
  checkHolds,
  checkOverbooked,
  checkSeatAccounts,
  checkSeatSum,
} from '../../src/contingents/check.ts';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';

const WINDOWS = 20;
const SEATS = 100_000;
const worker = import.meta.filename.replace('desks', 'desk-worker');
// Node 20 runs no TypeScript by itself.
const jiti = new URL('../../node_modules/jiti/lib/jiti-cli.mjs', import.meta.url).pathname;
const [seconds = 10, pause = 2000] = process.argv.slice(2).map(Number);
const actor = { name: 'bench', now: () => Date.now() };

/** Milliseconds of each step. */
type Times = Record<string, number[]>;

for (const [desks, between] of [
  [1, pause],
  [8, pause],
  [64, pause],
  [64, 0],
] as const) {
  const times = await measure(desks, between);
  const steps = Object.entries(times).map(([step, each]) => `${step} ${say(each)}`);
  const paced = between === 0 ? 'without a pause' : `${between} ms between calls`;
  console.log([`${desks} desks, ${paced}:`, ...steps].join('\n  '));
}

function say(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  const rate = (times.length / seconds).toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms; ${rate}/s`;
}

async function measure(desks: number, between: number): Promise<Times> {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-bench-'));
  const file = join(folder, 'campaign.db');
  createDatabase(file, (database) => {
    addContingent(database, actor, {
      name: 'A',
      kind: 'regular',
      mode: 'timed',
      opensAt: null,
      channels: [],
      seats: SEATS,
      windows: Array.from({ length: WINDOWS }, (_, index) => ({
        startsAt: index * 900_000,
        endsAt: (index + 1) * 900_000,
      })),
    });
  });
  try {
    const children = Array.from({ length: desks }, () =>
      spawn(process.execPath, [jiti, worker, file, String(seconds), String(between)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    await Promise.all(children.map((child) => once(child.stdout, 'data')));
    const results = Promise.all(children.map(collect));
    for (const child of children) child.stdin.write('go\n');
    const all: Times = {};
    for (const times of await results)
      for (const [step, each] of Object.entries(times)) (all[step] ??= []).push(...each);
    inspect(file);
    return all;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function collect(child: ChildProcess): Promise<Times> {
  let text = '';
  child.stdout?.on('data', (piece: Buffer) => (text += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`a desk ended with ${code}`);
  return JSON.parse(text) as Times;
}

function inspect(file: string): void {
  const database = openDatabase(file, { waiting: () => undefined });
  const findings = [checkHolds, checkOverbooked, checkSeatAccounts, checkSeatSum].flatMap<unknown>(
    (check) => check(database),
  );
  database.close();
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
}

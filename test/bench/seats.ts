/**
 * Bookings a second and their 95th percentile in 20 windows at 1, 8, 24 and 64 processes, next to the bare
 * floor: the same transaction in a loop of prepared statements, in the same run, taking turns.
 * `npm run bench test/bench/seats.ts [seconds] [rounds]`
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addContingent } from '../../src/contingents/add.ts';
import { createDatabase } from '../../src/database/create.ts';

const WINDOWS = 20;
const worker = import.meta.filename.replace('seats', 'seat-worker');
// Node 20 runs no TypeScript by itself.
const jiti = new URL('../../node_modules/jiti/lib/jiti-cli.mjs', import.meta.url).pathname;
const [seconds = 3, rounds = 1] = process.argv.slice(2).map(Number);
const actor = { name: 'bench', now: () => Date.now() };

for (const processes of [1, 8, 24, 64]) {
  for (let round = 1; round <= rounds; round++) {
    const own = await measure('own', processes);
    const bare = await measure('bare', processes);
    const ratio = Math.round((100 * own.rate) / bare.rate);
    console.log(`${processes} processes: slotdesk ${say(own)}; bare ${say(bare)}; ${ratio} %`);
  }
}

interface Figures {
  rate: number;
  p50: number;
  p95: number;
}

function say({ rate, p50, p95 }: Figures): string {
  return `${Math.round(rate)}/s, p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
}

async function measure(mode: 'own' | 'bare', processes: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-bench-'));
  const file = join(folder, 'campaign.db');
  createDatabase(file, (database) => {
    addContingent(database, actor, {
      name: 'A',
      kind: 'regular',
      mode: 'timed',
      opensAt: null,
      channels: [],
      seats: 1_000_000,
      windows: Array.from({ length: WINDOWS }, (_, index) => ({
        startsAt: index * 900_000,
        endsAt: (index + 1) * 900_000,
      })),
    });
  });
  try {
    const children = Array.from({ length: processes }, () =>
      spawn(process.execPath, [jiti, worker, mode, file, String(seconds)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    await Promise.all(children.map((child) => once(child.stdout, 'data')));
    const results = Promise.all(children.map(collect));
    for (const child of children) child.stdin.write('go\n');
    const times = (await results).flat().toSorted((a, b) => a - b);
    const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
    return { rate: times.length / seconds, p50: at(0.5), p95: at(0.95) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function collect(child: ChildProcess): Promise<number[]> {
  let text = '';
  child.stdout?.on('data', (piece: Buffer) => (text += piece.toString()));
  await once(child, 'close');
  return JSON.parse(text) as number[];
}

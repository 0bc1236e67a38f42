/**
 * What `contingent list`, `slot list` and `status` take with 10,000 slots and 1,000,000 bookings, next to the
 * same 10,000 slots with 2,500 bookings, and to the story's 112 slots: the real binary, the fastest of some runs.
 * Needs 1 GB of disk and some minutes. `npm run bench test/bench/overview.ts [runs] [bookings]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addContingent } from '../../src/contingents/add.ts';
import { createDatabase } from '../../src/database/create.ts';
import type { Database } from '../../src/database/statements.ts';

const CONTINGENTS = 4;
const binary = new URL('../../bin/slotdesk.js', import.meta.url).pathname;
const [runs = 7, most = 1_000_000] = process.argv.slice(2).map(Number);
const actor = { name: 'bench', now: () => Date.now() };
const commands = [['contingent', 'list'], ['slot', 'list'], ['slot', 'list', '--json'], ['status']];

const folder = mkdtempSync(join(tmpdir(), 'slotdesk-bench-'));
try {
  const story = fill('story.db', 112, 2500);
  const few = fill('few.db', 10_000, 2500);
  const many = fill('many.db', 10_000, most);
  for (const words of commands) {
    const [a, b, c] = [story, few, many].map((file) => time(file, words));
    const ratio = ((c ?? 0) / (b ?? 1)).toFixed(2);
    const all = ((c ?? 0) / (a ?? 1)).toFixed(2);
    console.log(
      `${words.join(' ')}: 112 slots, 2,500 bookings ${a} ms; 10,000 slots, 2,500 bookings ${b} ms; ` +
        `10,000 slots, ${most} bookings ${c} ms; ${ratio} times by the bookings, ${all} times in all`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

function fill(name: string, slots: number, bookings: number): string {
  const file = join(folder, name);
  createDatabase(file, (database) => {
    const windows = Array.from({ length: slots / CONTINGENTS }, (_, index) => ({
      startsAt: Date.parse('2021-06-20T05:00:00Z') + index * 900_000,
      endsAt: Date.parse('2021-06-20T05:15:00Z') + index * 900_000,
    }));
    for (let at = 0; at < CONTINGENTS; at++) {
      addContingent(database, actor, {
        name: `Contingent ${at}`,
        kind: 'regular',
        mode: 'timed',
        opensAt: null,
        channels: [],
        seats: (1.2 * bookings) / CONTINGENTS + slots,
        windows,
      });
    }
    fillBookings(database, slots, bookings);
  });
  return file;
}

function fillBookings(database: Database, slots: number, bookings: number): void {
  database.pragma('synchronous = OFF');
  const insert = database.prepare(
    `INSERT INTO booking (reference, slot_id, state, channel, family_name, email, created_at)
     VALUES ('R' || @i, 1 + @i % @slots, 'binding', 'portal', 'Muster', 'p' || @i || '@citizen.example', 0)`,
  );
  database.transaction(() => {
    for (let i = 0; i < bookings; i++) insert.run({ i, slots });
  })();
}

/** Milliseconds of the whole process, starting Node included. */
function time(file: string, words: string[]): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, [binary, '--db', file, ...words], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}`);
    return performance.now() - start;
  });
  return Math.round(Math.min(...times));
}

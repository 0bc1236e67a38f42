/**
 * What `booking export` takes for 200,000 and 1,000,000 bookings in each dialect, next to `sqlite3 -csv` writing the
 * same columns of the same file as they are stored: whole processes in turn, the fastest of some runs, CPU
 * and wall seconds. Needs bash, sqlite3 and 1.5 GB of disk. `npm run bench test/bench/export.ts [runs] [bookings …]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReference } from '../../src/bookings/reference.ts';
import { addContingent } from '../../src/contingents/add.ts';
import { createDatabase } from '../../src/database/create.ts';

const SLOTS = 112;
const binary = new URL('../../bin/slotdesk.js', import.meta.url).pathname;
const [runs = 3, ...typed] = process.argv.slice(2).map(Number);
const sizes = typed.length > 0 ? typed : [200_000, 1_000_000];
const actor = { name: 'bench', now: () => Date.now() };
const WHAT = `
  SELECT booking.reference, external_id, given_name, family_name, birth_date, email, phone, street, postal_code, city,
    slot.starts_at, contingent.name, booking.state, confirmation.state, portal_claim_at, booked_at, channel, note
  FROM booking JOIN slot ON slot.id = slot_id JOIN contingent ON contingent.id = contingent_id
  LEFT JOIN confirmation ON booking_id = booking.id ORDER BY booking.id`;

const folder = mkdtempSync(join(tmpdir(), 'slotdesk-bench-'));
try {
  for (const bookings of sizes) {
    const file = fill(bookings);
    const out = join(folder, 'out');
    const tool = `"${process.execPath}" "${binary}" --db "${file}" booking export -o "${out}" --dialect`;
    const lines: [string, string][] = [
      ['sqlite3 -csv', `sqlite3 -csv "${file}" "${WHAT}" > "${out}"`],
      ...['excel-de', 'rfc4180', 'jsonl'].map((name): [string, string] => [
        name,
        `${tool} ${name}`,
      ]),
    ];
    const best = lines.map(() => ({ cpu: Infinity, wall: Infinity, size: 0 }));
    for (let run = 0; run < runs; run++) {
      for (const [at, [, line]] of lines.entries()) {
        const { cpu, wall } = measure(line);
        const known = best[at];
        if (known === undefined) continue;
        known.cpu = Math.min(known.cpu, cpu);
        known.wall = Math.min(known.wall, wall);
        known.size = statSync(out).size;
      }
    }
    const [base] = best;
    for (const [at, [name]] of lines.entries()) {
      const { cpu = 0, wall = 0, size = 0 } = best[at] ?? {};
      const ratio = (cpu / (base?.cpu ?? 1)).toFixed(2);
      const megabytes = (size / 1e6).toFixed(0);
      console.log(
        `${bookings} bookings, ${name}: ${megabytes} MB, ${cpu.toFixed(2)} s CPU (${ratio} times sqlite3), ${wall.toFixed(2)} s`,
      );
    }
    rmSync(file);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** User and system seconds of a line for bash, and seconds by the wall. */
function measure(line: string): { cpu: number; wall: number } {
  const script = `TIMEFORMAT='%U %S %R'; time { ${line}; } >/dev/null`;
  const { status, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${line} ended with ${status}: ${stderr}`);
  const [user = 0, system = 0, wall = 0] = stderr.trim().split(/\s+/).slice(-3).map(Number);
  return { cpu: user + system, wall };
}

function fill(bookings: number): string {
  const file = join(folder, `${bookings}.db`);
  createDatabase(file, (database) => {
    const windows = Array.from({ length: SLOTS / 4 }, (_, index) => ({
      startsAt: Date.parse('2021-06-20T05:00:00Z') + index * 900_000,
      endsAt: Date.parse('2021-06-20T05:15:00Z') + index * 900_000,
    }));
    for (const name of ['8 Uhr', '11 Uhr', '14 Uhr', '17 Uhr']) {
      const seats = bookings;
      const rules = { kind: 'regular', mode: 'open', opensAt: null, channels: [] } as const;
      addContingent(database, actor, { name, ...rules, channels: [], seats, windows });
    }
    database.pragma('synchronous = OFF');
    const insert = database.prepare(
      `INSERT INTO booking (reference, slot_id, state, channel, given_name, family_name, birth_date, email, phone,
         street, postal_code, city, external_id, note, booked_at, portal_claim, portal_claim_at, created_at)
       VALUES (@reference, 1 + @i % ${SLOTS}, 'binding', 'portal', 'Änne-Marie', 'Mustermann' || @i, '1961-04-03',
         'p' || @i || '@citizen.example', '+49 6232 55' || @i, 'Hasenpfad ' || (@i % 200), '67346', 'Speyer',
         'PX' || @i, CASE WHEN @i % 20 THEN NULL ELSE 'Rollstuhl; "Tor 2"' END, @at, 'sent', @at + 4000, @at)`,
    );
    const start = Date.parse('2021-06-14T06:00:00Z');
    database.transaction(() => {
      for (let i = 0; i < bookings; i++) {
        let rest = i;
        const digit = (below: number): number => {
          const value = rest % below;
          rest = Math.floor(rest / below);
          return value;
        };
        insert.run({ i, reference: createReference(digit), at: start + i * 1000 });
      }
    })();
  });
  return file;
}

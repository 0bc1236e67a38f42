/**
 * One clerk of `bench/seats.ts`: `<own|bare> <campaign file> <seconds>`. Says `ready`, waits for a line, books
 * as fast as it can and prints the milliseconds of each booking as JSON.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { book } from '../../src/bookings/book.ts';
import { createReference } from '../../src/bookings/reference.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/statements.ts';

const [mode = '', file = '', seconds = ''] = process.argv.slice(2);
const database = openDatabase(file, { waiting: () => undefined });
const slots = database.prepare('SELECT id FROM slot').pluck().all() as number[];
const pickSlot = (): number => slots[Math.floor(Math.random() * slots.length)] ?? 1;
const act = mode === 'own' ? bookOwn(database) : bookBare(database);

process.stdout.write('ready\n');
process.stdin.once('data', () => {
  const end = performance.now() + 1000 * Number(seconds);
  const times: number[] = [];
  for (let now = performance.now(); now < end;) {
    act(pickSlot());
    const then = performance.now();
    times.push(then - now);
    now = then;
  }
  database.close();
  process.stdout.write(
    `${JSON.stringify(times.map((time) => Math.round(time * 1000) / 1000))}\n`,
    () => process.stdin.destroy(),
  );
});

function bookOwn(at: Database): (slot: number) => void {
  const actor = { name: 'bench', now: () => Date.now() };
  const nowhere = { phone: null, street: null, postalCode: null, city: null };
  const person = {
    givenName: 'Erika',
    familyName: 'Muster',
    birthDate: null,
    email: null,
    ...nowhere,
  };
  return (slot) => {
    const more = { contingent: null, outsideArea: false, note: null } as const;
    book(at, actor, 'Europe/Berlin', { slot: { id: slot }, channel: 'phone', person, ...more });
  };
}

/** The same transaction with nothing around it: prepared statements in a loop, the same triggers. */
function bookBare(at: Database): (slot: number) => void {
  const begin = at.prepare('BEGIN IMMEDIATE');
  const commit = at.prepare('COMMIT');
  const seat = at.prepare('SELECT capacity - booked FROM slot WHERE id = ?').pluck();
  const insert = at.prepare(
    `INSERT INTO booking (reference, slot_id, state, channel, given_name, family_name, booked_at, created_at)
     VALUES (?, ?, 'binding', 'phone', 'Erika', 'Muster', ?, ?)`,
  );
  const last = at.prepare('SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1');
  const keep = at.prepare(
    "INSERT INTO audit (id, at, actor, action, facts, hash) VALUES (?, ?, 'bench', 'booking.add', ?, ?)",
  );
  const key = randomBytes(32);
  return (slot) => {
    begin.run();
    if ((seat.get(slot) as number) < 1) throw new Error('sold out');
    const now = Date.now();
    const { lastInsertRowid } = insert.run(createReference(), slot, now, now);
    const line = last.get() as { id: number; hash: Buffer } | undefined;
    const facts = JSON.stringify({ booking: Number(lastInsertRowid), slot });
    const hash = createHmac('sha256', key)
      .update(line?.hash ?? '')
      .update(facts)
      .digest();
    keep.run((line?.id ?? 0) + 1, now, facts, hash);
    commit.run();
  };
}

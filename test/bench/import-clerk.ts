/**
 * The clerk of `bench/import.ts`: `<campaign file>`. Books once every 50 ms until standard input ends and prints how
 * long each booking took, in milliseconds, as JSON.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { book } from '../../src/bookings/book.ts';
import { openDatabase } from '../../src/database/open.ts';

const EVERY_MS = 50;
const [file = ''] = process.argv.slice(2);
const database = openDatabase(file, { waiting: () => undefined });
const slots = database.prepare('SELECT id FROM slot').pluck().all() as number[];
const actor = { name: 'clerk', now: () => Date.now() };
const nobody = { email: null, phone: null, street: null, postalCode: null, city: null };
const person = { givenName: 'Erika', familyName: 'Muster', birthDate: null, ...nobody };

const over = new AbortController();
process.stdin.on('end', () => over.abort()).resume();
const times: number[] = [];
while (!over.signal.aborted) {
  const start = performance.now();
  const slot = { id: slots[Math.floor(Math.random() * slots.length)] ?? 1 };
  book(database, actor, 'Europe/Berlin', {
    ...{ slot, person, contingent: null, channel: 'phone', outsideArea: false, note: null },
  });
  const took = performance.now() - start;
  times.push(Math.round(took));
  await sleep(Math.max(0, EVERY_MS - took));
}
database.close();
process.stdout.write(JSON.stringify(times));

/**
 * One desk of `bench/desks.ts`: `<campaign file> <seconds> <pause in ms>`. Says `ready`, waits for a line, takes calls
 * and prints the milliseconds of each final step as JSON. Any refusal but a full window ends it with an error.
 */
import { book } from '../../src/bookings/book.ts';
import { cancelBookings } from '../../src/bookings/cancel.ts';
import { rebookBooking } from '../../src/bookings/rebook.ts';
import { holdSeat } from '../../src/contingents/holds.ts';
import { openDatabase } from '../../src/database/open.ts';

const [file = '', seconds = '', pause = ''] = process.argv.slice(2);
const database = openDatabase(file, { waiting: () => undefined });
const slots = database.prepare('SELECT id FROM slot').pluck().all() as number[];
const actor = { name: `desk-${process.pid}`, now: () => Date.now() };
const zone = 'Europe/Berlin';
const person = { givenName: 'Erika', familyName: 'Muster', birthDate: '1961-04-03', email: null };
const contact = { phone: '06232 123456', street: null, postalCode: '67346', city: 'Speyer' };
const own: string[] = [];
const times: Record<string, number[]> = { hold: [], book: [], rebook: [], cancel: [] };

const anySlot = (): number => slots[Math.floor(Math.random() * slots.length)] ?? 1;

function time<T>(step: string, act: () => T): T {
  const start = performance.now();
  const result = act();
  times[step]?.push(Math.round(1000 * (performance.now() - start)) / 1000);
  return result;
}

function takeCall(): void {
  const reference = own.at(-1);
  const wish = Math.random();
  if (reference !== undefined && wish < 0.15) {
    own.pop();
    const how = { reason: 'citizen', freedSeatsTo: null, dryRun: false } as const;
    time('cancel', () => cancelBookings(database, actor, [reference], how));
  } else if (reference !== undefined && wish < 0.3) {
    const to = { id: anySlot() };
    const how = { contingent: null, channel: 'phone', freedSeatsTo: null, dryRun: false } as const;
    time('rebook', () => rebookBooking(database, actor, zone, reference, { to, ...how }));
  } else {
    const slot = anySlot();
    const hold = time('hold', () => holdSeat(database, actor, zone, { slot })).id;
    const how = { contingent: null, channel: 'phone', outsideArea: false, note: null } as const;
    const whole = { slot: { id: slot }, person: { ...person, ...contact }, hold, ...how };
    own.push(time('book', () => book(database, actor, zone, whole)));
  }
}

process.stdout.write('ready\n');
process.stdin.once('data', () => {
  const end = performance.now() + 1000 * Number(seconds);
  const next = (): void => {
    if (performance.now() >= end) {
      database.close();
      process.stdout.write(`${JSON.stringify(times)}\n`, () => process.stdin.destroy());
      return;
    }
    takeCall();
    setTimeout(next, Math.random() * 2 * Number(pause));
  };
  setTimeout(next, Math.random() * Number(pause));
});

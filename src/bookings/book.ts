import { refuseBooking } from '../contingents/bookable.ts';
import { missWindow, readSlot, writeTime } from '../contingents/slots.ts';
import type { Channel } from '../contingents/state.ts';
import { readContingents, type Contingent } from '../contingents/storage.ts';
import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { drawReference } from './draw-reference.ts';
import type { Person } from './person.ts';
import { indexBooking } from './search-storage.ts';

export interface NewBooking {
  /** A slot by its id, or the time it begins in milliseconds (`null`: `anytime`), or the first that is free. */
  slot: { id: number } | { startsAt: number | null; typed: string } | 'first';
  /** The id of the contingent; `null`: the first (release time, then name) that has a seat for it. */
  contingent: number | null;
  channel: Channel;
  person: Person;
  outsideArea: boolean;
  note: string | null;
}

interface Seat {
  id: number;
  startsAt: number | null;
  capacity: number;
  booked: number;
}

/**
 * Takes a seat for a person, in one change, and returns the booking's reference as it is stored.
 * @param timeZone the campaign's, for the words of a refusal
 * @throws Failure `sold_out`, `contingent_closed`, `channel_reserved`, `standby_gated`, `slot_unknown`,
 *   `window_unknown`, `window_outside`
 */
export function book(
  database: Database,
  actor: Actor,
  timeZone: string,
  booking: NewBooking,
): string {
  return change(database, actor, () => {
    const now = actor.now();
    const seat = findSeat(database, booking, { now, timeZone });
    const reference = drawReference(database);
    const { person } = booking;
    const { lastInsertRowid } = sql(
      database,
      `INSERT INTO booking (reference, slot_id, state, channel, given_name, family_name, birth_date, email, phone,
         street, postal_code, city, outside_area, note, booked_at, created_at)
       VALUES (?, ?, 'binding', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      reference,
      seat.id,
      booking.channel,
      person.givenName,
      person.familyName,
      person.birthDate,
      person.email,
      person.phone,
      person.street,
      person.postalCode,
      person.city,
      booking.outsideArea ? 1 : 0,
      booking.note,
      now,
      now,
    );
    indexBooking(database, Number(lastInsertRowid));
    const { id: slot, capacity, booked } = seat;
    const facts = {
      booking: Number(lastInsertRowid),
      slot,
      channel: booking.channel,
      capacity,
      booked: [booked, booked + 1],
    };
    return { result: reference, entry: { action: 'booking.add', facts } };
  });
}

function findSeat(
  database: Database,
  booking: NewBooking,
  at: { now: number; timeZone: string },
): Seat {
  const { slot, channel } = booking;
  const contingents = listCandidates(database, booking);
  const refusals: Failure[] = [];
  for (const contingent of contingents) {
    const seat = pickSeat(database, slot, contingent.id, at.now);
    if (seat === undefined) continue;
    const refusal = refuseBooking(database, contingent, channel, at);
    if (refusal === null && seat.booked < seat.capacity) return seat;
    const window = seat.startsAt === null ? null : writeTime(at.timeZone, seat.startsAt);
    refusals.push(refusal ?? new Failure('sold_out', { contingent: contingent.name, window }));
  }
  throw chooseRefusal(database, booking, refusals, at.timeZone);
}

function listCandidates(database: Database, { slot, contingent }: NewBooking): Contingent[] {
  const all = readContingents(database);
  const wanted = contingent === null ? all : all.filter(({ id }) => id === contingent);
  if (slot === 'first' || !('id' in slot)) return wanted;
  const found = readSlot(database, slot.id);
  if (found === null) throw new Failure('slot_unknown', { slot: String(slot.id) });
  return wanted.filter(({ id }) => id === found.contingentId);
}

const SEAT = 'SELECT id, starts_at AS startsAt, capacity, booked FROM slot WHERE ';

function pickSeat(
  database: Database,
  slot: NewBooking['slot'],
  contingent: number,
  now: number,
): Seat | undefined {
  const get = (condition: string, ...values: unknown[]): Seat | undefined =>
    sql(database, SEAT + condition).get(...values) as Seat | undefined;
  if (slot !== 'first') {
    if ('id' in slot) return get('id = ?', slot.id);
    return get('contingent_id = ? AND starts_at IS ?', contingent, slot.startsAt);
  }
  const free = 'contingent_id = ? AND booked < capacity AND starts_at';
  return (
    // Nobody wants the first free window of a morning that is over.
    get(`${free} > ? ORDER BY starts_at LIMIT 1`, contingent, now) ??
    get(`${free} IS NULL`, contingent) ??
    get(`${free} IS NOT NULL ORDER BY starts_at LIMIT 1`, contingent) ??
    get('contingent_id = ? ORDER BY starts_at LIMIT 1', contingent)
  );
}

/** What to say if no contingent has a seat: sold out if any was open, else why the first was not. */
function chooseRefusal(
  database: Database,
  { slot, contingent }: NewBooking,
  refusals: readonly Failure[],
  timeZone: string,
): Failure {
  const soldOut = refusals.filter(({ code }) => code === 'sold_out');
  const [first] = soldOut.length > 0 ? soldOut : refusals;
  if (first === undefined) {
    if (slot === 'first') return new Failure('sold_out', { contingent: null, window: null });
    if ('id' in slot) return new Failure('slot_unknown', { slot: String(slot.id) });
    return missWindow(database, slot.typed, slot.startsAt, { timeZone, date: '' });
  }
  if (soldOut.length === 0 || (slot !== 'first' && soldOut.length === 1)) return first;
  const { window } = (first as Failure<'sold_out'>).facts;
  const names = contingent === null ? null : (first as Failure<'sold_out'>).facts.contingent;
  return new Failure('sold_out', { contingent: names, window: slot === 'first' ? null : window });
}

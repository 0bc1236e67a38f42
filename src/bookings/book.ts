import { sweepHolds, takeHold } from '../contingents/holds.ts';
import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { drawReference } from './draw-reference.ts';
import { findSeat, type SeatWish } from './find-seat.ts';
import type { Person } from './person.ts';
import { indexBooking } from './search-storage.ts';

export interface NewBooking extends Omit<SeatWish, 'own'> {
  person: Person;
  outsideArea: boolean;
  note: string | null;
  /** The hold of the seat it takes, by its id; if it has expired, any free seat of the slot will do. */
  hold?: number | undefined;
}

/**
 * Takes a seat for a person, in one change, and returns the booking's reference as it is stored.
 * @param timeZone the campaign's, for the words of a refusal
 * @throws Failure as `findSeat`
 */
export function book(
  database: Database,
  actor: Actor,
  timeZone: string,
  booking: NewBooking,
): string {
  return change(database, actor, () => {
    const now = actor.now();
    sweepHolds(database, now);
    if (booking.hold !== undefined) takeHold(database, booking.hold);
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

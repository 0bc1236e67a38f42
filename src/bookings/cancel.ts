import { passOnFreedSeat } from '../contingents/seats.ts';
import { readSlot } from '../contingents/slots.ts';
import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { findBooking, type Booking, type CancelReason } from './storage.ts';

export interface Cancellation {
  booking: Booking;
  /** Who has the seat now; `null`: it is owed to another promise of an overbooked slot. */
  seat: { slot: number; contingent: string } | null;
}

export interface CancelOptions {
  reason: CancelReason;
  /** The id of the contingent that gets the freed seats; `null`: each returns to its own. */
  freedSeatsTo: number | null;
  dryRun: boolean;
}

/**
 * Cancels bookings by their references as stored, all of them or none, and frees their seats. A dry run
 * goes the same way and takes everything back.
 * @throws Failure `booking_unknown`, `booking_cancelled`
 */
export function cancelBookings(
  database: Database,
  actor: Actor,
  references: readonly string[],
  { reason, freedSeatsTo, dryRun }: CancelOptions,
): Cancellation[] {
  return change(database, actor, () => {
    const slots: unknown[] = [];
    const result = [...new Set(references)].map((reference): Cancellation => {
      const booked = findBooking(database, reference);
      const { id, state, slot } = booked;
      if (state === 'cancelled')
        throw new Failure('booking_cancelled', { reference: booked.reference });
      const before = readSlot(database, slot.id);
      sql(
        database,
        "UPDATE booking SET state = 'cancelled', cancelled_at = ?, cancel_reason = ? WHERE id = ?",
      ).run(actor.now(), reason, id);
      const to = passOnFreedSeat(database, slot.id, freedSeatsTo);
      const after = readSlot(database, slot.id);
      slots.push({
        booking: id,
        slot: slot.id,
        booked: [before?.bound, after?.bound],
        capacity: [before?.seats, after?.seats],
        seat_to: to,
      });
      const holder = to === null ? null : readSlot(database, to);
      return {
        booking: findBooking(database, reference),
        seat: holder === null ? null : { slot: holder.id, contingent: holder.contingent },
      };
    });
    const facts = { reason, bookings: slots };
    return { result, entry: dryRun ? null : { action: 'booking.cancel', facts } };
  });
}

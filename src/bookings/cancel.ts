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
    const done = [...new Set(references)].map((reference) =>
      cancelOne(database, actor.now(), reference, { reason, freedSeatsTo }),
    );
    const facts = { reason, bookings: done.map((one) => one.facts) };
    return {
      result: done.map(({ cancellation }) => cancellation),
      entry: dryRun ? null : { action: 'booking.cancel', facts },
    };
  });
}

/**
 * Cancels one booking and frees its seat; `facts` is what the audit log keeps of it. Within a change.
 * @throws Failure `booking_unknown`, `booking_cancelled`
 */
export function cancelOne(
  database: Database,
  now: number,
  reference: string,
  { reason, freedSeatsTo }: Omit<CancelOptions, 'dryRun'>,
): { cancellation: Cancellation; facts: Record<string, unknown> } {
  const booked = findBooking(database, reference);
  const { id, state, slot } = booked;
  if (state === 'cancelled')
    throw new Failure('booking_cancelled', { reference: booked.reference });
  const before = readSlot(database, slot.id);
  sql(
    database,
    "UPDATE booking SET state = 'cancelled', cancelled_at = ?, cancel_reason = ? WHERE id = ?",
  ).run(now, reason, id);
  const to = passOnFreedSeat(database, slot.id, freedSeatsTo);
  const after = readSlot(database, slot.id);
  const holder = to === null ? null : readSlot(database, to);
  return {
    cancellation: {
      booking: findBooking(database, reference),
      seat: holder === null ? null : { slot: holder.id, contingent: holder.contingent },
    },
    facts: {
      booking: id,
      slot: slot.id,
      booked: [before?.bound, after?.bound],
      capacity: [before?.seats, after?.seats],
      seat_to: to,
    },
  };
}

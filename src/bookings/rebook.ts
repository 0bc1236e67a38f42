import { sweepHolds, takeHold } from '../contingents/holds.ts';
import { passOnFreedSeat } from '../contingents/seats.ts';
import { readSlot } from '../contingents/slots.ts';
import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { findSeat, type SeatWish } from './find-seat.ts';
import { findBooking, type Booking } from './storage.ts';

export interface RebookOptions {
  to: SeatWish['slot'];
  /** The id of the contingent; `null`: its own, else the first that has a seat for it. */
  contingent: number | null;
  /** Through which somebody asks for it. */
  channel: SeatWish['channel'];
  /** The id of the contingent that gets the freed seat; `null`: it stays where it is. */
  freedSeatsTo: number | null;
  /** The hold of the seat it goes to, by its id. */
  hold?: number | undefined;
  dryRun: boolean;
}

export interface Rebooking {
  before: Booking;
  /** The same as before if it sits there already. */
  after: Booking;
  /** Who has the old seat now; `null`: nobody, it was owed to another promise, or nothing has changed. */
  seat: { slot: number; contingent: string } | null;
}

/**
 * Moves a booking, by its reference as stored, to another slot, in one change; the old seat becomes free
 * as that of a cancelled one does. A dry run goes the same way and takes everything back.
 * @param timeZone the campaign's, for the words of a refusal
 * @throws Failure `booking_unknown`, `booking_cancelled`, as `findSeat`
 */
export function rebookBooking(
  database: Database,
  actor: Actor,
  timeZone: string,
  reference: string,
  { to, contingent, channel, freedSeatsTo, hold, dryRun }: RebookOptions,
): Rebooking {
  return change(database, actor, () => {
    const now = actor.now();
    const before = findBooking(database, reference);
    if (before.state === 'cancelled')
      throw new Failure('booking_cancelled', { reference: before.reference });
    sweepHolds(database, now);
    if (hold !== undefined) takeHold(database, hold);
    const { contingentId: own } = requireSlot(database, before.slot.id);
    if (sitsThere(before, to, contingent, own))
      return { result: { before, after: before, seat: null }, entry: null };
    const seat = findSeat(database, { slot: to, contingent, channel, own }, { now, timeZone });
    sql(database, 'UPDATE booking SET slot_id = ?, foreign_promise = 0 WHERE id = ?').run(
      seat.id,
      before.id,
    );
    const freed = passOnFreedSeat(database, before.slot.id, freedSeatsTo);
    const holder = freed === null ? null : readSlot(database, freed);
    const result: Rebooking = {
      before,
      after: findBooking(database, reference),
      seat: holder === null ? null : { slot: holder.id, contingent: holder.contingent },
    };
    const facts = { booking: before.id, slot: [before.slot.id, seat.id], seat_to: freed };
    return { result, entry: dryRun ? null : { action: 'booking.rebook', facts } };
  });
}

/** Whether the booking has the seat already that is asked for. */
function sitsThere(
  { slot }: Booking,
  to: SeatWish['slot'],
  contingent: number | null,
  own: number,
): boolean {
  if (to === 'first') return false;
  if ('id' in to) return to.id === slot.id;
  return to.startsAt === slot.startsAt && (contingent === null || contingent === own);
}

function requireSlot(database: Database, id: number): { contingentId: number } {
  const slot = readSlot(database, id);
  if (slot === null) throw new Error(`no slot ${id}`);
  return slot;
}

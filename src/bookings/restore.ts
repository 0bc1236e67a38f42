import { dropHold } from '../contingents/holds.ts';
import { moveSeats } from '../contingents/seats.ts';
import { sql, type Database } from '../database/statements.ts';

interface Place {
  slot: number;
  state: string;
  foreignPromise: number;
}

/**
 * Makes a cancelled booking binding again, in the seat it had. Where that was passed on it comes back from
 * `seatTo`, the slot that has it since; `null`: it was owed to another promise and nobody got it, so that
 * a promise made elsewhere is overbooked again as it was. Returns whether it could be: somebody else may have
 * the seat. Within a change.
 */
export function restoreBooking(
  database: Database,
  booking: number,
  seatTo: number | null,
): boolean {
  const { slot, state, foreignPromise } = sql(
    database,
    'SELECT slot_id AS slot, state, foreign_promise AS foreignPromise FROM booking WHERE id = ?',
  ).get(booking) as Place;
  if (state === 'binding') return true;
  const wasOwed = seatTo === null && foreignPromise === 1;
  if (seatTo !== null && seatTo !== slot && isFree(database, seatTo))
    moveSeats(database, seatTo, slot, 1);
  else if (!isFree(database, slot)) {
    if (!wasOwed) return false;
    // A promise made elsewhere is more than a form that is open.
    dropHold(database, slot);
  }
  sql(
    database,
    "UPDATE booking SET state = 'binding', cancelled_at = NULL, cancel_reason = NULL WHERE id = ?",
  ).run(booking);
  return true;
}

function isFree(database: Database, slot: number): boolean {
  return (
    sql(
      database,
      `SELECT 1 FROM slot JOIN contingent ON contingent.id = contingent_id
       WHERE slot.id = ? AND booked + held < capacity AND mode <> 'closed'`,
    ).get(slot) !== undefined
  );
}

import { sql, type Database } from '../database/statements.ts';

/** Kept counts of the bookings: O(1) whatever their number. */
export function countBookings(database: Database): {
  binding: number;
  cancelled: number;
  outsideArea: number;
} {
  const count = (kind: string, value: string): number =>
    sql(database, 'SELECT count FROM tally WHERE kind = ? AND value = ?')
      .pluck()
      .get(kind, value) as number;
  return {
    binding: count('booking', 'binding'),
    cancelled: count('booking', 'cancelled'),
    outsideArea: count('outside_area', 'binding'),
  };
}

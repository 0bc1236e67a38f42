import { sql, type Database } from '../database/statements.ts';

/** The kept number of open cases; `null` before the first search: nothing is known, which is not zero. */
export function countOpenCases(database: Database): number | null {
  const count = sql(
    database,
    `SELECT count FROM tally
     WHERE kind = 'duplicate' AND value = 'open' AND EXISTS (SELECT 1 FROM duplicate_search)`,
  )
    .pluck()
    .get() as number | undefined;
  return count ?? null;
}

/** Whether binding bookings came or changed since the last search. */
export function isSearchDue(database: Database): boolean {
  return (
    sql(
      database,
      `SELECT 1 FROM duplicate_pending CROSS JOIN booking ON booking.id = booking_id
       WHERE seq > (SELECT pending_seq FROM duplicate_search ORDER BY id DESC LIMIT 1) AND state = 'binding' LIMIT 1`,
    ).get() !== undefined
  );
}

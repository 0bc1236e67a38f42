import { sql, type Database } from '../database/statements.ts';

// Enough to know the towns of a region, and as quick in a campaign of a million bookings.
const RECENT = 20_000;

/** The town most of the last bookings have for a postal code; `null` if none has one. */
export function findTown(database: Database, postalCode: string): string | null {
  const town = sql(
    database,
    `SELECT city FROM (SELECT postal_code, city FROM booking ORDER BY id DESC LIMIT ${RECENT})
     WHERE postal_code = ? AND city IS NOT NULL GROUP BY city ORDER BY count(*) DESC, city LIMIT 1`,
  )
    .pluck()
    .get(postalCode);
  return typeof town === 'string' ? town : null;
}

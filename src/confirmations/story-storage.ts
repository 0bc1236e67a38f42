import { sql, type Database } from '../database/statements.ts';

export interface PortalClaim {
  claim: 'sent' | 'not_sent';
  /** Milliseconds. */
  at: number | null;
}

/** What the portal claims of these bookings, by their ids; those it claims nothing of are left out. */
export function listClaimsOf(
  database: Database,
  bookingIds: readonly number[],
): Map<number, PortalClaim> {
  const rows = sql(
    database,
    `SELECT id, portal_claim AS claim, portal_claim_at AS at FROM booking
     WHERE portal_claim IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(bookingIds)) as (PortalClaim & { id: number })[];
  return new Map(rows.map(({ id, claim, at }) => [id, { claim, at }]));
}

/** The bookings that any mail was ever prepared for. */
export function listMailedBookings(database: Database): Set<number> {
  const ids = sql(database, 'SELECT DISTINCT booking_id FROM message').pluck().all() as number[];
  return new Set(ids);
}

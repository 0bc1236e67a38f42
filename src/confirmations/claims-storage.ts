import { sql, type Database } from '../database/statements.ts';
import type { Claim } from './claims.ts';

/** A booking as the portal's list may name it, with what the portal has claimed so far. */
export interface ClaimTarget {
  id: number;
  reference: string;
  externalId: string | null;
  email: string | null;
  binding: boolean;
  claim: 'sent' | 'not_sent' | null;
  claimedAt: number | null;
}

export function listClaimTargets(database: Database): ClaimTarget[] {
  const rows = sql(
    database,
    `SELECT id, reference, external_id AS externalId, email, state = 'binding' AS binding, portal_claim AS claim,
       portal_claim_at AS claimedAt
     FROM booking ORDER BY id`,
  ).all() as (Omit<ClaimTarget, 'binding'> & { binding: 0 | 1 })[];
  return rows.map((row) => ({ ...row, binding: row.binding === 1 }));
}

/** To be run in the transaction that read the targets. */
export function storeClaim(database: Database, { bookingId, claim, at }: Claim): void {
  sql(database, 'UPDATE booking SET portal_claim = ?, portal_claim_at = ? WHERE id = ?').run(
    claim,
    at,
    bookingId,
  );
}

import { sql, type Database } from '../database/statements.ts';
import { createIdentityHash } from './identity.ts';

type Verdict = 'same' | 'different';

/** Pairs of bookings, the lower id first. */
export type BookingPair = readonly [number, number];

/** Every two of these bookings. */
export function* pairUp(bookings: readonly number[]): Generator<BookingPair> {
  const sorted = bookings.toSorted((a, b) => a - b);
  for (const [at, one] of sorted.entries())
    for (const other of sorted.slice(at + 1)) yield [one, other];
}

/** Keeps what a person decided about bookings of a case, and what they said of themselves then. Within a change. */
export function storeDecisions(
  database: Database,
  caseId: number,
  pairs: Iterable<BookingPair>,
  verdict: Verdict,
): void {
  const hash = createIdentityHash(database);
  for (const [one, other] of pairs) {
    sql(
      database,
      `INSERT OR REPLACE INTO duplicate_decision (case_id, one, other, one_identity, other_identity, verdict)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(caseId, one, other, hash(one), hash(other), verdict);
  }
}

/** Takes a case's decisions back; returns whether all its bookings still say what they said then. Within a change. */
export function dropDecisions(database: Database, caseId: number): boolean {
  const hash = createIdentityHash(database);
  const rows = sql(database, 'SELECT * FROM duplicate_decision WHERE case_id = ?').all(
    caseId,
  ) as DecisionRow[];
  sql(database, 'DELETE FROM duplicate_decision WHERE case_id = ?').run(caseId);
  return rows.every(
    ({ one, other, one_identity, other_identity }) =>
      hash(one).equals(one_identity) && hash(other).equals(other_identity),
  );
}

interface DecisionRow {
  one: number;
  other: number;
  one_identity: Buffer;
  other_identity: Buffer;
}

/**
 * Whether two bookings are known to be two persons'. A decision holds for whoever says the same of themselves
 * as those it was made about, as long as they say it; of people who say just the same it holds for these two
 * bookings alone.
 */
export function readDifferences(database: Database): (a: number, b: number) => boolean {
  const rows = sql(
    database,
    "SELECT one, other, one_identity, other_identity FROM duplicate_decision WHERE verdict = 'different'",
  ).all() as DecisionRow[];
  if (rows.length === 0) return () => false;
  const known = new Set(
    rows.map((row) =>
      row.one_identity.equals(row.other_identity)
        ? `${toKey(row.one_identity, row.other_identity)} ${row.one} ${row.other}`
        : toKey(row.one_identity, row.other_identity),
    ),
  );
  const hash = createIdentityHash(database);
  return (a, b) => {
    const [one, other] = [hash(a), hash(b)];
    const key = toKey(one, other);
    return known.has(one.equals(other) ? `${key} ${Math.min(a, b)} ${Math.max(a, b)}` : key);
  };
}

function toKey(one: Buffer, other: Buffer): string {
  return [one.toString('base64'), other.toString('base64')].toSorted().join(' ');
}

import { sql, type Database } from '../database/statements.ts';
import type { CaseState } from './case.ts';
import type { Found, Known, Reconciled } from './reconcile.ts';
import type { Rows } from './rows.ts';

/** A search as it is kept. */
export interface Search {
  model: number;
  minProbability: number;
  /** The newest change it saw. */
  pendingSeq: number;
  /** What was learned from the bookings, and from how many. */
  learned: string;
}

/** The last search; `null`: there was none. */
export function readLastSearch(database: Database): Search | null {
  const row = sql(
    database,
    `SELECT model, min_probability AS minProbability, pending_seq AS pendingSeq, learned
     FROM duplicate_search ORDER BY id DESC LIMIT 1`,
  ).get() as Search | undefined;
  return row ?? null;
}

/** The number of the newest change of a booking. */
export function readPendingSeq(database: Database): number {
  return sql(database, 'SELECT coalesce(max(seq), 0) FROM duplicate_pending')
    .pluck()
    .get() as number;
}

/** Bookings that changed after this change. */
export function listChanged(database: Database, pendingSeq: number): Set<number> {
  return new Set(
    sql(database, 'SELECT booking_id FROM duplicate_pending WHERE seq > ?')
      .pluck()
      .all(pendingSeq) as number[],
  );
}

export function countBinding(database: Database): number {
  return sql(database, "SELECT count FROM tally WHERE kind = 'booking' AND value = 'binding'")
    .pluck()
    .get() as number;
}

type Values = [number, ...(string | null)[]];

/** Hands every binding booking to the matcher, by rising id; returns their ids in the order of the rows. */
export function readIdentities(
  database: Database,
  rows: Pick<Rows, 'add'>,
  onProgress: (read: number) => void,
): number[] {
  const ids: number[] = [];
  const found = sql(
    database,
    `SELECT id, given_name, family_name, birth_date, email, phone, street, postal_code, city
     FROM booking WHERE state = 'binding' ORDER BY id`,
  )
    .raw()
    .iterate() as IterableIterator<Values>;
  for (const [id, given, family, birth, email, phone, street, postal, city] of found) {
    rows.add({
      givenName: given ?? '',
      familyName: family ?? '',
      birthDate: birth ?? '',
      email: email ?? '',
      phone: phone ?? '',
      street: street ?? '',
      postalCode: postal ?? '',
      city: city ?? '',
    });
    if (ids.push(id) % 10_000 === 0) onProgress(ids.length);
  }
  // The pages that were read will not be read again.
  database.pragma('shrink_memory');
  return ids;
}

/** All cases that are not resolved, with the bookings of each. */
export function listKnown(database: Database): Known[] {
  const known = new Map<number, Known>();
  const rows = sql(
    database,
    `SELECT id, state, booking_id AS booking FROM duplicate_case
     CROSS JOIN duplicate_member ON case_id = id WHERE state <> 'resolved' ORDER BY id, booking_id`,
  ).iterate() as IterableIterator<{ id: number; state: CaseState; booking: number }>;
  for (const { id, state, booking } of rows) {
    const one = known.get(id);
    if (one === undefined) known.set(id, { id, state, members: [booking] });
    else one.members.push(booking);
  }
  return [...known.values()];
}

/** Stores what a search changes in the cases. Within a change. */
export function storeCases(
  database: Database,
  { create, update, close }: Reconciled,
  at: { model: number; now: number },
): void {
  for (const found of create) createCase(database, found, at);
  for (const { id, found, reopens } of update) {
    if (reopens) sql(database, 'DELETE FROM duplicate_decision WHERE case_id = ?').run(id);
    sql(
      database,
      `UPDATE duplicate_case SET state = 'open', kind = ?, probability = ?, model = ?, pairs = ?,
         why = NULL, decided_at = NULL, decided_by = NULL WHERE id = ?`,
    ).run(found.kind, found.probability, at.model, JSON.stringify(found.pairs), id);
  }
  for (const id of close)
    sql(database, "UPDATE duplicate_case SET state = 'stale' WHERE id = ?").run(id);
}

function createCase(
  database: Database,
  { members, kind, probability, pairs }: Found,
  { model, now }: { model: number; now: number },
): void {
  const { lastInsertRowid: id } = sql(
    database,
    `INSERT INTO duplicate_case (state, kind, probability, model, pairs, found_at)
     VALUES ('open', ?, ?, ?, ?, ?)`,
  ).run(kind, probability, model, JSON.stringify(pairs), now);
  for (const booking of members)
    sql(database, 'INSERT INTO duplicate_member (case_id, booking_id) VALUES (?, ?)').run(
      id,
      booking,
    );
}

/** Keeps that a search was made, and forgets the changes it saw. Within a change. */
export function storeSearch(
  database: Database,
  search: Search & { at: number; bookings: number; compared: number },
): void {
  sql(
    database,
    `INSERT INTO duplicate_search (at, model, min_probability, bookings, compared, pending_seq, learned)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    search.at,
    search.model,
    search.minProbability,
    search.bookings,
    search.compared,
    search.pendingSeq,
    search.learned,
  );
  // The newest stays: its number must never be given again.
  sql(database, 'DELETE FROM duplicate_pending WHERE seq < ?').run(search.pendingSeq);
}

/** Open cases, and the pairs of bookings they hold. */
export function countCases(database: Database): { cases: number; pairs: number } {
  return sql(
    database,
    `SELECT count(*) AS cases, coalesce(sum(members * (members - 1) / 2), 0) AS pairs FROM (
       SELECT count(*) AS members FROM duplicate_case CROSS JOIN duplicate_member ON case_id = id
       WHERE state = 'open' GROUP BY id)`,
  ).get() as { cases: number; pairs: number };
}

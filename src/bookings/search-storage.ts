import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { systemCode } from '../system-error.ts';
import { listTokens, type Searchable } from './search-tokens.ts';
import type { Term } from './search-query.ts';

/** How near a hit is to what was typed, the nearest first. */
export type Nearness = (typeof nearnesses)[number];
export const nearnesses = ['exact', 'prefix', 'sound'] as const;

const COLUMNS =
  'reference, external_id, given_name, family_name, birth_date, email, phone, postal_code, city';

/** How many bookings the index does not have as they are now. */
export function countPending(database: Database): number {
  return sql(database, 'SELECT count(*) FROM search_pending').pluck().get() as number;
}

/**
 * Brings the index up to date for at most so many bookings, as one transaction, or within the one that is
 * open; returns how many were.
 * @throws Failure `search_damaged`
 */
export function refreshSearch(database: Database, limit: number): number {
  const refresh = (): number => {
    const ids = sql(database, 'SELECT booking_id FROM search_pending LIMIT ?')
      .pluck()
      .all(limit) as number[];
    for (const id of ids) writeRow(database, id);
    return ids.length;
  };
  return orDamaged(() =>
    database.inTransaction ? refresh() : database.transaction(refresh).immediate(),
  );
}

function orDamaged<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new Failure('search_damaged', {}, { cause: error });
  }
}

const ROWS_AT_ONCE = 1000;
const PATIENCE_MS = 60_000;
const SHORT_MS = 100;

/**
 * As `refreshSearch`, but a search never waits long for somebody who is writing: then it is left undone.
 * Returns how many bookings are still pending.
 */
export function catchUp(database: Database, limit: number): number {
  const pending = countPending(database);
  if (pending === 0) return 0;
  database.pragma(`busy_timeout = ${SHORT_MS}`);
  try {
    return pending - refreshSearch(database, limit);
  } catch (error) {
    if (systemCode(error).startsWith('SQLITE_BUSY')) return pending;
    throw error;
  } finally {
    database.pragma(`busy_timeout = ${PATIENCE_MS}`);
  }
}

// The index has no rule that a sound row could break; FTS5 calls a part that is missing just an error.
function isDamage(error: unknown): boolean {
  return /^SQLITE_(?:CORRUPT|CONSTRAINT|ERROR)/.test(systemCode(error));
}

/** Empties the index, so that every booking waits to be indexed: it may be damaged, the bookings are not. */
export function resetSearch(database: Database): void {
  database
    .transaction(() => {
      sql(database, "INSERT INTO booking_search (booking_search) VALUES ('delete-all')").run();
      sql(database, 'INSERT OR IGNORE INTO search_pending SELECT id FROM booking').run();
    })
    .immediate();
}

/**
 * Brings the index up to date and writes all of it anew, so that no word of a booking that is gone or says something
 * else stays in the file: a row that is deleted is only marked (FTS5's secure-delete needs the texts, which this index
 * does not keep). Some seconds at a million bookings, in which nobody else writes. The log is emptied if nobody reads.
 * @throws Failure `search_damaged`
 */
export function wipeOldWords(database: Database): void {
  while (refreshSearch(database, ROWS_AT_ONCE) > 0);
  orDamaged(() =>
    sql(database, "INSERT INTO booking_search (booking_search) VALUES ('optimize')").run(),
  );
  database.pragma('wal_checkpoint(TRUNCATE)');
}

/**
 * Writes one booking's row in the index anew, in the transaction that changed the booking. A damaged index keeps
 * nobody from booking: the row stays pending, and the next search says what is wrong.
 */
export function indexBooking(database: Database, id: number): void {
  writeIfSound(database, () => writeRow(database, id));
}

/**
 * The same for new bookings that the index has never heard of.
 * @param rows a query for the booking and its tokens; one without tokens stays pending
 */
export function indexNew(database: Database, rows: string, range: Record<string, number>): void {
  const insert = `INSERT INTO booking_search (rowid, tokens) SELECT id, tokens FROM (${rows}) WHERE tokens IS NOT NULL`;
  const isWritten = writeIfSound(database, () => sql(database, insert).run(range));
  const rest = isWritten ? 'WHERE tokens IS NULL' : '';
  sql(database, `INSERT INTO search_pending SELECT id FROM (${rows}) ${rest}`).run(range);
}

/** Returns whether the index could be written; what was written of it otherwise is taken back. */
function writeIfSound(database: Database, write: () => void): boolean {
  const run = (statement: string): unknown => sql(database, statement).run();
  let isWritten = true;
  run('SAVEPOINT search_row');
  try {
    write();
    // FTS5 writes what it has gathered at the next savepoint, else at COMMIT, where it could take the booking with it.
    run('SAVEPOINT search_written');
    run('RELEASE search_written');
  } catch (error) {
    if (!isDamage(error)) throw error;
    isWritten = false;
    run('ROLLBACK TO search_row');
  }
  run('RELEASE search_row');
  return isWritten;
}

function writeRow(database: Database, id: number): void {
  const row = sql(database, `SELECT ${COLUMNS} FROM booking WHERE id = ?`).get(id) as
    | (Searchable & { reference: string; external_id: string | null })
    | undefined;
  sql(database, 'DELETE FROM booking_search WHERE rowid = ?').run(id);
  if (row !== undefined)
    sql(database, 'INSERT INTO booking_search (rowid, tokens) VALUES (?, ?)').run(
      id,
      listTokens(row.reference, row.external_id, row),
    );
  sql(database, 'DELETE FROM search_pending WHERE booking_id = ?').run(id);
}

/** The ids of at most `limit` bookings that all terms hold for, as near as this or nearer; in no order. */
export function findMatching(
  database: Database,
  terms: readonly Term[],
  nearness: Nearness,
  limit: number,
): number[] {
  const parts = terms.map((term) => writeTerm(term, nearness));
  if (parts.length === 0 || parts.includes('()')) return [];
  return match(database, parts.join(' AND '), limit);
}

/** Tokens of which a booking has all, or of those in a list one. */
type TokenSet = readonly (string | readonly string[])[];

/** What a booking may have in common with somebody, and what to ask for if too many have it. */
export interface Block {
  wide: TokenSet;
  narrow?: readonly TokenSet[] | undefined;
}

/**
 * The ids of bookings that have all tokens of one of these blocks, at most `limit` for each set of tokens: whom
 * somebody may be, for a closer look.
 */
export function findCandidates(
  database: Database,
  blocks: readonly Block[],
  limit: number,
): number[] {
  const write = (token: string | readonly string[]): string =>
    typeof token === 'string' ? quote(token) : `(${token.map(quote).join(' OR ')})`;
  const withAll = (tokens: TokenSet): number[] =>
    tokens.length === 0 ? [] : match(database, tokens.map(write).join(' AND '), limit);
  const found = blocks.flatMap(({ wide, narrow }) => {
    const ids = withAll(wide);
    return ids.length < limit || narrow === undefined ? ids : narrow.flatMap(withAll);
  });
  return [...new Set(found)];
}

function match(database: Database, query: string, limit: number): number[] {
  const select = 'SELECT rowid FROM booking_search WHERE booking_search MATCH ? LIMIT ?';
  return orDamaged(() => sql(database, select).pluck().all(query, limit) as number[]);
}

function writeTerm({ exact, prefix, begun = [], sound }: Term, nearness: Nearness): string {
  if (nearness === 'exact') return `(${exact.map(quote).join(' OR ')})`;
  const beginning = prefix.map((token) => `${quote(token)} *`);
  const whole = exact.filter((token) => !prefix.includes(token)).map(quote);
  const heard = nearness === 'sound' ? sound.map(quote) : [];
  return `(${[...beginning, ...begun.map(quote), ...whole, ...heard].join(' OR ')})`;
}

// Tokens hold letters and digits alone, so that nothing needs to be escaped.
function quote(token: string): string {
  return `"${token}"`;
}

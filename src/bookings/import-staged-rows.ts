import { sql, type Database } from '../database/statements.ts';
import type { Values } from './import-compare.ts';
import type { Known } from './import-known.ts';
import { createReference } from './reference.ts';
import type { CheckedRow, RejectedRow } from './rows-check.ts';
import { listTokens } from './search-tokens.ts';

/** The columns of a booking to be, besides what its row says of it. */
interface Arrival {
  slot_id: number;
  outside_area: number;
  foreign_promise: number;
  cancelled_at: number | null;
  cancel_reason: string | null;
  created_at: number;
}

interface Change {
  /** Columns of the booking and their new values. */
  changes: Record<string, string | number | null>;
  /** Whether it takes, leaves or changes a seat. */
  seated: boolean;
  /** The slots that a freed seat goes from and to. */
  passOn: [from: number, to: number] | null;
}

export interface StagedRows {
  /** Stages a new booking. */
  arrive: (
    row: CheckedRow,
    source: string,
    identity: Buffer | null,
    values: Values,
    arrival: Arrival,
  ) => void;
  /** Stages what a later row of the same import makes of a new booking. */
  rewrite: (
    row: CheckedRow,
    source: string,
    change: Change & { seq: number; said: string | null },
  ) => void;
  /** Stages a change of a stored booking. */
  revise: (row: CheckedRow, source: string, change: Change & { base: Known; after: Known }) => void;
}

/** Writes into the staging area (import-staging.ts), within a transaction of the caller's. */
export function createStagedRows(database: Database): StagedRows {
  const insert = database.prepare(
    `INSERT INTO staged.arrival (reference, named, slot_id, state, given_name, family_name, birth_date, email, phone,
       street, postal_code, city, booked_at, note, channel, portal_claim, portal_claim_at, outside_area, external_id,
       foreign_promise, cancelled_at, cancel_reason, created_at, source, line, identity, cells, extras, tokens)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const arrive: StagedRows['arrive'] = (row, source, identity, values, to) => {
    const reference = row.reference ?? createReference();
    insert.run(
      reference,
      row.reference === null ? 0 : 1,
      to.slot_id,
      row.state,
      values.given_name,
      values.family_name,
      values.birth_date,
      values.email,
      values.phone,
      values.street,
      values.postal_code,
      values.city,
      values.booked_at,
      values.note,
      values.channel ?? 'portal',
      values.portal_claim,
      values.portal_claim_at,
      to.outside_area,
      row.externalId,
      to.foreign_promise,
      to.cancelled_at,
      to.cancel_reason,
      to.created_at,
      source,
      row.line,
      identity,
      JSON.stringify(row.cells),
      JSON.stringify(row.extras),
      listTokens(reference, row.externalId, values),
    );
  };
  const rewrite: StagedRows['rewrite'] = (row, source, { seq, said, changes, passOn }) => {
    // Its words are no longer those staged with it: it is indexed once it is stored.
    const set = { ...changes, said, source, line: row.line, tokens: null };
    const kept = { ...set, cells: JSON.stringify(row.cells), extras: JSON.stringify(row.extras) };
    const columns = Object.keys(kept).map((column) => `${column} = ?`);
    sql(database, `UPDATE staged.arrival SET ${columns.join()} WHERE seq = ?`).run(
      ...Object.values(kept),
      seq,
    );
    if (passOn !== null) keepMove(passOn);
  };
  const addRevision = database.prepare(
    `INSERT INTO staged.revision (booking_id, seated, base, after, changes, pass_on, source, line, cells, extras)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const revise: StagedRows['revise'] = (row, source, change) => {
    addRevision.run(
      change.base.id,
      change.seated ? 1 : 0,
      JSON.stringify(change.base),
      JSON.stringify(change.after),
      JSON.stringify(change.changes),
      change.passOn === null ? null : JSON.stringify(change.passOn),
      ...[source, row.line, JSON.stringify(row.cells), JSON.stringify(row.extras)],
    );
  };
  const keepMove = ([from, to]: [number, number]): void => {
    sql(database, 'INSERT INTO staged.move (from_slot, to_slot) VALUES (?, ?)').run(from, to);
  };
  return { arrive, rewrite, revise };
}

/**
 * A reference that a row came with stands in somebody's letter already: one drawn alike for a row before it is
 * drawn anew.
 */
export function redrawNamed(database: Database): void {
  const named = 'SELECT reference FROM staged.arrival WHERE named = 1';
  if (sql(database, `${named} LIMIT 1`).get() === undefined) return;
  const alike = `SELECT seq FROM staged.arrival WHERE named = 0 AND reference IN (${named})`;
  const list = (): number[] => sql(database, alike).pluck().all() as number[];
  for (let seqs = list(); seqs.length > 0; seqs = list())
    for (const seq of seqs) giveReference(database, seq, createReference());
}

/** Gives a staged row another reference: its words are no longer those staged with it. */
export function giveReference(database: Database, seq: number, reference: string): void {
  const update = 'UPDATE staged.arrival SET reference = ?, tokens = NULL WHERE seq = ?';
  sql(database, update).run(reference, seq);
}

/** Keeps a refused row; `file` is the file's place among all. */
export function stageRejected(database: Database, file: number, row: RejectedRow): void {
  sql(database, 'INSERT INTO staged.rejected (file, line, cells, faults) VALUES (?, ?, ?, ?)').run(
    file,
    row.line,
    JSON.stringify(row.cells),
    JSON.stringify(row.faults),
  );
}

/** The refused rows of a file by their lines. */
export function* readRejected(database: Database, file: number): Generator<RejectedRow> {
  const rows = database
    .prepare('SELECT line, cells, faults FROM staged.rejected WHERE file = ? ORDER BY line, rowid')
    .iterate(file) as IterableIterator<{ line: number; cells: string; faults: string }>;
  for (const { line, cells, faults } of rows) {
    yield {
      line,
      cells: JSON.parse(cells) as string[],
      faults: JSON.parse(faults) as RejectedRow['faults'],
      externalId: null,
    };
  }
}

import { sql, type Database } from '../database/statements.ts';
import { systemCode } from '../system-error.ts';
import { drawReference } from './draw-reference.ts';
import { createSlotIds, revise, type ImportPlan, type StagedRevision } from './import-decide.ts';
import { giveReference } from './import-staged-rows.ts';
import { indexNew } from './search-storage.ts';

/** What a step of storing did. */
interface Part {
  /** New bookings, and stored ones that were changed. */
  rows: number;
  /** Rows that could not be stored any more: somebody was faster. What stands there is kept. */
  late: number;
  done: boolean;
}

/** Stores the next rows of a decided import, some at a time; each step is within a change of the caller's. */
export type Store = (atMost: number) => Part;

const ARRIVAL =
  'reference, state, given_name, family_name, birth_date, email, phone, street, postal_code, city, booked_at, note, ' +
  'channel, portal_claim, portal_claim_at, outside_area, external_id, foreign_promise, cancelled_at, cancel_reason, ' +
  'created_at';
const SLOT = 'coalesce(renamed.id, slot_id)';
const FROM = 'FROM staged.arrival LEFT JOIN temp.renamed ON planned = slot_id WHERE seq';
const BOOKING = `INTO main.booking (id, slot_id, ${ARRIVAL}) SELECT seq + @shift, ${SLOT}, ${ARRIVAL} ${FROM}`;
const ARRIVED = 'EXISTS (SELECT 1 FROM main.booking WHERE id = seq + @shift)';
// The search index may still know a booking that is gone: its id is given to nobody.
const LAST = `
  SELECT max((SELECT coalesce(max(id), 0) FROM booking), (SELECT coalesce(max(booking_id), 0) FROM search_pending))`;
const ROW = `
  INSERT INTO main.imported_row (booking_id, import_id, source, line, identity, cells, extras, said)
  SELECT seq + @shift, @importId, source, line, identity, cells, extras, said FROM staged.arrival WHERE seq`;

/** Goes on where the import has come to: new bookings first, then the changes that touch no seat. */
export function createStore(database: Database, importId: number, plan: ImportPlan): Store {
  const slotOf = createSlotIds(database, plan);
  renameSlots(database, plan, slotOf);
  return (atMost) => {
    const { arrived, revised } = sql(
      database,
      'SELECT arrived, revised FROM booking_import WHERE id = ?',
    ).get(importId) as { arrived: number; revised: number };
    const part = { rows: 0, late: 0, done: false };
    if (arrived < plan.arrivals) {
      const to = Math.min(plan.arrivals, arrived + atMost);
      part.late += arrive(database, importId, arrived + 1, to);
      part.rows = to - arrived;
      sql(database, 'UPDATE booking_import SET arrived = ? WHERE id = ?').run(to, importId);
      part.done = to === plan.arrivals && plan.revisions === 0;
    } else {
      const to = Math.min(plan.revisions, revised + atMost);
      for (const revision of readRevisions(database, revised + 1, to)) {
        if (revise(database, importId, revision, slotOf)) part.rows++;
        else part.late++;
      }
      sql(database, 'UPDATE booking_import SET revised = ? WHERE id = ?').run(to, importId);
      part.done = to === plan.revisions;
    }
    if (part.done)
      sql(database, 'UPDATE booking_import SET token = NULL WHERE id = ?').run(importId);
    return part;
  };
}

function renameSlots(database: Database, plan: ImportPlan, slotOf: (id: number) => number): void {
  database.exec(
    'CREATE TEMP TABLE IF NOT EXISTS renamed (planned INTEGER PRIMARY KEY, id INTEGER NOT NULL)',
  );
  database.exec('DELETE FROM temp.renamed');
  const insert = database.prepare('INSERT INTO temp.renamed (planned, id) VALUES (?, ?)');
  for (const { id } of plan.added) insert.run(id, slotOf(id));
}

function readRevisions(database: Database, from: number, to: number): StagedRevision[] {
  return sql(
    database,
    `SELECT * FROM staged.revision WHERE seq BETWEEN ? AND ? AND NOT EXISTS (
       SELECT 1 FROM staged.revision AS other WHERE other.booking_id = revision.booking_id AND other.seated = 1)
     ORDER BY seq`,
  ).all(from, to) as StagedRevision[];
}

/** Stores new bookings in their reserved seats; returns how many could not be. */
function arrive(database: Database, importId: number, from: number, to: number): number {
  releaseSeats(database, from, to);
  sql(database, 'UPDATE bulk_gate SET open = 1').run();
  const last = sql(database, LAST).pluck().get() as number;
  const shift = last + 1 - from;
  const range = { shift, from, to };
  const { changes } = sql(database, `INSERT OR IGNORE ${BOOKING} BETWEEN @from AND @to`).run(range);
  const missing = changes === to - from + 1 ? [] : listMissing(database, range);
  let late = 0;
  for (const seq of missing) if (!arriveAlone(database, shift, seq)) late++;
  sql(database, `${ROW} BETWEEN @from AND @to AND ${ARRIVED}`).run({ importId, ...range });
  countArrived(database, { first: from + shift, last: to + shift });
  indexNew(
    database,
    `SELECT seq + @shift AS id, tokens FROM staged.arrival WHERE seq BETWEEN @from AND @to AND ${ARRIVED}`,
    range,
  );
  sql(database, 'UPDATE bulk_gate SET open = 0').run();
  return late;
}

/** Those of a range that met a booking with the same reference or number. */
function listMissing(database: Database, range: Record<string, number>): number[] {
  const select = `SELECT seq FROM staged.arrival WHERE seq BETWEEN @from AND @to AND NOT ${ARRIVED}`;
  return sql(database, select).pluck().all(range) as number[];
}

/** What triggers do for each booking otherwise, for all of them at once: doctor counts both ways alike. */
function countArrived(database: Database, range: { first: number; last: number }): void {
  for (const statement of COUNT) sql(database, statement).run(range);
}

const COUNT = [
  `INSERT INTO main.confirmation
     SELECT * FROM main.confirmation_derived WHERE booking_id BETWEEN @first AND @last`,
  `UPDATE tally SET count = count + (
       SELECT count(*) FROM main.booking WHERE id BETWEEN @first AND @last AND state = value)
     WHERE kind = 'booking'`,
  `UPDATE tally SET count = count + (
       SELECT count(*) FROM main.booking
       WHERE id BETWEEN @first AND @last AND state = value AND outside_area = 1)
     WHERE kind = 'outside_area'`,
  `UPDATE tally SET count = count + (
       SELECT count(*) FROM main.confirmation
       WHERE booking_id BETWEEN @first AND @last AND state = value)
     WHERE kind = 'confirmation'`,
  `INSERT INTO duplicate_pending (booking_id) SELECT id FROM main.booking WHERE id BETWEEN @first AND @last`,
];

/** The reservation of seats ends where the bookings themselves take them. */
function releaseSeats(database: Database, from: number, to: number): void {
  const taken = sql(
    database,
    `SELECT ${SLOT} AS slot, count(*) AS seats, sum(foreign_promise) AS promises
     ${FROM} BETWEEN ? AND ? AND state = 'binding' GROUP BY slot`,
  ).all(from, to) as { slot: number; seats: number; promises: number }[];
  for (const { slot, seats, promises } of taken) {
    sql(database, 'DELETE FROM seat_reserved WHERE slot_id = ? AND seats = ?').run(slot, seats);
    sql(
      database,
      'UPDATE seat_reserved SET seats = seats - ?, promises = promises - ? WHERE slot_id = ?',
    ).run(seats, promises, slot);
  }
}

/** One that has met a booking which is there. */
function arriveAlone(database: Database, shift: number, seq: number): boolean {
  for (;;) {
    try {
      sql(database, `INSERT ${BOOKING} = @seq`).run({ shift, seq });
      return true;
    } catch (error) {
      if (!systemCode(error).startsWith('SQLITE_CONSTRAINT')) throw error;
      const { reference, slot, state } = sql(
        database,
        `SELECT reference, ${SLOT} AS slot, state ${FROM} = ?`,
      ).get(seq) as { reference: string; slot: number; state: string };
      if (isTaken(database, reference)) {
        giveReference(database, seq, drawReference(database));
        continue;
      }
      if (state === 'binding') giveBack(database, slot, 1);
      return false;
    }
  }
}

function isTaken(database: Database, reference: string): boolean {
  return (
    sql(database, 'SELECT 1 FROM main.booking WHERE reference = ?').get(reference) !== undefined
  );
}

function giveBack(database: Database, slot: number, seats: number): void {
  sql(
    database,
    'UPDATE slot SET booked = booked - @seats, overbooked = max(0, booked - @seats - capacity) WHERE id = @slot',
  ).run({ slot, seats });
}

/** Gives up what is missing of a decided import whose staging file is gone: its seats are free again. */
export function dropRest(database: Database, importId: number): number {
  const reserved = database
    .prepare('SELECT slot_id, seats FROM seat_reserved WHERE import_id = ?')
    .all(importId) as { slot_id: number; seats: number }[];
  for (const { slot_id, seats } of reserved) giveBack(database, slot_id, seats);
  database.prepare('DELETE FROM seat_reserved WHERE import_id = ?').run(importId);
  database.prepare('UPDATE booking_import SET token = NULL WHERE id = ?').run(importId);
  return reserved.reduce((sum, { seats }) => sum + seats, 0);
}

import { dropHold, sweepHolds } from '../contingents/holds.ts';
import { ensureSlot, insertSlot, issueSeats, moveSeats } from '../contingents/seats.ts';
import { sql, type Database } from '../database/statements.ts';
import { systemCode } from '../system-error.ts';
import type { Said } from './import-compare.ts';
import { readStored, type Known } from './import-known.ts';
import type { SeatOutcome } from './seat-plan.ts';

/** What was staged, sealed with it: all that storing needs to know besides the rows. */
export interface ImportPlan extends SeatOutcome {
  arrivals: number;
  revisions: number;
  /** Seats for new bookings: slot, how many, and how many of them are promises over capacity. */
  reserved: [slot: number, seats: number, promises: number][];
  moves: [from: number, to: number, seats: number][];
}

/** Somebody has taken a seat or changed a booking that the plan needs; it has to be made anew. */
export class Overtaken extends Error {}

/** Sums up the staging area. */
export function summariseStaged(database: Database, outcome: SeatOutcome): ImportPlan {
  const rows = (text: string): number[][] => database.prepare(text).raw().all() as number[][];
  const count = (table: string): number =>
    database.prepare(`SELECT coalesce(max(seq), 0) FROM staged.${table}`).pluck().get() as number;
  return {
    ...outcome,
    arrivals: count('arrival'),
    revisions: count('revision'),
    reserved: rows(
      `SELECT slot_id, count(*), sum(foreign_promise) FROM staged.arrival WHERE state = 'binding'
       GROUP BY slot_id`,
    ) as ImportPlan['reserved'],
    moves: rows(
      'SELECT from_slot, to_slot, count(*) FROM staged.move GROUP BY from_slot, to_slot',
    ) as ImportPlan['moves'],
  };
}

/** The ids that the plan's slots have in the campaign; windows of the plan are found by their time. */
export function createSlotIds(database: Database, plan: SeatOutcome): (id: number) => number {
  const ids = new Map<number, number>();
  for (const { id, contingent, startsAt } of plan.added) {
    const found = sql(database, 'SELECT id FROM slot WHERE contingent_id = ? AND starts_at IS ?')
      .pluck()
      .get(contingent, startsAt) as number | undefined;
    if (found !== undefined) ids.set(id, found);
  }
  return (id) => {
    const own = id < 0 ? ids.get(id) : id;
    if (own === undefined) throw new Error(`no slot ${id}`);
    return own;
  };
}

/**
 * Carries out all of a plan that touches seats, and reserves those of the new bookings. From here on the
 * import is decided: what remains to be stored cannot be refused any more. Within a change.
 * @throws Overtaken
 */
export function decide(database: Database, importId: number, plan: ImportPlan, now: number): void {
  try {
    sweepHolds(database, now);
    addWindows(database, plan);
    const slotOf = createSlotIds(database, plan);
    for (const [slot, holds] of plan.dropped)
      for (let left = holds; left > 0; left--) dropHold(database, slotOf(slot));
    for (const [slot, seats] of plan.issued) issueSeats(database, 'import', slotOf(slot), seats);
    reviseSeated(database, importId, slotOf);
    for (const [from, to, seats] of plan.moves)
      moveSeats(database, slotOf(from), slotOf(to), seats);
    for (const [slot, seats, promises] of plan.reserved)
      reserve(database, importId, { slot: slotOf(slot), seats, promises });
    for (const [slot, allowed] of plan.overbooked) {
      const overbooked = sql(database, 'SELECT overbooked FROM slot WHERE id = ?').pluck();
      if ((overbooked.get(slotOf(slot)) as number) > allowed) throw new Overtaken();
    }
  } catch (error) {
    // The schema's own rules on seats: there are fewer than there were.
    if (systemCode(error).startsWith('SQLITE_CONSTRAINT')) throw new Overtaken();
    throw error;
  }
}

function addWindows(database: Database, { added }: ImportPlan): void {
  for (const { contingent, startsAt, endsAt } of added) {
    if (startsAt === null || endsAt === null) ensureSlot(database, contingent, null);
    else insertSlot(database, contingent, { startsAt, endsAt }, 0);
  }
}

function reserve(
  database: Database,
  importId: number,
  { slot, seats, promises }: { slot: number; seats: number; promises: number },
): void {
  sql(
    database,
    `UPDATE slot SET booked = booked + @seats, overbooked = max(0, booked + @seats - capacity) WHERE id = @slot`,
  ).run({ slot, seats });
  sql(
    database,
    'INSERT INTO seat_reserved (slot_id, import_id, seats, promises) VALUES (?, ?, ?, ?)',
  ).run(slot, importId, seats, promises);
}

export interface StagedRevision {
  seq: number;
  booking_id: number;
  base: string;
  after: string;
  changes: string;
  pass_on: string | null;
  source: string;
  line: number;
  cells: string;
  extras: string;
}

function reviseSeated(database: Database, importId: number, slotOf: (id: number) => number): void {
  const revisions = database
    .prepare(
      'SELECT * FROM staged.revision WHERE seated = 1 OR EXISTS (SELECT 1 FROM staged.revision AS other WHERE other.booking_id = revision.booking_id AND other.seated = 1) ORDER BY seq',
    )
    .all() as StagedRevision[];
  for (const revision of revisions) {
    if (!revise(database, importId, revision, slotOf)) throw new Overtaken();
    const moves = JSON.parse(revision.pass_on ?? 'null') as [number, number] | null;
    if (moves !== null) moveSeats(database, slotOf(moves[0]), slotOf(moves[1]), 1);
  }
}

/** Stores a revision if the booking is still as it was when it was judged; returns whether. Within a change. */
export function revise(
  database: Database,
  importId: number,
  revision: StagedRevision,
  slotOf: (id: number) => number,
): boolean {
  const base = withSlot(JSON.parse(revision.base) as Known, slotOf);
  const stored = readStored(database, revision.booking_id);
  if (stored === null || !isSame(stored, base)) return false;
  const changes = withSlot(JSON.parse(revision.changes) as Partial<Known>, slotOf);
  const columns = Object.keys(changes).map((column) => `${column} = ?`);
  if (columns.length > 0)
    sql(database, `UPDATE booking SET ${columns.join()} WHERE id = ?`).run(
      ...Object.values(changes),
      revision.booking_id,
    );
  const { said } = JSON.parse(revision.after) as Known;
  sql(
    database,
    `INSERT INTO imported_row (booking_id, import_id, source, line, cells, extras, said) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (booking_id) DO UPDATE SET import_id = excluded.import_id, source = excluded.source,
       line = excluded.line, cells = excluded.cells, extras = excluded.extras, said = excluded.said`,
  ).run(
    ...[revision.booking_id, importId, revision.source, revision.line],
    ...[revision.cells, revision.extras, said],
  );
  return true;
}

function withSlot<T extends Partial<Known>>(known: T, slotOf: (id: number) => number): T {
  return known.slot_id === undefined ? known : { ...known, slot_id: slotOf(known.slot_id) };
}

// What was said last is compared by its content: the schema and an import write it in different orders.
function isSame(one: Known, other: Known): boolean {
  const plain = (known: Known): string =>
    JSON.stringify(
      Object.entries({ ...known, said: null }).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  const said = (known: Known): string =>
    known.said === null
      ? ''
      : JSON.stringify(
          Object.entries(JSON.parse(known.said) as Said).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        );
  return plain(one) === plain(other) && said(one) === said(other);
}

import { createHash } from 'node:crypto';
import { findContingent } from '../contingents/storage.ts';
import type { Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { isOutside } from './area.ts';
import type { Finding } from './fault.ts';
import { isField, type Field } from './fields.ts';
import { compareSaid, mergeSaid, toSaid, toValues, type Said } from './import-compare.ts';
import { createFinder, pickSaid, type Found, type Known } from './import-known.ts';
import { createStagedRows, type StagedRows } from './import-staged-rows.ts';
import type { CheckedRow } from './rows-check.ts';
import type { SeatPlan, SeatRules } from './seat-plan.ts';

export interface JudgeOptions extends SeatRules {
  /** The contingent of rows that name none; `null`: the first that fits. */
  contingent: number | null;
  /** Whether differences in a known booking are taken over. */
  update: boolean;
  /** The entitled postal codes; `null`: everyone is entitled. */
  area: ReadonlySet<string> | null;
  /** Milliseconds. */
  now: number;
}

/** What becomes of a row; `field` is the one that a fault is about, `null` the whole row. */
export type Judged =
  /** `bookingId`: of one that was stored before this import. */
  | { kind: 'imported' | 'updated' | 'resurrected' | 'unchanged'; bookingId: number | null }
  | { kind: 'faulty'; field: Field | null; finding: Finding; bookingId: number | null };

/** @param source the layout of the row's file */
export type Judge = (row: CheckedRow, source: string) => Judged;

/**
 * Judges checked rows one after the other and stages what they change; the campaign is only read. A row
 * is known by the portal's number, else by our reference, else by all that identifies it; known and the
 * same, it changes nothing.
 */
export function createJudge(database: Database, seats: SeatPlan, options: JudgeOptions): Judge {
  const find = createFinder(database, seats);
  const staged = createStagedRows(database);
  const named = rememberContingents(database);
  return (row, source) => {
    const contingent = row.contingent === null ? options.contingent : named(row.contingent);
    const identity = identify(row);
    const found = find(row, identity);
    if (typeof contingent === 'object' && contingent !== null) {
      const finding: Finding = { code: 'contingent_unknown', facts: contingent };
      return faulty('contingent', finding, found);
    }
    const wish = { options, seats, staged, row, source, contingent };
    return found === null ? arrive(wish, identity) : compare(wish, found);
  };
}

/** A row on its way into the campaign. */
interface Wish {
  options: JudgeOptions;
  seats: SeatPlan;
  staged: StagedRows;
  row: CheckedRow;
  source: string;
  /** The id of the contingent it names, or of the one for rows that name none. */
  contingent: number | null;
}

function faulty(field: Field | null, finding: Finding, found: Found | null): Judged {
  return { kind: 'faulty', field, finding, bookingId: found === null ? null : idOf(found) };
}

function idOf({ kind, known }: Found): number | null {
  return kind === 'stored' ? known.id : null;
}

function rememberContingents(
  database: Database,
): (name: string) => number | { nearest: string | null } {
  const known = new Map<string, number | { nearest: string | null }>();
  return (name) => {
    let contingent = known.get(name);
    if (contingent === undefined) {
      if (known.size > 1000) known.clear();
      known.set(name, (contingent = findNamed(database, name)));
    }
    return contingent;
  };
}

function findNamed(database: Database, name: string): number | { nearest: string | null } {
  try {
    return findContingent(database, name);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'contingent_unknown') {
      return { nearest: (error as Failure<'contingent_unknown'>).facts.nearest };
    }
    if (error.code === 'contingent_ambiguous') return { nearest: null };
    throw error;
  }
}

/** A hash of everything that identifies a row without a number of its own; `null` for one that has one. */
function identify(row: CheckedRow): Buffer | null {
  if (row.externalId !== null || row.reference !== null) return null;
  const { person, contingent, startsAt, bookedAt } = row;
  const { givenName, familyName, birthDate, email, phone, street, postalCode, city } = person;
  const who = [givenName, familyName, birthDate, email, phone, street, postalCode, city];
  const parts = [...who, contingent, startsAt, bookedAt];
  return createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
}

function arrive(wish: Wish, identity: Buffer | null): Judged {
  const { options, seats, staged, row, source, contingent } = wish;
  const needsSeat = row.state === 'binding';
  const seat = seats.find({ contingent, startsAt: row.startsAt, needsSeat, sitsIn: null });
  if (seat.kind === 'no_window')
    return faulty('slot_start', { code: 'window_missing', facts: {} }, null);
  if (seat.kind === 'sold_out') return faulty('slot_start', { code: 'sold_out', facts: {} }, null);
  const values = toValues(row);
  staged.arrive(row, source, identity, values, {
    slot_id: seat.slotId,
    outside_area: isOutside(values.postal_code, options.area),
    foreign_promise: seat.foreignPromise ? 1 : 0,
    cancelled_at: needsSeat ? null : options.now,
    cancel_reason: needsSeat ? null : 'portal',
    created_at: options.now,
  });
  if (needsSeat) seats.take(seat.slotId);
  return { kind: 'imported', bookingId: null };
}

function compare(wish: Wish, found: Found): Judged {
  const { options, row } = wish;
  const { known } = found;
  const here = pickSaid(known);
  const before = known.said === null ? here : (JSON.parse(known.said) as Said);
  const now = toSaid(row);
  const { changed, contested } = compareSaid(before, here, now, known.cancel_reason);
  if (changed.length + contested.length === 0) {
    if (known.said !== null) {
      const after = { ...known, said: tellDeparture(known, mergeSaid(before, now), []) };
      stage(wish, found, after, { changes: {}, seated: false, passOn: null });
    }
    return { kind: 'unchanged', bookingId: idOf(found) };
  }
  if (!options.update || contested.length > 0) {
    const fields = options.update ? contested : [...changed, ...contested];
    const [only = ''] = fields;
    const field = fields.length === 1 && isField(only) ? only : null;
    return faulty(field, { code: 'conflict', facts: { fields, staff: contested } }, found);
  }
  return update(wish, found, changed, mergeSaid(before, now));
}

type Changes = Record<string, string | number | null>;

function update(wish: Wish, found: Found, changed: (keyof Said)[], said: Said): Judged {
  const { options, seats, row, contingent } = wish;
  const { known } = found;
  const values: Record<string, string | number | null> = { ...toValues(row) };
  const changes: Changes = {};
  for (const column of changed)
    if (column !== 'slot_start' && column !== 'state') changes[column] = values[column] ?? null;
  if ('postal_code' in changes)
    changes['outside_area'] = isOutside(row.person.postalCode, options.area);
  const moved = changed.includes('slot_start');
  const turned = changed.includes('state');
  const state = turned ? row.state : known.state;
  let slotId = known.slot_id;
  if (moved || (turned && state === 'binding')) {
    const startsAt = moved ? row.startsAt : known.slot_start;
    const sitsIn = known.state === 'binding' ? known.slot_id : null;
    const seat = seats.find({ contingent, startsAt, needsSeat: state === 'binding', sitsIn });
    if (seat.kind === 'no_window')
      return faulty('slot_start', { code: 'window_missing', facts: {} }, found);
    if (seat.kind === 'sold_out')
      return faulty('slot_start', { code: 'sold_out', facts: {} }, found);
    slotId = changes['slot_id'] = seat.slotId;
    changes['foreign_promise'] = seat.foreignPromise ? 1 : 0;
  }
  if (turned) {
    const cancels = state === 'cancelled';
    changes['state'] = state;
    changes['cancelled_at'] = cancels ? options.now : null;
    changes['cancel_reason'] = cancels ? 'portal' : null;
  }
  if (known.state === 'binding') seats.leave(known.slot_id);
  if (state === 'binding') seats.take(slotId);
  const passOn = turned && state === 'cancelled' ? seats.passOn(known.slot_id) : null;
  const after = {
    ...pickKnown(known, changes),
    slot_start: seats.startOf(slotId),
    said: tellDeparture(known, said, changed),
  };
  stage(wish, found, after, { changes, seated: moved || turned, passOn });
  const resurrected = turned && state === 'binding';
  return { kind: resurrected ? 'resurrected' : 'updated', bookingId: idOf(found) };
}

/** The booking after its changes; columns that no comparison looks at are left out. */
function pickKnown(known: Known, changes: Changes): Known {
  const entries = Object.entries(known).map(([key, value]) => [
    key,
    key in changes ? changes[key] : value,
  ]);
  return Object.fromEntries(entries) as Known;
}

/** The file's word, to be kept where the booking has departed from it; `null`: it has not. */
function tellDeparture(known: Known, said: Said, changed: readonly (keyof Said)[]): string | null {
  const here = pickSaid(known);
  const departed = (Object.keys(here) as (keyof Said)[]).some(
    (column) => !changed.includes(column) && here[column] !== said[column],
  );
  return departed ? JSON.stringify(said) : null;
}

function stage(
  { staged, row, source }: Wish,
  { kind, known }: Found,
  after: Known,
  revision: { changes: Changes; seated: boolean; passOn: [number, number] | null },
): void {
  if (kind === 'stored') staged.revise(row, source, { base: known, after, ...revision });
  else staged.rewrite(row, source, { seq: known.id, said: after.said, ...revision });
}

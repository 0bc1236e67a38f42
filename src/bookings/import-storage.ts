import { createHash } from 'node:crypto';
import { sweepHolds } from '../contingents/holds.ts';
import { passOnFreedSeat } from '../contingents/seats.ts';
import { findContingent } from '../contingents/storage.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import type { Finding } from './fault.ts';
import type { Field } from './fields.ts';
import { drawReference } from './draw-reference.ts';
import { isOutside } from './area.ts';
import { compareSaid, mergeSaid, toSaid, toValues, type Said } from './import-compare.ts';
import type { CheckedRow } from './rows-check.ts';
import { createSeatFinder, type SeatFinder, type SeatRules } from './seats.ts';
import type { BookingState, CancelReason } from './storage.ts';

export interface StoreOptions extends SeatRules {
  /** The contingent of rows that name none; `null`: the first that fits. */
  contingent: number | null;
  /** Whether differences in a known booking are taken over. */
  update: boolean;
  /** The entitled postal codes; `null`: everyone is entitled. */
  area: ReadonlySet<string> | null;
  /** The contingent that gets the seats of those cancelled; `null`: they stay where they are. */
  freedSeatsTo: number | null;
  importId: number;
  /** Milliseconds. */
  now: number;
}

/** What became of a row; `field` is the one that a fault is about, `null` the whole row. */
export type Stored =
  | { kind: 'imported' | 'updated' | 'resurrected' | 'unchanged'; bookingId: number }
  /** `bookingId`: the one it is about, if it is known. */
  | { kind: 'faulty'; field: Field | null; finding: Finding; bookingId: number | null };

export interface RowStore {
  /** @param source the layout of its file */
  store: (row: CheckedRow, source: string) => Stored;
  /** The booking of a portal's number; `null` if there is none yet. */
  find: (externalId: string) => number | null;
}

interface Known extends Said {
  id: number;
  state: BookingState;
  cancel_reason: CancelReason | null;
  slot_id: number;
  /** What the file said last, as JSON; `null`: what stands in the booking. */
  said: string | null;
}

/**
 * Stores checked rows one after the other, within one change. A row is known by the portal's number,
 * else by our reference, else by all that identifies it; known and the same, it changes nothing.
 */
export function createRowStore(database: Database, options: StoreOptions): RowStore {
  sweepHolds(database, options.now);
  const findSeat = createSeatFinder(database, options);
  const store: RowStore['store'] = (row, source) => {
    const named =
      row.contingent === null ? options.contingent : findNamed(database, row.contingent);
    const identity = identify(row);
    const known = findKnown(database, row, identity);
    if (typeof named === 'object' && named !== null) {
      const finding: Finding = { code: 'contingent_unknown', facts: named };
      return faulty('contingent', finding, known?.id ?? null);
    }
    const wish = { database, options, findSeat, row, source, contingent: named };
    return known === null ? insert(wish, identity) : compare(wish, known);
  };
  const find = (externalId: string): number | null => {
    const known = sql(database, 'SELECT id FROM booking WHERE external_id = ?').pluck();
    return (known.get(externalId) as number | undefined) ?? null;
  };
  return { store, find };
}

/** A row on its way into the database. */
interface Wish {
  database: Database;
  options: StoreOptions;
  findSeat: SeatFinder;
  row: CheckedRow;
  source: string;
  /** The id of the contingent it names, or of the one for rows that name none. */
  contingent: number | null;
}

function faulty(
  field: Field | null,
  finding: Finding,
  bookingId: number | null = null,
): Extract<Stored, { kind: 'faulty' }> {
  return { kind: 'faulty', field, finding, bookingId };
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

const KNOWN = `
  SELECT booking.*, slot.starts_at AS slot_start, imported_row.said FROM booking
  JOIN slot ON slot.id = booking.slot_id
  LEFT JOIN imported_row ON imported_row.booking_id = booking.id`;

function findKnown(database: Database, row: CheckedRow, identity: Buffer | null): Known | null {
  const find = (where: string, value: unknown): Known | undefined =>
    sql(database, `${KNOWN} WHERE ${where}`).get(value) as Known | undefined;
  const byNumber =
    row.externalId === null ? undefined : find('booking.external_id = ?', row.externalId);
  const byReference =
    row.reference === null ? undefined : find('booking.reference = ?', row.reference);
  const byIdentity =
    identity === null
      ? undefined
      : find('booking.id = (SELECT booking_id FROM imported_row WHERE identity = ?)', identity);
  return byNumber ?? byReference ?? byIdentity ?? null;
}

function insert(wish: Wish, identity: Buffer | null): Stored {
  const { database, options, findSeat, row, contingent } = wish;
  const needsSeat = row.state === 'binding';
  const seat = findSeat({
    contingent,
    startsAt: row.startsAt,
    endsAt: null,
    needsSeat,
    sitsIn: null,
  });
  if (seat.kind === 'no_window') return faulty('slot_start', { code: 'window_missing', facts: {} });
  if (seat.kind === 'sold_out') return faulty('slot_start', { code: 'sold_out', facts: {} });
  const values = toValues(row);
  const { lastInsertRowid: id } = sql(
    database,
    `INSERT INTO booking (reference, slot_id, state, given_name, family_name, birth_date, email, phone, street,
       postal_code, city, booked_at, note, channel, portal_claim, portal_claim_at, outside_area, external_id,
       foreign_promise, cancelled_at, cancel_reason, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.reference ?? drawReference(database),
    seat.slotId,
    row.state,
    ...Object.values({ ...values, channel: values.channel ?? 'portal' }),
    isOutside(values.postal_code, options.area),
    row.externalId,
    seat.foreignPromise ? 1 : 0,
    ...(needsSeat ? [null, null] : [options.now, 'portal']),
    options.now,
  );
  keepRow(wish, Number(id), identity, null);
  return { kind: 'imported', bookingId: Number(id) };
}

function keepRow(
  { database, options, source, row: { line, cells, extras } }: Wish,
  bookingId: number,
  identity: Buffer | null,
  said: Said | null,
): void {
  sql(
    database,
    `INSERT INTO imported_row (booking_id, import_id, source, line, identity, cells, extras, said)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (booking_id) DO UPDATE SET import_id = excluded.import_id, source = excluded.source,
       line = excluded.line, identity = coalesce(excluded.identity, identity), cells = excluded.cells,
       extras = excluded.extras, said = excluded.said`,
  ).run(
    bookingId,
    options.importId,
    source,
    line,
    identity,
    JSON.stringify(cells),
    JSON.stringify(extras),
    said === null ? null : JSON.stringify(said),
  );
}

function compare(wish: Wish, known: Known): Stored {
  const { options, row } = wish;
  const here = pickSaid(known);
  const before = known.said === null ? here : (JSON.parse(known.said) as Said);
  const now = toSaid(row);
  const { changed, contested } = compareSaid(before, here, now, known.cancel_reason);
  if (changed.length + contested.length === 0) {
    if (known.said !== null) keepSaid(wish, known, mergeSaid(before, now), []);
    return { kind: 'unchanged', bookingId: known.id };
  }
  if (!options.update || contested.length > 0) {
    const fields = options.update ? contested : [...changed, ...contested];
    return faulty(null, { code: 'conflict', facts: { fields, staff: contested } }, known.id);
  }
  return update(wish, known, changed, mergeSaid(before, now));
}

function pickSaid(known: Known): Said {
  const { given_name, family_name, birth_date, email, phone, street, postal_code, city } = known;
  const { booked_at, note, channel, portal_claim, portal_claim_at, slot_start, state } = known;
  const person = { given_name, family_name, birth_date, email, phone, street, postal_code, city };
  return { ...person, booked_at, note, channel, portal_claim, portal_claim_at, slot_start, state };
}

function update(wish: Wish, known: Known, changed: (keyof Said)[], said: Said): Stored {
  const { database, options, findSeat, row, contingent } = wish;
  const values: Record<string, unknown> = { ...toValues(row) };
  const plain = changed.filter((column) => column !== 'slot_start' && column !== 'state');
  const set = new Map<string, unknown>(plain.map((column) => [column, values[column]]));
  if (set.has('postal_code'))
    set.set('outside_area', isOutside(row.person.postalCode, options.area));
  const moved = changed.includes('slot_start');
  const turned = changed.includes('state');
  const state = turned ? row.state : known.state;
  if (moved || (turned && state === 'binding')) {
    const startsAt = moved ? row.startsAt : known.slot_start;
    const sitsIn = known.state === 'binding' ? known.slot_id : null;
    const needsSeat = state === 'binding';
    const seat = findSeat({ contingent, startsAt, endsAt: null, needsSeat, sitsIn });
    if (seat.kind === 'no_window')
      return faulty('slot_start', { code: 'window_missing', facts: {} }, known.id);
    if (seat.kind === 'sold_out')
      return faulty('slot_start', { code: 'sold_out', facts: {} }, known.id);
    set.set('slot_id', seat.slotId).set('foreign_promise', seat.foreignPromise ? 1 : 0);
  }
  if (turned) {
    const cancels = state === 'cancelled';
    set.set('state', state).set('cancelled_at', cancels ? options.now : null);
    set.set('cancel_reason', cancels ? 'portal' : null);
  }
  const columns = [...set.keys()].map((column) => `${column} = ?`).join(', ');
  sql(database, `UPDATE booking SET ${columns} WHERE id = ?`).run(...set.values(), known.id);
  if (turned && state === 'cancelled')
    passOnFreedSeat(database, known.slot_id, options.freedSeatsTo);
  keepSaid(wish, known, said, changed);
  const resurrected = turned && state === 'binding';
  return { kind: resurrected ? 'resurrected' : 'updated', bookingId: known.id };
}

function keepSaid(wish: Wish, known: Known, said: Said, changed: readonly (keyof Said)[]): void {
  const here = pickSaid(known);
  const departed = (Object.keys(here) as (keyof Said)[]).some(
    (column) => !changed.includes(column) && here[column] !== said[column],
  );
  keepRow(wish, known.id, null, departed ? said : null);
}

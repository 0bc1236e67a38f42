import { createHash } from 'node:crypto';
import { passOnFreedSeat } from '../contingents/seats.ts';
import { findContingent } from '../contingents/storage.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import type { Finding } from './fault.ts';
import type { Field } from './fields.ts';
import { drawReference } from './draw-reference.ts';
import { isOutside } from './area.ts';
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
  | { kind: 'imported' | 'updated' | 'unchanged' }
  | { kind: 'faulty'; field: Field | null; finding: Finding };

type RowStore = (row: CheckedRow) => Stored;

/** The columns of a booking that a file can say something about. */
interface Values {
  given_name: string | null;
  family_name: string | null;
  birth_date: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  postal_code: string | null;
  city: string | null;
  booked_at: number | null;
  note: string | null;
  channel: string | null;
  portal_claim: string | null;
  portal_claim_at: number | null;
}

interface Known extends Values {
  id: number;
  state: BookingState;
  cancel_reason: CancelReason | null;
  slot_id: number;
  starts_at: number | null;
  cells: string | null;
}

/**
 * Stores checked rows one after the other, within one change. A row is known by the portal's number,
 * else by our reference, else by all that identifies it; known and the same, it changes nothing.
 */
export function createRowStore(database: Database, options: StoreOptions): RowStore {
  const findSeat = createSeatFinder(database, options);
  return (row) => {
    const named =
      row.contingent === null ? options.contingent : findNamed(database, row.contingent);
    if (typeof named === 'object' && named !== null) {
      return faulty('contingent', { code: 'contingent_unknown', facts: named });
    }
    const identity = identify(row);
    const known = findKnown(database, row, identity);
    if (known !== null) return compare(database, options, findSeat, row, known, named);
    return insert(database, options, findSeat, row, identity, named);
  };
}

function faulty(field: Field | null, finding: Finding): Stored {
  return { kind: 'faulty', field, finding };
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
  SELECT booking.*, slot.starts_at, imported_row.cells FROM booking
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

function toValues({ person, bookedAt, note, channel, claim }: CheckedRow): Values {
  return {
    given_name: person.givenName,
    family_name: person.familyName,
    birth_date: person.birthDate,
    email: person.email,
    phone: person.phone,
    street: person.street,
    postal_code: person.postalCode,
    city: person.city,
    booked_at: bookedAt,
    note,
    channel,
    portal_claim: claim?.state ?? null,
    portal_claim_at: claim?.at ?? null,
  };
}

function insert(
  database: Database,
  options: StoreOptions,
  findSeat: SeatFinder,
  row: CheckedRow,
  identity: Buffer | null,
  contingent: number | null,
): Stored {
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
  keepRow(database, options, Number(id), row, identity);
  return { kind: 'imported' };
}

function keepRow(
  database: Database,
  { importId }: StoreOptions,
  bookingId: number,
  { line, cells, extras }: CheckedRow,
  identity: Buffer | null,
): void {
  sql(
    database,
    `INSERT INTO imported_row (booking_id, import_id, line, identity, cells, extras) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (booking_id) DO UPDATE SET import_id = excluded.import_id, line = excluded.line,
       identity = coalesce(excluded.identity, identity), cells = excluded.cells, extras = excluded.extras`,
  ).run(bookingId, importId, line, identity, JSON.stringify(cells), JSON.stringify(extras));
}

function compare(
  database: Database,
  options: StoreOptions,
  findSeat: SeatFinder,
  row: CheckedRow,
  known: Known,
  contingent: number | null,
): Stored {
  // The same file once more says nothing new, whatever staff have changed here since.
  if (known.cells === JSON.stringify(row.cells)) return { kind: 'unchanged' };
  const values = toValues(row);
  const changed = (Object.keys(values) as (keyof Values)[]).filter(
    // A blank cell says nothing; it takes nothing away.
    (column) => values[column] !== null && values[column] !== known[column],
  );
  const moved = row.startsAt !== null && row.startsAt !== known.starts_at;
  const turned = row.state !== known.state;
  const fields = [...changed, ...(moved ? ['slot_start'] : []), ...(turned ? ['state'] : [])];
  if (fields.length === 0) return { kind: 'unchanged' };
  // What staff have cancelled here stays cancelled, whatever the portal says.
  const resurrects = turned && row.state === 'binding' && known.cancel_reason !== 'portal';
  if (!options.update || resurrects) return faulty(null, { code: 'conflict', facts: { fields } });
  return update(database, options, findSeat, row, known, contingent, { changed, moved, turned });
}

function update(
  database: Database,
  options: StoreOptions,
  findSeat: SeatFinder,
  row: CheckedRow,
  known: Known,
  contingent: number | null,
  difference: { changed: (keyof Values)[]; moved: boolean; turned: boolean },
): Stored {
  const { changed, moved, turned } = difference;
  const values: Record<string, unknown> = { ...toValues(row) };
  const set = new Map<string, unknown>(changed.map((column) => [column, values[column]]));
  if (set.has('postal_code'))
    set.set('outside_area', isOutside(row.person.postalCode, options.area));
  const cancels = row.state === 'cancelled';
  if (moved || (turned && !cancels)) {
    const startsAt = moved ? row.startsAt : known.starts_at;
    const sitsIn = known.state === 'binding' ? known.slot_id : null;
    const seat = findSeat({ contingent, startsAt, endsAt: null, needsSeat: !cancels, sitsIn });
    if (seat.kind === 'no_window')
      return faulty('slot_start', { code: 'window_missing', facts: {} });
    if (seat.kind === 'sold_out') return faulty('slot_start', { code: 'sold_out', facts: {} });
    set.set('slot_id', seat.slotId).set('foreign_promise', seat.foreignPromise ? 1 : 0);
  }
  if (turned) {
    set.set('state', row.state).set('cancelled_at', cancels ? options.now : null);
    set.set('cancel_reason', cancels ? 'portal' : null);
  }
  const columns = [...set.keys()].map((column) => `${column} = ?`).join(', ');
  sql(database, `UPDATE booking SET ${columns} WHERE id = ?`).run(...set.values(), known.id);
  if (turned && cancels) passOnFreedSeat(database, known.slot_id, options.freedSeatsTo);
  keepRow(database, options, known.id, row, null);
  return { kind: 'updated' };
}

import { sql, type Database, type Statement } from '../database/statements.ts';
import { type Said } from './import-compare.ts';
import type { CheckedRow } from './rows-check.ts';
import type { SeatPlan } from './seat-plan.ts';
import type { BookingState, CancelReason } from './storage.ts';

/** A booking as an import has it so far: stored, revised by a row before, or new with a row before. */
export interface Known extends Said {
  id: number;
  state: BookingState;
  cancel_reason: CancelReason | null;
  /** As the seat plan has it. */
  slot_id: number;
  /** What the file said last, as JSON; `null`: what stands in the booking. */
  said: string | null;
}

/** `arrival`: `id` is its number in the staging area, else it is the booking's. */
export type Found = { kind: 'stored' | 'arrival'; known: Known };

const COLUMNS =
  'given_name, family_name, birth_date, email, phone, street, postal_code, city, booked_at, note, channel, ' +
  'portal_claim, portal_claim_at';

const STORED = `
  SELECT booking.id, ${COLUMNS}, slot.starts_at AS slot_start, booking.state, cancel_reason, slot_id, said
  FROM main.booking JOIN main.slot ON slot.id = booking.slot_id
  LEFT JOIN main.imported_row ON imported_row.booking_id = booking.id WHERE `;

const ARRIVED = `
  SELECT seq AS id, ${COLUMNS}, NULL AS slot_start, state, cancel_reason, slot_id, said FROM staged.arrival WHERE `;

/** Finds what a row is about: by the portal's number, else by our reference, else by all that identifies it. */
export function createFinder(
  database: Database,
  seats: SeatPlan,
): (row: CheckedRow, identity: Buffer | null) => Found | null {
  const prepare = (text: string): Statement => database.prepare(text);
  const stored = {
    number: prepare(`${STORED} booking.external_id = ?`),
    reference: prepare(`${STORED} booking.reference = ?`),
    identity: prepare(
      `${STORED} booking.id = (SELECT booking_id FROM main.imported_row WHERE identity = ?)`,
    ),
  };
  const arrived = {
    number: prepare(`${ARRIVED} external_id = ?`),
    reference: prepare(`${ARRIVED} reference = ? AND named = 1`),
    identity: prepare(`${ARRIVED} identity = ?`),
  };
  const revised = prepare(
    'SELECT after FROM staged.revision WHERE booking_id = ? ORDER BY seq DESC LIMIT 1',
  ).pluck();
  const find = (by: keyof typeof stored, value: unknown): Found | null => {
    if (value === null) return null;
    const here = stored[by].get(value) as Known | undefined;
    if (here !== undefined) {
      const after = revised.get(here.id) as string | undefined;
      return { kind: 'stored', known: after === undefined ? here : (JSON.parse(after) as Known) };
    }
    const known = arrived[by].get(value) as Known | undefined;
    if (known === undefined) return null;
    return { kind: 'arrival', known: { ...known, slot_start: seats.startOf(known.slot_id) } };
  };
  return (row, identity) =>
    find('number', row.externalId) ??
    find('reference', row.reference) ??
    find('identity', identity);
}

/** The booking as it is stored now; `null`: it is gone. */
export function readStored(database: Database, id: number): Known | null {
  return (sql(database, `${STORED} booking.id = ?`).get(id) as Known | undefined) ?? null;
}

/** The values that a file can say something about. */
export function pickSaid(known: Known): Said {
  const { given_name, family_name, birth_date, email, phone, street, postal_code, city } = known;
  const { booked_at, note, channel, portal_claim, portal_claim_at, slot_start, state } = known;
  const person = { given_name, family_name, birth_date, email, phone, street, postal_code, city };
  return { ...person, booked_at, note, channel, portal_claim, portal_claim_at, slot_start, state };
}

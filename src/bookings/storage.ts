import type { ConfirmationState, Evidence } from '../confirmations/state.ts';
import type { Channel } from '../contingents/state.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import type { Person } from './person.ts';
import { formatReference } from './reference.ts';

export type BookingState = 'binding' | 'cancelled';
export type CancelReason = 'citizen' | 'staff' | 'duplicate' | 'portal';

/** One booking with where it stands; instants in milliseconds, the reference as printed. */
export interface Booking {
  id: number;
  reference: string;
  state: BookingState;
  channel: Channel;
  contingent: string;
  slot: { id: number; startsAt: number | null; endsAt: number | null };
  person: Person;
  outsideArea: boolean;
  externalId: string | null;
  note: string | null;
  bookedAt: number | null;
  cancelledAt: number | null;
  cancelReason: CancelReason | null;
  /** `null` for a booking that is not binding: it needs none. */
  confirmation: {
    state: ConfirmationState;
    evidence: Evidence;
    messageId: string | null;
    at: number | null;
  } | null;
}

export interface BookingFilter {
  state?: BookingState[];
  /** The id of a contingent. */
  contingent?: number;
  confirmation?: ConfirmationState[];
  outsideArea?: boolean;
  channel?: Channel[];
  /** Those of this slot, or whose slot starts then; `null`: those of any time. */
  slot?: { id: number } | { startsAt: number | null };
  /** Those stored here from this instant on. */
  since?: number;
  limit?: number;
}

const SELECT = `
  SELECT booking.*, contingent.name AS contingent, slot.starts_at, slot.ends_at,
         confirmation.state AS confirmation_state, confirmation.evidence,
         confirmation.at AS confirmation_at, message.message_id
  FROM booking
  JOIN slot ON slot.id = booking.slot_id
  JOIN contingent ON contingent.id = slot.contingent_id
  LEFT JOIN confirmation ON confirmation.booking_id = booking.id
  LEFT JOIN message ON message.id = confirmation.message_id`;

interface Row {
  id: number;
  reference: string;
  state: BookingState;
  channel: Channel;
  contingent: string;
  slot_id: number;
  starts_at: number | null;
  ends_at: number | null;
  given_name: string | null;
  family_name: string | null;
  birth_date: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  postal_code: string | null;
  city: string | null;
  outside_area: number;
  external_id: string | null;
  note: string | null;
  booked_at: number | null;
  cancelled_at: number | null;
  cancel_reason: CancelReason | null;
  confirmation_state: ConfirmationState | null;
  evidence: Evidence;
  confirmation_at: number | null;
  message_id: string | null;
}

function toBooking(row: Row): Booking {
  return {
    id: row.id,
    reference: formatReference(row.reference),
    state: row.state,
    channel: row.channel,
    contingent: row.contingent,
    slot: { id: row.slot_id, startsAt: row.starts_at, endsAt: row.ends_at },
    person: {
      givenName: row.given_name,
      familyName: row.family_name,
      birthDate: row.birth_date,
      email: row.email,
      phone: row.phone,
      street: row.street,
      postalCode: row.postal_code,
      city: row.city,
    },
    outsideArea: row.outside_area === 1,
    externalId: row.external_id,
    note: row.note,
    bookedAt: row.booked_at,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    confirmation:
      row.confirmation_state === null
        ? null
        : {
            state: row.confirmation_state,
            evidence: row.evidence,
            messageId: row.message_id,
            at: row.confirmation_at,
          },
  };
}

/** The condition that a filter is, with ` WHERE `, and its values. */
export function writeFilter(filter: BookingFilter): { where: string; values: unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const add = (condition: string, ...more: unknown[]): void => {
    conditions.push(condition);
    values.push(...more);
  };
  const among = (column: string, wanted: readonly unknown[] | undefined): void => {
    if (wanted === undefined) return;
    add(`${column} IN (${wanted.map(() => '?').join(', ')})`, ...wanted);
  };
  among('booking.state', filter.state);
  among('confirmation.state', filter.confirmation);
  among('booking.channel', filter.channel);
  const { slot } = filter;
  if (slot !== undefined && 'id' in slot) add('slot.id = ?', slot.id);
  else if (slot !== undefined) add('slot.starts_at IS ?', slot.startsAt);
  if (filter.contingent !== undefined) add('slot.contingent_id = ?', filter.contingent);
  if (filter.outsideArea) add('booking.outside_area = 1');
  if (filter.since !== undefined) add('booking.created_at >= ?', filter.since);
  return { where: conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`, values };
}

/** Bookings by slot and name. */
export function listBookings(database: Database, filter: BookingFilter): Booking[] {
  const { where, values } = writeFilter(filter);
  const order =
    ' ORDER BY slot.starts_at IS NULL, slot.starts_at, family_name, given_name, booking.id';
  const limit = filter.limit === undefined ? '' : ` LIMIT ${filter.limit}`;
  return (sql(database, SELECT + where + order + limit).all(...values) as Row[]).map(toBooking);
}

/** The bookings of these ids, in their order; an id that is none is left out. */
export function readBookings(database: Database, ids: readonly number[]): Booking[] {
  const rows = sql(database, `${SELECT} WHERE booking.id IN (SELECT value FROM json_each(?))`).all(
    JSON.stringify(ids),
  ) as Row[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [toBooking(row)];
  });
}

/** The booking of a reference as it is stored. @throws Failure `booking_unknown` */
export function findBooking(database: Database, reference: string): Booking {
  const row = sql(database, `${SELECT} WHERE booking.reference = ?`).get(reference) as
    | Row
    | undefined;
  if (row === undefined)
    throw new Failure('booking_unknown', { reference: formatReference(reference) });
  return toBooking(row);
}

import { sql, type Database } from '../database/statements.ts';
import type { Purpose } from '../mail/purposes.ts';
import type { SlotTimes } from './content-words.ts';

/** A mail that waits, or whose fate is uncertain. */
export interface LiveMail {
  id: number;
  bookingId: number;
  purpose: Purpose;
  state: 'queued' | 'uncertain';
  /** 1: what it says has changed since its bytes were frozen. */
  stale: 0 | 1;
  details: Record<string, unknown> | null;
  expiresAt: number | null;
}

/** A confirmation and the news that it has changed stand for each other: a person is sent one of them. */
export const confirming: readonly Purpose[] = ['confirmation', 'change'];

const UNTOUCHED = 'stale = 0 AND expires_at IS NULL';

/** Mails of these purposes (`null`: of any) that wait and can go as they are, by their ids: mostly all, and many. */
export function listUntouched(database: Database, among: readonly Purpose[] | null): number[] {
  const find = `SELECT id FROM message WHERE state = 'queued' AND ${UNTOUCHED} ${writeAmong(among)} ORDER BY id`;
  return sql(database, find)
    .pluck()
    .all(...bindAmong(among)) as number[];
}

/** Those that wait and need a look: they are to be written anew, or nobody may send them after some time. */
export function listTouched(database: Database, among: readonly Purpose[] | null): LiveMail[] {
  const where = `state = 'queued' AND NOT (${UNTOUCHED}) ${writeAmong(among)}`;
  return readLive(database, where, bindAmong(among));
}

/** Those in a state, the oldest first; of all bookings or of one. */
export function listLiveMails(
  database: Database,
  state: LiveMail['state'],
  among: readonly Purpose[] | null,
  bookingId: number | null = null,
): LiveMail[] {
  const where = `state = ? AND (state = 'queued' OR overtaken = 0
    AND recipient = (SELECT email FROM booking WHERE booking.id = booking_id))
    ${writeAmong(among)} ${bookingId === null ? '' : 'AND booking_id = ?'}`;
  const values = [state, ...bindAmong(among), ...(bookingId === null ? [] : [bookingId])];
  return readLive(database, where, values);
}

function writeAmong(among: readonly Purpose[] | null): string {
  return among === null ? '' : 'AND purpose IN (SELECT value FROM json_each(?))';
}

function bindAmong(among: readonly Purpose[] | null): string[] {
  return among === null ? [] : [JSON.stringify(among)];
}

function readLive(database: Database, where: string, values: (string | number)[]): LiveMail[] {
  const rows = sql(
    database,
    `SELECT id, booking_id AS bookingId, purpose, state, stale, details, expires_at AS expiresAt
     FROM message WHERE ${where} ORDER BY id`,
  ).all(...values) as (Omit<LiveMail, 'details'> & { details: string | null })[];
  return rows.map(({ details, ...row }) => ({
    ...row,
    details: details === null ? null : (JSON.parse(details) as Record<string, unknown>),
  }));
}

/**
 * The appointment a booking's person was told last: by us, else by the portal, whose list had it; `null`:
 * nobody knows of any.
 */
export function readToldAppointment(database: Database, bookingId: number): SlotTimes | null {
  const row = sql(
    database,
    `SELECT starts_at AS startsAt, ends_at AS endsAt FROM message
     WHERE booking_id = ? AND purpose IN ('confirmation', 'change') AND state IN ('accepted', 'uncertain')
     ORDER BY id DESC LIMIT 1`,
  ).get(bookingId) as SlotTimes | undefined;
  return row ?? readPortalAppointment(database, bookingId);
}

function readPortalAppointment(database: Database, bookingId: number): SlotTimes | null {
  const row = sql(
    database,
    `SELECT slot.starts_at AS startsAt, slot.ends_at AS endsAt
     FROM imported_row JOIN slot ON slot.starts_at = json_extract(said, '$.slot_start')
     WHERE booking_id = ? AND json_extract(said, '$.portal_claim') = 'sent' ORDER BY slot.id LIMIT 1`,
  ).get(bookingId) as SlotTimes | undefined;
  return row ?? null;
}

/** Whether somebody has been asked, or is about to be, which of these and other bookings are not needed. */
export function wasAskedAbout(database: Database, bookingIds: readonly number[]): boolean {
  const find = `SELECT 1 FROM message, json_each(message.details, '$.bookings') AS listed
    WHERE purpose = 'surplus' AND message.state NOT IN ('failed', 'cancelled')
      AND listed.value IN (SELECT value FROM json_each(?))`;
  return sql(database, find).get(JSON.stringify(bookingIds)) !== undefined;
}

/** `leaving`: on its way at this moment, or it may be; `sent`: a relay has it, or may have it. */
export type Asked = 'leaving' | 'sent';

/** How far a question which of these and other bookings are not needed has come; `null`: none has left. */
export function findAsked(database: Database, bookingIds: readonly number[]): Asked | null {
  const find = `SELECT iif(max(message.state IN ('claimed', 'sending')), 'leaving', 'sent')
    FROM message, json_each(message.details, '$.bookings') AS listed
    WHERE purpose = 'surplus' AND message.state IN ('claimed', 'sending', 'accepted', 'uncertain')
      AND listed.value IN (SELECT value FROM json_each(?)) HAVING count(*) > 0`;
  const asked = sql(database, find).pluck().get(JSON.stringify(bookingIds)) as Asked | undefined;
  return asked ?? null;
}

/** Whether a mail of this purpose has ever been handed to a relay for this booking. */
export function wasSent(database: Database, bookingId: number, purpose: Purpose): boolean {
  const find = `SELECT 1 FROM message WHERE booking_id = ? AND purpose = ? AND state IN ('accepted', 'uncertain')`;
  return sql(database, find).get(bookingId, purpose) !== undefined;
}

import { sql, type Database } from '../database/statements.ts';
import type { Delivery } from './evidence/delivery.ts';
import { calendarKinds, type Purpose } from './purposes.ts';

export type MessageState =
  | 'queued'
  | 'claimed'
  | 'sending'
  | 'accepted'
  | 'failed'
  | 'uncertain'
  | 'cancelled';

export const messageStates: readonly MessageState[] = [
  'queued',
  'claimed',
  'sending',
  'accepted',
  'failed',
  'uncertain',
  'cancelled',
];

/** A mail as a list shows it, with what the relay said last; instants in milliseconds. */
export interface MessageLine {
  messageId: string;
  reference: string;
  purpose: string;
  version: number;
  recipient: string;
  state: MessageState;
  delivery: Delivery['kind'] | null;
  attempts: number;
  createdAt: number;
  settledAt: number | null;
  relay: string | null;
  reply: string | null;
  queueId: string | null;
}

/** The mails of this campaign, the newest first. */
export function listMessages(
  database: Database,
  filter: { state?: MessageState[]; limit?: number },
): MessageLine[] {
  const where =
    filter.state === undefined
      ? ''
      : `WHERE message.state IN (${filter.state.map(() => '?').join(', ')})`;
  return sql(
    database,
    `SELECT message.message_id AS messageId, booking.reference, purpose, version, recipient, message.state,
            delivery, attempts, message.created_at AS createdAt, message.settled_at AS settledAt,
            message.relay, attempt.reply, attempt.queue_id AS queueId
     FROM message JOIN booking ON booking.id = message.booking_id
     LEFT JOIN attempt ON attempt.id = (SELECT max(id) FROM attempt WHERE attempt.message_id = message.id)
     ${where} ORDER BY message.id DESC LIMIT ?`,
  ).all(...(filter.state ?? []), filter.limit ?? -1) as MessageLine[];
}

/** What a mail of this Message-ID was for; `null` if there is none. */
export function readPurpose(database: Database, messageId: string): Purpose | null {
  const purpose = sql(database, 'SELECT purpose FROM message WHERE message_id = ?');
  return (purpose.pluck().get(messageId) as Purpose | undefined) ?? null;
}

/** How many mails of this booking had a part for the calendar, whatever became of them. */
export function countCalendarMails(database: Database, bookingId: number): number {
  return sql(
    database,
    `SELECT count(*) FROM message
     WHERE booking_id = ? AND purpose IN (${calendarKinds.map((kind) => `'${kind}'`).join(', ')})`,
  )
    .pluck()
    .get(bookingId) as number;
}

/** How many mails of this purpose wait. */
export function countQueued(database: Database, purpose: Purpose): number {
  const count = "SELECT count(*) FROM message WHERE purpose = ? AND state = 'queued'";
  return sql(database, count).pluck().get(purpose) as number;
}

/** Which number the next mail of this kind to this booking has: 1 if there was none. */
export function nextVersion(database: Database, bookingId: number, purpose: string): number {
  return sql(
    database,
    'SELECT coalesce(max(version), 0) + 1 FROM message WHERE booking_id = ? AND purpose = ?',
  )
    .pluck()
    .get(bookingId, purpose) as number;
}

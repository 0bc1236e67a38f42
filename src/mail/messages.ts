import { sql, type Database } from '../database/statements.ts';
import type { Delivery } from './evidence/delivery.ts';

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

/** Which number the next mail of this kind to this booking has: 1 if there was none. */
export function nextVersion(database: Database, bookingId: number, purpose: string): number {
  return sql(
    database,
    'SELECT coalesce(max(version), 0) + 1 FROM message WHERE booking_id = ? AND purpose = ?',
  )
    .pluck()
    .get(bookingId, purpose) as number;
}

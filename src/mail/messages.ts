import { sql, type Database } from '../database/statements.ts';
import type { Delivery } from './evidence/delivery.ts';
import { calendarKinds, type Kind, type Purpose } from './purposes.ts';

export type MessageState =
  | 'queued'
  | 'claimed'
  | 'sending'
  | 'accepted'
  | 'failed'
  | 'uncertain'
  | 'cancelled';

/** Where a mail can be looked for: what became of our sending, and what the relay did with it later. */
export type ListedState = MessageState | Delivery['kind'];

const messageStates: readonly MessageState[] = [
  'queued',
  'claimed',
  'sending',
  'accepted',
  'failed',
  'uncertain',
  'cancelled',
];

const deliveries: readonly Delivery['kind'][] = ['delivered', 'deferred', 'bounced'];

export const listedStates: readonly ListedState[] = [...messageStates, ...deliveries];

export interface ListFilter {
  state?: readonly ListedState[];
  kind?: readonly Kind[];
  limit?: number;
}

/** Conditions on `message` for a filter, and the values their names stand for. */
export function writeConditions({ state, kind }: ListFilter): {
  conditions: string[];
  values: Record<string, string>;
} {
  const conditions: string[] = [];
  if (state !== undefined)
    conditions.push(`(message.state IN (SELECT value FROM json_each(@state))
      OR message.delivery IN (SELECT value FROM json_each(@state)))`);
  // A notice has its number behind its kind.
  if (kind !== undefined)
    conditions.push(`(purpose IN (SELECT value FROM json_each(@kind))
      OR (purpose LIKE 'notice-%' AND 'notice' IN (SELECT value FROM json_each(@kind))))`);
  const values = { state: JSON.stringify(state ?? []), kind: JSON.stringify(kind ?? []) };
  return { conditions, values };
}

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
export function listMessages(database: Database, filter: ListFilter): MessageLine[] {
  const { conditions, values } = writeConditions(filter);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return sql(
    database,
    `SELECT message.message_id AS messageId, booking.reference, purpose, version, recipient, message.state,
            delivery, attempts, message.created_at AS createdAt, message.settled_at AS settledAt,
            message.relay, attempt.reply, attempt.queue_id AS queueId
     FROM message JOIN booking ON booking.id = message.booking_id
     LEFT JOIN attempt ON attempt.id = (SELECT max(id) FROM attempt WHERE attempt.message_id = message.id)
     ${where} ORDER BY message.id DESC LIMIT @limit`,
  ).all({ ...values, limit: filter.limit ?? -1 }) as MessageLine[];
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

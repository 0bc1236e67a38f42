import { sql, type Database } from '../database/statements.ts';
import type { Delivery } from './evidence/delivery.ts';
import type { BounceReason } from './evidence/reasons.ts';
import { writeConditions, type ListFilter, type MessageState } from './messages.ts';

/** One attempt with everything that is known of it; instants in milliseconds. */
export interface AttemptRecord {
  relay: string;
  claimedAt: number;
  /** When the first byte of the body was handed over; `null` proves that nothing was sent. */
  releasedAt: number | null;
  settledAt: number | null;
  outcome: 'accepted' | 'retry' | 'failed' | 'uncertain' | 'unsent' | null;
  code: number | null;
  enhanced: string | null;
  reply: string | null;
  queueId: string | null;
  /** When evidence settled what the reply had left open. */
  provenAt: number | null;
}

/** One mail from its preparation to what became of it. */
export interface MailRecord {
  id: number;
  messageId: string;
  bookingId: number;
  /** As stored. */
  reference: string;
  purpose: string;
  version: number;
  sender: string;
  recipient: string;
  state: MessageState;
  createdAt: number;
  settledAt: number | null;
  delivery: Delivery | null;
  attempts: AttemptRecord[];
}

export interface MailFilter extends ListFilter {
  messageId?: string;
  bookingId?: number;
}

interface Row extends Omit<MailRecord, 'delivery' | 'attempts'> {
  delivery: Delivery['kind'] | null;
  deliveryAt: number | null;
  reason: BounceReason | null;
  deliveryCode: string | null;
  words: string | null;
}

/** Mails with all their attempts, the newest first. */
export function listMailRecords(database: Database, filter: MailFilter): MailRecord[] {
  const { messageId, bookingId, limit = -1 } = filter;
  const { conditions: listed, values } = writeConditions(filter);
  // Only what is asked for stands in the statement: an `OR` would read the whole ledger for one booking.
  const conditions = [
    ...(messageId === undefined ? [] : ['message_id = @messageId']),
    ...(bookingId === undefined ? [] : ['booking_id = @bookingId']),
    ...listed,
  ];
  const rows = sql(
    database,
    `SELECT message.id, message_id AS messageId, booking_id AS bookingId, reference, purpose, version, sender,
       recipient, message.state, message.created_at AS createdAt, settled_at AS settledAt, delivery,
       delivery_at AS deliveryAt, delivery_reason AS reason, delivery_code AS deliveryCode, delivery_words AS words
     FROM message JOIN booking ON booking.id = message.booking_id
     ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
     ORDER BY message.id DESC LIMIT @limit`,
  ).all({ ...values, messageId, bookingId, limit }) as Row[];
  return rows.map((row) => toRecord(row, listAttempts(database, row.id)));
}

function listAttempts(database: Database, id: number): AttemptRecord[] {
  return sql(
    database,
    `SELECT relay, claimed_at AS claimedAt, released_at AS releasedAt, settled_at AS settledAt, outcome,
       reply_code AS code, enhanced_code AS enhanced, reply, queue_id AS queueId, proven_at AS provenAt
     FROM attempt WHERE message_id = ? ORDER BY id`,
  ).all(id) as AttemptRecord[];
}

function toRecord(row: Row, attempts: AttemptRecord[]): MailRecord {
  const { delivery: kind, deliveryAt, reason, deliveryCode, words, ...mail } = row;
  const delivery =
    kind === null
      ? null
      : { kind, at: deliveryAt ?? 0, code: deliveryCode, words: words ?? '', reason };
  return { ...mail, delivery, attempts };
}

import { sql, type Database } from '../../database/statements.ts';
import { QUEUED_UNLESS_WITHDRAWN } from '../ledger.ts';
import type { MessageState } from '../messages.ts';
import type { Delivery } from './delivery.ts';
import type { KnownAttempt, KnownMail } from './ledger-view.ts';
import type { MailChange } from './plan.ts';
import type { BounceReason } from './reasons.ts';

interface MailRow {
  id: number;
  messageId: string;
  reference: string;
  recipient: string;
  state: MessageState;
  createdAt: number;
  settledAt: number | null;
  kind: Delivery['kind'] | null;
  at: number | null;
  reason: BounceReason | null;
  code: string | null;
  words: string | null;
}

/** All mails of the ledger with their attempts, the oldest first. */
export function listKnownMails(database: Database): KnownMail[] {
  const rows = sql(
    database,
    `SELECT message.id, message_id AS messageId, reference, recipient, message.state,
       message.created_at AS createdAt, settled_at AS settledAt, delivery AS kind, delivery_at AS at,
       delivery_reason AS reason, delivery_code AS code, delivery_words AS words
     FROM message JOIN booking ON booking.id = message.booking_id ORDER BY message.id`,
  ).all() as MailRow[];
  const mails = rows.map((row) => toMail(row));
  const byId = new Map(mails.map((mail) => [mail.id, mail]));
  const attempts = sql(
    database,
    `SELECT id, message_id AS mail, relay, released_at AS releasedAt, settled_at AS settledAt, outcome,
       queue_id AS queueId
     FROM attempt ORDER BY id`,
  ).all() as (KnownAttempt & { mail: number })[];
  for (const { mail, ...attempt } of attempts) byId.get(mail)?.attempts.push(attempt);
  return mails;
}

function toMail({ kind, at, reason, code, words, ...row }: MailRow): KnownMail {
  const delivery = kind === null ? null : { kind, at: at ?? 0, reason, code, words: words ?? '' };
  return { ...row, delivery, attempts: [] };
}

/** Stores what evidence changes. To be run in the transaction that read the mails. */
export function storeMailChange(database: Database, change: MailChange, now: number): void {
  const { mail, settled, attempts, delivery } = change;
  for (const { id, outcome, queueId } of attempts) {
    sql(
      database,
      `UPDATE attempt SET queue_id = coalesce(queue_id, @queueId), outcome = coalesce(@outcome, outcome),
         proven_at = CASE WHEN @outcome IS NULL THEN proven_at ELSE @now END
       WHERE id = @id`,
    ).run({ id, outcome, queueId, now });
  }
  if (settled?.kind === 'unsent') {
    sql(
      database,
      `UPDATE message SET state = ${QUEUED_UNLESS_WITHDRAWN}, attempts = max(0, attempts - ?), not_before = 0,
         settled_at = NULL, relay = NULL
       WHERE id = ?`,
    ).run(attempts.length, mail.id);
  }
  if (settled?.kind === 'accepted') {
    sql(
      database,
      `UPDATE message SET state = 'accepted', settled_at = ?, relay = coalesce(relay,
         (SELECT relay FROM attempt WHERE attempt.message_id = message.id ORDER BY attempt.id DESC LIMIT 1))
       WHERE id = ?`,
    ).run(Math.round(settled.at), mail.id);
  }
  if (delivery !== null) storeDelivery(database, mail.id, delivery);
}

function storeDelivery(database: Database, id: number, delivery: Delivery): void {
  sql(
    database,
    `UPDATE message SET delivery = @kind, delivery_at = @at, delivery_reason = @reason, delivery_code = @code,
       delivery_words = @words
     WHERE id = @id`,
  ).run({ ...delivery, at: Math.round(delivery.at), id });
}

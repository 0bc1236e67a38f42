import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { UNWANTED } from '../database/tables/unwanted.ts';
import type { DomainLoad } from './domain-load.ts';
import type { Done } from './group-commit.ts';
import type { Reply } from './reply.ts';

/** A mail taken from the queue for one attempt; its bytes are those that were frozen. */
export interface Claim {
  id: number;
  attemptId: number;
  messageId: string;
  sender: string;
  recipient: string;
  /** How often the relay has judged it, this attempt included. */
  attempts: number;
  content: Buffer;
}

/** How an attempt ended; `unsent`: provably no byte of the body left, and nobody judged the mail. */
export type Settlement =
  | { outcome: 'accepted' | 'failed' | 'uncertain' | 'unsent' }
  | { outcome: 'retry'; notBefore: number };

/** What the relay said of an attempt. */
export interface Said {
  reply: Reply | null;
  /** The error's code where no reply came. */
  reason: string | null;
  queueId: string | null;
}

/** A mail that goes back to the queue meets what happened to its booking meanwhile. */
export const QUEUED_UNLESS_WITHDRAWN = `
  (SELECT CASE WHEN ${UNWANTED} THEN 'cancelled' ELSE 'queued' END
  FROM booking WHERE booking.id = message.booking_id)`;

/** `null`: it is no longer in the queue, has to be written anew, or comes too late. To be run in a transaction, as the two below. */
export function claim(
  database: Database,
  id: number,
  relay: string,
  at: number,
): Done<Claim | null> {
  const taken = sql(
    database,
    `UPDATE message SET state = 'claimed', attempts = attempts + 1
     WHERE id = ? AND state = 'queued' AND stale = 0 AND (expires_at IS NULL OR expires_at > ?)`,
  ).run(id, at);
  if (taken.changes !== 1) return { result: null, fact: null };
  const attempt = sql(
    database,
    'INSERT INTO attempt (message_id, relay, claimed_at) VALUES (?, ?, ?)',
  ).run(id, relay, at);
  const row = sql(
    database,
    `SELECT message.id, message.message_id AS messageId, sender, recipient, attempts, content
     FROM message JOIN message_content ON message_content.message_id = message.id WHERE message.id = ?`,
  ).get(id) as Omit<Claim, 'attemptId'>;
  const result = { ...row, attemptId: Number(attempt.lastInsertRowid) };
  return { result, fact: { name: 'claimed', id } };
}

/** Before the first byte of the body leaves; `false`: it must not. */
export function release(database: Database, { id, attemptId }: Claim, at: number): Done<boolean> {
  const freed = sql(
    database,
    "UPDATE message SET state = 'sending' WHERE id = ? AND state = 'claimed'",
  ).run(id);
  if (freed.changes !== 1) return { result: false, fact: null };
  sql(database, 'UPDATE attempt SET released_at = ? WHERE id = ?').run(at, attemptId);
  return { result: true, fact: { name: 'released', id } };
}

/** `false`: the mail was no longer this run's to judge. */
export function settle(
  database: Database,
  claimed: Claim,
  settlement: Settlement,
  { relay, at, ...said }: Said & { relay: string; at: number },
): Done<boolean> {
  const { outcome } = settlement;
  if (!markMessage(database, claimed.id, settlement, relay, at))
    return { result: false, fact: null };
  const { reply } = said;
  sql(
    database,
    `UPDATE attempt SET settled_at = ?, outcome = ?, reply_code = ?, enhanced_code = ?, reply = ?, queue_id = ?
     WHERE id = ?`,
  ).run(
    at,
    outcome,
    reply?.code ?? null,
    reply?.enhanced ?? null,
    reply?.text ?? said.reason,
    said.queueId,
    claimed.attemptId,
  );
  return { result: true, fact: { name: outcome, id: claimed.id } };
}

function markMessage(
  database: Database,
  id: number,
  settlement: Settlement,
  relay: string,
  at: number,
): boolean {
  const underWay = "WHERE id = ? AND state IN ('claimed', 'sending')";
  switch (settlement.outcome) {
    case 'accepted':
    case 'failed':
    case 'uncertain': {
      const update = `UPDATE message SET state = ?, settled_at = ?, relay = ? ${underWay}`;
      return sql(database, update).run(settlement.outcome, at, relay, id).changes === 1;
    }
    case 'retry': {
      const update = `UPDATE message SET state = ${QUEUED_UNLESS_WITHDRAWN}, not_before = ? ${underWay}`;
      return sql(database, update).run(settlement.notBefore, id).changes === 1;
    }
    case 'unsent': {
      const update = `UPDATE message SET state = ${QUEUED_UNLESS_WITHDRAWN}, attempts = attempts - 1 ${underWay}`;
      return sql(database, update).run(id).changes === 1;
    }
    default:
      return settlement satisfies never;
  }
}

/**
 * Settles what a run that died left behind: what was only claimed is provably unsent and queued again,
 * what was being sent is uncertain; but a folder may take the same file again, so that is queued, too.
 * Only for the holder of the runner lock.
 */
export function recover(
  database: Database,
  actor: Actor,
): { requeued: number[]; uncertain: number[] } {
  const left = sql(
    database,
    `SELECT message.id, attempt.id AS attemptId, attempt.relay,
       message.state = 'claimed' OR attempt.relay LIKE 'folder:%' AS unsent
     FROM message JOIN attempt ON attempt.message_id = message.id AND attempt.settled_at IS NULL
     WHERE message.state IN ('claimed', 'sending') ORDER BY message.id`,
  ).all() as { id: number; attemptId: number; relay: string; unsent: 0 | 1 }[];
  if (left.length === 0) return { requeued: [], uncertain: [] };
  return change(database, actor, () => {
    const at = actor.now();
    for (const { id, attemptId, relay, unsent } of left) {
      const outcome = unsent ? 'unsent' : 'uncertain';
      markMessage(database, id, { outcome }, relay, at);
      const close = 'UPDATE attempt SET outcome = ?, settled_at = ? WHERE id = ?';
      sql(database, close).run(outcome, at, attemptId);
    }
    const ids = (wanted: 0 | 1): number[] =>
      left.filter(({ unsent }) => unsent === wanted).map(({ id }) => id);
    const result = { requeued: ids(1), uncertain: ids(0) };
    return { result, entry: { action: 'mail.recover', facts: result } };
  });
}

export interface QueuedMail {
  id: number;
  notBefore: number;
  /** Only where it was asked for: a hundred thousand of them take time. */
  recipient?: string;
}

/** Mails that wait, the longest due first. */
export function listQueued(database: Database, withRecipients: boolean): QueuedMail[] {
  const columns = withRecipients
    ? 'id, not_before AS notBefore, recipient'
    : 'id, not_before AS notBefore';
  return sql(
    database,
    `SELECT ${columns} FROM message
     WHERE state = 'queued' AND stale = 0 ORDER BY not_before, id`,
  ).all() as QueuedMail[];
}

/** The domains these mails go to, as their addresses spell them. */
export function countDomains(database: Database, ids: readonly number[]): DomainLoad[] {
  return sql(
    database,
    `SELECT substr(recipient, instr(recipient, '@') + 1) AS domain, count(*) AS mails FROM message
     WHERE id IN (SELECT value FROM json_each(?)) GROUP BY 1`,
  ).all(JSON.stringify(ids)) as DomainLoad[];
}

/** To whom mails were sent in a span of time, over whatever relay, in ascending order of time. */
export function listRecentRecipients(
  database: Database,
  { after, before }: { after: number; before: number },
): { recipient: string; at: number }[] {
  return sql(
    database,
    `SELECT recipient, coalesce(released_at, claimed_at) AS at FROM attempt JOIN message ON message.id = attempt.message_id
     WHERE claimed_at > ? AND claimed_at < ? AND attempt.relay NOT LIKE 'folder:%' ORDER BY at`,
  ).all(after, before) as { recipient: string; at: number }[];
}

/** When the last attempts over this relay were made, at most `limit`, in ascending order. */
export function listRecentClaims(
  database: Database,
  relay: string,
  span: { after: number; before: number },
  limit: number,
): number[] {
  const times = sql(
    database,
    'SELECT relay, coalesce(released_at, claimed_at) AS at FROM attempt ORDER BY id DESC LIMIT ?',
  ).all(limit) as { relay: string; at: number }[];
  return times
    .filter((one) => one.relay === relay && one.at > span.after && one.at < span.before)
    .map((one) => one.at)
    .toSorted((a, b) => a - b);
}

import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { UNWANTED } from '../database/tables/unwanted.ts';
import type { Purpose } from './purposes.ts';

/** A mail as it is to be frozen: `recipient` exactly as the booking has it. */
export interface Draft {
  bookingId: number;
  purpose: Purpose;
  version: number;
  messageId: string;
  /** The envelope's sender. */
  sender: string;
  recipient: string;
  content: Buffer;
  /** The appointment it names, in milliseconds; without one: a day without a time, or it names none. */
  appointment?: { startsAt: number | null; endsAt: number | null } | undefined;
  /** What it is made of besides its booking, without a person's values. */
  details?: Record<string, unknown> | undefined;
  /** After this, in milliseconds, nobody may send it any more. */
  expiresAt?: number | undefined;
  /** The mail that waits with bytes of yesterday, by its id in the ledger: withdrawn for this one. */
  replaces?: number | undefined;
}

export interface Stored {
  /** The mails' ids in the ledger. */
  ids: number[];
  /**
   * Bookings left out: by now cancelled, binding again, with another address or another appointment, or
   * somebody else has prepared their mail.
   */
  skipped: number[];
}

/** Freezes the whole selection, or nothing of it, in the queue. */
export function prepare(database: Database, actor: Actor, drafts: Iterable<Draft>): Stored {
  return change(database, actor, () => {
    const result = storeDrafts(database, drafts, actor.now());
    return { result, entry: { action: 'mail.prepare', facts: { messages: result.ids } } };
  });
}

/** The same within a transaction that is there already, e.g. one that is taken back. */
function storeDrafts(database: Database, drafts: Iterable<Draft>, at: number): Stored {
  const stored: Stored = { ids: [], skipped: [] };
  for (const draft of drafts) {
    if (draft.replaces !== undefined) {
      const withdraw = "UPDATE message SET state = 'cancelled' WHERE id = ? AND state = 'queued'";
      sql(database, withdraw).run(draft.replaces);
    }
    const id = storeDraft(database, draft, at);
    if (id === null) stored.skipped.push(draft.bookingId);
    else stored.ids.push(id);
  }
  return stored;
}

// Between the composing of a mail and its storing a clerk may have moved or cancelled the booking.
const STILL_TRUE = `booking.id = @bookingId AND booking.email = @recipient
  AND booking.state = CASE @purpose WHEN 'cancellation' THEN 'cancelled' ELSE 'binding' END
  AND (@purpose NOT IN ('confirmation', 'change', 'cancellation')
    OR (slot.starts_at IS @startsAt AND slot.ends_at IS @endsAt))`;

/** The mail's id in the ledger; `null`: it must not be sent. */
function storeDraft(database: Database, draft: Draft, at: number): number | null {
  const { content, appointment, details, expiresAt, replaces: _, ...rest } = draft;
  const inserted = sql(
    database,
    `INSERT INTO message (message_id, booking_id, purpose, version, sender, recipient, state, created_at,
       starts_at, ends_at, details, expires_at)
     SELECT @messageId, booking.id, @purpose, @version, @sender, @recipient, 'queued', @at,
       @startsAt, @endsAt, @details, @expiresAt
     FROM booking JOIN slot ON slot.id = booking.slot_id WHERE ${STILL_TRUE}
     ON CONFLICT DO NOTHING`,
  ).run({
    ...rest,
    at,
    startsAt: appointment?.startsAt ?? null,
    endsAt: appointment?.endsAt ?? null,
    details: details === undefined ? null : JSON.stringify(details),
    expiresAt: expiresAt ?? null,
  });
  if (inserted.changes !== 1) return null;
  const id = Number(inserted.lastInsertRowid);
  const keep = 'INSERT INTO message_content (message_id, content) VALUES (?, ?)';
  sql(database, keep).run(id, content);
  return id;
}

/**
 * Queues uncertain mails again, with the same bytes and the same Message-ID: the operator's decision,
 * never the engine's. Returns the ids that were; a mail whose booking has changed since stays as it is.
 */
export function requeueUncertain(
  database: Database,
  actor: Actor,
  ids: readonly number[],
): number[] {
  if (ids.length === 0) return [];
  return change(database, actor, () => {
    const update = sql(
      database,
      `UPDATE message SET state = 'queued', stale = 0, not_before = 0, settled_at = NULL, relay = NULL
       WHERE id = ? AND state = 'uncertain' AND overtaken = 0 AND EXISTS (
         SELECT 1 FROM booking WHERE booking.id = message.booking_id
           AND NOT ${UNWANTED} AND booking.email = message.recipient)`,
    );
    const result = ids.filter((id) => update.run(id).changes === 1);
    return { result, entry: { action: 'mail.requeue', facts: { messages: result } } };
  });
}

/** Takes waiting mails back before anything of them has left. */
export function withdraw(database: Database, actor: Actor, ids: readonly number[]): void {
  if (ids.length === 0) return;
  change(database, actor, () => {
    const update = "UPDATE message SET state = 'cancelled' WHERE id = ? AND state = 'queued'";
    for (const id of ids) sql(database, update).run(id);
    return { result: undefined, entry: { action: 'mail.withdraw', facts: { messages: ids } } };
  });
}

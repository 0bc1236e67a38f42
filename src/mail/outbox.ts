import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';

/** A mail as it is to be frozen: `recipient` exactly as the booking has it. */
export interface Draft {
  bookingId: number;
  purpose: string;
  version: number;
  messageId: string;
  /** The envelope's sender. */
  sender: string;
  recipient: string;
  content: Buffer;
}

export interface Stored {
  /** The mails' ids in the ledger. */
  ids: number[];
  /** Bookings left out: cancelled or with another address by now, or somebody else has prepared their mail. */
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
    const inserted = sql(
      database,
      `INSERT INTO message (message_id, booking_id, purpose, version, sender, recipient, state, created_at)
       SELECT @messageId, id, @purpose, @version, @sender, @recipient, 'queued', @at FROM booking
       WHERE id = @bookingId AND (@purpose <> 'confirmation' OR (state = 'binding' AND email = @recipient))
       ON CONFLICT DO NOTHING`,
    ).run({ ...draft, content: null, at });
    if (inserted.changes !== 1) {
      stored.skipped.push(draft.bookingId);
      continue;
    }
    const id = Number(inserted.lastInsertRowid);
    sql(database, 'INSERT INTO message_content (message_id, content) VALUES (?, ?)').run(
      id,
      draft.content,
    );
    stored.ids.push(id);
  }
  return stored;
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
  return change(database, actor, () => {
    const update = sql(
      database,
      `UPDATE message SET state = 'queued', not_before = 0, settled_at = NULL, relay = NULL
       WHERE id = ? AND state = 'uncertain' AND (purpose <> 'confirmation' OR EXISTS (
         SELECT 1 FROM booking WHERE booking.id = message.booking_id
           AND booking.state = 'binding' AND booking.email = message.recipient))`,
    );
    const result = ids.filter((id) => update.run(id).changes === 1);
    return { result, entry: { action: 'mail.requeue', facts: { messages: result } } };
  });
}

/**
 * Withdraws waiting mails that name a sender who does not exist: they were made to be looked at in a
 * folder, and must not reach anybody. Their bookings miss their confirmation again.
 */
export function withdrawFrom(database: Database, actor: Actor, sender: string): void {
  const waiting = "SELECT id FROM message WHERE state = 'queued' AND sender = ?";
  withdraw(database, actor, sql(database, waiting).pluck().all(sender) as number[]);
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

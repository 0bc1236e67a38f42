import type { Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';
import { prepare, withdraw, type Draft } from '../mail/outbox.ts';
import type { Due } from './about.ts';
import type { Composer } from './composer.ts';
import { composeDrafts, planDue, type SkipReason } from './resend.ts';

/** What became of mails that were to be queued. */
export interface Queued {
  /** How many wait now: those prepared, and those that waited already. */
  queued: number;
  /** `changed`: its booking was changed by somebody else meanwhile. */
  skipped: { reference: string; reason: SkipReason | 'changed' }[];
}

/**
 * Puts mails into the queue, each once: who has one of the same purpose on its way, or has had it, gets no
 * second. They leave with the next run that sends what waits.
 * @param holds whether a mail is still to be written, asked in the transaction that stores it: whoever decided
 *   while it was composed is not overruled
 * @throws Failure `template_faulty`, `setting_missing`: then none is queued
 */
export function queueMails(
  database: Database,
  actor: Actor,
  composer: Composer,
  wanted: readonly Due[],
  holds: (due: Due) => boolean = () => true,
): Queued {
  const now = actor.now();
  const wish = { retryUncertain: false, limit: null, now, once: true };
  const { fresh, waiting, obsolete, skipped } = planDue(database, wanted, wish);
  const drafts = [...composeDrafts(database, composer, fresh, now)].flat();
  withdraw(database, actor, obsolete);
  if (drafts.length === 0) return { queued: waiting.length, skipped };
  const byId = new Map(fresh.map((due) => [due.booking.id, due]));
  const dropped: number[] = [];
  function* keepTrue(): Generator<Draft> {
    for (const draft of drafts) {
      const due = byId.get(draft.bookingId);
      if (due !== undefined && holds(due)) yield draft;
      else dropped.push(draft.bookingId);
    }
  }
  const stored = prepare(database, actor, keepTrue());
  const changed = [...dropped, ...stored.skipped].map((id) => {
    return { reference: byId.get(id)?.booking.reference ?? '', reason: 'changed' } as const;
  });
  return { queued: waiting.length + stored.ids.length, skipped: [...skipped, ...changed] };
}

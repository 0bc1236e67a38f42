import type { Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';
import { prepare, withdraw } from '../mail/outbox.ts';
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
 * @throws Failure `template_faulty`, `setting_missing`: then none is queued
 */
export function queueMails(
  database: Database,
  actor: Actor,
  composer: Composer,
  wanted: readonly Due[],
): Queued {
  const now = actor.now();
  const wish = { retryUncertain: false, limit: null, now, once: true };
  const { fresh, waiting, obsolete, skipped } = planDue(database, wanted, wish);
  const drafts = [...composeDrafts(database, composer, fresh, now)].flat();
  withdraw(database, actor, obsolete);
  if (drafts.length === 0) return { queued: waiting.length, skipped };
  const stored = prepare(database, actor, drafts);
  const byId = new Map(fresh.map(({ booking }) => [booking.id, booking.reference]));
  const changed = stored.skipped.map((id) => {
    return { reference: byId.get(id) ?? '', reason: 'changed' } as const;
  });
  return { queued: waiting.length + stored.ids.length, skipped: [...skipped, ...changed] };
}

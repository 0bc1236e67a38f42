import { findBooking } from '../bookings/storage.ts';
import type { Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';
import { prepare, type Draft } from '../mail/outbox.ts';
import type { Purpose } from '../mail/purposes.ts';
import type { Composer } from './composer.ts';
import { composeDrafts, planReferences, type ResendPlan, type SkipReason } from './resend.ts';

/** What became of the wish for one booking's mail; `waiting`: it was in the queue already. */
export type Queued = 'queued' | 'waiting' | SkipReason;

/**
 * Puts one booking's mail, without a `purpose` its confirmation, into the queue of `mail resend`, once: what is to be sent is decided in
 * the transaction that stores it, so that a run that is under way and this never both write to somebody.
 * @param reference as it is stored
 * @throws Failure `booking_unknown`, `template_faulty`
 */
export function queueOne(
  database: Database,
  actor: Actor,
  composer: Composer,
  reference: string,
  purpose: Purpose | null = null,
): Queued {
  const decide = (): ResendPlan =>
    planReferences(database, [findBooking(database, reference)], {
      retryUncertain: false,
      limit: null,
      now: actor.now(),
      purpose,
    });
  const [skipped] = decide().skipped;
  if (skipped !== undefined) return skipped.reason;
  if (decide().waiting.length > 0) return 'waiting';
  function* compose(): Generator<Draft> {
    const { fresh } = decide();
    for (const drafts of composeDrafts(database, composer, fresh, actor.now())) yield* drafts;
  }
  return prepare(database, actor, compose()).ids.length > 0 ? 'queued' : 'waiting';
}

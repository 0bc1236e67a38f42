import type { MessageState } from '../messages.ts';
import type { Delivery } from './delivery.ts';

/** One attempt as the ledger has it; instants in milliseconds. */
export interface KnownAttempt {
  id: number;
  relay: string;
  /** When the first byte of the body was handed over. */
  releasedAt: number | null;
  settledAt: number | null;
  outcome: string | null;
  queueId: string | null;
}

/** One mail as the ledger has it, for evidence to be held against. */
export interface KnownMail {
  id: number;
  messageId: string;
  /** Of the booking, as stored. */
  reference: string;
  recipient: string;
  state: MessageState;
  delivery: Delivery | null;
  createdAt: number;
  settledAt: number | null;
  attempts: KnownAttempt[];
}

/** The last attempt the relay said yes to. */
export function findAccepted({ attempts }: KnownMail): KnownAttempt | undefined {
  return attempts.findLast(({ outcome }) => outcome === 'accepted');
}

/** Those of which nobody knows how they ended. */
export function listUncertain({ attempts }: KnownMail): KnownAttempt[] {
  return attempts.filter(({ outcome }) => outcome === 'uncertain');
}

/** The mails as they will stand once a run that died has been recovered from: what was being sent is uncertain. */
export function imagineRecovery(mails: readonly KnownMail[]): KnownMail[] {
  return mails.map((mail) =>
    mail.state === 'sending'
      ? {
          ...mail,
          state: 'uncertain',
          attempts: mail.attempts.map((attempt) => ({
            ...attempt,
            outcome: attempt.outcome ?? 'uncertain',
          })),
        }
      : mail,
  );
}

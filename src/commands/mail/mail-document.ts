import { formatReference } from '../../bookings/reference.ts';
import type { MailRecord } from '../../mail/history.ts';
import { toIso } from '../../time/zone.ts';

/** A mail as `--json` prints it, with every attempt. */
export function toMailDocument(mail: MailRecord, timeZone: string): Record<string, unknown> {
  const time = (at: number | null): string | null => (at === null ? null : toIso(timeZone, at));
  const { delivery } = mail;
  return {
    message_id: mail.messageId,
    reference: formatReference(mail.reference),
    purpose: mail.purpose,
    version: mail.version,
    sender: mail.sender,
    recipient: mail.recipient,
    state: mail.state,
    created_at: time(mail.createdAt),
    settled_at: time(mail.settledAt),
    delivery: delivery?.kind ?? null,
    delivery_at: time(delivery?.at ?? null),
    delivery_reason: delivery?.reason ?? null,
    delivery_code: delivery?.code ?? null,
    delivery_words: delivery?.words ?? null,
    attempts: mail.attempts.map((attempt) => ({
      relay: attempt.relay,
      claimed_at: time(attempt.claimedAt),
      released_at: time(attempt.releasedAt),
      settled_at: time(attempt.settledAt),
      outcome: attempt.outcome,
      code: attempt.code,
      enhanced_code: attempt.enhanced,
      reply: attempt.reply,
      queue_id: attempt.queueId,
      proven_at: time(attempt.provenAt),
    })),
  };
}

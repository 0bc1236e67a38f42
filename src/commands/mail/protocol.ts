import { formatReference } from '../../bookings/reference.ts';
import type { Context } from '../../context.ts';
import { formatForExcel } from '../../csv/excel.ts';
import type { AttemptRecord, MailRecord } from '../../mail/history.ts';
import { kindOf } from '../../mail/purposes.ts';
import { toLocal } from '../../time/zone.ts';

/** The protocol of a campaign's mails for the file: one line an attempt, one for a mail without any. */
export function writeProtocol(
  { text }: Context,
  mails: readonly MailRecord[],
  timeZone: string,
): string {
  const words = text.history;
  const time = (at: number | null | undefined): string => {
    if (at === null || at === undefined) return '';
    const local = toLocal(timeZone, at);
    return `${local.date} ${local.time}`;
  };
  const header = [
    text.mail.reference,
    text.mail.recipient,
    words.sender,
    words.kind,
    words.messageId,
    words.prepared,
    text.mail.state,
    words.number,
    words.relay,
    words.begun,
    words.released,
    words.settled,
    words.outcome,
    words.code,
    words.enhanced,
    words.reply,
    words.queueId,
    words.delivery,
    words.deliveryAt,
    words.reason,
    words.deliveryCode,
    words.deliveryWords,
  ];
  const writeAttempt = (attempt: AttemptRecord | undefined, at: number): string[] => {
    if (attempt === undefined) return Array.from({ length: 10 }, () => '');
    const outcome = words.outcomes[attempt.outcome ?? 'underWay'];
    return [
      String(at + 1),
      attempt.relay,
      time(attempt.claimedAt),
      time(attempt.releasedAt),
      time(attempt.settledAt),
      attempt.provenAt === null ? outcome : words.proven(outcome),
      attempt.code === null ? '' : String(attempt.code),
      attempt.enhanced ?? '',
      attempt.reply ?? '',
      attempt.queueId ?? '',
    ];
  };
  const lines = mails.flatMap((mail) => {
    const { delivery } = mail;
    const attempts = mail.attempts.length === 0 ? [undefined] : mail.attempts;
    return attempts.map((attempt, at) => [
      formatReference(mail.reference),
      mail.recipient,
      mail.sender,
      words.version(words.kinds[kindOf(mail.purpose)], mail.version),
      mail.messageId,
      time(mail.createdAt),
      text.mail.messageStates[mail.state],
      ...writeAttempt(attempt, at),
      delivery === null ? '' : words.deliveries[delivery.kind],
      time(delivery?.at),
      delivery?.reason ? text.evidence.reasons[delivery.reason] : '',
      delivery?.code ?? '',
      delivery?.words ?? '',
    ]);
  });
  return formatForExcel([header, ...lines]);
}

import type { Command } from 'commander';
import { formatReference, requireReference } from '../../bookings/reference.ts';
import { findBooking } from '../../bookings/storage.ts';
import type { Context } from '../../context.ts';
import type { Database } from '../../database/statements.ts';
import { Failure } from '../../failure.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { listMailRecords, type AttemptRecord, type MailRecord } from '../../mail/history.ts';
import { kindOf } from '../../mail/purposes.ts';
import { renderTable } from '../../terminal/table.ts';
import { measureWidth, wrap } from '../../terminal/width.ts';
import { toMailDocument } from './mail-document.ts';

export function declare(command: Command, { commands }: Text): Command {
  return command.argument('<message>', commands['mail show'].arguments.message);
}

export async function run(context: Context, _: unknown, [typed = '']: string[]): Promise<void> {
  const { out, text } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const { reference, mails } = find(database, typed);
  const document = { reference, mails: mails.map((mail) => toMailDocument(mail, timeZone)) };
  out.result(document, () =>
    mails.length === 0
      ? [text.history.noMail(reference)]
      : mails.flatMap((mail) => [...renderMail(context, mail, timeZone), '']).slice(0, -1),
  );
}

/** @throws Failure `mail_unknown`, `booking_unknown`, `reference_mistyped`, `reference_unreadable` */
function find(database: Database, typed: string): { reference: string; mails: MailRecord[] } {
  if (!typed.includes('@')) {
    const { id, reference } = findBooking(database, requireReference(typed));
    return { reference, mails: listMailRecords(database, { bookingId: id }) };
  }
  const messageId = `<${typed.trim().replace(/^<|>$/g, '')}>`;
  const mails = listMailRecords(database, { messageId });
  const [mail] = mails;
  if (mail === undefined) throw new Failure('mail_unknown', { message: messageId });
  return { reference: formatReference(mail.reference), mails };
}

function renderMail(context: Context, mail: MailRecord, timeZone: string): string[] {
  const { text, out, language } = context;
  const { moment } = createFormats(language, timeZone);
  const words = text.history;
  const at = mail.settledAt === null ? '' : ` (${moment(mail.settledAt)})`;
  const facts: [string, string][] = [
    [text.mail.reference, out.style.strong(formatReference(mail.reference))],
    [text.mail.recipient, mail.recipient],
    [words.kind, words.version(words.kinds[kindOf(mail.purpose)], mail.version)],
    [words.messageId, mail.messageId],
    [words.prepared, moment(mail.createdAt)],
    [text.mail.state, text.mail.messageStates[mail.state] + at],
    ...describeDelivery(context, mail, timeZone),
  ];
  const width = Math.max(...facts.map(([name]) => measureWidth(name)));
  const indent = ' '.repeat(width + 2);
  const lines = facts.flatMap(([name, value]) =>
    wrap(`${name.padEnd(width)}  ${value}`, out.columns, indent),
  );
  return [...lines, '', ...renderAttempts(context, mail.attempts, timeZone)];
}

function describeDelivery(
  { text, language }: Context,
  { delivery }: MailRecord,
  timeZone: string,
): [string, string][] {
  if (delivery === null) return [];
  const { moment } = createFormats(language, timeZone);
  const words = text.history;
  const { kind, at, reason, code } = delivery;
  const why = reason === null ? '' : `: ${text.evidence.reasons[reason]}`;
  const said = [code, delivery.words].filter((part) => part !== null && part !== '').join(' ');
  return [
    [words.delivery, `${words.deliveries[kind]} (${moment(at)})${why}`],
    ...(said === '' ? [] : [[words.deliveryWords, said] satisfies [string, string]]),
  ];
}

function renderAttempts(
  { text, out, language }: Context,
  attempts: readonly AttemptRecord[],
  timeZone: string,
): string[] {
  const words = text.history;
  if (attempts.length === 0) return [words.noAttempt];
  const { moment } = createFormats(language, timeZone);
  const say = ({ outcome, provenAt }: AttemptRecord): string => {
    const word = words.outcomes[outcome ?? 'underWay'];
    return provenAt === null ? word : words.proven(word);
  };
  return renderTable(
    [
      { title: words.begun, value: ({ claimedAt }) => moment(claimedAt) },
      { title: words.outcome, value: say },
      {
        title: words.code,
        value: ({ code, enhanced }) => [code ?? '', enhanced ?? ''].join(' ').trim(),
      },
      { title: words.queueId, value: ({ queueId }) => queueId ?? '' },
      { title: words.reply, value: ({ reply }) => reply ?? '', flexible: true },
    ],
    attempts,
    out.columns,
    out.style.strong,
  );
}

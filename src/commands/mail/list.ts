import type { Command } from 'commander';
import { formatReference } from '../../bookings/reference.ts';
import type { Context } from '../../context.ts';
import { writeFileWhole } from '../../files.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { listMailRecords } from '../../mail/history.ts';
import {
  listedStates,
  listMessages,
  type ListFilter,
  type MessageLine,
} from '../../mail/messages.ts';
import { kindOf, kinds } from '../../mail/purposes.ts';
import { renderTable, type Column } from '../../terminal/table.ts';
import { toIso } from '../../time/zone.ts';
import { oneOf, positiveCount } from '../options.ts';
import { writeProtocol } from './protocol.ts';

interface Options extends ListFilter {
  output?: string;
}

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands['mail list'];
  return command
    .option('--state <states>', options.state, oneOf('--state', listedStates, 'message_state'))
    .option('--kind <kinds>', options.kind, oneOf('--kind', kinds, 'kind'))
    .option('--limit <n>', options.limit, positiveCount('--limit'))
    .option('-o, --output <file>', options.output);
}

export async function run(context: Context, options: Options): Promise<void> {
  if (options.output !== undefined) {
    await writeFile(context, options, context.path(options.output));
    return;
  }
  const { out } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const messages = listMessages(database, options).map((message) => ({
    ...message,
    reference: formatReference(message.reference),
  }));
  const document = messages.map((message) => ({
    message_id: message.messageId,
    reference: message.reference,
    purpose: message.purpose,
    version: message.version,
    recipient: message.recipient,
    state: message.state,
    delivery: message.delivery,
    attempts: message.attempts,
    created_at: toIso(timeZone, message.createdAt),
    settled_at: message.settledAt === null ? null : toIso(timeZone, message.settledAt),
    relay: message.relay,
    reply: message.reply,
    queue_id: message.queueId,
  }));
  out.result(document, () => render(context, messages, timeZone));
}

function render(
  { out, text, language }: Context,
  messages: readonly MessageLine[],
  timeZone: string,
): string[] {
  const words = text.mail;
  if (messages.length === 0) return [words.noMail];
  const { moment } = createFormats(language, timeZone);
  const kind: Column<MessageLine> = {
    title: text.history.kind,
    value: ({ purpose }) => text.history.kinds[kindOf(purpose)],
    flexible: true,
  };
  const isMixed = messages.some(({ purpose }) => purpose !== 'confirmation');
  const columns: Column<MessageLine>[] = [
    { title: words.reference, value: (m) => m.reference },
    { title: words.recipient, value: (m) => m.recipient, flexible: true },
    ...(isMixed ? [kind] : []),
    {
      title: words.state,
      value: (m) =>
        m.delivery === null ? words.messageStates[m.state] : text.history.deliveries[m.delivery],
      flexible: true,
    },
    { title: words.at, value: (m) => moment(m.settledAt ?? m.createdAt) },
    { title: words.reply, value: (m) => m.reply ?? '', flexible: true },
  ];
  return renderTable(columns, messages, out.columns, out.style.strong);
}

async function writeFile(context: Context, options: Options, file: string): Promise<void> {
  const { out, text, language } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const mails = listMailRecords(database, options);
  writeFileWhole(file, writeProtocol(context, mails, timeZone));
  const attempts = mails.reduce((sum, mail) => sum + mail.attempts.length, 0);
  const { number } = createFormats(language, timeZone);
  out.result({ file, mails: mails.length, attempts }, () => [
    text.history.written(file, number(attempts)),
  ]);
}

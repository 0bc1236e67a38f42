import { extname } from 'node:path';
import type { Command } from 'commander';
import { requireReference } from '../../bookings/reference.ts';
import { findBooking } from '../../bookings/storage.ts';
import { createComposer } from '../../confirmations/composer.ts';
import { toPreviewHtml, type Confirmation } from '../../confirmations/content.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import { writeFileWhole } from '../../files.ts';
import type { Text } from '../../i18n/text.ts';
import { nextVersion } from '../../mail/messages.ts';
import { templateFolder } from './settings.ts';

interface Options {
  output?: string;
}

export function declare(command: Command, { commands }: Text): Command {
  const words = commands['mail preview'];
  return command
    .argument('<reference>', words.arguments.reference)
    .option('-o, --output <file>', words.options.output);
}

export async function run(
  context: Context,
  options: Options,
  [typed = '']: string[],
): Promise<void> {
  const { out, text, actor, path } = context;
  const campaign = await context.campaign();
  const booking = findBooking(campaign.database, requireReference(typed));
  const composer = createComposer(campaign, false, templateFolder(context, campaign.settings));
  const version = nextVersion(campaign.database, booking.id, 'confirmation');
  const mail = composer.compose(booking, version, actor.now());
  const file = options.output === undefined ? null : path(options.output);
  if (file !== null) writeFileWhole(file, pickForm(mail, file));
  const { subject, messageId } = mail;
  out.result(
    { reference: booking.reference, subject, message_id: messageId, file, text: mail.text },
    () =>
      file === null
        ? [
            out.style.strong(`${text.mail.subject}: ${subject}`),
            '',
            ...mail.text.trimEnd().split('\n'),
          ]
        : [text.mail.previewed(file)],
  );
}

function pickForm(mail: Confirmation, file: string): string | Uint8Array {
  switch (extname(file).toLowerCase()) {
    case '.eml':
      return mail.content;
    case '.html':
      return toPreviewHtml(mail);
    case '.txt':
      return mail.text;
    default:
      throw new Failure('invalid_value', {
        option: '--output',
        value: file,
        expected: 'preview_file',
      });
  }
}

import { extname } from 'node:path';
import type { Command } from 'commander';
import { requireReference } from '../../bookings/reference.ts';
import { findBooking, type Booking } from '../../bookings/storage.ts';
import { standbyOffer, surplusRequest, type Due } from '../../confirmations/about.ts';
import { createComposer } from '../../confirmations/composer.ts';
import { toPreviewHtml, type ComposedMail } from '../../confirmations/content.ts';
import { composeDue } from '../../confirmations/resend.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import { writeFileWhole } from '../../files.ts';
import type { Text } from '../../i18n/text.ts';
import { choice } from '../options.ts';
import { templateFolder } from './settings.ts';

/** A notice is previewed by the command that sends it. */
const shown = ['confirmation', 'change', 'cancellation', 'surplus', 'standby-offer'] as const;
type Shown = (typeof shown)[number];

interface Options {
  output?: string;
  purpose?: Shown;
}

export function declare(command: Command, { commands }: Text): Command {
  const words = commands['mail preview'];
  return command
    .argument('<reference>', words.arguments.reference)
    .option('--purpose <kind>', words.options.purpose, choice('--purpose', shown, 'mail_kind'))
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
  const due = makeDue(booking, options.purpose ?? 'confirmation', actor.now());
  const mail = composeDue(campaign.database, composer, due, actor.now());
  if (mail === null) throw new Failure('booking_cancelled', { reference: booking.reference });
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

const HALF_AN_HOUR = 30 * 60_000;

/** The mail as it would be written now; what only its occasion knows is filled in as an example. */
function makeDue(booking: Booking, purpose: Shown, now: number): Due {
  if (purpose === 'surplus') return surplusRequest(booking, [booking, booking]);
  if (purpose === 'standby-offer') return standbyOffer(booking, now + HALF_AN_HOUR);
  return { booking, purpose };
}

function pickForm(mail: ComposedMail, file: string): string | Uint8Array {
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

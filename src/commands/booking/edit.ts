import type { Command } from 'commander';
import { editBooking, readField, type Edit, type Edits } from '../../bookings/edit.ts';
import { requireReference } from '../../bookings/reference.ts';
import { findBooking } from '../../bookings/storage.ts';
import { readArea } from '../../campaign/settings.ts';
import { confirmationOf } from '../../confirmations/resend.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { measureWidth, wrap } from '../../terminal/width.ts';
import { toLocal } from '../../time/zone.ts';
import { writeCommand } from '../shell.ts';
import { toDocument } from './document.ts';
import { describeNotified, openNotification } from './notify.ts';
import { readFields, take, type PersonOptions } from './person-options.ts';

interface Options extends PersonOptions {
  note?: string;
  notify?: boolean;
  dryRun?: boolean;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words } = commands['booking edit'];
  const { options } = commands['booking add'];
  return command
    .argument('<reference>', words.reference)
    .option('--given-name <name>', options.givenName)
    .option('--family-name <name>', options.familyName)
    .option('--birth-date <date>', options.birthDate)
    .option('--email <address>', options.email)
    .option('--phone <number>', options.phone)
    .option('--street <street>', options.street)
    .option('--postal-code <code>', options.postalCode)
    .option('--city <town>', options.city)
    .option('--note <text>', commands['booking edit'].options.note)
    .option('--notify', commands['booking edit'].options.notify)
    .option('--dry-run', commands['booking edit'].options.dryRun);
}

export async function run(
  context: Context,
  options: Options,
  [typed = '']: string[],
): Promise<void> {
  const { out, actor } = context;
  const reference = requireReference(typed);
  const campaign = await context.campaign();
  const { database, settings } = campaign;
  const timeZone = settings['campaign.time-zone'];
  const edits = readEdits(options, toLocal(timeZone, actor.now()).date);
  const dryRun = options.dryRun === true;
  const mails =
    options.notify && !dryRun
      ? await openNotification(context, campaign, {
          booking: findBooking(database, reference),
          purpose: 'confirmation',
        })
      : null;
  const edit = editBooking(database, actor, reference, edits, { area: readArea(settings), dryRun });
  const changes = edit.fields.map((field) => ({
    field: field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    before: readField(edit.before, field),
    after: readField(edit.after, field),
  }));
  const stored = !dryRun && changes.length > 0;
  const wanted = changes.length > 0 ? [confirmationOf(database, edit.after)] : [];
  const told = mails?.queue(wanted) ?? null;
  const notice = mails === null || told === null ? null : mails.render(told);
  const document = {
    changes,
    stored,
    booking: toDocument(edit.after, timeZone),
    ...(told === null
      ? {}
      : { notified: changes.length > 0 ? describeNotified(told, edit.after.reference) : null }),
  };
  out.result(document, () => [
    ...renderEdit(context, edit, notice),
    ...(dryRun ? [context.text.bookings.dryRun] : []),
  ]);
}

/** What is typed is to stand there; an empty text takes the value away. */
function readEdits(options: Options, today: string): Edits {
  const edits: Edits = readFields(options, today);
  if (options.note !== undefined) edits.note = take('--note', options.note, 'text');
  if (Object.keys(edits).length > 0) return edits;
  const some = ['--given-name', '--family-name', '--birth-date', '--email', '--phone', '…'];
  throw new Failure('one_option_needed', { options: some });
}

function renderEdit(
  { text, out, language }: Context,
  { before, after, fields }: Edit,
  notice: string[] | null,
): string[] {
  const words = text.desk;
  if (fields.length === 0) return [words.edit.same(after.reference)];
  const { date } = createFormats(language, 'UTC');
  const width = Math.max(...fields.map((field) => measureWidth(words.fields[field])));
  const lines = fields.flatMap((field) => {
    const write = (value: string | null): string =>
      value === null ? words.edit.nothing : field === 'birthDate' ? date(value) : value;
    const change = `${write(readField(before, field))} → ${write(readField(after, field))}`;
    return wrap(change, out.columns - width - 2).map(
      (line, at) => `${(at === 0 ? words.fields[field] : '').padEnd(width)}  ${line}`,
    );
  });
  const outside =
    after.outsideArea && !before.outsideArea ? [out.style.warn(words.edit.outside)] : [];
  const isMissing = after.confirmation?.state === 'missing' && fields.includes('email');
  const mail = isMissing
    ? [words.mailMissing, `  ${writeCommand('mail', 'resend', after.reference)}`]
    : [];
  return [out.style.strong(after.reference), ...lines, ...outside, ...(notice ?? mail)];
}

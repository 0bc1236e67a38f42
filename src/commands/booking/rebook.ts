import type { Command } from 'commander';
import { rebookBooking, type Rebooking } from '../../bookings/rebook.ts';
import { requireReference } from '../../bookings/reference.ts';
import { parseSlot } from '../../contingents/slots.ts';
import { channels, type Channel } from '../../contingents/state.ts';
import { findContingent, findLeftoverContingent } from '../../contingents/storage.ts';
import { findBooking, type Booking } from '../../bookings/storage.ts';
import { confirmationOf } from '../../confirmations/resend.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { oneOf } from '../options.ts';
import { writeCommand } from '../shell.ts';
import { readClock } from '../slot/clock.ts';
import { toDocument } from './document.ts';
import { describeNotified, openNotification } from './notify.ts';

interface Options {
  to: string;
  contingent?: string;
  channel?: Channel[];
  notify?: boolean;
  dryRun?: boolean;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['booking rebook'];
  return command
    .argument('<reference>', words.reference)
    .requiredOption('--to <slot>', options.to)
    .option('--contingent <name>', options.contingent)
    .option('--channel <channel>', options.channel, oneOf('--channel', channels, 'channel'))
    .option('--notify', options.notify)
    .option('--dry-run', options.dryRun);
}

export async function run(
  context: Context,
  { to, contingent, channel, notify = false, dryRun = false }: Options,
  [typed = '']: string[],
): Promise<void> {
  const { out, actor } = context;
  const reference = requireReference(typed);
  const campaign = await context.campaign();
  const { database, settings } = campaign;
  const clock = readClock(settings);
  const wanted = parseSlot(to, clock);
  const mails =
    notify && !dryRun
      ? await openNotification(context, campaign, {
          booking: findBooking(database, reference),
          purpose: 'change',
        })
      : null;
  const done = rebookBooking(database, actor, clock.timeZone, reference, {
    to: 'id' in wanted ? wanted : { ...wanted, typed: to },
    contingent: contingent === undefined ? null : findContingent(database, contingent),
    channel: channel?.at(-1) ?? 'phone',
    freedSeatsTo: findLeftoverContingent(database, settings),
    dryRun,
  });
  const { before, after, seat } = done;
  const isMoved = before.slot.id !== after.slot.id;
  const told = mails?.queue(isMoved ? [confirmationOf(database, after)] : []) ?? null;
  const document = {
    before: toDocument(before, clock.timeZone),
    after: toDocument(after, clock.timeZone),
    seat_to: seat,
    stored: !dryRun && isMoved,
    ...(told === null
      ? {}
      : { notified: isMoved ? describeNotified(told, after.reference) : null }),
  };
  const notice = mails === null || told === null ? null : mails.render(told);
  out.result(document, () =>
    renderRebooking(context, done, { timeZone: clock.timeZone, dryRun, notice }),
  );
}

function renderRebooking(
  { text, language, out }: Context,
  { before, after, seat }: Rebooking,
  { timeZone, dryRun, notice }: { timeZone: string; dryRun: boolean; notice: string[] | null },
): string[] {
  const words = text.desk.rebook;
  const { window } = createFormats(language, timeZone);
  const write = ({ slot: { startsAt, endsAt }, contingent }: Booking): string => {
    const time =
      startsAt === null || endsAt === null ? text.bookings.anytime : window(startsAt, endsAt);
    return `${time} (${contingent})`;
  };
  if (before.slot.id === after.slot.id) return [words.same(after.reference, write(after))];
  const freed =
    seat === null
      ? text.bookings.seatOwed
      : text.bookings.seatTo(seat.contingent, String(seat.slot));
  const isMissing = after.confirmation?.state === 'missing';
  const mail = isMissing
    ? [text.desk.mailMissing, `  ${writeCommand('mail', 'resend', after.reference)}`]
    : [];
  const what = dryRun ? words.would(after.reference) : words.done(after.reference);
  return [
    what,
    `  ${write(before)}`,
    `  → ${out.style.strong(write(after))}`,
    freed,
    ...(dryRun ? [text.bookings.dryRun] : (notice ?? mail)),
  ];
}

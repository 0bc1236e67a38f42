import type { Command } from 'commander';
import { cancelBookings, type Cancellation } from '../../bookings/cancel.ts';
import { requireReference } from '../../bookings/reference.ts';
import type { CancelReason } from '../../bookings/storage.ts';
import type { Due } from '../../confirmations/about.ts';
import { findLeftoverContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import type { Text } from '../../i18n/text.ts';
import { oneOf } from '../options.ts';
import { toDocument } from './document.ts';
import { describeNotified, openNotification } from './notify.ts';

interface Options {
  reason: CancelReason[];
  notify?: boolean;
  dryRun?: boolean;
}

const reasons: readonly CancelReason[] = ['citizen', 'staff', 'duplicate'];

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['booking cancel'];
  return command
    .argument('<reference...>', words.reference)
    .requiredOption('--reason <reason>', options.reason, oneOf('--reason', reasons, 'reason'))
    .option('--notify', options.notify)
    .option('--dry-run', options.dryRun);
}

export async function run(context: Context, options: Options, typed: string[]): Promise<void> {
  const { out, ask, text, actor } = context;
  const references = typed.map(requireReference);
  const campaign = await context.campaign();
  const { database, settings } = campaign;
  const timeZone = settings['campaign.time-zone'];
  const freedSeatsTo = findLeftoverContingent(database, settings);
  const reason = options.reason.at(-1) ?? 'staff';
  const dryRun = options.dryRun === true;
  const act = (dry: boolean): Cancellation[] =>
    cancelBookings(database, actor, references, { reason, freedSeatsTo, dryRun: dry });
  const words = text.bookings;
  // One that was named with its reason is meant; a list is worth a second look.
  if (!dryRun && ask.possible && references.length > 1) {
    for (const line of render(text, act(true), true)) out.note(line);
    const agreed = await ask.consent(words.askCancel(String(references.length)), 'booking cancel');
    if (!agreed) throw new Failure('interrupted', {});
  }
  const wantsMails = options.notify && !dryRun;
  const [first] = wantsMails ? act(true) : [];
  const example: Due | undefined = first && { booking: first.booking, purpose: 'cancellation' };
  const mails = wantsMails ? await openNotification(context, campaign, example) : null;
  const done = act(dryRun);
  const told =
    mails?.queue(done.map(({ booking }) => ({ booking, purpose: 'cancellation' }))) ?? null;
  out.result(
    done.map(({ booking, seat }) => ({
      ...toDocument(booking, timeZone),
      seat_to: seat,
      ...(told === null ? {} : { notified: describeNotified(told, booking.reference) }),
    })),
    () => [
      ...render(text, done, dryRun),
      ...(mails === null || told === null ? offerMail(text, done, dryRun) : mails.render(told)),
      ...(dryRun ? [words.dryRun] : []),
    ],
  );
}

/** Never is anybody mailed silently: how to, in one line. */
function offerMail({ queue }: Text, done: readonly Cancellation[], dry: boolean): string[] {
  const reachable = done.filter(({ booking: { person } }) => person.email !== null);
  if (dry || reachable.length === 0) return [];
  const named = reachable.slice(0, 3).map(({ booking }) => booking.reference);
  return [queue.offerCancellation([...named, ...(reachable.length > 3 ? ['…'] : [])].join(' '))];
}

function render({ bookings: words }: Text, done: readonly Cancellation[], dry: boolean): string[] {
  return done.map(({ booking: { reference }, seat }) => {
    const what = dry ? words.wouldCancel(reference) : words.cancelled(reference);
    const where = seat === null ? words.seatOwed : words.seatTo(seat.contingent, String(seat.slot));
    return `${what} ${where}`;
  });
}

import type { Command } from 'commander';
import { cancelBookings, type Cancellation } from '../../bookings/cancel.ts';
import { requireReference } from '../../bookings/reference.ts';
import type { CancelReason } from '../../bookings/storage.ts';
import { findLeftoverContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import type { Text } from '../../i18n/text.ts';
import { oneOf } from '../options.ts';
import { toDocument } from './document.ts';

interface Options {
  reason: CancelReason[];
  dryRun?: boolean;
}

const reasons: readonly CancelReason[] = ['citizen', 'staff', 'duplicate'];

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['booking cancel'];
  return command
    .argument('<reference...>', words.reference)
    .requiredOption('--reason <reason>', options.reason, oneOf('--reason', reasons, 'reason'))
    .option('--dry-run', options.dryRun);
}

export async function run(context: Context, options: Options, typed: string[]): Promise<void> {
  const { out, ask, text, actor } = context;
  const references = typed.map(requireReference);
  const { database, settings } = await context.campaign();
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
  const done = act(dryRun);
  out.result(
    done.map(({ booking, seat }) => ({ ...toDocument(booking, timeZone), seat_to: seat })),
    () => [...render(text, done, dryRun), ...(dryRun ? [words.dryRun] : [])],
  );
}

function render({ bookings: words }: Text, done: readonly Cancellation[], dry: boolean): string[] {
  return done.map(({ booking: { reference }, seat }) => {
    const what = dry ? words.wouldCancel(reference) : words.cancelled(reference);
    const where = seat === null ? words.seatOwed : words.seatTo(seat.contingent, String(seat.slot));
    return `${what} ${where}`;
  });
}

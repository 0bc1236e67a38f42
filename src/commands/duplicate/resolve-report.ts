import type { Booking } from '../../bookings/storage.ts';
import type { Queued } from '../../confirmations/prepare.ts';
import type { Context } from '../../context.ts';
import type { AutoPlan, Intent } from '../../duplicates/plan.ts';
import type { Resolution } from '../../duplicates/resolve.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { renderTable } from '../../terminal/table.ts';
import { writeCommand } from '../shell.ts';
import { toDocument } from './document.ts';
import { writePercent } from './wording.ts';

/** What `duplicate resolve --json` prints. */
export function resolveDocument(
  { skipped }: AutoPlan,
  done: readonly Resolution[],
  { timeZone, dryRun, told = null }: { timeZone: string; dryRun: boolean; told?: Queued | null },
): Record<string, unknown> {
  return {
    cases: done.map(({ case: found, kept, cancellations }) => ({
      ...toDocument(found, timeZone),
      kept: kept.reference,
      cancelled: cancellations.map(({ booking }) => booking.reference),
      seats_to: cancellations.map(({ seat }) => seat),
    })),
    cancelled: done.reduce((sum, { cancellations }) => sum + cancellations.length, 0),
    skipped: skipped.map(({ case: id, reference, keptFor }) => ({
      case: id,
      reference,
      kept_for: keptFor,
    })),
    ...(told === null ? {} : { notified: told.queued, not_notified: told.skipped }),
    stored: !dryRun && done.length > 0,
    undo: dryRun || done.length === 0 ? null : writeUndo(done),
  };
}

/** What resolving would do, before anybody agrees. */
export function renderIntents(
  { out, text, language }: Context,
  { intents, skipped }: AutoPlan,
): string[] {
  const words = text.duplicates;
  const { number } = createFormats(language, 'UTC');
  const left = skipped.map(({ case: id, reference, keptFor }) =>
    words.resolve.skipped(id, reference, keptFor),
  );
  if (intents.length === 0) return [...left, words.resolve.nothing];
  const surplus = intents.reduce((sum, { cancel }) => sum + cancel.length, 0);
  const table = renderTable<Intent>(
    [
      { title: words.case, value: ({ case: { id } }) => String(id), align: 'right' },
      {
        title: words.probability,
        value: ({ case: found }) => writePercent(text, found.probability),
        align: 'right',
      },
      { title: words.columns.keep, value: ({ keep }) => keep.reference },
      {
        title: words.reasons,
        value: ({ reason }) => (reason === null ? '' : words.keepReasons[reason]),
        flexible: true,
      },
      {
        title: words.columns.cancel,
        value: ({ cancel }) => cancel.map(({ reference }) => reference).join(', '),
        flexible: true,
      },
    ],
    intents,
    out.columns,
    out.style.strong,
  );
  return [
    words.resolve.title(intents.length, number(intents.length)),
    ...table,
    ...left,
    words.resolve.total(number(surplus)),
  ];
}

export function renderResolutions(
  { text, language }: Context,
  done: readonly Resolution[],
): string[] {
  const { resolve: words, undo } = text.duplicates;
  const { number } = createFormats(language, 'UTC');
  const cancellations = done.flatMap((one) => one.cancellations);
  const owed = cancellations.filter(({ seat }) => seat === null).length;
  const each = done.map(({ case: { id }, kept, cancellations: own }) =>
    words.done(id, kept.reference, own.map(({ booking }) => booking.reference).join(', ')),
  );
  return [
    ...each,
    words.total(number(cancellations.length)),
    ...(owed > 0 ? [words.owed(number(owed))] : []),
    undo(writeUndo(done)),
  ];
}

/** Never is anybody mailed silently: how to, in one line. */
export function offerMail({ queue }: Text, cancelled: readonly Booking[]): string[] {
  const reachable = cancelled.filter(({ person }) => person.email !== null);
  const named = reachable.slice(0, 3).map(({ reference }) => reference);
  if (named.length === 0) return [];
  const more = reachable.length > named.length ? ['…'] : [];
  return [queue.offerCancellation([...named, ...more].join(' '))];
}

function writeUndo(done: readonly Resolution[]): string {
  return writeCommand('duplicate', 'undo', ...done.map(({ case: { id } }) => String(id)));
}

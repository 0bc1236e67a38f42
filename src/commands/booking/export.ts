import { setImmediate } from 'node:timers/promises';
import type { Command } from 'commander';
import {
  countUnsettled,
  exportColumns,
  PHONE,
  pseudonymousColumns,
} from '../../bookings/export-storage.ts';
import {
  dialects,
  exportBookings,
  noteExport,
  type Dialect,
  type ExportOptions,
} from '../../bookings/export.ts';
import type { BookingFilter, BookingState } from '../../bookings/storage.ts';
import type { Settings } from '../../campaign/settings.ts';
import { confirmationStates, type ConfirmationState } from '../../confirmations/state.ts';
import { channels, type Channel } from '../../contingents/state.ts';
import { parseSlot } from '../../contingents/slots.ts';
import { findContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import type { Database } from '../../database/statements.ts';
import { Failure } from '../../failure.ts';
import { writeFileInParts } from '../../files.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { nearest } from '../../nearest.ts';
import { parseTime } from '../../time/parse.ts';
import { choice, oneOf } from '../options.ts';
import { readClock } from '../slot/clock.ts';

interface Options {
  output?: string;
  dialect?: Dialect;
  columns?: string;
  pseudonymous?: boolean;
  state?: BookingState[];
  contingent?: string;
  slot?: string;
  channel?: Channel[];
  confirmation?: ConfirmationState[];
  outsideArea?: boolean;
  since?: string;
}

const states: readonly BookingState[] = ['binding', 'cancelled'];

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands['booking export'];
  const known = [...exportColumns, PHONE].join(', ');
  return command
    .option('-o, --output <file>', options.output)
    .option('--dialect <name>', options.dialect, choice('--dialect', dialects, 'dialect'))
    .option('--columns <names>', options.columns.replace('{columns}', known))
    .option('--pseudonymous', options.pseudonymous)
    .option('--state <state>', options.state, oneOf('--state', states, 'booking_state'))
    .option('--contingent <name>', options.contingent)
    .option('--slot <slot>', options.slot)
    .option('--channel <channel>', options.channel, oneOf('--channel', channels, 'channel'))
    .option(
      '--confirmation <states>',
      options.confirmation,
      oneOf('--confirmation', confirmationStates, 'confirmation_state'),
    )
    .option('--outside-area', options.outsideArea)
    .option('--since <time>', options.since);
}

export async function run(context: Context, options: Options): Promise<void> {
  const { out, text, language } = context;
  const { database, settings } = await context.campaign();
  const pseudonymous = options.pseudonymous === true;
  const wish: ExportOptions = {
    dialect: options.dialect ?? 'excel-de',
    columns: chooseNames(options.columns, pseudonymous),
    pseudonymous,
    timeZone: settings['campaign.time-zone'],
    filter: readFilter(database, settings, options),
  };
  if (wish.columns.includes(PHONE)) {
    wish.phone = (await import('../../bookings/field-phone-library.ts')).toE164;
  }
  let bookings = 0;
  const { columns, parts } = exportBookings(database, wish);
  const unsettled = columns.includes('confirmation_sent') ? countUnsettled(database) : 0;
  if (unsettled > 0) {
    const { number } = createFormats(language, wish.timeZone);
    out.note(text.bookings.unsettled(unsettled, number(unsettled)));
  }
  const pages = parts((count) => (bookings += count));
  const output = options.output ?? '-';
  // Two documents on one stream are none.
  if (output === '-' && out.json)
    throw new Failure('missing_option', { option: '-o, --output <file>' });
  noteExport(database, context.actor, wish);
  if (output === '-') {
    for (const part of pages) {
      if (out.closed()) return;
      await out.raw(part);
    }
    return;
  }
  const file = context.path(output);
  const bytes = await writeFileInParts(file, stopAt(context, pages));
  const { number } = createFormats(language, wish.timeZone);
  const { dialect } = wish;
  out.result({ file, dialect, columns, pseudonymous, bookings, bytes }, () => [
    text.bookings.exported(bookings, number(bookings), output),
  ]);
}

/** Parts between two turns of the event loop, in which an interrupt is heard: a hundredth of a second. */
const UNHEARD = 8;

/** Ctrl-C leaves the file that was there, and no draft beside it. */
async function* stopAt(
  { onInterrupt }: Context,
  parts: Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const { drain } = onInterrupt();
  let given = 0;
  for (const part of parts) {
    if (given++ % UNHEARD === 0) await setImmediate();
    if (drain.aborted) throw new Failure('interrupted', {});
    yield part;
  }
}

function chooseNames(typed: string | undefined, pseudonymous: boolean): readonly string[] {
  if (typed === undefined) return pseudonymous ? pseudonymousColumns : exportColumns;
  const known = pseudonymous ? pseudonymousColumns : [...exportColumns, PHONE];
  // A key that a line of JSON has twice is read as programs please.
  const names = [...new Set(typed.split(',').map((name) => name.trim()))];
  const column = names.find((name) => !known.includes(name));
  if (column === undefined) return names;
  throw new Failure('column_unknown', { column, known, nearest: nearest(column, known) });
}

function readFilter(database: Database, settings: Settings, options: Options): BookingFilter {
  const { contingent, slot, since, state, channel, confirmation, outsideArea } = options;
  const clock = readClock(settings);
  return {
    ...(state && { state }),
    ...(channel && { channel }),
    ...(confirmation && { confirmation }),
    ...(outsideArea && { outsideArea }),
    ...(contingent !== undefined && { contingent: findContingent(database, contingent) }),
    ...(slot !== undefined && { slot: parseSlot(slot, clock) }),
    ...(since !== undefined && { since: parseTime(since, clock.timeZone, clock.date || null) }),
  };
}

import type { Command } from 'commander';
import { fullName } from '../../bookings/person.ts';
import { buildSearch } from '../../bookings/search-build.ts';
import { countPending, resetSearch } from '../../bookings/search-storage.ts';
import { searchBookings, type Hit } from '../../bookings/search.ts';
import type { Context } from '../../context.ts';
import type { Database } from '../../database/statements.ts';
import { Failure } from '../../failure.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { renderTable } from '../../terminal/table.ts';
import { toLocal } from '../../time/zone.ts';
import { positiveCount } from '../options.ts';
import { toDocument } from './document.ts';

interface Options {
  limit?: number;
  rebuild?: boolean;
}

const LIMIT = 20;
const SOON = 20_000;

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['booking search'];
  return command
    .argument('[text...]', words.text)
    .option('--limit <n>', options.limit, positiveCount('--limit'))
    .option('--rebuild', options.rebuild);
}

export async function run(
  context: Context,
  { limit = LIMIT, rebuild = false }: Options,
  typed: string[],
): Promise<void> {
  if (typed.length === 0 && !rebuild) throw new Failure('missing_argument', { argument: 'text' });
  if (rebuild) await build(context);
  if (typed.length === 0) return;
  const { out, text, actor } = context;
  const { database, settings } = await context.campaign();
  if (!rebuild) await catchUp(database);
  const words = text.desk.search;
  const timeZone = settings['campaign.time-zone'];
  const { number } = createFormats(context.language, timeZone);
  const today = toLocal(timeZone, actor.now()).date;
  const result = searchBookings(database, typed.join(' '), { today, limit });
  if (result.pending > 0) out.note(words.pending(number(result.pending)));
  if (result.isMistypedReference) out.note(words.mistyped(typed.join(' ')));
  out.result(
    result.hits.map(({ booking, nearness }) => ({ ...toDocument(booking, timeZone), nearness })),
    () => {
      if (result.hits.length === 0) return [text.bookings.none];
      const count = text.bookings.count(result.hits.length, number(result.hits.length));
      const last = result.more ? words.more(number(limit)) : count;
      return [...renderHits(context, result.hits, timeZone), out.style.faint(last)];
    },
  );
}

function renderHits(
  { text, out, language }: Context,
  hits: readonly Hit[],
  timeZone: string,
): string[] {
  const words = text.bookings;
  const { date, moment } = createFormats(language, timeZone);
  return renderTable(
    [
      { title: words.reference, value: ({ booking }) => booking.reference },
      { title: words.name, value: ({ booking }) => fullName(booking.person), flexible: true },
      {
        title: words.birthDate,
        value: ({ booking: { person } }) =>
          person.birthDate === null ? '' : date(person.birthDate),
      },
      {
        title: words.slot,
        value: ({ booking: { slot } }) =>
          slot.startsAt === null ? words.anytime : moment(slot.startsAt),
      },
      { title: words.state, value: ({ booking }) => words.states[booking.state], flexible: true },
    ],
    hits,
    out.columns,
    out.style.strong,
  );
}

/** What a single import leaves behind is added while somebody waits; more than that is for `--rebuild`. */
async function catchUp(database: Database): Promise<void> {
  const pending = countPending(database);
  if (pending > 0 && pending <= SOON) await buildSearch(database, { progress: () => undefined });
}

/** Makes the index anew from the bookings; Ctrl-C leaves the rest for the next time. */
async function build(context: Context): Promise<void> {
  const { out, text, language } = context;
  const { database } = await context.campaign();
  const words = text.desk.search;
  const { number } = createFormats(language, 'UTC');
  const { drain } = context.onInterrupt();
  resetSearch(database);
  const left = await buildSearch(database, {
    progress: (pending) => {
      if (out.live) out.redraw(pending === 0 ? '' : words.building(number(pending)));
    },
    stop: drain,
  });
  if (left > 0) throw new Failure('interrupted', {});
  out.note(words.built);
}

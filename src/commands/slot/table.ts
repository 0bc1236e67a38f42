import { writeTime, type SlotFigures } from '../../contingents/slots.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import { renderTable, type Column } from '../../terminal/table.ts';
import { toIso } from '../../time/zone.ts';
import { listOverbooked } from '../contingent/remedies.ts';
import { heatSigns, renderHeat } from './heat.ts';

const HEAT_WIDTH = 16;
const MOST_REMEDIES = 5;

/** A slot as `--json` prints it. */
export function toDocument(slot: SlotFigures, timeZone: string): Record<string, unknown> {
  const time = (instant: number | null): string | null =>
    instant === null ? null : toIso(timeZone, instant);
  return {
    id: slot.id,
    contingent: slot.contingent,
    starts_at: time(slot.startsAt),
    ends_at: time(slot.endsAt),
    capacity: slot.seats,
    bound: slot.bound,
    ...(slot.held > 0 ? { held: slot.held } : {}),
    free: slot.free,
    overbooked: slot.overbooked,
  };
}

/**
 * The slots under their days, a heat line each, then what is overbooked with the command that mends it.
 * @param all where seats for the overbooked may be found
 */
export function renderSlots(
  { text, out, language }: Context,
  slots: readonly SlotFigures[],
  timeZone: string,
  { contingents, all }: { contingents: boolean; all: () => readonly SlotFigures[] },
): string[] {
  const words = text.contingents;
  const { style, columns } = out;
  const { number, day, times } = createFormats(language, timeZone);
  // Slots of one window stand one below the other: its words are made once.
  const windows = new Map<string, string>();
  const window = ({ startsAt, endsAt }: SlotFigures): string => {
    if (startsAt === null || endsAt === null) return text.bookings.anytime;
    const key = `${startsAt} ${endsAt}`;
    const known = windows.get(key) ?? times(startsAt, endsAt);
    windows.set(key, known);
    return known;
  };
  // A slot without a time of day would dwarf the windows, which are compared with each other.
  const most = slots.reduce(
    (largest, { startsAt, seats, overbooked }) =>
      startsAt === null ? largest : Math.max(largest, seats + overbooked),
    1,
  );
  const isOverbooked = slots.some(({ overbooked }) => overbooked > 0);
  const shape: Column<SlotFigures>[] = [
    { title: words.number, value: ({ id }) => String(id), align: 'right' },
    { title: words.time, value: window },
    ...(contingents
      ? [{ title: words.name, value: (slot: SlotFigures) => slot.contingent, flexible: true }]
      : []),
    {
      title: words.occupancy,
      value: (slot) => renderHeat(slot, most, HEAT_WIDTH),
      paint: (line) =>
        line
          .replace(heatSigns.freeRun, (run) => style.good(run))
          .replace(heatSigns.overbookedRun, (run) => style.bad(run)),
    },
    {
      title: words.boundOf,
      value: ({ bound, seats }) => `${number(bound)}/${number(seats)}`,
      align: 'right',
    },
    { title: words.free, value: ({ free }) => number(free), align: 'right' },
    ...(isOverbooked
      ? [
          {
            title: words.overbooked,
            value: ({ overbooked }: SlotFigures) => (overbooked > 0 ? number(overbooked) : ''),
            align: 'right' as const,
            paint: style.bad,
          },
        ]
      : []),
  ];
  const [head = '', ...body] = renderTable(shape, slots, columns, style.strong);
  const lines = [head];
  let shown: string | null = null;
  const days = new Map<number | null, string | null>([[null, null]]);
  for (const [index, line] of body.entries()) {
    const startsAt = slots[index]?.startsAt ?? null;
    if (startsAt !== null && !days.has(startsAt)) days.set(startsAt, day(startsAt));
    const heading = days.get(startsAt) ?? null;
    if (heading !== null && heading !== shown) lines.push(style.strong(heading));
    shown = heading;
    lines.push(line);
  }
  lines.push(style.faint(words.legend(heatSigns)));
  if (!isOverbooked) return lines;
  const remedies = listOverbooked(slots, all(), words.remedies, {
    number,
    window,
    at: (instant) => writeTime(timeZone, instant),
  });
  lines.push('');
  for (const [what, how] of remedies.slice(0, MOST_REMEDIES)) {
    lines.push(style.warn(what), `  ${how}`);
  }
  const left = remedies.length - MOST_REMEDIES;
  return left > 0 ? [...lines, words.remedies.more(number(left))] : lines;
}

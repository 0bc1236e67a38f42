import type { ModeChange } from '../../contingents/mode.ts';
import type { Move, ReleaseReport } from '../../contingents/release.ts';
import { writeTime } from '../../contingents/slots.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import { renderTable, type Column } from '../../terminal/table.ts';
import { toIso } from '../../time/zone.ts';
import { writeCommand } from '../shell.ts';
import { toFullDocument } from './list.ts';
import type { Stage } from './release.ts';

const MOST_WINDOWS = 12;

/** A release that moved seats, as `--json` prints it. */
export function toDocument(
  { number, seats, moves, contingents }: ReleaseReport,
  timeZone: string,
  dryRun: boolean,
): Record<string, unknown> {
  const time = (instant: number | null): string | null =>
    instant === null ? null : toIso(timeZone, instant);
  const pick = (one: ReleaseReport['contingents'][number]['before']): Record<string, number> => ({
    seats: one.seats,
    bound: one.bound,
    free: one.free,
    overbooked: one.overbooked,
  });
  return {
    release: number,
    seats,
    contingents: contingents.map(({ before, after }) => ({
      name: before.name,
      before: pick(before),
      after: pick(after),
    })),
    moves: moves.map((move) => ({
      from: move.from,
      to: move.to,
      starts_at: time(move.startsAt),
      seats: move.seats,
    })),
    stored: !dryRun,
    undo: number === null ? [] : [writeUndo(number)],
  };
}

/** One that opened contingents where they are. */
export function openDocument(
  changes: readonly ModeChange[],
  timeZone: string,
  dryRun: boolean,
): Record<string, unknown> {
  const isChanged = changes.some(({ changed }) => changed);
  return {
    release: null,
    seats: changes.reduce((sum, { after }) => sum + after.free, 0),
    contingents: changes.map(({ before, after }) => ({
      name: before.name,
      before: toFullDocument(before, timeZone),
      after: toFullDocument(after, timeZone),
    })),
    moves: [],
    stored: !dryRun && isChanged,
    undo: dryRun ? [] : listUndo(changes, timeZone),
  };
}

export function renderRelease(
  { text, out, language }: Context,
  { number: release, seats, moves, contingents }: ReleaseReport,
  stage: Stage,
  timeZone: string,
): string[] {
  const words = text.contingents.release;
  const { number, window } = createFormats(language, timeZone);
  const arrow = (from: number, to: number): string =>
    from === to ? number(from) : `${number(from)} → ${number(to)}`;
  const name = ({ startsAt, endsAt }: Move): string =>
    startsAt === null || endsAt === null ? text.bookings.anytime : window(startsAt, endsAt);
  const isOverbooked = contingents.some(
    ({ before, after }) => before.overbooked + after.overbooked > 0,
  );
  // Several contingents give seats of one window: that is one line.
  const windows = new Map<string, number>();
  for (const move of moves) {
    const line = move.anytime ? `${name(move)} → ${text.bookings.anytime}` : name(move);
    windows.set(line, (windows.get(line) ?? 0) + move.seats);
  }
  const list = renderTable(
    [
      { title: words.window, value: ([line]: [string, number]) => line },
      { title: words.seats, value: ([, count]) => number(count), align: 'right' },
    ],
    [...windows].slice(0, MOST_WINDOWS),
    out.columns,
    out.style.strong,
  );
  const left = windows.size - MOST_WINDOWS;
  const overbooked: Column<ReleaseReport['contingents'][number]> = {
    title: text.contingents.overbooked,
    value: ({ before, after }) => arrow(before.overbooked, after.overbooked),
    align: 'right',
  };
  const table = renderTable(
    [
      { title: words.contingent, value: ({ before }) => before.name, flexible: true },
      {
        title: words.seats,
        value: ({ before, after }) => arrow(before.seats, after.seats),
        align: 'right',
      },
      {
        title: words.free,
        value: ({ before, after }) => arrow(before.free, after.free),
        align: 'right',
      },
      ...(isOverbooked ? [overbooked] : []),
    ],
    contingents,
    out.columns,
    out.style.strong,
  );
  const lines = [
    out.style.strong(words.title(number(seats))),
    ...table,
    '',
    ...list,
    ...(left > 0 ? [words.more(number(left))] : []),
    '',
  ];
  if (stage === 'preview') return lines;
  if (release === null) return [...lines, words.dryRun];
  return [...lines, words.done(String(release)), words.undo(writeUndo(release))];
}

export function renderOpened(
  { text, out, language }: Context,
  changes: readonly ModeChange[],
  stage: Stage,
  timeZone: string,
): string[] {
  const words = text.contingents.release;
  const { states, channels: channelNames } = text.contingents;
  const { number } = createFormats(language, timeZone);
  const arrow = (from: string, to: string): string => (from === to ? from : `${from} → ${to}`);
  const reserved = ({ channels }: ModeChange['before']): string =>
    channels.map((channel) => channelNames[channel]).join(', ') || words.everyone;
  const table = renderTable(
    [
      { title: words.contingent, value: ({ before }) => before.name, flexible: true },
      {
        title: words.state,
        value: ({ before, after }) => arrow(states[before.state], states[after.state]),
      },
      {
        title: words.reserved,
        value: ({ before, after }) => arrow(reserved(before), reserved(after)),
        flexible: true,
      },
      { title: words.free, value: ({ after }) => number(after.free), align: 'right' },
    ],
    changes,
    out.columns,
    out.style.strong,
  );
  const free = changes.reduce((sum, { after }) => sum + after.free, 0);
  const lines = [out.style.strong(words.titleOpen(number(free))), ...table];
  if (!changes.some(({ changed }) => changed)) return [...lines, words.unchanged];
  if (stage === 'preview') return lines;
  if (stage === 'dry_run') return [...lines, words.dryRun];
  return [...lines, words.opened, ...listUndo(changes, timeZone).map((line) => words.undo(line))];
}

function writeUndo(release: number): string {
  return writeCommand('contingent', 'release', '--undo', String(release));
}

/** What sets each contingent back to where it stood. */
function listUndo(changes: readonly ModeChange[], timeZone: string): string[] {
  return changes
    .filter(({ changed }) => changed)
    .map(({ before }) => {
      const channels = before.channels.flatMap((channel) => ['--channel', channel]);
      if (before.mode === 'held')
        return writeCommand('contingent', 'hold', before.name, ...channels);
      if (before.mode === 'closed') return writeCommand('contingent', 'close', before.name);
      const at =
        before.opensAt === null || before.mode !== 'timed'
          ? []
          : ['--at', writeTime(timeZone, before.opensAt)];
      return writeCommand('contingent', 'open', before.name, ...at, ...channels);
    });
}

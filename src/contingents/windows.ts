import { Failure } from '../failure.ts';
import { toLocal } from '../time/zone.ts';

/** A time window; instants in milliseconds. */
export interface Window {
  startsAt: number;
  endsAt: number;
}

/**
 * Cuts a span into windows of equal length.
 * @throws Failure `window_empty` if it ends before it starts, `window_uneven` if the last would be shorter
 */
export function cutWindows(
  span: Window,
  every: number,
  typed: { from: string; to: string; every: string },
): Window[] {
  const length = span.endsAt - span.startsAt;
  if (length <= 0) throw new Failure('window_empty', typed);
  if (length % every !== 0) throw new Failure('window_uneven', typed);
  return Array.from({ length: length / every }, (_, index) => ({
    startsAt: span.startsAt + index * every,
    endsAt: span.startsAt + (index + 1) * every,
  }));
}

// Without a last day a campaign may run for a month; a typing error in the month or the year is farther off.
const MOST_DAYS = 31;

/**
 * Every window begins on a day of the campaign; the last may end after midnight.
 * @param campaign its date and its last date, ISO; empty where there is none
 * @throws Failure `window_off_campaign`
 */
export function checkDays(
  windows: readonly Window[],
  timeZone: string,
  { date, lastDate }: { date: string; lastDate: string },
): void {
  if (date === '') return;
  const last =
    lastDate === ''
      ? new Date(Date.parse(date) + MOST_DAYS * 86_400_000).toISOString().slice(0, 10)
      : lastDate;
  for (const { startsAt } of windows) {
    const local = toLocal(timeZone, startsAt);
    if (local.date >= date && local.date <= last) continue;
    const value = `${local.date} ${local.time.slice(0, 5)}`;
    throw new Failure('window_off_campaign', { value, from: date, to: last });
  }
}

/** Shares seats out evenly: no window has two more than another, and what is over is spread, not bunched. */
export function spreadSeats(seats: number, windows: number): number[] {
  return Array.from(
    { length: windows },
    (_, index) =>
      Math.floor(((index + 1) * seats) / windows) - Math.floor((index * seats) / windows),
  );
}

import { Failure } from '../failure.ts';

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

/** Shares seats out evenly: no window has two more than another, and what is over is spread, not bunched. */
export function spreadSeats(seats: number, windows: number): number[] {
  return Array.from(
    { length: windows },
    (_, index) =>
      Math.floor(((index + 1) * seats) / windows) - Math.floor((index * seats) / windows),
  );
}

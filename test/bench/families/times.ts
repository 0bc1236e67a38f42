import type { Random } from './random.ts';

export interface Slot {
  /** Local, `YYYY-MM-DD HH:MM`. */
  start: string;
  contingent: string;
}

const OPENING = Date.UTC(2021, 5, 14, 8);
const contingents = ['8 Uhr', '11 Uhr', '14 Uhr', '17 Uhr'];

/** Minutes since the campaign opened: on Monday's four dates, or on a day of the week after. */
export function chooseStart(random: Random): number {
  const day = random.chance(0.6) ? 0 : random.below(5);
  const hour = day === 0 ? 3 * random.below(4) : random.below(14);
  return day * 1440 + hour * 60 + random.below(1 + random.below(180));
}

/** A quarter of an hour of the campaign's day. */
export function chooseSlot(random: Random): Slot {
  const minutes = 7 * 60 + 15 * random.below(28);
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  const start = `2021-06-20 ${hour}:${String(minutes % 60).padStart(2, '0')}`;
  return { start, contingent: random.pick(contingents) };
}

/** Minutes until somebody books again: at once, on the same day, on a later one. */
export function chooseLater(random: Random): number {
  const turn = random.below(100);
  if (turn < 60) return 2 + random.below(28);
  return turn < 85 ? 30 + random.below(480) : 1440 * (1 + random.below(3)) + random.below(300);
}

/** Local, `YYYY-MM-DD HH:MM`: a week without a change of the clock. */
export function writeMinute(minute: number): string {
  return new Date(OPENING + minute * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

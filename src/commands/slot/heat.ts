import type { Seats } from '../../contingents/figures.ts';

/** The signs of a heat line, and how to find them again to paint them. */
export const heatSigns = {
  bound: '█',
  free: '░',
  overbooked: '!',
  freeRun: /░+/,
  overbookedRun: /!+/,
} as const;

/**
 * Bound, free and overbooked seats as a line of at most `width` signs; `most` seats fill it. What there
 * is at all shows by one sign at least.
 */
export function renderHeat(
  { seats, bound, held, free, overbooked }: Seats,
  most: number,
  width: number,
): string {
  // A held seat is nobody's yet, but nobody else can have it.
  const parts = [bound - overbooked + held, free, overbooked];
  const length = Math.min(width, Math.round(((seats + overbooked) / most) * width));
  const total = Math.max(1, seats + overbooked);
  const counts = parts.map((part) =>
    part > 0 ? Math.max(1, Math.round((part / total) * length)) : 0,
  );
  // Rounding may have made the line too long: the longest part gives way.
  for (
    let over = counts.reduce((sum, count) => sum + count, 0) - Math.max(length, 1);
    over > 0;
    over--
  ) {
    const longest = counts.indexOf(Math.max(...counts));
    if ((counts[longest] ?? 0) <= 1) break;
    counts[longest] = (counts[longest] ?? 0) - 1;
  }
  const signs = [heatSigns.bound, heatSigns.free, heatSigns.overbooked];
  return signs.map((sign, index) => sign.repeat(counts[index] ?? 0)).join('');
}

/**
 * How many seats to take from each slot so that `seats` are taken in all, as evenly as their free seats
 * allow, and always the same way: slots with few give all they have, the others differ by one at most,
 * and those that give one more are spread, not bunched. At most what is free is taken.
 */
export function takeEvenly(free: readonly number[], seats: number): number[] {
  const level = findLevel(free, seats);
  const taken = free.map((count) => Math.min(count, level));
  const rest = Math.max(0, seats - taken.reduce((sum, count) => sum + count, 0));
  const ready = free.filter((count) => count > level).length;
  let index = 0;
  return taken.map((count, at) => {
    if ((free[at] ?? 0) <= level) return count;
    index++;
    return count + Math.floor((index * rest) / ready) - Math.floor(((index - 1) * rest) / ready);
  });
}

/** The highest level at which taking up to it from every slot takes no more than `seats`. */
function findLevel(free: readonly number[], seats: number): number {
  let left = seats;
  let level = 0;
  let slots = free.length;
  for (const count of free.toSorted((a, b) => a - b)) {
    const step = (count - level) * slots;
    if (step > left) return level + Math.floor(left / slots);
    left -= step;
    level = count;
    slots--;
  }
  return level;
}

/** Draws that are the same for the same seed on every machine: only integers, products and quotients. */
export interface Random {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  /** True in `probability` (0 to 1) of the cases. */
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

const RANGE = 2 ** 32;

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state; each `stream` of a seed is a sequence of its own. */
export function createRandom(seed: number, stream: number): Random {
  let a = 0x9e3779b9;
  let b = seed | 0;
  let c = stream | 0;
  let counter = 1;
  const next = (): number => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return mixed >>> 0;
  };
  for (let round = 0; round < 20; round += 1) next();
  const below = (limit: number): number => Math.floor((next() / RANGE) * limit);
  return {
    below,
    chance: (probability) => next() < probability * RANGE,
    pick: (list) => {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new RangeError('there is nothing to pick from');
      return picked;
    },
  };
}

export type Draw<T> = (random: Random) => T;

/** Draws each value as often as its weight says. */
export function createDraw<T>(entries: readonly (readonly [value: T, weight: number])[]): Draw<T> {
  let total = 0;
  const ends = entries.map(([, weight]) => (total += weight));
  return (random) => {
    const point = (random.below(RANGE) / RANGE) * total;
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? total) > point) high = middle;
      else low = middle + 1;
    }
    const entry = entries[low];
    if (entry === undefined) throw new RangeError('there is nothing to draw from');
    return entry[0];
  };
}

import type { Distinct } from './distinct.ts';
import { sortByKey } from './radix-sort.ts';
import { BLOCK_LIMIT, NEIGHBOURS, RARE_LIMIT } from './rules.ts';
import { mixHash } from './value-pool.ts';

/** Pairs of identities worth comparing, `left[i] < right[i]`, and the blocks that were too large. */
export interface Pairs {
  count: number;
  left: Uint32Array;
  right: Uint32Array;
  oversize: { key: string; size: number }[];
}

/** Where a birth date is missing, the names have to do; of two bookings that have one, they do not. */
const WITHOUT_DATE = 'sound of the names, a birth date missing';

/** One or two numbers an identity is filed under; 0 is none. */
interface Key {
  name: string;
  values: ((i: number) => number)[];
  /** Only blocks of so few: what is common says too little by itself, and the other keys look at it. */
  rare?: true;
}

/** Of parts that all must be there; 0, no block, if one of them is 0. */
function join(tag: number, parts: readonly ((i: number) => number)[], i: number): number {
  let hash = tag;
  for (const part of parts) {
    const value = part(i);
    if (value === 0) return 0;
    hash = mixHash(Math.imul(hash, 0x9e3779b1) ^ value);
  }
  return hash || 1;
}

/** What two bookings of one person have in common, somewhere: two that share one of these keys are compared. */
function createKeys({ columns, pools }: Pick<Distinct, 'columns' | 'pools'>): Key[] {
  const { givenName, familyName, birthDate, email, phone, address, postalCode, city } = columns;
  const of =
    (column: Uint32Array): ((i: number) => number) =>
    (i) =>
      column[i] ?? 0;
  const [date, mail, call, house, postal] = [birthDate, email, phone, address, postalCode].map(of);
  if (!date || !mail || !call || !house || !postal) return [];
  const given = (i: number): number => pools.givenName.start(givenName[i] ?? 0);
  const family = (i: number): number => pools.familyName.start(familyName[i] ?? 0);
  const soundOfGiven = (i: number): number => pools.givenName.sound(givenName[i] ?? 0);
  const soundOfFamily = (i: number): number => pools.familyName.sound(familyName[i] ?? 0);
  const sound = (i: number): number => addUp(soundOfGiven(i), soundOfFamily(i));
  const year = (i: number): number => Math.floor(date(i) / 10_000);
  const dayAndMonth = (i: number): number => {
    const month = Math.floor(date(i) / 100) % 100;
    const day = date(i) % 100;
    return date(i) === 0 ? 0 : 1 + Math.min(day, month) * 100 + Math.max(day, month);
  };
  const number = (i: number): number => pools.address.houseNumber(house(i));
  const street = (i: number): number => pools.address.street(house(i));
  let tag = 0;
  const key = (name: string, ...parts: ((i: number) => number)[]): Key => {
    const own = ++tag;
    return { name, values: [(i) => join(own, parts, i)] };
  };
  const rare = (name: string, ...parts: ((i: number) => number)[]): Key => ({
    ...key(name, ...parts),
    rare: true,
  });
  const eitherName = (name: string, part: (i: number) => number): Key => {
    const own = ++tag;
    return { name, values: [given, family].map((start) => (i) => join(own, [start, part], i)) };
  };
  return [
    eitherName('either name, birth date', date),
    eitherName('either name, e-mail', mail),
    eitherName('either name, phone', call),
    eitherName('either name, address', house),
    { ...eitherName('either name, street', street), rare: true },
    key('sound of the names, birth year', sound, year),
    key('sound of the names, day and month', sound, dayAndMonth),
    rare('sound of the names, postal code', sound, postal),
    rare('start of the names, birth year', (i) => addUp(given(i), family(i)), year),
    key('e-mail, birth date', mail, date),
    key('phone, birth date', call, date),
    rare('postal code, birth date', postal, date),
    key('street, birth date', street, date),
    rare('house number, birth date', number, date),
    rare('address', house),
    rare('sound of the names', sound),
    rare('sound of the family name, postal code', soundOfFamily, postal),
    rare('sound of the given name, postal code', soundOfGiven, postal),
    rare('sound of the family name, city', soundOfFamily, of(city)),
    rare('sound of the given name, city', soundOfGiven, of(city)),
    rare('birth date, city', date, of(city)),
    rare('house number, postal code', number, postal),
    rare('house number, city', number, of(city)),
    // The last, because it passes over pairs that a later key would take for compared.
    key(WITHOUT_DATE, sound),
  ];
}

// Commutative, so that swapped names are filed under one key.
function addUp(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : (a + b) >>> 0 || 1;
}

/** Every pair that shares a key, once; in a block above the limit, each with its nearest neighbours only. */
export function findPairs(distinct: Distinct): Pairs {
  const found = createPairs();
  const done: Uint32Array[][] = [];
  for (const key of createKeys(distinct)) {
    const filed = key.values.map((value) => fileUnder(value, distinct.count));
    const pairUp = createPairUp(filed, done, found.add);
    for (const { number, block } of cutBlocks(filed, distinct.count)) {
      const lacksDate = key.name === WITHOUT_DATE ? distinct.columns.birthDate : null;
      if (lacksDate !== null && block.every((i) => lacksDate[i] !== 0)) continue;
      if (block.length > (key.rare ? RARE_LIMIT : BLOCK_LIMIT)) {
        // What was not compared here may be compared under a later key.
        for (const i of block) for (const keys of filed) keys[i] = 0;
        if (key.rare) continue;
        found.oversize.push({ key: key.name, size: block.length });
        sortByNearness(block, distinct);
        pairUp({ number, block, reach: NEIGHBOURS, lacksDate });
      } else pairUp({ number, block, reach: block.length, lacksDate });
    }
    done.push(filed);
  }
  return found.finish();
}

function fileUnder(value: (i: number) => number, count: number): Uint32Array {
  const keys = new Uint32Array(count);
  for (let i = 0; i < count; i++) keys[i] = value(i);
  return keys;
}

/** The blocks of two and more; an identity filed under two keys may stand in two. */
function* cutBlocks(
  filed: readonly Uint32Array[],
  count: number,
): Generator<{ number: number; block: Uint32Array }> {
  const [first = new Uint32Array(), second] = filed;
  const all = second === undefined ? first : new Uint32Array(count * 2);
  if (second !== undefined) {
    all.set(first);
    all.set(second, count);
  }
  const order = sortByKey(all, all.length);
  let from = 0;
  while (from < order.length && all[order[from] ?? 0] === 0) from++;
  for (let to = from + 1; from < order.length; from = to++) {
    const key = all[order[from] ?? 0] ?? 0;
    while (to < order.length && all[order[to] ?? 0] === key) to++;
    if (to - from < 2) continue;
    const block = order.subarray(from, to);
    if (second !== undefined)
      for (let at = 0; at < block.length; at++) block[at] = (block[at] ?? 0) % count;
    yield { number: key, block };
  }
}

interface Block {
  /** What all of it are filed under. */
  number: number;
  block: Uint32Array;
  /** With how many of its neighbours each is compared. */
  reach: number;
  /** Only pairs of which one has no date, by this column. */
  lacksDate: Uint32Array | null;
}

function createPairUp(
  [one = new Uint32Array(), two]: readonly Uint32Array[],
  done: readonly (readonly Uint32Array[])[],
  add: (a: number, b: number) => void,
): (of: Block) => void {
  return ({ number, block, reach, lacksDate }) => {
    for (let at = 0; at < block.length; at++) {
      const a = block[at] ?? 0;
      const end = Math.min(block.length, at + reach + 1);
      for (let other = at + 1; other < end; other++) {
        const b = block[other] ?? 0;
        if (a === b || (lacksDate !== null && lacksDate[a] !== 0 && lacksDate[b] !== 0)) continue;
        if (two !== undefined && isMetElsewhere(findShared(one, two, a, b), number)) continue;
        if (!isDone(done, a, b)) add(a < b ? a : b, a < b ? b : a);
      }
    }
  };
}

// Two that share both numbers of a key stand in two of its blocks; of a block that was too large none is left.
function isMetElsewhere(shared: number, number: number): boolean {
  return shared !== 0 && shared !== number;
}

/** The least number that two identities with two numbers each share; 0 if there is none. */
function findShared(one: Uint32Array, two: Uint32Array, a: number, b: number): number {
  const [oneA = 0, twoA = 0, oneB = 0, twoB = 0] = [one[a], two[a], one[b], two[b]];
  const first = oneA === oneB || oneA === twoB ? oneA : 0;
  const second = twoA === oneB || twoA === twoB ? twoA : 0;
  return first === 0 || (second !== 0 && second < first) ? second : first;
}

function isDone(done: readonly (readonly Uint32Array[])[], a: number, b: number): boolean {
  for (const [one, two] of done) {
    if (one === undefined) continue;
    const key = one[a] ?? 0;
    if (key !== 0 && key === one[b]) return true;
    if (two !== undefined && findShared(one, two, a, b) !== 0) return true;
  }
  return false;
}

// By birth date, then name: neighbours are the likeliest of a block that is too large for all pairs.
function sortByNearness(block: Uint32Array, { columns, pools }: Distinct): void {
  const { birthDate, givenName, familyName } = columns;
  const hash = (i: number): number => pools.familyName.hash(familyName[i] ?? 0);
  const hashGiven = (i: number): number => pools.givenName.hash(givenName[i] ?? 0);
  block.sort(
    (a, b) =>
      (birthDate[a] ?? 0) - (birthDate[b] ?? 0) ||
      hash(a) - hash(b) ||
      hashGiven(a) - hashGiven(b) ||
      a - b,
  );
}

function createPairs(): {
  oversize: Pairs['oversize'];
  add: (a: number, b: number) => void;
  finish: () => Pairs;
} {
  let left = new Uint32Array(1 << 12);
  let right = new Uint32Array(1 << 12);
  let count = 0;
  const oversize: Pairs['oversize'] = [];
  const widen = (values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
    const wider = new Uint32Array(Math.ceil(values.length * 1.5));
    wider.set(values);
    return wider;
  };
  return {
    oversize,
    add: (a, b) => {
      if (count === left.length) {
        left = widen(left);
        right = widen(right);
      }
      left[count] = a;
      right[count++] = b;
    },
    finish: () => ({ count, left, right, oversize }),
  };
}

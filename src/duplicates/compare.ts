import { compareFamilyNames, compareGivenNames } from './compare-names.ts';
import { isOneSlip } from '../names/distance.ts';
import {
  type Agreement,
  compareAddresses,
  compareBirthDates,
  compareEmails,
  comparePhones,
  comparePlaces,
} from './compare-values.ts';
import type { Distinct } from './distinct.ts';
import { foldText } from '../names/fold.ts';
import { fields, type FieldName, type LevelName } from './rules.ts';
import { createRuleOut, mayBeSlip } from './likeness.ts';
import { mixHash, type ValuePool } from './value-pool.ts';

/** The fields in the order in which their levels make one number: 0 is missing, 1 the strongest level. */
export const fieldNames = Object.keys(fields) as FieldName[];
export const radixes: readonly number[] = fieldNames.map((name) => fields[name].length + 1);
export const vectorCount: number = radixes.reduce((product, radix) => product * radix, 1);

type Levels<F extends FieldName> = (typeof fields)[F][number]['name'];

/** A level's number, by field and name. */
const numbers = new Map(
  fieldNames.map((field) => [
    field,
    new Map<string, number>(fields[field].map(({ name }, at) => [name, at + 1])),
  ]),
);

function numberLevel<F extends FieldName>(field: F, level: Levels<F>): number {
  return numbers.get(field)?.get(level) ?? 0;
}

const SWAPPED = {
  given: numberLevel('givenName', 'swapped'),
  family: numberLevel('familyName', 'swapped'),
};

const EMAIL = {
  sameBox: numberLevel('email', 'same_box'),
  different: numberLevel('email', 'different'),
};

/** Whether the part of an address before the `@` holds a word of the name. */
function boxHolds(address: string, name: string): boolean {
  const box = foldText(address.slice(0, address.lastIndexOf('@')));
  return name.split(' ').some((word) => word.length > 2 && box.includes(word));
}

/** The level of each field in a comparison's number; `null` is missing. */
export function readVector(vector: number): Record<FieldName, LevelName | null> {
  let rest = vector;
  const levels: Partial<Record<FieldName, LevelName | null>> = {};
  fieldNames.forEach((field, at) => {
    const radix = radixes[at] ?? 1;
    levels[field] = fields[field][(rest % radix) - 1]?.name ?? null;
    rest = Math.floor(rest / radix);
  });
  return levels as Record<FieldName, LevelName | null>;
}

/** The level numbers of a comparison's fields, written into `levels`. */
export function readVectorInto(vector: number, levels: Uint8Array): void {
  let rest = vector;
  for (let field = 0; field < levels.length; field++) {
    const radix = radixes[field] ?? 1;
    levels[field] = rest % radix;
    rest = Math.floor(rest / radix);
  }
}

/** Compares two identities by their places: one number that holds the level of every field. */
export interface Compare {
  all: (a: number, b: number) => number;
  /** Of the names and the birth date alone; the rest is missing. */
  head: (a: number, b: number) => number;
  /** The whole of a pair whose head is known. */
  complete: (head: number, a: number, b: number) => number;
}

/** The names and the birth date: what most pairs that were filed together fail at. */
export const HEAD_FIELDS = 3;
export const headCount: number = radixes
  .slice(0, HEAD_FIELDS)
  .reduce((product, radix) => product * radix, 1);

export function createCompare({ columns, pools }: Pick<Distinct, 'columns' | 'pools'>): Compare {
  const { givenName, familyName, birthDate, email, phone, address, postalCode, city } = columns;
  const rule = createRuleOut(pools);
  const levelOf = <F extends FieldName>(
    field: F,
    { text }: Pick<ValuePool, 'text'>,
    compare: (a: string, b: string) => Levels<F>,
    differ: (a: number, b: number) => boolean,
  ): ((a: number, b: number) => number) => {
    const different = fields[field].findIndex(({ name }) => name === 'different') + 1;
    const remembered = cacheOrdered((a, b) => numberLevel(field, compare(text(a), text(b))));
    return (a, b) => {
      if (a === 0 || b === 0) return 0;
      if (a === b) return EXACT;
      if (differ(a, b)) return different;
      return a < b ? remembered(a, b) : remembered(b, a);
    };
  };
  const given = levelOf('givenName', pools.givenName, compareGivenNames, rule.givenNames);
  const family = levelOf('familyName', pools.familyName, compareFamilyNames, rule.familyNames);
  const mail = levelOf('email', pools.email, compareEmails, rule.emails);
  const call = levelOf('phone', pools.phone, comparePhones, rule.phones);
  const house = levelOf('address', pools.address, compareAddresses, rule.addresses);
  const crossed = cacheOrdered((a, b) =>
    rateCrossing(compareGivenNames(pools.givenName.text(a), pools.familyName.text(b))),
  );
  const crossing = (a: number, b: number): number =>
    a === 0 || b === 0 || rule.crossedNames(a, b) ? 0 : crossed(a, b);
  // One of the two may be no more than alike, if the other agrees.
  const areCrossed = (
    givenA: number,
    familyA: number,
    givenB: number,
    familyB: number,
  ): boolean => {
    const one = crossing(givenA, familyB);
    return one !== 0 && one + crossing(givenB, familyA) >= AGREES + ALIKE_ONLY;
  };
  const { sameBox, different } = EMAIL;
  // Hans Maier has hans.maier@ everywhere, and so has his namesake: that only repeats the name.
  const isNamed = cacheOrdered((name, box) =>
    Number(boxHolds(pools.email.text(box), pools.givenName.text(name))),
  );
  const isFamilyNamed = cacheOrdered((name, box) =>
    Number(boxHolds(pools.email.text(box), pools.familyName.text(name))),
  );
  const compareMail = (a: number, b: number): number => {
    const box = email[a] ?? 0;
    const level = mail(box, email[b] ?? 0);
    if (level < sameBox || level === different) return level;
    const repeatsName =
      isNamed(givenName[a] ?? 0, box) === 1 || isFamilyNamed(familyName[a] ?? 0, box) === 1;
    return repeatsName ? different : level;
  };
  const postal = cacheOrdered((a, b) =>
    Number(isOneSlip(pools.postalCode.text(a), pools.postalCode.text(b))),
  );
  const isPostalSlip = (a: number, b: number): boolean =>
    mayBeSlip(pools.postalCode, a, pools.postalCode, b) &&
    (a < b ? postal(a, b) : postal(b, a)) === 1;
  const town = cacheOrdered((a, b) => Number(isOneSlip(pools.city.text(a), pools.city.text(b))));
  const isCitySlip = (a: number, b: number): boolean =>
    mayBeSlip(pools.city, a, pools.city, b) && (a < b ? town(a, b) : town(b, a)) === 1;
  const comparePlace = (a: number, b: number): number => {
    const level = comparePlaces(
      compareParts(postalCode[a] ?? 0, postalCode[b] ?? 0, isPostalSlip),
      compareParts(city[a] ?? 0, city[b] ?? 0, isCitySlip),
    );
    return level === null ? 0 : numberLevel('place', level);
  };
  const [r0 = 1, r1 = 1, , r3 = 1, r4 = 1, r5 = 1] = radixes;
  const head = (a: number, b: number): number => {
    const [givenA, givenB] = [givenName[a] ?? 0, givenName[b] ?? 0];
    const [familyA, familyB] = [familyName[a] ?? 0, familyName[b] ?? 0];
    let levelGiven = given(givenA, givenB);
    let levelFamily = family(familyA, familyB);
    if (
      levelGiven !== EXACT &&
      levelFamily !== EXACT &&
      areCrossed(givenA, familyA, givenB, familyB)
    ) {
      levelGiven = SWAPPED.given;
      levelFamily = SWAPPED.family;
    }
    const [dateA, dateB] = [birthDate[a] ?? 0, birthDate[b] ?? 0];
    const levelDate =
      dateA === 0 || dateB === 0 ? 0 : numberLevel('birthDate', compareBirthDates(dateA, dateB));
    return levelGiven + r0 * (levelFamily + r1 * levelDate);
  };
  const complete = (known: number, a: number, b: number): number => {
    const levelCall = call(phone[a] ?? 0, phone[b] ?? 0);
    const levelHouse = house(address[a] ?? 0, address[b] ?? 0);
    const rest = levelCall + r4 * (levelHouse + r5 * comparePlace(a, b));
    return known + headCount * (compareMail(a, b) + r3 * rest);
  };
  return { head, complete, all: (a, b) => complete(head(a, b), a, b) };
}

function compareParts(a: number, b: number, isSlip: (a: number, b: number) => boolean): Agreement {
  if (a === 0 || b === 0) return 'missing';
  if (a === b) return 'exact';
  return isSlip(a, b) ? 'slip' : 'different';
}

const [ALIKE_ONLY, AGREES] = [1, 2];

/** How a given name agrees with a family name that it may have been swapped with. */
function rateCrossing(level: string): number {
  if (level === 'exact' || level === 'part' || level === 'slip') return AGREES;
  return level === 'fuzzy' ? ALIKE_ONLY : 0;
}

const CACHE = 1 << 16;
// Every field's first level.
const EXACT = 1;

// Direct-mapped: a newer pair takes the place of an older one, so that memory stays bounded.
function cacheOrdered(compare: (a: number, b: number) => number): (a: number, b: number) => number {
  const lefts = new Uint32Array(CACHE);
  const rights = new Uint32Array(CACHE);
  const levels = new Uint8Array(CACHE);
  return (a, b) => {
    const at = (Math.imul(mixHash(a), 0x9e3779b1) ^ mixHash(b + 1)) & (CACHE - 1);
    if (lefts[at] !== a || rights[at] !== b) {
      lefts[at] = a;
      rights[at] = b;
      levels[at] = compare(a, b);
    }
    return levels[at] ?? 0;
  };
}

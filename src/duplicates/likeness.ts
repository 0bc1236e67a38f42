import { ALIKE } from './compare-names.ts';
import { STREETS_ALIKE } from './compare-values.ts';
import type { NamePool, Pools } from './pools.ts';
import type { ValuePool } from './value-pool.ts';

/**
 * What can be said of two texts by their lengths and letters alone, before they are read: most pairs that are
 * compared have next to nothing in common, and that is seen here.
 */

// Of longer texts only the beginning is measured.
const MEASURED = 256;

/** Of two values of a field: whether they can be nothing but different. */
interface RuleOut {
  givenNames: (a: number, b: number) => boolean;
  familyNames: (a: number, b: number) => boolean;
  /** A given name and a family name. */
  crossedNames: (a: number, b: number) => boolean;
  emails: (a: number, b: number) => boolean;
  phones: (a: number, b: number) => boolean;
  addresses: (a: number, b: number) => boolean;
}

export function createRuleOut(pools: Pools): RuleOut {
  const { givenName, familyName, email, phone, address } = pools;
  const { streets } = address;
  const differ = (pool: NamePool, a: number, other: NamePool, b: number): boolean =>
    pool.isWord(a) &&
    other.isWord(b) &&
    pool.sound(a) !== other.sound(b) &&
    !mayBeSlip(pool, a, other, b) &&
    boundSimilarity(pool, a, other, b) < ALIKE;
  return {
    givenNames: (a, b) =>
      !(givenName.hasForms(a) && givenName.hasForms(b)) && differ(givenName, a, givenName, b),
    familyNames: (a, b) => differ(familyName, a, familyName, b),
    crossedNames: (a, b) => differ(givenName, a, familyName, b),
    emails: (a, b) => email.box(a) !== email.box(b) && !mayBeSlip(email, a, email, b),
    phones: (a, b) =>
      (phone.tail(a) === 0 || phone.tail(a) !== phone.tail(b)) && !mayBeSlip(phone, a, phone, b),
    addresses: (a, b) => {
      const [one, two] = [address.street(a), address.street(b)];
      return (
        one !== two &&
        address.number(a) !== address.number(b) &&
        !mayBeSlip(streets, one, streets, two) &&
        boundSimilarity(streets, one, streets, two) < STREETS_ALIKE
      );
    },
  };
}

/** Whether two texts may be one slip apart; `false` is certain. */
export function mayBeSlip(pool: ValuePool, a: number, other: ValuePool, b: number): boolean {
  const [lettersA, lettersB] = [pool.letters(a), other.letters(b)];
  if (lettersA === 0 || lettersB === 0) return true;
  if (Math.abs(pool.length(a) - other.length(b)) > 1) return false;
  return countBits(lettersA ^ lettersB) <= 2;
}

/** No less than the Jaro–Winkler similarity of two texts. */
export function boundSimilarity(pool: ValuePool, a: number, other: ValuePool, b: number): number {
  const [lettersA, lettersB] = [pool.letters(a), other.letters(b)];
  if (lettersA === 0 || lettersB === 0) return 1;
  const [lengthA, lengthB] = [pool.length(a), other.length(b)];
  if (lengthA > MEASURED || lengthB > MEASURED) return 1;
  const common = Math.min(
    lengthA - countBits(lettersA & ~lettersB),
    lengthB - countBits(lettersB & ~lettersA),
  );
  if (common <= 0) return 0;
  const jaro = (common / lengthA + common / lengthB + 1) / 3;
  return jaro + pool.sharedStart(a, other, b) * 0.1 * (1 - jaro);
}

function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

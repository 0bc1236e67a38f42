import { isOneSlip, measureSimilarity } from '../names/distance.ts';
import { splitAddress } from './normalise.ts';
import type { fields } from './rules.ts';

type LevelOf<F extends keyof typeof fields> = (typeof fields)[F][number]['name'];

export const STREETS_ALIKE = 0.9;

/** How two birth dates, as numbers (`19850704`), agree. Both must be there. */
export function compareBirthDates(a: number, b: number): LevelOf<'birthDate'> {
  if (a === b) return 'exact';
  const [yearA, yearB] = [Math.floor(a / 10_000), Math.floor(b / 10_000)];
  const [monthA, monthB] = [Math.floor(a / 100) % 100, Math.floor(b / 100) % 100];
  const [dayA, dayB] = [a % 100, b % 100];
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 'slip';
  if (isDigitSlip(a, b)) return 'slip';
  const equal = Number(yearA === yearB) + Number(monthA === monthB) + Number(dayA === dayB);
  if (equal === 2) return 'two_parts';
  return yearA === yearB ? 'same_year' : 'different';
}

/** One digit is another, or two neighbours are swapped. */
function isDigitSlip(a: number, b: number): boolean {
  let differing = 0;
  let first = -1;
  let [restA, restB] = [a, b];
  for (let place = 0; place < 8; place++) {
    if (restA % 10 !== restB % 10) {
      if (++differing > 2) return false;
      if (first === -1) first = place;
      else if (place !== first + 1) return false;
    }
    restA = Math.floor(restA / 10);
    restB = Math.floor(restB / 10);
  }
  if (differing === 1) return true;
  const [lowA, lowB] = [Math.floor(a / 10 ** first), Math.floor(b / 10 ** first)];
  return lowA % 10 === Math.floor(lowB / 10) % 10 && lowB % 10 === Math.floor(lowA / 10) % 10;
}

/** How two different mailboxes agree. */
export function compareEmails(a: string, b: string): LevelOf<'email'> {
  if (a === b) return 'exact';
  const [atA, atB] = [a.lastIndexOf('@'), b.lastIndexOf('@')];
  const [boxA, boxB] = [a.slice(0, atA), b.slice(0, atB)];
  if (boxA === boxB) return 'same_box';
  return boxA.length > 3 && boxB.length > 3 && isOneSlip(a, b) ? 'slip' : 'different';
}

export function comparePhones(a: string, b: string): LevelOf<'phone'> {
  if (a === b) return 'exact';
  return isOneSlip(a, b) || (a.length > 7 && b.length > 7 && a.slice(-7) === b.slice(-7))
    ? 'slip'
    : 'different';
}

/** How two normalised addresses, `12a haupt str`, agree. */
export function compareAddresses(a: string, b: string): LevelOf<'address'> {
  if (a === b) return 'exact';
  const { number: numberA, street: streetA } = splitAddress(a);
  const { number: numberB, street: streetB } = splitAddress(b);
  const sameNumber = numberA === numberB;
  if (streetA === streetB) {
    const isClose =
      sameNumber || numberA === '' || numberB === '' || parseInt(numberA) === parseInt(numberB);
    return isClose || (numberA.length > 1 && numberB.length > 1 && isOneSlip(numberA, numberB))
      ? 'close'
      : 'same_street';
  }
  const alike = isOneSlip(streetA, streetB) || measureSimilarity(streetA, streetB) >= STREETS_ALIKE;
  if (alike) return sameNumber || numberA === '' || numberB === '' ? 'close' : 'same_street';
  return sameNumber && numberA !== '' ? 'same_number' : 'different';
}

/** How two postal codes or towns agree. */
export type Agreement = 'exact' | 'slip' | 'different' | 'missing';

/** How two places agree by their postal codes and towns; `null` if nothing can be compared. */
export function comparePlaces(postal: Agreement, city: Agreement): LevelOf<'place'> | null {
  if (postal === 'missing' && city === 'missing') return null;
  const sameCity = city === 'exact' || city === 'slip';
  if (postal === 'exact') return sameCity ? 'exact' : 'postal_code';
  if (postal === 'slip') return sameCity ? 'close' : 'near';
  return sameCity ? 'city' : 'different';
}

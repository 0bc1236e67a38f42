import { isOneSlip, measureSimilarity } from '../names/distance.ts';
import type { fields } from './rules.ts';

type LevelOf<F extends keyof typeof fields> = (typeof fields)[F][number]['name'];

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
  const [splitA, splitB] = [a.indexOf(' '), b.indexOf(' ')];
  const [numberA, numberB] = [a.slice(0, splitA), b.slice(0, splitB)];
  const [streetA, streetB] = [a.slice(splitA + 1), b.slice(splitB + 1)];
  const sameNumber = numberA === numberB;
  if (streetA === streetB) {
    const isClose =
      sameNumber || numberA === '' || numberB === '' || parseInt(numberA) === parseInt(numberB);
    return isClose || (numberA.length > 1 && numberB.length > 1 && isOneSlip(numberA, numberB))
      ? 'close'
      : 'same_street';
  }
  const alike = isOneSlip(streetA, streetB) || measureSimilarity(streetA, streetB) >= 0.9;
  return alike && (sameNumber || numberA === '' || numberB === '')
    ? 'close'
    : alike
      ? 'same_street'
      : 'different';
}

/** How two places agree; either part of each may be missing, `null` if nothing can be compared. */
export function comparePlaces(
  postalA: string,
  postalB: string,
  cityA: string,
  cityB: string,
): LevelOf<'place'> | null {
  const hasPostal = postalA !== '' && postalB !== '';
  const hasCity = cityA !== '' && cityB !== '';
  if (!hasPostal && !hasCity) return null;
  const sameCity = hasCity && (cityA === cityB || isOneSlip(cityA, cityB));
  if (hasPostal && postalA === postalB) return sameCity ? 'exact' : 'postal_code';
  if (sameCity || (hasPostal && isOneSlip(postalA, postalB))) return 'near';
  return 'different';
}

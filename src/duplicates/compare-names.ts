import { isOneSlip, measureSimilarity } from '../names/distance.ts';
import { areOwnNames, isShortForm, knownGivenNames } from '../names/given-names.ts';
import { codePhonetically } from '../names/phonetic.ts';
import type { fields } from './rules.ts';

type GivenLevel = (typeof fields.givenName)[number]['name'];
type FamilyLevel = (typeof fields.familyName)[number]['name'];

// Winkler's own threshold for "probably a typo" in names; below it, only their beginnings are alike.
const SOUND_ALIKE = 0.85;
export const ALIKE = 0.82;

/** How two normalised given names agree; symmetric. Both must be there. */
export function compareGivenNames(a: string, b: string): Exclude<GivenLevel, 'swapped'> {
  if (a === b || joinWords(a) === joinWords(b)) return 'exact';
  const wordsA = a.split(' ');
  const wordsB = b.split(' ');
  if (isPart(wordsA, wordsB)) return 'part';
  if (isInitial(wordsA, wordsB)) return 'initial';
  const [firstA = '', firstB = ''] = [wordsA[0], wordsB[0]];
  if (isShortForm(a, b) || isShortForm(firstA, firstB)) return 'short_form';
  if (areKnown(wordsA, wordsB))
    return areAlike(firstA, firstB) ? 'look_alike' : different(wordsA, wordsB);
  if (areSlips(a, b) || (firstA !== firstB && areSlips(firstA, firstB))) return 'slip';
  return measureSimilarity(a, b) >= ALIKE ? 'fuzzy' : different(wordsA, wordsB);
}

function different(wordsA: string[], wordsB: string[]): 'fuzzy' | 'different' {
  return wordsA.some((word) => word.length > 1 && wordsB.includes(word)) ? 'fuzzy' : 'different';
}

/** How two normalised family names agree; symmetric. Both must be there. */
export function compareFamilyNames(a: string, b: string): Exclude<FamilyLevel, 'swapped'> {
  if (a === b) return 'exact';
  const wordsA = a.split(' ');
  const wordsB = b.split(' ');
  if (areJoined(wordsA, wordsB)) return 'exact';
  if (isPart(wordsA, wordsB)) return 'part';
  if (areSlips(a, b)) return 'slip';
  if (isInitial(wordsA, wordsB)) return 'fuzzy';
  const [less, more] = wordsA.length <= wordsB.length ? [wordsA, wordsB] : [wordsB, wordsA];
  if (more.length > 1 && less.some((word) => more.some((other) => areSlips(word, other))))
    return 'part';
  return measureSimilarity(a, b) >= ALIKE ? 'fuzzy' : 'different';
}

/** Whether two given names may be a brother's and a sister's although one can stand for the other: Marie and Maria. */
export function couldBeSiblings(a: string, b: string): boolean {
  const level = compareGivenNames(a, b);
  if (level === 'look_alike') return true;
  const [firstA = '', firstB = ''] = [a.split(' ')[0], b.split(' ')[0]];
  return level === 'short_form' && (areOwnNames(a, b) || areOwnNames(firstA, firstB));
}

/** Whether two names are known to be two: both exist, and neither stands for the other. */
export function areDifferentNames(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  const level = compareGivenNames(a, b);
  return level === 'look_alike' || (level === 'different' && areKnown(a.split(' '), b.split(' ')));
}

function joinWords(name: string): string {
  return name.includes(' ') ? name.replaceAll(' ', '') : name;
}

// The parts of a name stand in alphabetical order: `crou ch` as `ch crou`.
function areJoined(wordsA: string[], wordsB: string[]): boolean {
  if (wordsA.length + wordsB.length < 3) return false;
  const a = wordsA.join('');
  const b = wordsB.join('');
  return (
    a.length === b.length &&
    (a === b || a === wordsB.toReversed().join('') || b === wordsA.toReversed().join(''))
  );
}

function isPart(wordsA: string[], wordsB: string[]): boolean {
  const [less, more] = wordsA.length <= wordsB.length ? [wordsA, wordsB] : [wordsB, wordsA];
  return more.length > 1 && less.every((word) => more.includes(word)) && less.join('').length > 1;
}

function isInitial(wordsA: string[], wordsB: string[]): boolean {
  const [firstA = '', firstB = ''] = [wordsA[0], wordsB[0]];
  return (firstA.length === 1 || firstB.length === 1) && firstA[0] === firstB[0];
}

function areKnown(wordsA: string[], wordsB: string[]): boolean {
  return knownGivenNames.has(wordsA[0] ?? '') && knownGivenNames.has(wordsB[0] ?? '');
}

function areSlips(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 3) return false;
  return isOneSlip(a, b) || (soundAlike(a, b) && measureSimilarity(a, b) >= SOUND_ALIKE);
}

function areAlike(a: string, b: string): boolean {
  return isOneSlip(a, b) || soundAlike(a, b) || measureSimilarity(a, b) >= SOUND_ALIKE;
}

function soundAlike(a: string, b: string): boolean {
  return codePhonetically(a) === codePhonetically(b);
}

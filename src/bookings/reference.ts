import { randomInt } from 'node:crypto';
import { Failure } from '../failure.ts';

// 29 signs, a prime; none of them is heard or read as another (no B I L O S U Z).
const ALPHABET = '0123456789ACDEFGHJKMNPQRTVWXY';
const LENGTH = 8;
const FACTOR = 9;
const KINDS = ALPHABET.length ** (LENGTH - 1);

// What people write for a sign that is not in the alphabet.
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  L: '1',
  B: '8',
  S: '5',
  Z: '2',
  U: 'V',
};

export type TypedReference =
  | { kind: 'valid'; reference: string }
  /** It has the form of a reference, but some sign is wrong. */
  | { kind: 'mistyped' }
  | { kind: 'none' };

/**
 * A new reference as stored: seven random signs and a check sign, so that the sum of value × 9^place
 * (places 0 to 7) is 0 modulo 29. The powers 9^0 … 9^7 differ modulo 29, so every single wrong sign
 * and every two swapped ones are found.
 * @param random an unbiased number from 0 to below its argument
 */
export function createReference(random: (below: number) => number = randomInt): string {
  let left = random(KINDS);
  let signs = '';
  let sum = 0;
  let weight = 1;
  for (let place = 0; place < LENGTH - 1; place++) {
    const value = left % ALPHABET.length;
    left = Math.floor(left / ALPHABET.length);
    signs += ALPHABET.charAt(value);
    sum += value * weight;
    weight = (weight * FACTOR) % ALPHABET.length;
  }
  let check = 0;
  while ((sum + check * weight) % ALPHABET.length !== 0) check++; // a prime alphabet always has one
  return signs + ALPHABET.charAt(check);
}

/** As printed and read out: `K7QX-9F2M`. */
export function formatReference(reference: string): string {
  return `${reference.slice(0, 4)}-${reference.slice(4)}`;
}

/** Reads what a person typed: case, blanks, any dash and look-alikes are forgiven. */
export function parseReference(text: string): TypedReference {
  const signs = foldSigns(text);
  if (signs.length === LENGTH && isSound(signs)) return { kind: 'valid', reference: signs };
  const isSigns = Array.from(signs).every((sign) => ALPHABET.includes(sign));
  // Eight letters are more probably a name, eight digits a phone number; a sign too few or too many
  // still has the hyphen.
  const isGrouped = /^\s*[\p{L}\d]{3,5}\s*\p{Pd}\s*[\p{L}\d]{3,5}\s*$/u.test(text);
  const isReference =
    (signs.length === LENGTH && (isGrouped || /\d.*\p{L}|\p{L}.*\d/u.test(text))) ||
    (isGrouped && Math.abs(signs.length - LENGTH) === 1 && /\d/.test(text));
  return { kind: isSigns && isReference ? 'mistyped' : 'none' };
}

/** Typed signs as they would be stored: no blanks or dashes, look-alikes replaced; perhaps no reference at all. */
export function foldSigns(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212_.,:#/'"„“”‚‘’»«]/gu, '')
    .replace(/[OILBSZU]/g, (sign) => LOOK_ALIKES[sign] ?? sign);
}

/** The reference a person typed, as stored. @throws Failure `reference_mistyped`, `reference_unreadable` */
export function requireReference(text: string): string {
  const typed = parseReference(text);
  if (typed.kind === 'valid') return typed.reference;
  // Where a reference is asked for, nothing else can be meant by eight of its signs, or one more or less.
  const isMistyped = typed.kind === 'mistyped' || isNearlyReference(foldSigns(text));
  const code = isMistyped ? 'reference_mistyped' : 'reference_unreadable';
  throw new Failure(code, { reference: text });
}

function isNearlyReference(signs: string): boolean {
  return (
    Math.abs(signs.length - LENGTH) <= 1 &&
    Array.from(signs).every((sign) => ALPHABET.includes(sign))
  );
}

function isSound(signs: string): boolean {
  let sum = 0;
  let weight = 1;
  for (const sign of signs) {
    const value = ALPHABET.indexOf(sign);
    if (value === -1) return false;
    sum += value * weight;
    weight = (weight * FACTOR) % ALPHABET.length;
  }
  return sum % ALPHABET.length === 0;
}

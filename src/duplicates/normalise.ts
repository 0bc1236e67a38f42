import { foldText, splitWords } from '../names/fold.ts';
import { domainTypos, particles, streetWords, titles } from '../names/words.ts';

/** Titles and particles go; the order stays. `Dr. Hans-Peter` → `hans peter`. */
export function normaliseGivenName(text: string): string {
  return dropWords(splitWords(text)).join(' ');
}

/** The parts of a double name in alphabetical order: `Schmidt-Müller` and `Müller Schmidt` are one. */
export function normaliseFamilyName(text: string): string {
  return joinScraps(dropWords(splitWords(text)))
    .toSorted()
    .join(' ');
}

// One or two letters are no part of a double name, but of the word beside them: `O Neill`, `Schmid t`.
function joinScraps(words: string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last !== undefined && (word.length < 3 || last.length < 3))
      joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  return joined;
}

// A name that is nothing but particles ("Van", "Zu") is kept.
function dropWords(words: string[]): string[] {
  const kept = words.filter((word) => !titles.has(word) && !particles.has(word));
  return kept.length > 0 ? kept : words;
}

/** The number a birth date makes (`19850704`); 0: none. Parts that are no date stay comparable digit by digit. */
export function normaliseBirthDate(text: string): number {
  const digits = /^\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(text);
  return digits === null ? 0 : Number(`${digits[1]}${digits[2]}${digits[3]}`);
}

/** The mailbox an address ends up in, as far as the address shows it. */
export function normaliseEmail(text: string): string {
  const address = text.trim().toLowerCase();
  const at = address.lastIndexOf('@');
  if (at < 1 || at === address.length - 1) return '';
  const written = address.slice(at + 1).replace(/\.+$/, '');
  const domain = domainTypos.get(written) ?? written;
  const plus = address.indexOf('+');
  const box = address.slice(0, plus > 0 && plus < at ? plus : at);
  return `${domain === 'gmail.com' ? box.replaceAll('.', '') : box}@${domain}`;
}

/** The first number in the field, as dialled inside Germany: `+49 171/123`, `0049171123` and `49 171 123` are `0171123`. */
export function normalisePhone(text: string): string {
  const groups = text.split(/\s*(?:[;,|]|\boder\b|\bor\b|\bund\b|\s\/\s)\s*/);
  for (const group of groups) {
    const digits = group.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
    const number = digits
      .replace(/^(?:\+|00)490?/, '0')
      .replace(/^49(?=1[5-7]\d{7,})/, '0')
      .replace(/^(?=1[5-7]\d{8,9}$)/, '0')
      .replace(/\D/g, '');
    if (number.length >= 5 && !/^(\d)\1*$/.test(number)) return number;
  }
  return '';
}

/** House number, then street: `12a haupt str`. Either may be missing. */
export function normaliseAddress(text: string): string {
  const words = splitWords(text.replace(/(\d)\s+(?=[a-zA-Z]\b)/g, '$1'));
  const number = words.findLast((word) => /^\d/.test(word)) ?? '';
  const street = shortenStreet(words.filter((word) => word !== number).join(''));
  return street === '' ? '' : `${number} ${street}`;
}

/** The two parts of a normalised address. */
export function splitAddress(address: string): { number: string; street: string } {
  const blank = address.indexOf(' ');
  return { number: address.slice(0, blank), street: address.slice(blank + 1) };
}

function shortenStreet(street: string): string {
  for (const [long, short] of streetWords)
    if (street.endsWith(long)) return street.slice(0, -long.length) + short;
  return street;
}

export function normalisePostalCode(text: string): string {
  return text.replace(/[^\dA-Za-z]/g, '').toLowerCase();
}

export function normaliseCity(text: string): string {
  return splitWords(foldText(text).replace(/\(.*?\)|\/.*/g, '')).join('');
}

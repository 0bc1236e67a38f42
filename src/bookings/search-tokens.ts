import type { Person } from './person.ts';
import { codePhonetically } from '../names/phonetic.ts';
import { foldText, splitWords } from '../names/fold.ts';

/** The columns of a booking that a search looks at, as they are stored. */
export interface Searchable {
  reference: string;
  external_id: string | null;
  given_name: string | null;
  family_name: string | null;
  birth_date: string | null;
  email: string | null;
  phone: string | null;
  postal_code: string | null;
  city: string | null;
}

/**
 * What the index holds of a value: a word without blanks, its first letter the kind. A booking's tokens and
 * those of a question are made by the same functions, so that both fold alike.
 */
export const token = {
  /** A folded word of a name. */
  name: (word: string): string => `n${word}`,
  /** How a folded word sounds. */
  sound: (word: string): string => `k${codePhonetically(word)}`,
  /** `19610403`, or its beginning. */
  birth: (digits: string): string => `b${digits}`,
  /** Month and day, `0403`: what is known while the year is still being typed. */
  birthday: (monthDay: string): string => `d${monthDay}`,
  /** A number as dialled within Germany, or its beginning. */
  phone: (digits: string): string => `p${digits}`,
  /** Its first four to six digits: half a town shares them, too many numbers to gather by their beginning. */
  phoneArea: (digits: string): string => `a${digits}`,
  /** The end of a number, backwards. */
  phoneEnd: (digits: string): string => `q${Array.from(digits).toReversed().join('')}`,
  email: (address: string): string => `m${joinSigns(address)}`,
  /** A word of the part before the @. */
  emailWord: (word: string): string => `e${word}`,
  /** As stored, or its beginning. */
  reference: (signs: string): string => `r${signs.toLowerCase()}`,
  /** Its last four signs. */
  referenceEnd: (signs: string): string => `s${signs.toLowerCase()}`,
  externalId: (text: string): string => `x${joinSigns(text)}`,
  postalCode: (code: string): string => `z${joinSigns(code)}`,
  town: (word: string): string => `o${word}`,
};

/** How many digits of a number are known by `phoneArea`. */
export const AREA_LENGTHS = [4, 5, 6];

/** All tokens of a booking, separated by blanks. */
export function listTokens(row: Searchable): string {
  const tokens = new Set<string>([
    token.reference(row.reference),
    token.referenceEnd(row.reference.slice(4)),
  ]);
  for (const name of [row.given_name, row.family_name]) addName(tokens, name);
  if (row.birth_date !== null) {
    const digits = row.birth_date.replaceAll('-', '');
    tokens.add(token.birth(digits)).add(token.birthday(digits.slice(4)));
  }
  if (row.phone !== null) addPhones(tokens, row.phone);
  if (row.email !== null) {
    tokens.add(token.email(row.email));
    const box = row.email.slice(0, row.email.lastIndexOf('@'));
    for (const word of splitWords(box)) tokens.add(token.emailWord(word));
  }
  if (row.external_id !== null) tokens.add(token.externalId(row.external_id));
  if (row.postal_code !== null) tokens.add(token.postalCode(row.postal_code));
  for (const word of splitWords(row.city ?? '')) tokens.add(token.town(word));
  return [...tokens].join(' ');
}

/** The tokens by which other bookings of this person may be found: what they sound like, a birth date, ways to reach them. */
export function listPersonTokens(person: Person): {
  given: string[];
  family: string[];
  birth: string | null;
  birthday: string | null;
  email: string | null;
  phones: string[];
} {
  const sounds = (name: string | null): string[] => splitWords(name ?? '').map(token.sound);
  const digits = person.birthDate?.replaceAll('-', '') ?? null;
  const phones = new Set<string>();
  addPhones(phones, person.phone ?? '');
  return {
    given: sounds(person.givenName),
    family: sounds(person.familyName),
    birth: digits === null ? null : token.birth(digits),
    birthday: digits === null ? null : token.birthday(digits.slice(4)),
    email: person.email === null ? null : token.email(person.email),
    phones: [...phones].filter((one) => one.startsWith(token.phone(''))),
  };
}

function addName(tokens: Set<string>, name: string | null): void {
  if (name === null) return;
  const words = splitWords(name);
  // Somebody will say "Hanspeter" for Hans-Peter.
  if (words.length > 1) tokens.add(token.name(words.join('')));
  for (const word of words) tokens.add(token.name(word)).add(token.sound(word));
}

function addPhones(tokens: Set<string>, text: string): void {
  // `06232 / 123456` is one number, `06232 123456 / 0171 123456` are two.
  for (const number of text.split(/\s*(?:[;,|]|\boder\b|\bor\b|\bund\b|\s\/\s*(?=[0+]))\s*/)) {
    const digits = dial(number);
    if (digits.length < 4) continue;
    tokens.add(token.phone(digits)).add(token.phoneEnd(digits));
    for (const length of AREA_LENGTHS) tokens.add(token.phoneArea(digits.slice(0, length)));
    // A number is often asked for without its area code.
    const local = /^\s*(?:\+|00)?[\d()]+[\s/-]+(.*)$/.exec(number)?.[1]?.replace(/\D/g, '') ?? '';
    if (local.length >= 4 && !number.trim().startsWith('+')) tokens.add(token.phone(local));
  }
}

/** A phone number's digits as dialled within Germany: `+49 171/123`, `0049171123` are `0171123`. */
export function dial(text: string): string {
  return text
    .replace(/\(0\)/g, '')
    .replace(/[^\d+]/g, '')
    .replace(/^(?:\+|00)490?/, '0')
    .replace(/^49(?=1[5-7]\d{7,})/, '0')
    .replace(/\D/g, '');
}

/** Letters and digits alone, folded: the index takes anything else for a gap. */
function joinSigns(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]/gu, '');
}

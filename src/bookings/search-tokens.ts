import type { Person } from './person.ts';
import { codePhonetically } from '../names/phonetic.ts';
import { foldText, splitWords } from '../names/fold.ts';

/** The columns of a booking that a search looks at besides its numbers, as they are stored. */
export interface Searchable {
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
  phoneEnd: (digits: string): string => {
    let signs = 'q';
    for (let at = digits.length - 1; at >= 0; at--) signs += digits.charAt(at);
    return signs;
  },
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
  /** Its first four to six letters, for the same reason as `phoneArea`: half of all live in one town. */
  townBegun: (word: string): string => `u${word.slice(0, 6)}`,
};

/** How many digits of a number are known by `phoneArea`. */
export const AREA_LENGTHS = [4, 5, 6];

/** All tokens of a booking, separated by blanks; some may be there twice. */
export function listTokens(reference: string, externalId: string | null, row: Searchable): string {
  const tokens = [token.reference(reference), token.referenceEnd(reference.slice(4))];
  if (row.given_name !== null) tokens.push(listName(row.given_name));
  if (row.family_name !== null) tokens.push(listName(row.family_name));
  if (row.birth_date !== null) {
    const digits = row.birth_date.replaceAll('-', '');
    tokens.push(token.birth(digits), token.birthday(digits.slice(4)));
  }
  if (row.phone !== null) addPhones(tokens, row.phone);
  if (row.email !== null) {
    tokens.push(token.email(row.email));
    const box = row.email.slice(0, row.email.lastIndexOf('@'));
    for (const word of splitWords(box)) tokens.push(token.emailWord(word));
  }
  if (externalId !== null) tokens.push(token.externalId(externalId));
  if (row.postal_code !== null) tokens.push(token.postalCode(row.postal_code));
  if (row.city !== null) tokens.push(listTown(row.city));
  return tokens.join(' ');
}

/** Remembers the tokens of values that many bookings share. */
function remember(list: (text: string) => string[]): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let tokens = known.get(text);
    if (tokens === undefined) {
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(text, (tokens = list(text).join(' ')));
    }
    return tokens;
  };
}

const MOST_REMEMBERED = 10_000;

const listName = remember((name) => {
  const words = splitWords(name);
  // Somebody will say "Hanspeter" for Hans-Peter.
  const joined = words.length > 1 ? [token.name(words.join(''))] : [];
  return [...joined, ...words.flatMap((word) => [token.name(word), token.sound(word)])];
});

const listTown = remember((town) =>
  splitWords(town).flatMap((word) => {
    const begun = AREA_LENGTHS.filter((length) => word.length >= length);
    return [token.town(word), ...begun.map((length) => token.townBegun(word.slice(0, length)))];
  }),
);

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
  const phones: string[] = [];
  addPhones(phones, person.phone ?? '');
  return {
    given: sounds(person.givenName),
    family: sounds(person.familyName),
    birth: digits === null ? null : token.birth(digits),
    birthday: digits === null ? null : token.birthday(digits.slice(4)),
    email: person.email === null ? null : token.email(person.email),
    phones: [...new Set(phones)].filter((one) => one.startsWith(token.phone(''))),
  };
}

function addPhones(tokens: string[], text: string): void {
  // `06232 / 123456` is one number, `06232 123456 / 0171 123456` are two.
  const numbers = PLAIN.test(text)
    ? [text]
    : text.split(/\s*(?:[;,|]|\boder\b|\bor\b|\bund\b|\s\/\s*(?=[0+]))\s*/);
  for (const number of numbers) {
    const [digits, local] = dialBoth(number);
    if (digits.length < 4) continue;
    tokens.push(token.phone(digits), token.phoneEnd(digits));
    for (const length of AREA_LENGTHS) tokens.push(token.phoneArea(digits.slice(0, length)));
    if (local.length >= 4) tokens.push(token.phone(local));
  }
}

/** Area code and number as most write them. */
const PLAIN = /^(0[1-9]\d*)[ /-](\d+)$/;

/** A number as dialled within Germany, and as it is often asked for: without its area code. */
function dialBoth(number: string): [digits: string, local: string] {
  const [, area, rest] = PLAIN.exec(number) ?? [];
  if (area !== undefined && rest !== undefined) return [area + rest, rest];
  const local = /^\s*(?:\+|00)?[\d()]+[\s/-]+(.*)$/.exec(number)?.[1]?.replace(/\D/g, '') ?? '';
  return [dial(number), number.trim().startsWith('+') ? '' : local];
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
  const folded = foldText(text);
  return folded.replace(/[^ -~]/.test(folded) ? /[^\p{L}\p{N}]/gu : /[^a-z0-9]/g, '');
}

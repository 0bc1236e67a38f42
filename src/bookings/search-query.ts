import { splitWords } from '../names/fold.ts';
import { readBirthDate } from './field-dates.ts';
import { foldSigns, parseReference } from './reference.ts';
import { AREA_LENGTHS, dial, token } from './search-tokens.ts';

/** One thing that a person typed, and what it may mean: tokens of `search-tokens.ts`. */
export interface Term {
  /** The whole of a value. */
  exact: string[];
  /** The beginning of one. */
  prefix: string[];
  /** As near as a beginning, but a whole token. */
  begun?: string[];
  /** What only sounds like it. */
  sound: string[];
}

/** One way to read all that was typed. */
export interface Reading {
  /** All of them must hold; none: nothing was typed that can be looked for. */
  terms: Term[];
  /** It has the form of a reference, but a sign of it is wrong. */
  isMistypedReference: boolean;
}

const DATE = /^(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{1,4}))?$/;

/**
 * What somebody typed to find a booking: names, a reference, a phone number, a birth date in any spelling, an
 * e-mail address, a postal code, a town, or the beginning of any of them, in any order. `Anna 3.4.61` has the
 * signs of a reference as well: the readings are to be tried one after the other until one finds somebody.
 * @param today ISO date: nobody is born after it
 */
export function parseSearch(text: string, today: string): Reading[] {
  const whole = text.trim();
  const pieces: Reading = {
    terms: splitPieces(whole).flatMap((piece) => readPiece(piece, today)),
    isMistypedReference: false,
  };
  const readings = [pieces, ...meanNumber(whole)];
  const typed = parseReference(whole);
  if (typed.kind === 'mistyped' && !whole.includes('.'))
    return [...readings, { terms: [meanHalves(foldSigns(whole))], isMistypedReference: true }];
  if (typed.kind !== 'valid') return readings;
  const exact = [meanExactly(token.reference(typed.reference))];
  return [{ terms: exact, isMistypedReference: false }, ...readings];
}

/** `7X3KD-12` has signs between its words, but is one number of a portal's; or a reference that is being typed. */
function meanNumber(whole: string): Reading[] {
  if (!/\d/.test(whole) || splitWords(whole).length < 2) return [];
  const signs = foldSigns(whole);
  const prefix = /^[\dA-Z]{5,7}$/.test(signs) ? [token.reference(signs)] : [];
  const term = { exact: [token.externalId(whole)], prefix, sound: [] };
  return [{ terms: [term], isMistypedReference: false }];
}

/** Blanks and commas separate; those within a date or a phone number do not. */
function splitPieces(text: string): string[] {
  return (
    text.match(
      /\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}(?!\d)|\d{0,4})|(?:\+|\(?0)[\d\s()/-]*\d(?![\p{L}\d])|[^\s,;]+/gu,
    ) ?? []
  );
}

function readPiece(piece: string, today: string): Term[] {
  if (piece.includes('@')) return readAddress(piece);
  const date = readTypedDate(piece, today);
  if (date !== null) return [date];
  if (/^[+(]?[\d\s()/-]+$/.test(piece)) return readNumber(piece, today);
  const reference = parseReference(piece);
  if (reference.kind === 'valid' && /\d/.test(piece))
    return [meanExactly(token.reference(reference.reference))];
  const words = splitWords(piece).filter((word) => word.length > 1 || /[^ -~]/.test(word));
  return words.map((word) => readWord(word, words.length === 1 ? piece : word));
}

function meanExactly(...exact: string[]): Term {
  return { exact, prefix: [], sound: [] };
}

/** With one wrong sign, the other half is right. */
function meanHalves(signs: string): Term {
  const halves = [token.reference(signs.slice(0, 4)), token.referenceEnd(signs.slice(-4))];
  return { exact: [], prefix: halves, sound: [] };
}

function readAddress(piece: string): Term[] {
  const address = token.email(piece);
  return address.length < 3 ? [] : [{ exact: [address], prefix: [address], sound: [] }];
}

function readTypedDate(piece: string, today: string): Term | null {
  const reading =
    /\d/.test(piece) && /[./-]/.test(piece) ? readBirthDate(piece, today, 'dmy') : null;
  const exact =
    reading !== null && 'value' in reading ? [token.birth(reading.value.replaceAll('-', ''))] : [];
  const [, day, month, year = ''] = DATE.exec(piece) ?? [];
  if (day === undefined || month === undefined) {
    if (exact.length > 0) return meanExactly(...exact);
    if (!/^\d{4}-(?:\d{2})?(?:-\d{0,2})?$/.test(piece)) return null;
    const digits = piece.replaceAll('-', '');
    // `1961-` may be the first half of a reference as well.
    const halves = digits.length === 4 ? [token.reference(digits)] : [];
    return { exact, prefix: [token.birth(digits), ...halves], sound: [] };
  }
  if (year.length === 4) return meanExactly(...exact);
  const birthday = token.birthday(month.padStart(2, '0') + day.padStart(2, '0'));
  // Two digits of a year may be all of it, or its beginning.
  return year === '' ? meanExactly(birthday) : { exact, prefix: [birthday], sound: [] };
}

function readNumber(piece: string, today: string): Term[] {
  const digits = piece.replace(/\D/g, '');
  if (digits === '') return [];
  const dialled = dial(piece);
  const birth = readPackedDate(digits, today);
  const reference = parseReference(digits);
  const exact = [
    ...(birth === null ? [] : [token.birth(birth)]),
    ...(reference.kind === 'valid' ? [token.reference(digits)] : []),
    ...(digits.length === 4 ? [token.referenceEnd(digits)] : []),
    ...(dialled.length >= 4 ? [token.phone(dialled)] : []),
    token.postalCode(digits),
    token.externalId(digits),
  ];
  const isArea = AREA_LENGTHS.includes(dialled.length);
  const isYear = /^(?:19|20)\d{2}$/.test(digits);
  const prefix = [
    ...(isYear || digits.length > 4 ? [token.birth(digits)] : []),
    ...(dialled.length >= 3 && !isArea ? [token.phone(dialled)] : []),
    ...(dialled.length >= 4 ? [token.phoneEnd(dialled)] : []),
    ...(digits.length >= 2 && digits.length < 5 ? [token.postalCode(digits)] : []),
    ...(digits.length >= 3 ? [token.reference(digits), token.externalId(digits)] : []),
  ];
  return [{ exact, prefix, begun: isArea ? [token.phoneArea(dialled)] : [], sound: [] }];
}

/** `030461`, `03041961`, `19610403` as `19610403`. */
function readPackedDate(digits: string, today: string): string | null {
  const read = (date: string): string | null => {
    const reading = readBirthDate(date, today, 'dmy');
    return 'value' in reading ? reading.value.replaceAll('-', '') : null;
  };
  const [, first = '', second = '', year = ''] = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(digits) ?? [];
  if (first === '') return null;
  const day = read(`${first}.${second}.${year}`);
  if (day !== null || digits.length === 6) return day;
  return read(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`);
}

function readWord(word: string, typed: string): Term {
  const reference = parseReference(typed);
  const signs = foldSigns(typed);
  const isSigns = /^[\dA-Z]+$/.test(signs);
  const isMixed = /\d/.test(word);
  const others = [token.emailWord(word), token.externalId(typed)];
  const isShort = word.length < Math.min(...AREA_LENGTHS);
  return {
    exact: [
      token.name(word),
      token.town(word),
      ...others,
      ...(reference.kind === 'valid' ? [token.reference(reference.reference)] : []),
      ...(isSigns && signs.length === 4 ? [token.referenceEnd(signs)] : []),
    ],
    prefix: [
      token.name(word),
      ...others,
      ...(isShort ? [token.town(word)] : []),
      ...(isSigns && signs.length >= 3 && signs.length < 8 ? [token.reference(signs)] : []),
    ],
    begun: isShort ? [] : [token.townBegun(word)],
    sound: isMixed || word.length < 3 ? [] : [token.sound(word)],
  };
}

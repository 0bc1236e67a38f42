import type { Reading } from './field-dates.ts';

const SEPARATORS = /[ ()/.\-\u2013]/g;
// With separators anywhere: to take them out of each number of a file costs more than to look past them.
const GAP = `${SEPARATORS.source}*`;
const PREFIX = `${GAP}(?:\\+${GAP}4${GAP}9|0${GAP}0${GAP}4${GAP}9|0)`;
const NUMBER = `${GAP}(?:[1-35-9]${GAP}\\d|4${GAP}[0-8])(?:${GAP}\\d){6,10}${GAP}`;
const GERMAN = new RegExp(`^${PREFIX}${NUMBER}$`);
const MOBILE_WITHOUT_ZERO = /^1[567]\d{8,9}$/;
// No number within Germany has so many digits; shorter ones may begin with 049 themselves.
const WITHOUT_PLUS = /^49[1-9]\d{9,10}$/;

/**
 * A phone number as typed; what a spreadsheet certainly took is put back (the `+` of 491715550100, the zero of
 * 1715550100), what it certainly destroyed (`4,91725E+11`) is refused.
 */
export function readPhone(text: string): Reading<string> {
  // As most are; what is mended or refused below looks otherwise.
  if (/^[+0](?:[ ()/-]*\d)+$/.test(text)) return { value: text };
  // Some exports close a neutralised formula with a second quote: `'+49 …'`.
  const bare = text.replace(/(?<![' ])[' ]+$/, '');
  if (/^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i.test(bare)) {
    return { finding: { code: 'lost_phone', facts: {} } };
  }
  const typed = bare.replace(/^(\d+)[.,]0+$/, '$1');
  // With blanks as well: `49 171 …` would else be dialled as +49 49 171 ….
  if (typed.startsWith('49') && WITHOUT_PLUS.test(typed.replace(SEPARATORS, '')))
    return { value: `+${typed}` };
  return { value: MOBILE_WITHOUT_ZERO.test(typed) ? `0${typed}` : typed };
}

/** Whether a number has one of the common German shapes, of which every one can be called. */
export function isGermanPhone(text: string): boolean {
  return GERMAN.test(text);
}

/**
 * The common German shapes as E.164 (`+496232555131`); `null`: only the library (field-phone-library.ts) knows,
 * which takes a hundred times as long and says the same of these.
 */
export function readGermanPhone(text: string): string | null {
  if (!isGermanPhone(text)) return null;
  return text.replace(SEPARATORS, '').replace(/^(?:\+49|0049|0)/, '+49');
}

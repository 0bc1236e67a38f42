import type { Reading } from './field-dates.ts';

const SEPARATORS = /[ ()/.\-\u2013]/g;
const GERMAN = /^(?:\+49|0049|0)((?:[1-35-9]\d|4[0-8])\d{6,10})$/;
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
  if (/^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i.test(text)) {
    return { finding: { code: 'lost_phone', facts: {} } };
  }
  // Some exports close a neutralised formula with a second quote: `'+49 …'`.
  const typed = text.replace(/[' ]+$/, '').replace(/^(\d+)[.,]0+$/, '$1');
  // With blanks as well: `49 171 …` would else be dialled as +49 49 171 ….
  if (typed.startsWith('49') && WITHOUT_PLUS.test(typed.replace(SEPARATORS, '')))
    return { value: `+${typed}` };
  return { value: MOBILE_WITHOUT_ZERO.test(typed) ? `0${typed}` : typed };
}

/**
 * The common German shapes as E.164 (`+496232555131`); `null`: only the library (field-phone-library.ts) knows,
 * which takes a hundred times as long and says the same of these.
 */
export function readGermanPhone(text: string): string | null {
  const [, digits] = GERMAN.exec(text.replace(SEPARATORS, '')) ?? [];
  return digits === undefined ? null : `+49${digits}`;
}

const S = '[ ()/.\\-\\u2013]*';
/** The same before the separators are taken out. */
const SPACED = new RegExp(
  `^${S}(?:\\+${S}4${S}9|0${S}0${S}4${S}9|0)${S}(?:[1-35-9]${S}\\d|4${S}[0-8])(?:${S}\\d){6,10}${S}$`,
);

/** Whether a phone number has one of the common German shapes, which `readGermanPhone` reads. */
export function isGermanPhone(text: string): boolean {
  return SPACED.test(text);
}

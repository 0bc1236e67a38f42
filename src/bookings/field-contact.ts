import { parseAddress } from '../mail/address.ts';
import type { Reading } from './field-dates.ts';

// As most addresses are, by the same rules as `parseAddress`: what may be an encoded domain (`xn--`) is left to it.
const PLAIN =
  /^[\w+-]+(?:\.[\w+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** One deliverable address as typed, international domains too; only the domain's case is folded. */
export function readEmail(text: string): Reading<string> {
  if (isPlain(text)) return { value: text };
  if (parseAddress(text) === null) return { finding: { code: 'invalid_email', facts: {} } };
  const at = text.lastIndexOf('@');
  return { value: text.slice(0, at) + text.slice(at).toLowerCase() };
}

function isPlain(text: string): boolean {
  return text.length <= 254 && PLAIN.test(text) && text.indexOf('@') <= 64 && !text.includes('--');
}

interface PostalCode {
  code: string;
  city: string | null;
  /** A zero was put before it: `1067` is Dresden's 01067, but might be Zurich's or Vienna's as well. */
  padded: boolean;
}

/**
 * A postal code: five digits, one with its leading zero gone (`1067` is Dresden's 01067) mended, `D-`
 * dropped; one with letters is a foreign one. The town that stands behind it comes along.
 */
export function readPostalCode(text: string): Reading<PostalCode> {
  // As nearly all are; the long way they are the same.
  if (/^(?!00)\d{5}$/.test(text)) return { value: { code: text, city: null, padded: false } };
  const match = /^(?:DE?[- ]?)?(\d{4,5})(?:[.,]0+)?(?:[\s,]+(\p{L}.{2,}))?$/iu.exec(text);
  // No German code begins with 00.
  if (match !== null && !/^00|^0\d{3}$/.test(match[1] ?? '')) {
    const digits = match[1] ?? '';
    const padded = digits.length < 5;
    return { value: { code: digits.padStart(5, '0'), city: match[2] ?? null, padded } };
  }
  const isForeign = /^[A-Z\d](?:[A-Z\d -]{0,8}[A-Z\d])$/i.test(text) && /[A-Z]/i.test(text);
  if (isForeign && /\d/.test(text))
    return { value: { code: text.toUpperCase(), city: null, padded: false } };
  return { finding: { code: 'invalid_postal_code', facts: {} } };
}

const SPREADSHEET_ERROR =
  /^#(?:NAME\?|WERT!|VALUE!|BEZUG!|REF!|NV|N\/A|DIV\/0!|ZAHL!|NUM!|NULL!|ÜBERLAUF!|SPILL!|#+)$/i;

/** `#NAME?` and its like: there was a value once. */
export function isSpreadsheetError(text: string): boolean {
  return text.startsWith('#') && SPREADSHEET_ERROR.test(text);
}

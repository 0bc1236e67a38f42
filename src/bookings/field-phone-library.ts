import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { readGermanPhone } from './field-phone.ts';

/** A phone number as E.164, a German one if it names no country; `null` if nobody can be called by it. */
export function toE164(text: string): string | null {
  return readGermanPhone(text) ?? askLibrary(text);
}

function askLibrary(text: string): string | null {
  const phone = parsePhoneNumberFromString(text, 'DE');
  return phone?.isValid() === true ? phone.number : null;
}

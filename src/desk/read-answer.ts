import { readEmail, readPostalCode } from '../bookings/field-contact.ts';
import { readBirthDate } from '../bookings/field-dates.ts';
import { readPhone } from '../bookings/field-phone.ts';
import { findControl, foldText, isNoContact, splitFullName } from '../bookings/field-names.ts';
import type { Person } from '../bookings/person.ts';

/** What the desk asks for, one after the other. */
export const formFields = [
  'name',
  'birthDate',
  'phone',
  'postalCode',
  'city',
  'email',
  'street',
] as const;
export type FormField = (typeof formFields)[number];

/** Why an answer will not do; the desk has a kind sentence for each. */
export type Trouble =
  | 'name_missing'
  | 'name_digits'
  | 'birth_date_missing'
  | 'birth_date'
  | 'birth_date_future'
  | 'birth_date_old'
  | 'phone'
  | 'postal_code_missing'
  | 'postal_code'
  | 'email'
  | 'control_character';

/** The part of a person that an answer gives, or what is wrong with it. */
export type AnswerReading = { values: Partial<Person> } | { trouble: Trouble };

const OLDEST = 120;

/**
 * Reads what was typed for a field, by the same rules as an import's cells. A `-` says that there is
 * none; so does nothing, but for a name, a birth date and a postal code: those are too easily skipped.
 * @param today ISO date
 */
export function readAnswer(field: FormField, typed: string, today: string): AnswerReading {
  const text = foldText(typed);
  if (hasControl(text)) return { trouble: 'control_character' };
  const isNone = isNoContact(text);
  switch (field) {
    case 'name':
      return readName(text);
    case 'birthDate':
      return text === '' ? { trouble: 'birth_date_missing' } : readBorn(text, isNone, today);
    case 'phone': {
      if (isNone) return { values: { phone: null } };
      const digits = text.replace(/\D/g, '');
      const reading = readPhone(text);
      const isPhone = digits.length >= 4 && /^[\d\s()/+.\-–]+$/.test(text);
      return 'finding' in reading || !isPhone
        ? { trouble: 'phone' }
        : { values: { phone: reading.value } };
    }
    case 'postalCode':
      return text === '' ? { trouble: 'postal_code_missing' } : readCode(text, isNone);
    case 'city':
      return { values: { city: isNone ? null : text } };
    case 'email': {
      if (isNone) return { values: { email: null } };
      const reading = readEmail(text);
      return 'finding' in reading ? { trouble: 'email' } : { values: { email: reading.value } };
    }
    case 'street':
      return { values: { street: isNone ? null : text } };
    default:
      return field satisfies never;
  }
}

/** Whether there is a character that no name, address or note has. */
export function hasControl(text: string): boolean {
  return text.includes('\0') || findControl(text) !== null;
}

function readName(text: string): AnswerReading {
  // What was typed to search for a booking is easily taken for a name.
  if (/\d/.test(text)) return { trouble: 'name_digits' };
  if (!/\p{L}/u.test(text)) return { trouble: 'name_missing' };
  const { givenName, familyName } = splitFullName(text);
  return familyName === null ? { trouble: 'name_missing' } : { values: { givenName, familyName } };
}

function readBorn(text: string, isNone: boolean, today: string): AnswerReading {
  if (isNone) return { values: { birthDate: null } };
  const dotted = spellOutDigits(text);
  // Five digits in a row would be a spreadsheet's serial number: here they are a slip.
  if (dotted === null) return { trouble: 'birth_date' };
  const reading = readBirthDate(dotted, today, 'dmy');
  if ('finding' in reading) {
    if (reading.finding.code === 'birth_date_future') return { trouble: 'birth_date_future' };
    return { trouble: /(?:^|\D)1[0-8]\d\d(?:\D|$)/.test(dotted) ? 'birth_date_old' : 'birth_date' };
  }
  if (ageOn(reading.value, today) > OLDEST) return { trouble: 'birth_date_old' };
  return { values: { birthDate: reading.value } };
}

/** `030461`, `03041961` and `3 4 61` with their dots; `null` for a number that can be no date. */
function spellOutDigits(text: string): string | null {
  const parts = text.replace(/^(\d{1,2})[ ,](\d{1,2})[ ,](\d{4}|\d{2})$/, '$1.$2.$3');
  if (!/^\d+$/.test(parts)) return parts;
  const match = /^(\d\d)(\d\d)(\d{4}|\d\d)$/.exec(parts);
  if (match === null) return null;
  const [, first = '', second = '', year = ''] = match;
  // 19610403 is read from the year on: there is no month 61.
  if (Number(second) > 12 && /^(?:19|20)/.test(parts) && parts.length === 8) {
    return `${parts.slice(0, 4)}-${parts.slice(4, 6)}-${parts.slice(6)}`;
  }
  return `${first}.${second}.${year}`;
}

function readCode(text: string, isNone: boolean): AnswerReading {
  if (isNone) return { values: { postalCode: null, city: null } };
  const reading = readPostalCode(text);
  if ('finding' in reading) return { trouble: 'postal_code' };
  return { values: { postalCode: reading.value.code, city: reading.value.city } };
}

/** Full years of somebody born on an ISO date. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthDate.slice(5) > today.slice(5) ? years - 1 : years;
}

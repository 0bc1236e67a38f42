import { isSpreadsheetError, readEmail, readPostalCode } from '../../bookings/field-contact.ts';
import { readBirthDate, type Reading } from '../../bookings/field-dates.ts';
import { findControl, foldText, isBlank, isNoContact } from '../../bookings/field-names.ts';
import { readPhone } from '../../bookings/field-phone.ts';
import type { Person } from '../../bookings/person.ts';
import { Failure, type Expected } from '../../failure.ts';

/** A person as typed in options. */
export interface PersonOptions {
  givenName?: string;
  familyName?: string;
  birthDate?: string;
  email?: string;
  phone?: string;
  street?: string;
  postalCode?: string;
  city?: string;
}

/**
 * The person of these options, by the same rules as an import's cells; an e-mail address is not needed.
 * @param today ISO date: nobody is born after it
 * @throws Failure `person_missing`, `invalid_value`
 */
export function readPerson(typed: PersonOptions, today: string): Person {
  const person = { ...nobody, ...readFields(typed, today) };
  if (person.familyName === null) throw new Failure('person_missing', {});
  return person;
}

const nobody: Person = {
  givenName: null,
  familyName: null,
  birthDate: null,
  email: null,
  phone: null,
  street: null,
  postalCode: null,
  city: null,
};

/**
 * The fields that were typed, `null` for an empty text or a word for none; a town typed behind a postal code comes along.
 * @throws Failure `invalid_value`
 */
export function readFields(typed: PersonOptions, today: string): Partial<Person> {
  const postal = take('--postal-code', typed.postalCode, 'postal_code', readPostalCode);
  const birthDate = (text: string): Reading<string> => readBirthDate(text, today, 'dmy');
  const fields: Person = {
    givenName: take('--given-name', typed.givenName, 'text'),
    familyName: take('--family-name', typed.familyName, 'text'),
    birthDate: take('--birth-date', typed.birthDate, 'birth_date', birthDate),
    email: take('--email', typed.email, 'email', readEmail),
    phone: take('--phone', typed.phone, 'phone', readPhone),
    street: take('--street', typed.street, 'text'),
    postalCode: postal?.code ?? null,
    city: take('--city', typed.city, 'text') ?? postal?.city ?? null,
  };
  const given = Object.entries(fields).filter(
    ([name, value]) => value !== null || typed[name as keyof PersonOptions] !== undefined,
  );
  return Object.fromEntries(given);
}

/** One value, its blanks folded; `null` where nothing was typed, or a word for it (`-`, a phone number `keine`). @throws Failure `invalid_value` */
export function take<T = string>(
  option: string,
  value: string | undefined,
  expected: Expected,
  read: (text: string) => Reading<T> = (text) => ({ value: text as T }),
): T | null {
  const text = foldText(value ?? '');
  const isContact = expected === 'email' || expected === 'phone';
  if (isContact ? isNoContact(text) : isBlank(text)) return null;
  const reading = read(text);
  if ('finding' in reading || findControl(text) !== null || isSpreadsheetError(text))
    throw new Failure('invalid_value', { option, value: text, expected });
  return reading.value;
}

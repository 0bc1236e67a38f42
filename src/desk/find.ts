import { foldText } from '../bookings/field-names.ts';
import { fullName, type Person } from '../bookings/person.ts';
import { findBooking, listBookings, type Booking } from '../bookings/storage.ts';
import type { Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { readAnswer } from './read-answer.ts';

/** The booking of a reference as stored; `null`: there is none. */
export function findByReference(database: Database, reference: string): Booking | null {
  try {
    return findBooking(database, reference);
  } catch (error) {
    if (error instanceof Failure && error.code === 'booking_unknown') return null;
    throw error;
  }
}

/** Bookings that fit what was typed: a name or its beginning, a phone number, a birth date; the likeliest first. */
export function searchBookings(
  database: Database,
  typed: string,
  today: string,
  limit: number,
): Booking[] {
  const text = foldText(typed).toLowerCase();
  if (text.length < 2) return [];
  const born = readAnswer('birthDate', text, today);
  const birthDate = 'values' in born ? (born.values.birthDate ?? null) : null;
  const digits = text.replace(/\D/g, '');
  const fits = ({ person }: Booking): boolean =>
    (birthDate !== null && person.birthDate === birthDate) ||
    (digits.length > 3 && (person.phone ?? '').replace(/\D/g, '').includes(digits)) ||
    text.split(/[\s,]+/).every((word) => ` ${fullName(person).toLowerCase()}`.includes(` ${word}`));
  return listBookings(database, {}).filter(fits).slice(0, limit);
}

/** Binding bookings that this person seems to hold already. */
export function findHolders(database: Database, person: Person): Booking[] {
  const { birthDate, familyName } = person;
  if (birthDate === null || familyName === null) return [];
  const fold = (name: string | null): string => (name ?? '').toLowerCase();
  return listBookings(database, { state: ['binding'] }).filter(
    (booking) =>
      booking.person.birthDate === birthDate &&
      fold(booking.person.familyName) === fold(familyName) &&
      fold(booking.person.givenName) === fold(person.givenName),
  );
}

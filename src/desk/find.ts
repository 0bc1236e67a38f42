import { fullName, type Person } from '../bookings/person.ts';
import { searchBookings } from '../bookings/search.ts';
import { findBooking, type Booking } from '../bookings/storage.ts';
import type { Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';

/** The booking of a reference as stored; `null`: there is none. */
export function findByReference(database: Database, reference: string): Booking | null {
  try {
    return findBooking(database, reference);
  } catch (error) {
    if (error instanceof Failure && error.code === 'booking_unknown') return null;
    throw error;
  }
}

// More of one name and one birthday are no family any more.
const HOLDERS = 4;

/** Binding bookings that this person seems to hold already: the same birth date, and a name that sounds the same. */
export function findHolders(database: Database, person: Person, today: string): Booking[] {
  const { birthDate, familyName } = person;
  if (birthDate === null || familyName === null) return [];
  const text = `${fullName(person)} ${birthDate}`;
  return searchBookings(database, text, { today, limit: HOLDERS })
    .hits.filter(({ booking, nearness }) => {
      // The beginning of a name may be a sister's: Anna, Annalena.
      return nearness !== 'prefix' && booking.state === 'binding';
    })
    .map(({ booking }) => booking)
    .filter((booking) => booking.person.birthDate === birthDate);
}

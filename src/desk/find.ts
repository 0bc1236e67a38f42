import { countBookings } from '../bookings/counts.ts';
import type { Person } from '../bookings/person.ts';
import { catchUp } from '../bookings/search-storage.ts';
import { findBooking, readBookings, type Booking } from '../bookings/storage.ts';
import type { Database } from '../database/statements.ts';
import { findHolders } from '../duplicates/holders.ts';
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

// Indexed before the question is asked, where that takes no longer than the question.
const FEW = 50;
// More than even: below it, a clerk would be asked about strangers.
const LIKELY = 0.5;

/** Binding bookings that this person seems to hold already, the likeliest first: the matcher's own judgement. */
export function listHeld(database: Database, person: Person): Booking[] {
  if (person.familyName === null) return [];
  catchUp(database, FEW);
  const total = countBookings(database).binding;
  const holders = findHolders(database, person, { total, from: LIKELY });
  const ids = holders.map(({ booking }) => booking);
  return readBookings(database, ids).toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

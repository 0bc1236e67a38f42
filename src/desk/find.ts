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

import { readBookings, type Booking } from '../bookings/storage.ts';
import type { Database } from '../database/statements.ts';
import type { Purpose } from '../mail/purposes.ts';
import type { About } from './content.ts';
import { readNotice } from './notices.ts';
import { readToldAppointment } from './resend-storage.ts';

/** A mail that is to be written. */
export interface Due {
  booking: Booking;
  purpose: Purpose;
  /** What it is made of besides its booking: ids and instants, never a person's values. */
  details?: Record<string, unknown> | undefined;
  /** Where it is known already; else it is read when the mail is written. */
  about?: About | undefined;
  /** After this, in milliseconds, nobody may send it any more. */
  expiresAt?: number | undefined;
  /** The mail it is written instead of, by its id in the ledger. */
  replaces?: number | undefined;
}

/** The request to say which of several bookings are not needed, to the address of the one that is kept. */
export function surplusRequest(keep: Booking, bookings: readonly Booking[]): Due {
  const details = { bookings: bookings.map(({ id }) => id) };
  return { booking: keep, purpose: 'surplus', details };
}

/** The offer of a place, which nobody gets after `answerBy` (milliseconds). */
export function standbyOffer(booking: Booking, answerBy: number): Due {
  const details = { answer_by: answerBy };
  return { booking, purpose: 'standby-offer', details, expiresAt: answerBy };
}

/** What a mail says besides its booking, as things stand now; `null`: there is nothing left to say. */
export function readAbout(
  database: Database,
  { booking, purpose, details, about }: Due,
): About | null {
  if (about !== undefined) return about;
  switch (purpose) {
    case 'confirmation':
      return { kind: 'confirmation' };
    case 'change': {
      const told = readToldAppointment(database, booking.id);
      const same = told?.startsAt === booking.slot.startsAt && told?.endsAt === booking.slot.endsAt;
      return { kind: 'change', previous: same ? null : told };
    }
    case 'cancellation':
      return { kind: 'cancellation', reason: booking.cancelReason };
    case 'surplus': {
      const listed = readBookings(database, listedBookings({ booking, purpose, details }));
      const bookings = listed.filter(({ state }) => state === 'binding');
      return bookings.length < 2 ? null : { kind: 'surplus', bookings };
    }
    case 'standby-offer': {
      const answerBy = details?.['answer_by'];
      return typeof answerBy === 'number' ? { kind: 'standby-offer', answerBy } : null;
    }
    default: {
      const notice = readNotice(database, purpose);
      return notice === null ? null : { kind: 'notice', ...notice };
    }
  }
}

/** The bookings a mail lists besides its own. */
export function listedBookings({ details }: Due): number[] {
  return readIds(details?.['bookings']);
}

function readIds(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'number') : [];
}

import type { Booking } from '../bookings/storage.ts';
import type { Window } from '../contingents/windows.ts';

/** A booking that does not exist, for a test mail; its reference is the one of the manual. */
export function inventBooking(email: string, window: Window | null): Booking {
  return {
    // No booking has this number, so its mail's id is nobody else's.
    id: 0,
    reference: 'K7QX-9F2M',
    state: 'binding',
    channel: 'portal',
    contingent: '',
    slot: { id: 0, startsAt: window?.startsAt ?? null, endsAt: window?.endsAt ?? null },
    person: {
      givenName: 'Erika',
      familyName: 'Mustermann',
      birthDate: null,
      email,
      phone: null,
      street: null,
      postalCode: null,
      city: null,
    },
    outsideArea: false,
    externalId: null,
    note: null,
    bookedAt: null,
    cancelledAt: null,
    cancelReason: null,
    confirmation: null,
  };
}

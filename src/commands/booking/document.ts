import type { Booking } from '../../bookings/storage.ts';
import { toIso } from '../../time/zone.ts';

/** A booking as `--json` prints it: the fields of the contract, times with the zone's offset. */
export function toDocument(booking: Booking, timeZone: string): Record<string, unknown> {
  const time = (instant: number | null): string | null =>
    instant === null ? null : toIso(timeZone, instant);
  const { person, slot, confirmation } = booking;
  return {
    reference: booking.reference,
    state: booking.state,
    channel: booking.channel,
    contingent: booking.contingent,
    slot: { id: slot.id, starts_at: time(slot.startsAt), ends_at: time(slot.endsAt) },
    person: {
      given_name: person.givenName,
      family_name: person.familyName,
      birth_date: person.birthDate,
      email: person.email,
      phone: person.phone,
      street: person.street,
      postal_code: person.postalCode,
      city: person.city,
    },
    confirmation:
      confirmation === null
        ? null
        : {
            state: confirmation.state,
            evidence: confirmation.evidence,
            message_id: confirmation.messageId,
            at: time(confirmation.at),
          },
    external_id: booking.externalId,
    booked_at: time(booking.bookedAt),
    outside_area: booking.outsideArea,
    note: booking.note,
    cancelled_at: time(booking.cancelledAt),
    cancel_reason: booking.cancelReason,
  };
}

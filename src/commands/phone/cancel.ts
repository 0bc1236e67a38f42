import { cancelBookings, type Cancellation } from '../../bookings/cancel.ts';
import { requireReference } from '../../bookings/reference.ts';
import type { Booking, CancelReason } from '../../bookings/storage.ts';
import { findLeftoverContingent } from '../../contingents/storage.ts';
import { offerCancellation } from './confirmation.ts';
import { menuOf, put, type Desk } from './desk.ts';

/** Cancels a booking: asks once, for the reason, and says what becomes of the seat before and after. */
export async function cancelBooking(desk: Desk, booking: Booking): Promise<void> {
  const { reference } = booking;
  const { campaign, context, dialog, words, done } = desk;
  const { database, settings } = campaign;
  const freedSeatsTo = findLeftoverContingent(database, settings);
  const act = (reason: CancelReason, dryRun: boolean): Cancellation[] => {
    const stored = requireReference(reference);
    return cancelBookings(database, context.actor, [stored], { reason, freedSeatsTo, dryRun });
  };
  const says = (cancellations: Cancellation[]): string[] =>
    cancellations.map(({ seat }) => {
      const { bookings } = context.text;
      return seat === null
        ? bookings.seatOwed
        : bookings.seatTo(seat.contingent, String(seat.slot));
    });
  dialog.say([words.cancel.foreseen, ...says(act('citizen', true))]);
  const { reasons, keep } = words.cancel;
  const { keys } = words;
  const reason = await put(
    desk,
    menuOf<CancelReason | 'keep'>(words.cancel.question(reference), [
      { value: 'keep', label: keep, key: keys.keep },
      { value: 'citizen', label: reasons.citizen, key: keys.citizen },
      { value: 'staff', label: reasons.staff, key: keys.staff },
      { value: 'duplicate', label: reasons.duplicate, key: keys.duplicate },
    ]),
  );
  if (reason === null || reason === 'keep') {
    dialog.say([words.cancel.kept]);
    return;
  }
  const cancelled = act(reason, false);
  done.cancelled.push(reference);
  dialog.say([context.text.bookings.cancelled(reference), ...says(cancelled)]);
  await offerCancellation(desk, booking);
}

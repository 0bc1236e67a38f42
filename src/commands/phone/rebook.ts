import { rebookBooking, type Rebooking } from '../../bookings/rebook.ts';
import { requireReference } from '../../bookings/reference.ts';
import type { Booking } from '../../bookings/storage.ts';
import type { SlotFigures } from '../../contingents/slots.ts';
import { findLeftoverContingent } from '../../contingents/storage.ts';
import { confirmBooking } from './confirmation.ts';
import { menuOf, put, sayWindow, type Desk } from './desk.ts';
import { askWindow, sayLost } from './window-question.ts';

/** Moves a booking to another window; if a colleague was faster, the nearest are offered. */
export async function changeWindow(desk: Desk, booking: Booking): Promise<void> {
  const { dialog, words, done } = desk;
  let near = booking.slot.startsAt;
  for (;;) {
    const window = await put(desk, askWindow(desk, near));
    if (window === null) return;
    const { reference } = booking;
    const sure = words.rebook.sure(
      reference,
      sayWindow(desk, booking.slot),
      sayWindow(desk, window),
    );
    const choices = [
      { value: true, label: words.rebook.yes, key: words.keys.rebook },
      { value: false, label: words.rebook.no, key: words.keys.no },
    ];
    const agreed = await put(desk, menuOf(words.rebook.question, choices, { notes: [sure] }));
    if (agreed !== true) return;
    const moved = move(desk, booking, window);
    if (moved === null) {
      near = window.startsAt;
      continue;
    }
    const { after, seat } = moved;
    done.changed.push(reference);
    const said = words.rebook.moved(reference, sayWindow(desk, after.slot));
    dialog.say(['', dialog.style.good(said)]);
    const { bookings } = desk.context.text;
    if (seat !== null) dialog.say([bookings.seatTo(seat.contingent, String(seat.slot))]);
    confirmBooking(desk, after);
    return;
  }
}

/** `null`: the window is gone, and that was said. */
function move(desk: Desk, { reference }: Booking, window: SlotFigures): Rebooking | null {
  const { campaign, context, timeZone, channel } = desk;
  const { database, settings } = campaign;
  try {
    return rebookBooking(database, context.actor, timeZone, requireReference(reference), {
      to: { startsAt: window.startsAt, typed: sayWindow(desk, window) },
      contingent: null,
      channel,
      freedSeatsTo: findLeftoverContingent(database, settings),
      dryRun: false,
    });
  } catch (error) {
    sayLost(desk, error);
    return null;
  }
}

import { fullName } from '../../bookings/person.ts';
import { findBooking } from '../../bookings/storage.ts';
import { startAlike, type Form } from '../../desk/form.ts';
import { formatReference } from '../../bookings/reference.ts';
import { confirmBooking } from './confirmation.ts';
import { menuOf, put, sayWindow, type Desk } from './desk.ts';
import { sayReference } from './read-out.ts';

/** What comes after a booking: the next call, somebody of the same car, or a look at it. */
export type Next =
  | { kind: 'home' }
  | { kind: 'form'; form: Form }
  | { kind: 'open'; reference: string };

/** Says what was booked, sees to its confirmation, and has the reference read out. */
export async function finishBooking(desk: Desk, form: Form, reference: string): Promise<Next> {
  const { campaign, dialog, words, done } = desk;
  const booking = findBooking(campaign.database, reference);
  const printed = formatReference(reference);
  done.booked.push(printed);
  const said = `${words.booked(fullName(booking.person))} ${sayWindow(desk, booking.slot)}`;
  dialog.say(['', dialog.style.good(said)]);
  confirmBooking(desk, booking);
  dialog.say(sayReference(desk, printed));
  const { keys } = words;
  const next = await put(
    desk,
    menuOf<Next>(words.afterwards, [
      { value: { kind: 'home' }, label: words.nextCall, key: keys.next },
      { value: { kind: 'form', form: startAlike(form) }, label: words.sameCar, key: keys.sameCar },
      { value: { kind: 'open', reference: printed }, label: words.openBooking, key: keys.open },
    ]),
  );
  return next ?? { kind: 'home' };
}

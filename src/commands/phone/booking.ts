import { requireReference } from '../../bookings/reference.ts';
import { findBooking, type Booking } from '../../bookings/storage.ts';
import { Failure } from '../../failure.ts';
import { describeFailure } from '../../i18n/describe-failure.ts';
import { renderBooking } from '../booking/show.ts';
import { cancelBooking } from './cancel.ts';
import { resendConfirmation } from './confirmation.ts';
import { menuOf, put, type Desk } from './desk.ts';
import { correctField, writeNote } from './edit.ts';
import { changeWindow } from './rebook.ts';
import { sayReference } from './read-out.ts';

type Act = (desk: Desk, booking: Booking) => Promise<void>;

/** A booking, and what a clerk can do with it, until the call is over. */
export async function openBooking(desk: Desk, typed: string): Promise<void> {
  const { campaign, context, dialog, timeZone } = desk;
  const reference = requireReference(typed);
  let shown = '';
  for (;;) {
    const booking = findBooking(campaign.database, reference);
    const card = renderBooking(context, booking, timeZone);
    // Shown again once something in it has changed.
    if (card.join() !== shown) dialog.say(['', ...card, '']);
    shown = card.join();
    const act = await put(desk, menuOf(desk.words.booking.question, listActs(desk, booking)));
    if (act === null || act === 'done') return;
    await attempt(desk, () => act(desk, booking));
  }
}

function listActs(
  { words }: Desk,
  { state }: Booking,
): { value: Act | 'done'; label: string; key: string }[] {
  const { booking: names, keys } = words;
  const spell: Act = async (desk, { reference }) => desk.dialog.say(sayReference(desk, reference));
  const acts: { value: Act | 'done'; label: string; key: string }[] = [
    { value: 'done', label: names.done, key: keys.done },
  ];
  if (state === 'binding') {
    acts.push(
      { value: spell, label: names.spell, key: keys.spell },
      { value: changeWindow, label: names.rebook, key: keys.rebook },
      { value: correctField, label: names.edit, key: keys.edit },
      { value: resendConfirmation, label: names.mail, key: keys.mail },
      { value: cancelBooking, label: names.cancel, key: keys.cancel },
    );
  }
  acts.push({ value: writeNote, label: names.note, key: keys.note });
  return acts;
}

/** A refusal is said, and the call goes on. */
async function attempt({ dialog, context }: Desk, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error;
    const { message, hint } = describeFailure(context.text, error);
    dialog.say([dialog.style.bad(message), hint]);
  }
}

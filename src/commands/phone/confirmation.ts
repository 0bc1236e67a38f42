import { requireReference } from '../../bookings/reference.ts';
import type { Booking } from '../../bookings/storage.ts';
import { createComposer } from '../../confirmations/composer.ts';
import { queueOne, type Queued } from '../../confirmations/queue-one.ts';
import { Failure } from '../../failure.ts';
import { describeFailure } from '../../i18n/describe-failure.ts';
import type { Purpose } from '../../mail/purposes.ts';
import { chooseRelay, templateFolder } from '../mail/settings.ts';
import { menuOf, put, type Desk } from './desk.ts';

/**
 * Queues the confirmation of a new booking and says so. A clerk does not wait for a relay: the mail leaves
 * with the next run of `mail resend`. If it cannot be written, the booking stands all the same.
 */
export function confirmBooking(desk: Desk, { reference, person }: Booking): void {
  const { dialog, words } = desk;
  if (person.email === null) {
    dialog.say([words.letter]);
    return;
  }
  dialog.say(sayQueued(desk, person.email, queue(desk, reference)));
}

/** Sends one confirmation again, if that is what the clerk wants. */
export async function resendConfirmation(desk: Desk, booking: Booking): Promise<void> {
  const { dialog, words, context } = desk;
  const { confirmation, person } = booking;
  const isFirst = confirmation === null || confirmation.state === 'missing';
  const isOpen = ['none_possible', 'queued', 'uncertain'].includes(confirmation?.state ?? '');
  if (!isFirst && !isOpen) {
    const state = context.text.mail.states[confirmation.state];
    const choices = [
      { value: false, label: words.mail.dontSend, key: words.keys.no },
      { value: true, label: words.mail.sendIt, key: words.keys.yes },
    ];
    if ((await put(desk, menuOf(words.mail.again(state), choices))) !== true) return;
  }
  dialog.say(sayQueued(desk, person.email ?? '', queue(desk, booking.reference)));
}

/** Tells the person of a cancelled booking by mail, if that is what the clerk wants. */
export async function offerCancellation(desk: Desk, { reference, person }: Booking): Promise<void> {
  const { dialog, words, context } = desk;
  if (person.email === null) return;
  const choices = [
    { value: false, label: words.cancel.dontTell, key: words.keys.no },
    { value: true, label: words.cancel.tell, key: words.keys.yes },
  ];
  if ((await put(desk, menuOf(words.cancel.askTell(person.email), choices))) !== true) return;
  const queued = queue(desk, reference, 'cancellation');
  if (queued instanceof Failure) dialog.say(sayFailure(desk, words.cancel.notTold, queued));
  else if (queued === 'queued' || queued === 'waiting')
    dialog.say([words.cancel.told(person.email), context.text.queue.send]);
  else dialog.say([`${words.cancel.notTold} ${context.text.mail.skips[queued]}.`]);
}

function queue(desk: Desk, reference: string, purpose: Purpose | null = null): Queued | Failure {
  const { context, campaign } = desk;
  try {
    const isSmtp = chooseRelay(context, campaign, undefined).kind === 'smtp';
    const folder = templateFolder(context, campaign.settings);
    const composer = createComposer(campaign, isSmtp, folder);
    const { database } = campaign;
    return queueOne(database, context.actor, composer, requireReference(reference), purpose);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function sayQueued(desk: Desk, address: string, queued: Queued | Failure): string[] {
  const { words } = desk;
  if (queued instanceof Failure) return sayFailure(desk, words.notQueued, queued);
  if (queued === 'queued') return [words.queued(address), words.queuedHow];
  return [queued === 'waiting' ? words.mail.waiting : words.mail.skipped[queued]];
}

function sayFailure({ context }: Desk, what: string, failure: Failure): string[] {
  const { message, hint } = describeFailure(context.text, failure);
  return [what, message, hint];
}

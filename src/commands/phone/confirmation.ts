import { requireReference } from '../../bookings/reference.ts';
import type { Booking } from '../../bookings/storage.ts';
import { createComposer } from '../../confirmations/composer.ts';
import { queueConfirmation, type Queued } from '../../confirmations/queue-one.ts';
import { Failure } from '../../failure.ts';
import { describeFailure } from '../../i18n/describe-failure.ts';
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

function queue(desk: Desk, reference: string): Queued | Failure {
  const { context, campaign } = desk;
  try {
    const isSmtp = chooseRelay(context, campaign, undefined).kind === 'smtp';
    const folder = templateFolder(context, campaign.settings);
    const composer = createComposer(campaign, isSmtp, folder);
    const { database } = campaign;
    return queueConfirmation(database, context.actor, composer, requireReference(reference));
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function sayQueued({ words, context }: Desk, address: string, queued: Queued | Failure): string[] {
  if (queued instanceof Failure) {
    const { message, hint } = describeFailure(context.text, queued);
    return [words.notQueued, message, hint];
  }
  if (queued === 'queued') return [words.queued(address), words.queuedHow];
  return [queued === 'waiting' ? words.mail.waiting : words.mail.skipped[queued]];
}

import type { Command } from 'commander';
import { fullName } from '../../bookings/person.ts';
import { requireReference } from '../../bookings/reference.ts';
import { findBooking, type Booking } from '../../bookings/storage.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import { spellOut } from '../../i18n/spell-out.ts';
import type { Text } from '../../i18n/text.ts';
import { measureWidth, wrap } from '../../terminal/width.ts';
import { toDocument } from './document.ts';

export function declare(command: Command, { commands }: Text): Command {
  return command.argument('<reference>', commands['booking show'].arguments.reference);
}

export async function run(context: Context, _: unknown, [typed = '']: string[]): Promise<void> {
  const { out } = context;
  const { database, settings } = await context.campaign();
  const booking = findBooking(database, requireReference(typed));
  const timeZone = settings['campaign.time-zone'];
  out.result(toDocument(booking, timeZone), () => renderBooking(context, booking, timeZone));
}

/** A booking with all that is known of it. */
export function renderBooking(
  { text, out, language }: Context,
  booking: Booking,
  timeZone: string,
): string[] {
  const words = text.bookings;
  const { date, moment, window } = createFormats(language, timeZone);
  const { person, slot, confirmation } = booking;
  const state =
    booking.cancelReason === null
      ? words.states[booking.state]
      : `${words.states[booking.state]} (${words.reasons[booking.cancelReason]})`;
  const place = [person.postalCode, person.city].filter((part) => part !== null).join(' ');
  const address = [person.street, place].filter((part) => part !== null && part !== '').join(', ');
  const sent =
    confirmation === null
      ? null
      : `${text.mail.states[confirmation.state]}: ${text.mail.evidences[confirmation.evidence]}` +
        (confirmation.at === null ? '' : ` (${moment(confirmation.at)})`);
  const facts: [string, string | null][] = [
    [words.reference, out.style.strong(booking.reference)],
    [words.spoken, spellOut(booking.reference, text.spelling)],
    [words.name, fullName(person)],
    [words.birthDate, person.birthDate === null ? null : date(person.birthDate)],
    [words.state, state],
    [
      words.slot,
      slot.startsAt === null || slot.endsAt === null
        ? words.anytime
        : window(slot.startsAt, slot.endsAt),
    ],
    [words.contingent, booking.contingent],
    [words.confirmation, sent],
    [words.email, person.email],
    [words.phone, person.phone],
    [words.address, booking.outsideArea ? `${address} (${words.outsideArea})` : address],
    [words.channel, words.channels[booking.channel]],
    [words.bookedAt, booking.bookedAt === null ? null : moment(booking.bookedAt)],
    [words.externalId, booking.externalId],
    [words.note, booking.note],
  ];
  const shown = facts.filter(([, value]) => value !== null && value !== '');
  const width = Math.max(...shown.map(([name]) => measureWidth(name)));
  return shown.flatMap(([name, value]) => {
    const lines = wrap(value ?? '', out.columns - width - 2);
    return lines.map((line, at) => `${(at === 0 ? name : '').padEnd(width)}  ${line}`);
  });
}

import type { Command } from 'commander';
import { isOutside } from '../../bookings/area.ts';
import { book } from '../../bookings/book.ts';
import { fullName } from '../../bookings/person.ts';
import { findBooking, type Booking } from '../../bookings/storage.ts';
import { readArea } from '../../campaign/settings.ts';
import { parseSlot } from '../../contingents/slots.ts';
import { channels, type Channel } from '../../contingents/state.ts';
import { findContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import { findHeld } from '../../duplicates/holders.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { toLocal } from '../../time/zone.ts';
import { oneOf } from '../options.ts';
import { readClock } from '../slot/clock.ts';
import { toDocument } from './document.ts';
import { readPerson, take, type PersonOptions } from './person-options.ts';
import { renderBooking } from './show.ts';

interface Options extends PersonOptions {
  slot?: string;
  contingent?: string;
  channel?: Channel[];
  note?: string;
}

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands['booking add'];
  return command
    .option('--given-name <name>', options.givenName)
    .option('--family-name <name>', options.familyName)
    .option('--birth-date <date>', options.birthDate)
    .option('--email <address>', options.email)
    .option('--phone <number>', options.phone)
    .option('--street <street>', options.street)
    .option('--postal-code <code>', options.postalCode)
    .option('--city <town>', options.city)
    .option('--slot <slot>', options.slot)
    .option('--contingent <name>', options.contingent)
    .option('--channel <channel>', options.channel, oneOf('--channel', channels, 'channel'))
    .option('--note <text>', options.note);
}

export async function run(context: Context, options: Options): Promise<void> {
  const { actor, out, ask, text } = context;
  const { database, settings } = await context.campaign();
  const clock = readClock(settings);
  const { slot, contingent, channel, note } = options;
  const person = readPerson(options, toLocal(clock.timeZone, actor.now()).date);
  const wanted = slot === undefined ? ('first' as const) : parseSlot(slot, clock);
  const held = findHeld(database, person);
  for (const booking of held) out.note(sayHeld(context, booking, clock.timeZone));
  if (held.length > 0 && ask.possible && !out.json) {
    if (!(await ask.consent(text.bookings.askAgain, 'booking add'))) return;
  }
  const reference = book(database, actor, clock.timeZone, {
    slot: wanted === 'first' || 'id' in wanted ? wanted : { ...wanted, typed: slot ?? '' },
    contingent: contingent === undefined ? null : findContingent(database, contingent),
    channel: channel?.at(-1) ?? 'phone',
    person,
    outsideArea: isOutside(person.postalCode, readArea(settings)) === 1,
    note: take('--note', note, 'text'),
  });
  const booking = findBooking(database, reference);
  const document = {
    ...toDocument(booking, clock.timeZone),
    ...(held.length === 0 ? {} : { already_holds: held.map((other) => other.reference) }),
  };
  out.result(document, () => renderBooking(context, booking, clock.timeZone));
}

function sayHeld({ text, language }: Context, booking: Booking, timeZone: string): string {
  const { startsAt, endsAt } = booking.slot;
  const when =
    startsAt === null || endsAt === null
      ? text.bookings.anytime
      : createFormats(language, timeZone).window(startsAt, endsAt);
  return text.bookings.holds(fullName(booking.person), booking.reference, when);
}

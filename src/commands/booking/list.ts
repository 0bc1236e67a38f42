import type { Command } from 'commander';
import { fullName } from '../../bookings/person.ts';
import { listBookings, type BookingState } from '../../bookings/storage.ts';
import { confirmationStates, type ConfirmationState } from '../../confirmations/state.ts';
import { findContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { renderTable } from '../../terminal/table.ts';
import { oneOf, positiveCount } from '../options.ts';
import { toDocument } from './document.ts';

interface Options {
  state?: BookingState[];
  contingent?: string;
  confirmation?: ConfirmationState[];
  outsideArea?: boolean;
  limit?: number;
}

const states: readonly BookingState[] = ['binding', 'cancelled'];

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands['booking list'];
  return command
    .option('--state <state>', options.state, oneOf('--state', states, 'booking_state'))
    .option('--contingent <name>', options.contingent)
    .option(
      '--confirmation <states>',
      options.confirmation,
      oneOf('--confirmation', confirmationStates, 'confirmation_state'),
    )
    .option('--outside-area', options.outsideArea)
    .option('--limit <n>', options.limit, positiveCount('--limit'));
}

export async function run(context: Context, options: Options): Promise<void> {
  const { out, text, language } = context;
  const { database, settings } = await context.campaign();
  const { contingent, ...filter } = options;
  const bookings = listBookings(database, {
    ...filter,
    ...(contingent === undefined ? {} : { contingent: findContingent(database, contingent) }),
  });
  const timeZone = settings['campaign.time-zone'];
  const { number, window } = createFormats(language, timeZone);
  const words = text.bookings;
  out.result(
    bookings.map((booking) => toDocument(booking, timeZone)),
    () => {
      if (bookings.length === 0) return [words.none];
      const table = renderTable(
        [
          { title: words.reference, value: (b) => b.reference },
          { title: words.name, value: (b) => fullName(b.person), flexible: true },
          {
            title: words.slot,
            value: ({ slot: { startsAt, endsAt } }) =>
              startsAt === null || endsAt === null ? words.anytime : window(startsAt, endsAt),
          },
          {
            title: words.confirmation,
            value: (b) =>
              b.confirmation === null
                ? words.states[b.state]
                : text.mail.states[b.confirmation.state],
            flexible: true,
          },
        ],
        bookings,
        out.columns,
        out.style.strong,
      );
      return [...table, out.style.faint(words.count(bookings.length, number(bookings.length)))];
    },
  );
}

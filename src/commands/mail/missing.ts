import type { Command } from 'commander';
import { fullName } from '../../bookings/person.ts';
import { listBookings, type Booking } from '../../bookings/storage.ts';
import {
  confirmationStates,
  openStates,
  type ConfirmationState,
} from '../../confirmations/state.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { renderTable } from '../../terminal/table.ts';
import { oneOf } from '../options.ts';

interface Options {
  state?: ConfirmationState[];
}

export function declare(command: Command, { commands }: Text): Command {
  const parse = oneOf('--state', confirmationStates, 'confirmation_state');
  return command.option('--state <states>', commands['mail missing'].options.state, parse);
}

export async function run(context: Context, options: Options): Promise<void> {
  const { out } = context;
  const { database, settings } = await context.campaign();
  const bookings = listBookings(database, { confirmation: options.state ?? [...openStates] });
  const document = bookings.flatMap(({ reference, person, confirmation }) =>
    confirmation === null
      ? []
      : [
          {
            reference,
            email: person.email,
            state: confirmation.state,
            evidence: confirmation.evidence,
          },
        ],
  );
  out.result(document, () => render(context, bookings, settings['campaign.time-zone']));
}

/** A table for each state and its evidence, under what it is and the command that mends it. */
function render({ text, out, language }: Context, bookings: Booking[], timeZone: string): string[] {
  const words = text.mail;
  if (bookings.length === 0) return [out.style.good(words.nobodyMissing)];
  const { number } = createFormats(language, timeZone);
  const groups = new Map<string, Booking[]>();
  for (const booking of bookings) {
    const kind = `${booking.confirmation?.state} ${booking.confirmation?.evidence}`;
    groups.set(kind, [...(groups.get(kind) ?? []), booking]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first?.confirmation) return [];
    const { state, evidence } = first.confirmation;
    const title = words.group(number(group.length), words.states[state], words.evidences[evidence]);
    const table = renderTable(
      [
        { title: words.reference, value: (b) => b.reference },
        { title: words.name, value: (b) => fullName(b.person), flexible: true },
        { title: words.recipient, value: (b) => b.person.email ?? '', flexible: true },
      ],
      group,
      out.columns,
      out.style.faint,
    );
    const how = words.todo[state];
    return [
      out.style.strong(title),
      ...table,
      ...(how === '' ? [] : [out.style.warn(`→ ${how}`)]),
      '',
    ];
  });
}

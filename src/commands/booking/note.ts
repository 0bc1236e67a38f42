import type { Command } from 'commander';
import { addNote } from '../../bookings/edit.ts';
import { requireReference } from '../../bookings/reference.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import type { Text } from '../../i18n/text.ts';
import { toDocument } from './document.ts';
import { take } from './person-options.ts';

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words } = commands['booking note'];
  return command.argument('<reference>', words.reference).argument('<text...>', words.text);
}

export async function run(
  { out, actor, text, campaign }: Context,
  _: unknown,
  [typed = '', ...words]: string[],
): Promise<void> {
  const reference = requireReference(typed);
  const line = take('<text>', words.join(' '), 'text');
  if (line === null) throw new Failure('missing_argument', { argument: 'text' });
  const { database, settings } = await campaign();
  const booking = addNote(database, actor, reference, line);
  out.result(toDocument(booking, settings['campaign.time-zone']), () => [
    text.desk.noted(booking.reference),
    ...(booking.note ?? '').split('\n').map((part) => `  ${part}`),
  ]);
}

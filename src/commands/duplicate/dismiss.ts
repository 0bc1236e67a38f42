import type { Command } from 'commander';
import { findControl, foldText } from '../../bookings/field-names.ts';
import { findAsked } from '../../confirmations/resend-storage.ts';
import type { Context } from '../../context.ts';
import { readCase } from '../../duplicates/cases-storage.ts';
import { dismissCase } from '../../duplicates/dismiss.ts';
import { findMember } from '../../duplicates/resolve.ts';
import { Failure } from '../../failure.ts';
import type { Text } from '../../i18n/text.ts';
import { writeCommand } from '../shell.ts';
import { toDocument } from './document.ts';
import { parseCase } from './typed.ts';

interface Options {
  why: string;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['duplicate dismiss'];
  return command
    .argument('<case>', words.case)
    .argument('[reference...]', words.reference)
    .requiredOption('--why <text>', options.why);
}

export async function run(
  context: Context,
  { why }: Options,
  [typed = '', ...references]: string[],
): Promise<void> {
  const { actor, out, text } = context;
  const { database, settings } = await context.campaign();
  const reason = foldText(why);
  if (reason === '' || findControl(reason) !== null)
    throw new Failure('invalid_value', { option: '--why', value: why, expected: 'text' });
  const id = parseCase(typed);
  const found = readCase(database, id);
  const others = references.map((reference) => findMember(found, reference).id);
  const dismissed = dismissCase(database, actor, id, { why: reason, others });
  const words = text.duplicates;
  const asked = findAsked(
    database,
    found.members.map((member) => member.id),
  );
  out.result({ ...toDocument(dismissed, settings['campaign.time-zone']), asked }, () => [
    ...(others.length === 0 ? [words.dismissed(id)] : [words.apart(id), words.apartNext]),
    ...(asked === null ? [] : [words.asked[asked]]),
    words.stays,
    words.undo(writeCommand('duplicate', 'undo', String(id))),
  ]);
}

import type { Command } from 'commander';
import { findControl, foldText } from '../../bookings/field-names.ts';
import type { Context } from '../../context.ts';
import { dismissCase } from '../../duplicates/dismiss.ts';
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
  return command.argument('<case>', words.case).requiredOption('--why <text>', options.why);
}

export async function run(
  context: Context,
  { why }: Options,
  [typed = '']: string[],
): Promise<void> {
  const { actor, out, text } = context;
  const { database, settings } = await context.campaign();
  const reason = foldText(why);
  if (reason === '' || findControl(reason) !== null)
    throw new Failure('invalid_value', { option: '--why', value: why, expected: 'text' });
  const dismissed = dismissCase(database, actor, parseCase(typed), reason);
  const words = text.duplicates;
  out.result(toDocument(dismissed, settings['campaign.time-zone']), () => [
    words.dismissed(dismissed.id),
    words.stays,
    words.undo(writeCommand('duplicate', 'undo', String(dismissed.id))),
  ]);
}

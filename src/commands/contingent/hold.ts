import type { Command } from 'commander';
import { holdContingent } from '../../contingents/mode.ts';
import { channels, type Channel } from '../../contingents/state.ts';
import { findContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import type { Text } from '../../i18n/text.ts';
import { oneOf } from '../options.ts';
import { reportMode } from './open.ts';

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['contingent hold'];
  return command
    .argument('<name>', words.name)
    .option('--channel <channel>', options.channel, oneOf('--channel', channels, 'channel'));
}

export async function run(
  context: Context,
  { channel }: { channel?: Channel[] },
  [typed = '']: string[],
): Promise<void> {
  const { database, settings } = await context.campaign();
  const id = findContingent(database, typed);
  const done = holdContingent(database, context.actor, id, channel ?? null);
  reportMode(context, done, settings['campaign.time-zone']);
}

import type { Command } from 'commander';
import { closeContingent } from '../../contingents/mode.ts';
import { findContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import type { Text } from '../../i18n/text.ts';
import { reportMode } from './open.ts';

export function declare(command: Command, { commands }: Text): Command {
  return command.argument('<name>', commands['contingent close'].arguments.name);
}

export async function run(context: Context, _: unknown, [typed = '']: string[]): Promise<void> {
  const { database, settings } = await context.campaign();
  const done = closeContingent(database, context.actor, findContingent(database, typed));
  reportMode(context, done, settings['campaign.time-zone']);
}

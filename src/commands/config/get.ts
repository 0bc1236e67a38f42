import type { Command } from 'commander';
import { resolveSetting } from '../../campaign/precedence.ts';
import { toSettingKey } from '../../campaign/check-setting.ts';
import type { Context } from '../../context.ts';
import type { Text } from '../../i18n/text.ts';

export function declare(command: Command, { commands }: Text): Command {
  return command.argument('<key>', commands['config get'].arguments.key);
}

export async function run(context: Context, _: unknown, [typed = '']: string[]): Promise<void> {
  const key = toSettingKey(typed);
  const { database } = await context.campaign();
  const { value } = resolveSetting(database, context.env, key);
  context.out.result({ key, value }, () => [value]);
}

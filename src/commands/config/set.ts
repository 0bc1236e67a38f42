import type { Command } from 'commander';
import { checkSetting, toSettingKey } from '../../campaign/check-setting.ts';
import { defaultSettings } from '../../campaign/settings.ts';
import { clearSetting, storeSettings } from '../../campaign/storage.ts';
import { findContingent, readContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import type { Text } from '../../i18n/text.ts';

export function declare(command: Command, { commands }: Text): Command {
  const words = commands['config set'].arguments;
  return command.argument('<key>', words.key).argument('<value>', words.value);
}

export async function run(
  context: Context,
  _: unknown,
  [typed = '', wish = '']: string[],
): Promise<void> {
  const { out, text, actor } = context;
  const key = toSettingKey(typed);
  const { database } = await context.campaign();
  if (wish === '') {
    clearSetting(database, actor, key);
    const value = defaultSettings[key];
    out.result({ key, value }, () => [text.campaign.unset(key, value)]);
    return;
  }
  const value =
    key === 'contingents.cancelled-seats-to'
      ? readContingent(database, findContingent(database, wish)).name
      : checkSetting(key, wish);
  storeSettings(database, actor, 'campaign.set', { [key]: value });
  out.result({ key, value }, () => [text.campaign.set(key, value)]);
}

import type { Database } from '../database/statements.ts';
import { checkSetting } from './check-setting.ts';
import { readStoredSetting } from './read-settings.ts';
import { defaultSettings, type SettingKey } from './settings.ts';

/** Where a setting's value comes from. */
export type Origin = 'environment' | 'file' | 'default';

const variables: Partial<Record<SettingKey, string>> = { 'mail.relay': 'SLOTDESK_RELAY' };

/**
 * A setting's value in force: environment, campaign file, default. (An option is the command's to put first.)
 * @throws Failure `setting_invalid` if the environment's value will not do
 */
export function resolveSetting(
  database: Database,
  env: Record<string, string | undefined>,
  key: SettingKey,
): { value: string; origin: Origin } {
  const variable = variables[key];
  const fromEnvironment = variable === undefined ? undefined : env[variable];
  if (fromEnvironment) return { value: checkSetting(key, fromEnvironment), origin: 'environment' };
  const stored = readStoredSetting(database, key);
  return stored === null
    ? { value: defaultSettings[key], origin: 'default' }
    : { value: stored, origin: 'file' };
}

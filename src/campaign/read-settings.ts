import { sql, type Database } from '../database/statements.ts';
import { defaultSettings, type SettingKey, type Settings } from './settings.ts';

/** The campaign's settings, defaults where nothing was set. */
export function readSettings(database: Database): Settings {
  const rows = sql(database, 'SELECT key, value FROM setting').all() as {
    key: string;
    value: string;
  }[];
  return { ...defaultSettings, ...Object.fromEntries(rows.map((row) => [row.key, row.value])) };
}

/** A setting as the campaign file has it; `null` where nothing was set. */
export function readStoredSetting(database: Database, key: SettingKey): string | null {
  const value = sql(database, 'SELECT value FROM setting WHERE key = ?').pluck().get(key);
  return value === undefined ? null : (value as string);
}

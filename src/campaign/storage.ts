import type { AuditAction } from '../audit-actions.ts';
import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import type { SettingKey, Settings } from './settings.ts';

/** Stores checked values, in one change. The audit log keeps the keys alone. */
export function storeSettings(
  database: Database,
  actor: Actor,
  action: AuditAction,
  values: Partial<Settings>,
): void {
  change(database, actor, () => {
    const keys = Object.keys(values) as SettingKey[];
    for (const key of keys) {
      sql(
        database,
        'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      ).run(key, values[key]);
    }
    return { result: undefined, entry: { action, facts: { settings: keys } } };
  });
}

/** Returns a setting to its default. */
export function clearSetting(database: Database, actor: Actor, key: SettingKey): void {
  change(database, actor, () => {
    sql(database, 'DELETE FROM setting WHERE key = ?').run(key);
    return { result: undefined, entry: { action: 'campaign.set', facts: { settings: [key] } } };
  });
}

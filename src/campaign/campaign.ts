import { openDatabase, openForInspection } from '../database/open.ts';
import type { Database } from '../database/statements.ts';
import type { Settings } from './settings.ts';
import { readSettings } from './read-settings.ts';

/** One event with its slots, bookings and mails: one open database file and its settings. */
export interface Campaign {
  file: string;
  database: Database;
  settings: Settings;
}

/** @throws Failure as `openDatabase` */
export function openCampaign(file: string, say: { waiting: () => void }): Campaign {
  const database = openDatabase(file, say);
  return { file, database, settings: readSettings(database) };
}

/** Opens it for looking only. @throws Failure as `openDatabase` */
export function inspectCampaign(file: string): Campaign {
  const database = openForInspection(file);
  return { file, database, settings: readSettings(database) };
}

export { isImportLeft } from '../bookings/import-left.ts';

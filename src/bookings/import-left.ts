import { existsSync, realpathSync } from 'node:fs';
import { sql, type Database } from '../database/statements.ts';

/** The staging file of an import, beside the campaign file. */
export function stagingPath(campaign: string): string {
  return `${realpathSync.native(campaign)}-import`;
}

/** Whether an import is running, or was stopped before it could tidy up. */
export function isImportLeft(database: Database): boolean {
  const open = sql(database, 'SELECT 1 FROM booking_import WHERE token IS NOT NULL');
  return existsSync(stagingPath(database.name)) || open.get() !== undefined;
}

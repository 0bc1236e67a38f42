import { statSync } from 'node:fs';
import { migrations } from './migrations.ts';
import type { Database } from './statements.ts';

/** What a check of the file found: a code and its facts. */
export type FileFinding =
  | { code: 'readable_by_others' }
  | { code: 'older_schema'; version: number; known: number }
  | { code: 'damaged'; detail: string };

/** Whether others on this machine can read the personal data in the file. */
export function checkFileMode(file: string): FileFinding[] {
  return (statSync(file).mode & 0o077) === 0 ? [] : [{ code: 'readable_by_others' }];
}

export function checkSchema(database: Database): FileFinding[] {
  const version = Number(database.pragma('user_version', { simple: true }));
  const known = migrations.length;
  return version === known ? [] : [{ code: 'older_schema', version, known }];
}

/** SQLite's own checks; `full` reads every page and every index entry. */
export function checkIntegrity(database: Database, full: boolean): FileFinding[] {
  const rows = database.pragma(full ? 'integrity_check' : 'quick_check') as Record<
    string,
    string
  >[];
  const details = rows.flatMap((row) => Object.values(row)).filter((detail) => detail !== 'ok');
  const orphans = (database.pragma('foreign_key_check') as { table: string; rowid: number }[]).map(
    ({ table, rowid }) => `${table} ${rowid}`,
  );
  return [...details, ...orphans].map((detail) => ({ code: 'damaged', detail }));
}

import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from './statements.ts';
import { SCHEMA_VERSION } from './tables.ts';

/** What a check of the file found: a code and its facts. */
export type FileFinding =
  | { code: 'readable_by_others'; file: string }
  | { code: 'not_writable'; file: string }
  | { code: 'older_schema'; version: number; known: number }
  | { code: 'damaged'; detail: string };

/**
 * Whether others on this machine can read the personal data in the file or beside it, and whether we can
 * write: a side file that another user or a read-only day left behind keeps everybody from writing.
 */
export function checkFileMode(file: string): FileFinding[] {
  const files = ['', '-wal', '-shm', '-mail', '-import']
    .map((suffix) => file + suffix)
    .filter(existsSync);
  const open = files.filter((path) => (statSync(path).mode & 0o077) !== 0);
  const locked = [dirname(file), ...files].filter((path) => !isWritable(path));
  return [
    ...open.map((path) => ({ code: 'readable_by_others' as const, file: path })),
    ...locked.map((path) => ({ code: 'not_writable' as const, file: path })),
  ];
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export function checkSchema(database: Database): FileFinding[] {
  const version = Number(database.pragma('user_version', { simple: true }));
  return version === SCHEMA_VERSION
    ? []
    : [{ code: 'older_schema', version, known: SCHEMA_VERSION }];
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

import { existsSync, renameSync, rmSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { Failure } from '../failure.ts';
import type { Database } from './statements.ts';
import { SCHEMA_VERSION, tables } from './tables.ts';

// What the tables of a version cannot be copied from, by the version that a file comes from.
const computed: Record<number, string> = {
  // Its mails are confirmations, and a waiting one that was no longer true is marked as stale already.
  1: `UPDATE message SET (starts_at, ends_at) = (
        SELECT slot.starts_at, slot.ends_at FROM booking JOIN slot ON slot.id = slot_id
        WHERE booking.id = booking_id);
      DELETE FROM confirmation;
      INSERT INTO confirmation SELECT * FROM confirmation_derived;
      INSERT INTO search_pending SELECT id FROM booking;`,
};

/**
 * Brings an older file to the schema of today: every table is laid anew, and its rows are copied by the
 * names of their columns. A copy of the file as it was is kept beside it; stopped anywhere, it is
 * the old one.
 * @throws Failure `database_corrupt` if rows refer to others that are not there
 */
export function upgrade(database: Database, file: string): void {
  database.pragma('foreign_keys = OFF');
  database.pragma('legacy_alter_table = ON');
  try {
    database.transaction(() => layAnew(database, file)).immediate();
  } finally {
    database.pragma('legacy_alter_table = OFF');
    database.pragma('foreign_keys = ON');
  }
}

// Whole or not at all. Nobody else writes meanwhile, so that a draft which is there was left by somebody who was stopped.
function keepCopy(file: string): void {
  const copy = `${file}.before-v${SCHEMA_VERSION}`;
  if (existsSync(copy)) return;
  const draft = `${copy}.new`;
  rmSync(draft, { force: true });
  const reader = new BetterSqlite3(file, { readonly: true });
  try {
    reader.prepare('VACUUM INTO ?').run(draft);
    renameSync(draft, copy);
  } finally {
    reader.close();
    rmSync(draft, { force: true });
  }
}

function layAnew(database: Database, file: string): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version >= SCHEMA_VERSION) return; // somebody else was faster
  keepCopy(file);
  for (const type of ['trigger', 'view', 'index'])
    for (const { name } of find(database, type)) database.exec(`DROP ${type} ${quote(name)}`);
  // An index is made anew from the rows, its own tables with it.
  for (const { name, sql } of find(database, 'table'))
    if (sql.startsWith('CREATE VIRTUAL')) database.exec(`DROP TABLE ${quote(name)}`);
  const old = find(database, 'table');
  for (const { name } of old)
    database.exec(`ALTER TABLE ${quote(name)} RENAME TO ${quote(oldName(name))}`);
  database.exec(tables);
  const triggers = find(database, 'trigger');
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${quote(name)}`);
  for (const { name } of old) copyRows(database, name);
  database.exec(computed[version] ?? '');
  database.exec('INSERT OR IGNORE INTO search_pending SELECT id FROM booking');
  for (const { sql } of triggers) database.exec(sql);
  const orphans = database.pragma('foreign_key_check') as unknown[];
  if (orphans.length > 0) throw new Failure('database_corrupt', { file: database.name });
  database.pragma(`user_version = ${SCHEMA_VERSION}`);
}

function copyRows(database: Database, table: string): void {
  const known = new Set(columnsOf(database, table));
  const shared = columnsOf(database, oldName(table))
    .filter((column) => known.has(column))
    .map(quote)
    .join();
  if (shared !== '')
    database.exec(
      `INSERT OR REPLACE INTO ${quote(table)} (${shared}) SELECT ${shared} FROM ${quote(oldName(table))}`,
    );
  database.exec(`DROP TABLE ${quote(oldName(table))}`);
}

const oldName = (table: string): string => `old ${table}`;
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function find(database: Database, type: string): { name: string; sql: string }[] {
  return database
    .prepare<[string], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
    )
    .all(type);
}

function columnsOf(database: Database, table: string): string[] {
  return database
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
    .pluck()
    .all(table);
}

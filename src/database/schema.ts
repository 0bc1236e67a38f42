import { migrations } from './migrations.ts';
import type { Database } from './statements.ts';

// better-sqlite3 reopens a WAL file with synchronous=NORMAL, which loses acknowledged bookings in a power cut.
export function configure(database: Database): void {
  database.pragma('journal_mode = WAL');
  for (const pragma of [
    'synchronous = FULL',
    'foreign_keys = ON',
    'recursive_triggers = ON',
    'trusted_schema = OFF',
    'cell_size_check = ON',
    'secure_delete = ON',
    'temp_store = MEMORY',
    'mmap_size = 0',
    'journal_size_limit = 67108864',
    'cache_size = -65536',
  ]) {
    database.exec(`PRAGMA ${pragma}`);
  }
}

/** Brings the schema from `version` to the newest. Within a transaction. */
export function applyFrom(database: Database, version: number): void {
  for (const step of migrations.slice(version)) database.exec(step);
  database.pragma(`user_version = ${migrations.length}`);
}

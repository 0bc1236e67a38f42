import type { Database } from './statements.ts';
import { SCHEMA_VERSION, tables } from './tables.ts';

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

/** The schema of today in an empty file. Within a transaction. */
export function createTables(database: Database): void {
  database.exec(tables);
  database.pragma(`user_version = ${SCHEMA_VERSION}`);
}

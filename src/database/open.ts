import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { Failure } from '../failure.ts';
import { systemCode } from '../system-error.ts';
import { refuseRemote } from './remote.ts';
import { configure } from './schema.ts';
import type { Database } from './statements.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from './tables.ts';
import { upgrade } from './upgrade.ts';
import { onWaiting } from './waiting.ts';

const MAGIC = 'SQLite format 3\0';

/**
 * Opens an existing campaign file, brought to the newest schema. Whatever is not one is refused before
 * a byte is written.
 * @throws Failure `campaign_missing`, `database_foreign`, `database_corrupt`, `database_newer`, `database_remote`
 */
export function openDatabase(file: string, say: { waiting: () => void }): Database {
  refuseRemote(file);
  inspectHeader(file);
  const database = new BetterSqlite3(file, { fileMustExist: true, timeout: 60_000 });
  try {
    onWaiting(database, say.waiting);
    configure(database);
    const version = userVersion(database);
    refuseNewer(file, version);
    if (version < SCHEMA_VERSION) upgrade(database, file);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens an existing campaign file for looking only: no upgrade, and every write is refused. */
export function openForInspection(file: string): Database {
  inspectHeader(file);
  const database = new BetterSqlite3(file, { fileMustExist: true, timeout: 60_000 });
  database.pragma('query_only = ON');
  return database;
}

function inspectHeader(file: string): void {
  if (!existsSync(file)) throw new Failure('campaign_missing', { file });
  if (!statSync(file).isFile()) throw new Failure('database_foreign', { file });
  const header = Buffer.alloc(100);
  const descriptor = openReadable(file);
  try {
    const length = readSync(descriptor, header, 0, 100, 0);
    const isSqlite = length === 100 && header.toString('latin1', 0, 16) === MAGIC;
    if (!isSqlite || header.readUInt32BE(68) !== APPLICATION_ID) {
      throw new Failure('database_foreign', { file });
    }
  } finally {
    closeSync(descriptor);
  }
  refuseNewer(file, header.readUInt32BE(60));
}

function openReadable(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw new Failure('database_failed', { file, reason: systemCode(error) }, { cause: error });
  }
}

function refuseNewer(file: string, version: number): void {
  const known = SCHEMA_VERSION;
  if (version > known) throw new Failure('database_newer', { file, version, known });
}

function userVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, linkSync, openSync, rmSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { Failure } from '../failure.ts';
import { belongsToDatabase } from '../files.ts';
import { systemCode } from '../system-error.ts';
import { refuseRemote } from './remote.ts';
import { configure, createTables } from './schema.ts';
import { createSecrets } from './secrets.ts';
import type { Database } from './statements.ts';
import { APPLICATION_ID } from './tables.ts';

const SIDE_FILES = ['-wal', '-shm', '-journal'];

/**
 * Creates a campaign file with what `fill` stores in it: complete or not at all, and never over
 * anything that is there.
 * @throws Failure `campaign_exists`, `file_is_database`, `file_unwritable`
 */
export function createDatabase(file: string, fill: (database: Database) => void): void {
  refuseTaken(file);
  refuseRemote(file);
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`;
  try {
    closeSync(openWritable(draft, file));
    const database = new BetterSqlite3(draft);
    try {
      database.pragma(`application_id = ${APPLICATION_ID}`);
      configure(database);
      database.transaction(() => {
        createTables(database);
        createSecrets(database);
      })();
      fill(database);
    } finally {
      database.close();
    }
    publish(draft, file);
  } finally {
    for (const suffix of ['', ...SIDE_FILES]) rmSync(draft + suffix, { force: true });
  }
}

/**
 * @throws Failure `campaign_exists` if the file, or one that would be taken for a part of it, is there;
 * `file_is_database` if it would be taken for a part of another
 */
export function refuseTaken(file: string): void {
  if (belongsToDatabase(file)) throw new Failure('file_is_database', { file });
  for (const path of [file, ...SIDE_FILES.map((suffix) => file + suffix)]) {
    if (existsSync(path)) throw new Failure('campaign_exists', { file: path });
  }
}

function openWritable(path: string, shown: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    throw new Failure(
      'file_unwritable',
      { file: shown, reason: systemCode(error) },
      { cause: error },
    );
  }
}

// A hard link fails if the name is taken, where a rename would replace.
function publish(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (systemCode(error) === 'EEXIST')
      throw new Failure('campaign_exists', { file }, { cause: error });
    throw new Failure('file_unwritable', { file, reason: systemCode(error) }, { cause: error });
  }
}

import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, fstatSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/statements.ts';
import { sayWaiting } from '../database/waiting.ts';
import { Failure } from '../failure.ts';
import { stagingPath } from './import-left.ts';
import { systemCode } from '../system-error.ts';

/**
 * Where an import gathers its rows before the campaign file hears of them: a database file of its own,
 * attached as `staged`, its owner's alone. Its lock makes this process the only one that imports, and the
 * system frees it with the process.
 */
export interface Staging {
  database: Database;
  /** Names the file's content: the decided import whose token it is takes its rows from here. */
  token: string;
  /** Whether a decided import still has rows in it: then the file outlives this process. */
  isNeeded: boolean;
  /** Frees the lock; a file that nobody needs is taken away. */
  close: () => void;
}

const PATIENCE_MS = 60_000;
const DAMAGE = /^SQLITE_(?:CORRUPT|NOTADB)/;

const TABLES = `
CREATE TABLE staged.sealed (token TEXT NOT NULL, plan TEXT NOT NULL);
CREATE TABLE staged.arrival (
  seq INTEGER PRIMARY KEY,
  reference TEXT NOT NULL, slot_id INTEGER NOT NULL, state TEXT NOT NULL,
  given_name TEXT, family_name TEXT, birth_date TEXT, email TEXT, phone TEXT, street TEXT, postal_code TEXT,
  city TEXT, booked_at INTEGER, note TEXT, channel TEXT NOT NULL, portal_claim TEXT, portal_claim_at INTEGER,
  outside_area INTEGER NOT NULL, external_id TEXT, foreign_promise INTEGER NOT NULL,
  cancelled_at INTEGER, cancel_reason TEXT, created_at INTEGER NOT NULL,
  source TEXT NOT NULL, line INTEGER NOT NULL, identity BLOB, cells TEXT NOT NULL, extras TEXT NOT NULL, said TEXT,
  named INTEGER NOT NULL, tokens TEXT
);
-- References that rows came with; one drawn here is held to its being the only one where it is stored.
CREATE UNIQUE INDEX staged.arrival_named ON arrival (reference) WHERE named = 1;
CREATE UNIQUE INDEX staged.arrival_external ON arrival (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX staged.arrival_identity ON arrival (identity) WHERE identity IS NOT NULL;
CREATE TABLE staged.revision (
  seq INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL, seated INTEGER NOT NULL, base TEXT NOT NULL, after TEXT NOT NULL,
  changes TEXT NOT NULL, pass_on TEXT,
  source TEXT NOT NULL, line INTEGER NOT NULL, cells TEXT NOT NULL, extras TEXT NOT NULL
);
CREATE INDEX staged.revision_booking ON revision (booking_id, seq);
CREATE TABLE staged.move (from_slot INTEGER NOT NULL, to_slot INTEGER NOT NULL);
CREATE TABLE staged.rejected (file INTEGER NOT NULL, line INTEGER NOT NULL, cells TEXT NOT NULL, faults TEXT NOT NULL);
`;

/**
 * An empty staging area, once no other import is running.
 * @param recover called with the area that an import left behind, which is then taken away
 * @throws Failure `database_locked` after a minute, `file_unwritable`, `interrupted`
 */
export async function openStaging(
  database: Database,
  signal: AbortSignal | null,
  recover: (left: Staging) => Promise<void>,
): Promise<Staging> {
  const since = performance.now();
  let hasSaid = false;
  for (;;) {
    const inode = createFile(database);
    const staging = attachStaging(database);
    if (staging !== null) {
      if (inode !== null && inode === readInode(stagingPath(database.name))) {
        gatherWithoutJournal(database);
        database.exec(`BEGIN;${TABLES}COMMIT;`);
        return staging;
      }
      try {
        await recover(staging);
      } finally {
        staging.close();
      }
      continue;
    }
    if (signal?.aborted) throw new Failure('interrupted', {});
    const waited = performance.now() - since;
    if (waited > PATIENCE_MS)
      throw new Failure('database_locked', { file: database.name, seconds: PATIENCE_MS / 1000 });
    if (waited > 1000 && !hasSaid) {
      sayWaiting(database);
      hasSaid = true;
    }
    await sleep(50);
  }
}

/** The file's inode; `null` if there is one already. */
function createFile(database: Database): number | null {
  const path = stagingPath(database.name);
  try {
    const descriptor = openSync(path, 'wx', 0o600);
    try {
      return fstatSync(descriptor).ino;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const reason = systemCode(error);
    if (reason === 'EEXIST') return null;
    throw new Failure('file_unwritable', { file: path, reason }, { cause: error });
  }
}

function readInode(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? null;
}

/** The file that is there, locked; `null` if another process has it, or it is gone. */
export function attachStaging(database: Database): Staging | null {
  const path = stagingPath(database.name);
  let token: string | null;
  database.pragma('busy_timeout = 0');
  try {
    database.prepare('ATTACH ? AS staged').run(path);
    // A new one is worth nothing before it is sealed; another may hold the rest of a decided import.
    const isNew = statSync(path, { throwIfNoEntry: false })?.size === 0;
    // The lock lasts until it is detached.
    for (const pragma of [
      'page_size = 16384',
      'locking_mode = EXCLUSIVE',
      `synchronous = ${isNew ? 'OFF' : 'FULL'}`,
      'secure_delete = OFF',
      'cache_size = -32768',
    ]) {
      database.exec(`PRAGMA staged.${pragma}`);
    }
    database.exec('CREATE TABLE IF NOT EXISTS staged.held (id INTEGER)');
    database.exec('INSERT INTO staged.held VALUES (1)');
    upgradeStaged(database);
    token = readToken(database);
  } catch (error) {
    detach(database);
    const code = systemCode(error);
    if (/^SQLITE_(?:BUSY|CANTOPEN)/.test(code)) return null;
    if (!DAMAGE.test(code)) throw error;
    // What is decided was whole: the disk has lost it.
    if (isDecided(database)) throw new Failure('import_damaged', { file: path }, { cause: error });
    // Stopped while it gathered: nothing of it is needed.
    rmSync(path, { force: true });
    return null;
  } finally {
    database.pragma(`busy_timeout = ${PATIENCE_MS}`);
  }
  const staging: Staging = {
    database,
    token: token ?? randomBytes(12).toString('hex'),
    isNeeded: false,
    close: () => {
      // While it is locked: nobody else can be working on it.
      if (!staging.isNeeded) rmSync(path, { force: true });
      detach(database);
    },
  };
  return staging;
}

/** `import_damaged` if that is why storing what is staged has failed, else the error itself. */
export function blameStaging(database: Database, error: unknown): unknown {
  if (!(error instanceof SyntaxError) && !DAMAGE.test(systemCode(error))) return error;
  if (isSound(database)) return error;
  return new Failure('import_damaged', { file: stagingPath(database.name) }, { cause: error });
}

function isSound(database: Database): boolean {
  try {
    return database.prepare('PRAGMA staged.quick_check(1)').pluck().get() === 'ok';
  } catch {
    return false;
  }
}

function isDecided(database: Database): boolean {
  const open = 'SELECT 1 FROM main.booking_import WHERE token IS NOT NULL';
  return database.prepare(open).get() !== undefined;
}

// What an older slotdesk was stopped in has no words for the index yet.
function upgradeStaged(database: Database): void {
  const columns = database.prepare("SELECT name FROM pragma_table_info('arrival', 'staged')");
  const names = columns.pluck().all();
  if (names.length > 0 && !names.includes('tokens'))
    database.exec('ALTER TABLE staged.arrival ADD COLUMN tokens TEXT');
}

// Until it is sealed, whatever fails makes all of it worthless. SQLite's defensive mode would keep the journal silently.
function gatherWithoutJournal(database: Database): void {
  database.unsafeMode(true);
  try {
    database.exec('PRAGMA staged.journal_mode = OFF');
  } finally {
    database.unsafeMode(false);
  }
  // Under its exclusive lock SQLite leaves the one it had.
  rmSync(`${stagingPath(database.name)}-journal`, { force: true });
}

function detach(database: Database): void {
  const names = (database.pragma('database_list') as { name: string }[]).map(({ name }) => name);
  if (names.includes('staged')) database.exec('DETACH staged');
}

/** What was sealed with the token; `null`: nothing was. */
export function readSealed(database: Database): unknown {
  const plan = database.prepare('SELECT plan FROM staged.sealed').pluck().get();
  return plan === undefined ? null : JSON.parse(plan as string);
}

function readToken(database: Database): string | null {
  const table = database.prepare("SELECT 1 FROM staged.sqlite_schema WHERE name = 'sealed'").get();
  if (table === undefined) return null;
  const token = database.prepare('SELECT token FROM staged.sealed').pluck().get();
  return (token as string | undefined) ?? null;
}

/** Makes what is staged outlive a power cut: from now on an import can be decided. */
export function sealStaging({ database, token }: Staging, plan: unknown): void {
  database.exec('PRAGMA staged.journal_mode = DELETE; PRAGMA staged.synchronous = FULL');
  database
    .prepare('INSERT INTO staged.sealed (token, plan) VALUES (?, ?)')
    .run(token, JSON.stringify(plan));
  const folder = openSync(dirname(stagingPath(database.name)), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

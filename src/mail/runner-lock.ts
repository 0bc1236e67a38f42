import { closeSync, existsSync, openSync, realpathSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { Failure } from '../failure.ts';
import { systemCode } from '../system-error.ts';

/** Held for a whole run; the system frees it when the process dies, whatever it dies of. */
export interface RunnerLock {
  release: () => void;
}

/**
 * Makes this process the only one that sends for the campaign file.
 * @throws Failure `mail_running` if there is one already; `database_readonly`, `database_failed`
 */
export function lockRunner(file: string): RunnerLock {
  const path = `${realpathSync(file)}-mail`;
  createPrivate(path);
  let lock: BetterSqlite3.Database | null = null;
  try {
    lock = new BetterSqlite3(path, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    const code = systemCode(error);
    if (code === 'SQLITE_BUSY') throw new Failure('mail_running', { file }, { cause: error });
    // Another user's, or one that may only be read.
    if (/^SQLITE_(CANTOPEN|READONLY)/.test(code))
      throw new Failure('database_readonly', { file: path }, { cause: error });
    throw error;
  }
  const held = lock;
  return { release: () => held.close() };
}

// Only a file that is not there yet is opened: to close one drops every lock this process has on it (POSIX).
function createPrivate(path: string): void {
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    const reason = systemCode(error);
    if (reason === 'EEXIST') return;
    const forbidden = ['EACCES', 'EPERM', 'EROFS'].includes(reason);
    if (forbidden) throw new Failure('database_readonly', { file: path }, { cause: error });
    throw new Failure('database_failed', { file: path, reason }, { cause: error });
  }
}

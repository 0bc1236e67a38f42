import { Failure } from '../failure.ts';

/** What SQLite says of the file, as a refusal with exit code 6; `null` if the error is not SQLite's. */
export function toDatabaseFailure(error: unknown, file: string): Failure | null {
  if (!(error instanceof Error) || error.name !== 'SqliteError' || !('code' in error)) return null;
  const code = String(error.code);
  const cause = { cause: error };
  if (code.startsWith('SQLITE_BUSY'))
    return new Failure('database_locked', { file, seconds: 60 }, cause);
  if (code === 'SQLITE_NOTADB') return new Failure('database_foreign', { file }, cause);
  if (code.startsWith('SQLITE_CORRUPT')) return new Failure('database_corrupt', { file }, cause);
  if (code.startsWith('SQLITE_READONLY')) return new Failure('database_readonly', { file }, cause);
  // A full disk shows as FULL, as a failed write, or as a shared-memory file that cannot grow.
  if (['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE'].includes(code)) {
    return new Failure('database_full', { file }, cause);
  }
  if (code.startsWith('SQLITE_CONSTRAINT')) return null;
  return new Failure('database_failed', { file, reason: code }, cause);
}

import { chainHash, type AuditLine } from '../database/audit-chain.ts';
import { readSecret } from '../database/secrets.ts';
import type { Database } from '../database/statements.ts';

/**
 * Follows the chain from its first line: how many there are, and the first that does not fit the one
 * before it (it was changed, or a line between them is gone); `null` if all fit.
 */
export function verifyAudit(database: Database): { entries: number; firstBad: number | null } {
  const key = readSecret(database, 'audit');
  let before: Uint8Array = new Uint8Array();
  let entries = 0;
  const lines = database.prepare('SELECT * FROM audit ORDER BY id').iterate() as IterableIterator<
    AuditLine & { hash: Buffer }
  >;
  for (const { hash, ...line } of lines) {
    entries++;
    if (line.id !== entries || !hash.equals(chainHash(key, before, line))) {
      return { entries, firstBad: line.id };
    }
    before = hash;
  }
  return { entries, firstBad: null };
}

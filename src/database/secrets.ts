import { randomBytes } from 'node:crypto';
import { sql, type Database } from './statements.ts';

/** Random keys of one campaign: `audit` chains the log, `opaque` makes ids that say nothing of a person. */
export type SecretName = 'audit' | 'opaque';

const SECRETS: readonly SecretName[] = ['audit', 'opaque'];

export function createSecrets(database: Database): void {
  for (const name of SECRETS) {
    sql(database, 'INSERT INTO secret (name, value) VALUES (?, ?)').run(name, randomBytes(32));
  }
}

export function readSecret(database: Database, name: SecretName): Buffer {
  return sql(database, 'SELECT value FROM secret WHERE name = ?').pluck().get(name) as Buffer;
}

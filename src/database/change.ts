import { Failure } from '../failure.ts';
import type { AuditAction } from '../audit-actions.ts';
import { chainHash } from './audit-chain.ts';
import { readSecret } from './secrets.ts';
import { sql, type Database } from './statements.ts';
import { sayWaiting } from './waiting.ts';

/** Who acts, and the clock (milliseconds since 1970-01-01 UTC). */
export interface Actor {
  name: string;
  now: () => number;
}

/** What the audit log keeps of a change: ids, field names and figures, never a person's values. */
export interface Entry {
  action: AuditAction;
  facts: Record<string, unknown>;
}

const PATIENCE_MS = 60_000;
const SILENT_MS = 1000;

/**
 * The one way to write: a BEGIN IMMEDIATE transaction that holds what `work` does and its audit
 * entry. If `work` throws, or has no entry (a dry run, a refused import), nothing is stored.
 * @throws Failure `database_locked` after a minute; whatever `work` throws
 */
export function change<T>(
  database: Database,
  actor: Actor,
  work: () => { result: T; entry: Entry | null },
): T {
  begin(database);
  try {
    const { result, entry } = work();
    if (entry !== null) append(database, actor, entry);
    sql(database, entry === null ? 'ROLLBACK' : 'COMMIT').run();
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * The same for work of some length, which stops for the event loop at each `yield`, so that an interrupt is
 * heard: then nothing is stored. Nobody else may use this connection meanwhile.
 * @throws Failure `database_locked`, `interrupted`
 */
export async function changeInSteps<T>(
  database: Database,
  actor: Actor,
  signal: AbortSignal | null,
  work: () => Generator<void, { result: T; entry: Entry }>,
): Promise<T> {
  begin(database);
  try {
    const steps = work();
    for (;;) {
      const step = steps.next();
      if (step.done !== true) await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted) throw new Failure('interrupted', {});
      if (step.done !== true) continue;
      append(database, actor, step.value.entry);
      sql(database, 'COMMIT').run();
      return step.value.result;
    }
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function begin(database: Database): void {
  try {
    waitAtMost(database, SILENT_MS);
    sql(database, 'BEGIN IMMEDIATE').run();
  } catch (error) {
    if (!isBusy(error)) throw error;
    sayWaiting(database);
    waitAtMost(database, PATIENCE_MS - SILENT_MS);
    try {
      sql(database, 'BEGIN IMMEDIATE').run();
    } catch (again) {
      if (!isBusy(again)) throw again;
      throw new Failure(
        'database_locked',
        { file: database.name, seconds: PATIENCE_MS / 1000 },
        { cause: again },
      );
    }
  } finally {
    waitAtMost(database, PATIENCE_MS);
  }
}

function waitAtMost(database: Database, milliseconds: number): void {
  sql(database, `PRAGMA busy_timeout = ${milliseconds}`).get();
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

function append(database: Database, actor: Actor, entry: Entry): void {
  const last = sql(database, 'SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1').get() as
    | { id: number; hash: Buffer }
    | undefined;
  const line = {
    id: (last?.id ?? 0) + 1,
    at: actor.now(),
    actor: actor.name,
    action: entry.action,
    facts: JSON.stringify(entry.facts),
  };
  const hash = chainHash(readSecret(database, 'audit'), last?.hash ?? new Uint8Array(), line);
  sql(
    database,
    'INSERT INTO audit (id, at, actor, action, facts, hash) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(line.id, line.at, line.actor, line.action, line.facts, hash);
}

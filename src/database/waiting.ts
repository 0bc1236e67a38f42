import type { Database } from './statements.ts';

const listeners = new WeakMap<Database, () => void>();

/** Has `say` called once a write has waited a second for another process. */
export function onWaiting(database: Database, say: () => void): void {
  listeners.set(database, say);
}

export function sayWaiting(database: Database): void {
  listeners.get(database)?.();
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/statements.ts';
import { countPending, refreshSearch } from './search-storage.ts';

interface BuildOptions {
  /** How many bookings wait still, after each chunk. */
  progress: (pending: number) => void;
  /** Ends it after the chunk it is at; the rest stays pending. */
  stop?: AbortSignal;
}

// Short enough that nobody who books meanwhile has to wait long.
const CHUNK = 8000;
// SQLite's busy handler asks again after 100 ms at most: whoever waits finds the file free in this pause.
const PAUSE_MS = 110;

/**
 * Indexes all bookings that wait for it, in chunks of a transaction each, with a pause after each in which
 * others write; returns how many it was stopped before.
 */
export async function buildSearch(
  database: Database,
  { progress, stop }: BuildOptions,
): Promise<number> {
  // Counting a million takes longer than indexing a chunk of them.
  for (let pending = countPending(database); ;) {
    progress(pending);
    if (pending <= 0) pending = countPending(database);
    if (pending === 0 || stop?.aborted) return pending;
    pending -= refreshSearch(database, CHUNK);
    await sleep(pending > 0 ? PAUSE_MS : 0);
  }
}

import type { Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { formatReference } from './reference.ts';

/** Bookings that an import has met, by id: a bit each, so that a million of them are 125 KB. */
export interface Seen {
  add: (id: number) => void;
  has: (id: number) => boolean;
}

export function createSeen(): Seen {
  let bits = new Uint8Array(1024);
  return {
    add: (id) => {
      const byte = id >> 3;
      if (byte >= bits.length) {
        const grown = new Uint8Array(Math.max(bits.length * 2, byte + 1));
        grown.set(bits);
        bits = grown;
      }
      bits[byte] = (bits[byte] ?? 0) | (1 << (id & 7));
    },
    has: (id) => ((bits[id >> 3] ?? 0) & (1 << (id & 7))) !== 0,
  };
}

/** Binding bookings that an earlier export had and this one has not. */
export interface Vanished {
  count: number;
  /** As printed, the first thousand. */
  references: string[];
}

const LISTED = 1000;
const AT_ONCE = 20_000;

/**
 * What is gone from a later export of the same list. That it is one shows by a booking known before;
 * the lists of two offices have nothing in common, and nothing is missed in either.
 * @param sources the layouts of which a known booking was met
 * @throws Failure `interrupted`
 */
export async function findVanished(
  database: Database,
  sources: ReadonlySet<string>,
  seen: Seen,
  signal: AbortSignal | null,
): Promise<Vanished> {
  const vanished: Vanished = { count: 0, references: [] };
  if (sources.size === 0) return vanished;
  const page = database.prepare(
    `SELECT booking.id, reference, source, state
     FROM main.imported_row JOIN main.booking ON booking.id = booking_id
     WHERE booking_id > ? ORDER BY booking_id LIMIT ${AT_ONCE}`,
  );
  for (let last = 0; ;) {
    const rows = page.all(last) as {
      id: number;
      reference: string;
      source: string;
      state: string;
    }[];
    for (const { id, reference, source, state } of rows) {
      last = id;
      if (state !== 'binding' || seen.has(id) || !sources.has(source)) continue;
      vanished.count++;
      if (vanished.references.length < LISTED) vanished.references.push(formatReference(reference));
    }
    if (rows.length < AT_ONCE) return vanished;
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) throw new Failure('interrupted', {});
  }
}

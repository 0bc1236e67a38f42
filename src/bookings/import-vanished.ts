import { sql, type Database } from '../database/statements.ts';
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

/**
 * What is gone from a later export of the same list. That it is one shows by a booking known before;
 * the lists of two offices have nothing in common, and nothing is missed in either.
 * @param sources the layouts of which a known booking was met
 */
export function findVanished(
  database: Database,
  importId: number,
  sources: ReadonlySet<string>,
  seen: Seen,
): Vanished {
  const vanished: Vanished = { count: 0, references: [] };
  if (sources.size === 0) return vanished;
  const earlier = sql(
    database,
    `SELECT booking.id, reference, source FROM imported_row JOIN booking ON booking.id = booking_id
     WHERE import_id <> ? AND state = 'binding'`,
  );
  const rows = earlier.iterate(importId) as IterableIterator<{
    id: number;
    reference: string;
    source: string;
  }>;
  for (const { id, reference, source } of rows) {
    if (seen.has(id) || !sources.has(source)) continue;
    vanished.count++;
    if (vanished.references.length < LISTED) vanished.references.push(formatReference(reference));
  }
  return vanished;
}

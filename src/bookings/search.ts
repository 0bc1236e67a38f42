import type { Database } from '../database/statements.ts';
import { parseSearch, type Term } from './search-query.ts';
import { catchUp, findMatching, nearnesses, type Nearness } from './search-storage.ts';
import { readBookings, type Booking } from './storage.ts';

export interface Hit {
  booking: Booking;
  nearness: Nearness;
}

export interface SearchResult {
  /** The likeliest first: exact before prefix before sound, binding before cancelled. */
  hits: Hit[];
  /** Whether there are more than were asked for. */
  more: boolean;
  /** Bookings that the index does not have yet, so that they may be missing here. */
  pending: number;
  /** What was typed looks like a reference, but its check sign does not fit; the hits share a half with it. */
  isMistypedReference: boolean;
}

// A search brings the index up to date as far as that takes no longer than the search itself.
const FEW = 500;
// Of a great many hits nobody wants all: so many are put in order.
const LOOKED_AT = 200;

/**
 * Finds bookings by anything that somebody may say of them.
 * @param today ISO date
 */
export function searchBookings(
  database: Database,
  text: string,
  { today, limit }: { today: string; limit: number },
): SearchResult {
  const pending = catchUp(database, FEW);
  for (const { terms, isMistypedReference } of parseSearch(text, today)) {
    const hits = findHits(database, terms, limit);
    if (hits.length === 0 && !isMistypedReference) continue;
    return { hits: hits.slice(0, limit), more: hits.length > limit, pending, isMistypedReference };
  }
  return { hits: [], more: false, pending, isMistypedReference: false };
}

function findHits(database: Database, terms: readonly Term[], limit: number): Hit[] {
  const wanted = Math.max(LOOKED_AT, limit + 1);
  const nearnessOf = new Map<number, Nearness>();
  for (const nearness of nearnesses) {
    if (nearnessOf.size > limit) break;
    for (const id of findMatching(database, terms, nearness, wanted + nearnessOf.size))
      if (!nearnessOf.has(id)) nearnessOf.set(id, nearness);
  }
  return readBookings(database, [...nearnessOf.keys()])
    .map((booking): Hit => ({ booking, nearness: nearnessOf.get(booking.id) ?? 'sound' }))
    .toSorted(compareHits);
}

function compareHits(a: Hit, b: Hit): number {
  return (
    nearnesses.indexOf(a.nearness) - nearnesses.indexOf(b.nearness) ||
    Number(a.booking.state === 'cancelled') - Number(b.booking.state === 'cancelled') ||
    compareText(a.booking.person.familyName, b.booking.person.familyName) ||
    compareText(a.booking.person.givenName, b.booking.person.givenName) ||
    compareText(a.booking.person.birthDate, b.booking.person.birthDate) ||
    a.booking.id - b.booking.id
  );
}

function compareText(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}

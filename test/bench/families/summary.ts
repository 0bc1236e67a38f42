import type { FamilyRow } from './row.ts';

/** How many there are of everything in a set, by name. */
export interface FamilySummary {
  rows: number;
  persons: number;
  households: number;
  /** Bookings beyond a person's first. */
  rebookings: number;
  /** Pairs of rows of one person. */
  truePairs: number;
  /** Pairs of persons who are twins of each other, or relatives of one name. */
  twinPairs: number;
  namesakePairs: number;
  /** Persons by their situation. */
  situations: Record<string, number>;
  /** Re-bookings by change; one with three counts thrice. */
  changes: Record<string, number>;
  /** Re-bookings by their number of changes. */
  changesEach: Record<string, number>;
  damage: Record<string, number>;
}

export function summarise(rows: readonly FamilyRow[]): FamilySummary {
  const first = rows.filter(({ changes }) => changes === '');
  const again = rows.filter(({ changes }) => changes !== '');
  const kin = Object.entries(count(first.map((row) => row.kin)));
  return {
    rows: rows.length,
    persons: first.length,
    households: new Set(rows.map(({ household }) => household)).size,
    rebookings: again.length,
    truePairs: countPairs(Object.values(count(rows.map(({ person }) => person)))),
    twinPairs: countPairs(kin.filter(([id]) => id.startsWith('twins')).map(([, size]) => size)),
    namesakePairs: countPairs(
      kin.filter(([id]) => id.startsWith('namesakes')).map(([, size]) => size),
    ),
    situations: count(first.map(({ situation }) => situation)),
    changes: count(again.flatMap(({ changes }) => changes.split(' '))),
    changesEach: count(
      again.map(({ changes }) => (changes === 'same' ? 0 : changes.split(' ').length)),
    ),
    damage: count(rows.map(({ damage }) => damage)),
  };
}

function count(values: readonly (string | number)[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values)
    if (value !== '') counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([, one], [, other]) => other - one));
}

function countPairs(sizes: readonly number[]): number {
  return sizes.reduce((pairs, size) => pairs + (size * (size - 1)) / 2, 0);
}

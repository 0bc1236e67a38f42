import type { Match } from '../../src/duplicates/match.ts';

export interface PairFigures {
  truth: number;
  wrong: number;
  missed: number;
  precision: number;
  recall: number;
  f1: number;
}

// Larger groups are those of rows that all say the same, which overlap with no other.
const COUNTED_ONE_BY_ONE = 100;

/** Pairwise figures of what was matched against who the rows really are; of overlapping matches each pair once. */
export function countPairs(
  matches: readonly Match[],
  people: readonly string[],
  fileOf: readonly number[] | null,
): PairFigures {
  const truth = countTruth(people, fileOf);
  const counted = new Set<string>();
  let hits = 0;
  let wrong = 0;
  for (const { rows } of matches) {
    if (rows.length > COUNTED_ONE_BY_ONE) {
      const all = countBetween(
        rows.map(() => 'all'),
        rows,
        fileOf,
      );
      const right = countBetween(
        rows.map((row) => people[row] ?? ''),
        rows,
        fileOf,
      );
      hits += right;
      wrong += all - right;
      continue;
    }
    for (const [at, a] of rows.entries())
      for (const b of rows.slice(at + 1)) {
        const key = `${a} ${b}`;
        if (counted.has(key) || (fileOf !== null && fileOf[a] === fileOf[b])) continue;
        counted.add(key);
        if (people[a] === people[b]) hits++;
        else wrong++;
      }
  }
  const precision = hits + wrong === 0 ? 1 : hits / (hits + wrong);
  const recall = truth === 0 ? 1 : hits / truth;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { truth, wrong, missed: truth - hits, precision, recall, f1 };
}

function countTruth(people: readonly string[], fileOf: readonly number[] | null): number {
  return countBetween(
    people,
    people.map((_, row) => row),
    fileOf,
  );
}

/** Pairs of rows with one label; with files, only those between two files. */
function countBetween(
  labels: readonly string[],
  rows: readonly number[],
  fileOf: readonly number[] | null,
): number {
  const counts = new Map<string, number>();
  let pairs = 0;
  const count = (key: string): number => {
    const before = counts.get(key) ?? 0;
    counts.set(key, before + 1);
    return before;
  };
  labels.forEach((label, at) => {
    pairs += count(label);
    if (fileOf !== null) pairs -= count(`${label}\n${fileOf[rows[at] ?? 0]}`);
  });
  return pairs;
}

/** Some wrong, doubtful and missed pairs, to look at. */
export function listErrors(
  matches: readonly Match[],
  people: readonly string[],
  wanted: number,
): { kind: string; pair: [number, number] }[] {
  if (wanted === 0) return [];
  const errors: { kind: string; pair: [number, number] }[] = [];
  const left = new Map<string, number>();
  const add = (kind: string, a: number, b: number): void => {
    const count = left.get(kind) ?? 0;
    left.set(kind, count + 1);
    if (count < wanted) errors.push({ kind, pair: [a, b] });
  };
  const matched = new Set<string>();
  for (const { kind, probability, rows } of matches) {
    rows.forEach((a, at) => {
      for (const b of rows.slice(at + 1)) {
        matched.add(`${a} ${b}`);
        const same = people[a] === people[b];
        if (kind === 'review')
          add(`review ${same ? 'same' : 'different'} ${probability.toFixed(3)}`.slice(0, 20), a, b);
        else if (!same) add('WRONG', a, b);
      }
    });
  }
  const groups = new Map<string, number[]>();
  people.forEach((person, row) => groups.set(person, [...(groups.get(person) ?? []), row]));
  for (const rows of groups.values())
    rows.forEach((a, at) => {
      for (const b of rows.slice(at + 1)) if (!matched.has(`${a} ${b}`)) add('MISSED', a, b);
    });
  return errors;
}

import { findPairs, type Pairs } from './block.ts';
import { cluster, type Edge } from './cluster.ts';
import { createCompare, vectorCount } from './compare.ts';
import type { Distinct } from './distinct.ts';
import {
  areFamilies,
  createHistogram,
  learnModel,
  startModel,
  toProbability,
  type Histogram,
  type Model,
  type Sample,
} from './model.ts';
import type { Compare } from './compare.ts';
import { NAMESAKES_BELOW, PROPOSE_FROM, REVIEW_FROM } from './rules.ts';
import { narrowPairs, type Changed } from './narrow.ts';
import { findVeto, type Veto } from './vetoes.ts';
import { createWeigh, type Weigh } from './weigh.ts';

/** Rows, by their number, that are probably one person's. */
export interface Match {
  /** `propose`: sure enough to be resolved; `review`: a person decides. */
  kind: 'propose' | 'review';
  /** Of the weakest pair that holds the group together. */
  probability: number;
  /** In rising order. */
  rows: number[];
}

export interface Matches {
  matches: Match[];
  /** Pairs of different identities that were compared. */
  pairs: number;
  oversize: Pairs['oversize'];
  distinct: Distinct;
  weigh: Weigh;
  model: Model;
  /** The rows that were looked at; `null`: all. */
  lookedAt: ReadonlySet<number> | null;
}

export interface MatchOptions {
  /** A decision made before: these two rows are two persons. */
  isDifferent?: (a: number, b: number) => boolean;
  proposeFrom?: number;
  /** Nothing is learned: what was learned before holds, and only what changed since is compared again. */
  since?: { model: Model; changed: Changed };
}

const RANDOM_PAIRS = 20_000;
// Of few bookings no more than these each: it is the first pairs that take time.
const RANDOM_PAIRS_EACH = 3;
// Nobody decides a hundred thousand equal rows one by one.
const MOST_DECIDED = 10_000;
// A person is asked about two groups by so many of their pairs at most.
const MOST_ASKED = 4;
const LEARNED_PAIRS = 100_000;
const toScore = (probability: number): number => Math.log(probability / (1 - probability));
const DOUBTFUL = toScore(REVIEW_FROM);

/**
 * Finds the rows that are probably one person's. The same rows in any order give the same matches.
 */
export function findMatches(
  distinct: Distinct,
  { isDifferent, proposeFrom = PROPOSE_FROM, since }: MatchOptions = {},
): Matches {
  const bookings = distinct.rows.length;
  const compare = createCompare(distinct);
  const all = findPairs(distinct);
  const model = since?.model ?? startModel(bookings, drawStrangers(distinct, compare));
  const weigh = createWeigh(distinct, model, compare);
  const isDoubtful = (a: number, b: number): boolean => weigh.scoreFrom(DOUBTFUL, a, b) >= DOUBTFUL;
  const narrowed =
    since === undefined ? null : narrowPairs(distinct, all, since.changed, isDoubtful);
  const pairs = narrowed?.pairs ?? all;
  if (since === undefined)
    learnModel(model, bookings, drawSample(distinct, compare, pairs), weigh.weighRivals);
  const doubtful = collectEdges(distinct, pairs, weigh, narrowed?.rows ?? null);
  const matches = decide(
    { distinct, compare, weigh, model },
    doubtful,
    toScore(proposeFrom),
    isDifferent ?? null,
  );
  const lookedAt = narrowed?.rows ?? null;
  const { oversize, count } = pairs;
  return { matches, pairs: count, oversize, distinct, weigh, model, lookedAt };
}

// Every so-many-th pair, in an order that does not depend on that of the rows, and all that say the same.
function drawSample(distinct: Distinct, compare: Compare, pairs: Pairs): Sample {
  const stride = Math.max(1, Math.ceil(pairs.count / LEARNED_PAIRS));
  const left: number[] = [];
  const right: number[] = [];
  const counts: number[] = [];
  const add = (a: number, b: number, count: number): void => {
    left.push(a);
    right.push(b);
    counts.push(count);
  };
  for (let at = 0; at < pairs.count; at += stride)
    add(pairs.left[at] ?? 0, pairs.right[at] ?? 0, stride);
  for (let i = 0; i < distinct.count; i++) {
    const others = (distinct.starts[i + 1] ?? 0) - (distinct.starts[i] ?? 0) - 1;
    if (others > 0) add(i, i, others);
  }
  return {
    left: Uint32Array.from(left),
    right: Uint32Array.from(right),
    vectors: Uint32Array.from(left, (a, at) => compare.all(a, right[at] ?? 0)),
    counts: Uint32Array.from(counts),
  };
}

// Identities stand in the order of a hash: any fixed distance makes a random pair, the same in every run.
function drawStrangers({ count }: Distinct, compare: Compare): Histogram {
  const counts = new Float64Array(vectorCount);
  const wanted = Math.min(RANDOM_PAIRS, RANDOM_PAIRS_EACH * count, (count * (count - 1)) / 2);
  for (let drawn = 0, distance = 1; drawn < wanted && distance < count; distance++) {
    for (let i = 0; i + distance < count && drawn < wanted; i++, drawn++) {
      const vector = compare.all(i, i + distance);
      counts[vector] = (counts[vector] ?? 0) + 1;
    }
  }
  return createHistogram(counts);
}

function collectEdges(
  distinct: Distinct,
  { left, right, count }: Pairs,
  weigh: Weigh,
  lookedAt: ReadonlySet<number> | null,
): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i < count; i++) {
    const [a, b] = [left[i] ?? 0, right[i] ?? 0];
    const score = weigh.scoreFrom(DOUBTFUL, a, b);
    if (score >= DOUBTFUL) edges.push({ a, b, score });
  }
  for (let i = 0; i < distinct.count; i++) {
    const start = distinct.starts[i] ?? 0;
    if ((distinct.starts[i + 1] ?? 0) - start < 2) continue;
    if (lookedAt !== null && !lookedAt.has(distinct.rows[start] ?? 0)) continue;
    const score = weigh.score(i, i);
    if (score >= DOUBTFUL) edges.push({ a: i, b: i, score });
  }
  const sorted = edges.toSorted(
    (one, other) => other.score - one.score || one.a - other.a || one.b - other.b,
  );
  // Two keys may have brought a pair together, if the first block was too large to be compared as a whole.
  return sorted.filter(({ a, b }, at) => a !== sorted[at - 1]?.a || b !== sorted[at - 1]?.b);
}

interface Grounds {
  distinct: Distinct;
  compare: Compare;
  weigh: Weigh;
  model: Model;
}

function decide(
  { distinct, compare, weigh, model }: Grounds,
  edges: readonly Edge[],
  surely: number,
  isDifferent: ((a: number, b: number) => boolean) | null,
): Match[] {
  const { rows, starts } = distinct;
  const rowsOf = (i: number): Uint32Array => rows.subarray(starts[i], starts[i + 1]);
  const isDecided = (a: number, b: number): boolean =>
    isDifferent !== null &&
    rowsOf(a).length * rowsOf(b).length <= MOST_DECIDED &&
    rowsOf(a).some((one) => rowsOf(b).some((other) => one !== other && isDifferent(one, other)));
  const families = areFamilies(model, rows.length);
  const vetoOf = (a: number, b: number): Veto | null =>
    families ? findVeto(distinct, a, b, compare.all(a, b)) : null;
  const forbids = (a: number, b: number): boolean => {
    const veto = vetoOf(a, b);
    return (veto !== null && veto !== 'namesakes') || isDecided(a, b);
  };
  // They hold no group together, but may stand in one.
  const areNamesakes = (a: number, b: number): boolean =>
    weigh.weighBesideNames(a, b) < NAMESAKES_BELOW;
  // Two who say all the same and are two persons are not joined by a third: whose it is, a person decides.
  const isSplit = (i: number): boolean => isDecided(i, i);
  const sure = edges.filter(
    ({ a, b, score }) =>
      a !== b && score >= surely && !areNamesakes(a, b) && !isSplit(a) && !isSplit(b),
  );
  const groups = cluster(sure, weigh.score, forbids);
  const groupOf = new Map<number, number>();
  groups.forEach((group, at) => group.forEach((member) => groupOf.set(member, at)));
  const weakest = new Map<number, number>();
  for (const { a, b, score } of sure) {
    const at = groupOf.get(a);
    if (at !== undefined && at === groupOf.get(b)) weakest.set(at, score);
  }
  const matches: Match[] = groups.map((group, at) => ({
    kind: 'propose',
    probability: toProbability(weakest.get(at) ?? surely),
    rows: group.flatMap((i) => [...rowsOf(i)]).toSorted((a, b) => a - b),
  }));
  const place = (i: number): number => groupOf.get(i) ?? -1 - i;
  const asked = new Map<string, number>();
  for (const { a, b, score } of edges) {
    if (a === b) {
      if (groupOf.has(a) || (isDecided(a, a) && rowsOf(a).length === 2)) continue;
      const isSure = score >= surely && !isDecided(a, a) && !areNamesakes(a, a);
      const kind = isSure ? 'propose' : 'review';
      matches.push({
        kind,
        probability: toProbability(score),
        rows: [...rowsOf(a)].toSorted((x, y) => x - y),
      });
      continue;
    }
    const [one, other] = [place(a), place(b)];
    const key = one < other ? `${one} ${other}` : `${other} ${one}`;
    const before = asked.get(key) ?? 0;
    if (one === other || before >= MOST_ASKED) continue;
    const veto = vetoOf(a, b);
    if (veto === 'generations' || veto === 'two_names' || isDecided(a, b)) continue;
    const pairs = [...rowsOf(a)].flatMap((row) => [...rowsOf(b)].map((second) => [row, second]));
    asked.set(key, before + pairs.length);
    for (const pair of pairs.slice(0, MOST_ASKED - before))
      matches.push({
        kind: 'review',
        probability: toProbability(Math.min(score, surely)),
        rows: pair.toSorted((x, y) => x - y),
      });
  }
  return matches;
}

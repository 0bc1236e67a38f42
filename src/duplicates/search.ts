import { change, type Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';
import type { PairEvidence } from './case.ts';
import { pairUp, readDifferences } from './decisions.ts';
import { findMatches, type Match, type Matches } from './match.ts';
import { reconcile, type Found } from './reconcile.ts';
import { createRows } from './rows.ts';
import { MODEL_VERSION } from './rules.ts';
import {
  countBinding,
  countCases,
  listChanged,
  listKnown,
  readIdentities,
  readLastSearch,
  readPendingSeq,
  storeCases,
  storeSearch,
} from './search-storage.ts';

export interface SearchOptions {
  /** What is less probable makes no case. */
  minProbability: number;
  onProgress: (step: 'reading' | 'comparing' | 'storing', done: number) => void;
}

export interface SearchReport {
  /** All that are binding. */
  bookings: number;
  /** Pairs compared by this search; 0 if nothing had changed. */
  compared: number;
  created: number;
  reopened: number;
  closed: number;
  /** Bookings that changed while it went on: left to the next one. */
  moved: number;
  /** Groups that were too large to compare all with all. */
  oversize: number;
  /** Open cases now, and the pairs of bookings in them. */
  cases: number;
  pairs: number;
}

/**
 * Looks for bookings of one person and brings the cases up to date. The comparing happens outside of any
 * transaction: stopped anywhere, the file is as it was.
 */
export function searchDuplicates(
  database: Database,
  actor: Actor,
  { minProbability, onProgress }: SearchOptions,
): SearchReport {
  const last = readLastSearch(database);
  const pendingSeq = readPendingSeq(database);
  const isSame = last?.model === MODEL_VERSION && last.minProbability === minProbability;
  const search = { model: MODEL_VERSION, minProbability, pendingSeq };
  if (isSame && listChanged(database, last.pendingSeq).size === 0)
    return store(database, actor, search, { found: null, compared: 0, oversize: 0 });
  const rows = createRows();
  onProgress('reading', countBinding(database));
  const ids = readIdentities(database, rows, (read) => onProgress('reading', read));
  onProgress('comparing', ids.length);
  const isDifferent = readDifferences(database);
  const matches = findMatches(rows, {
    isDifferent: (a, b) => isDifferent(ids[a] ?? 0, ids[b] ?? 0),
  });
  const explain = createExplain(matches, ids);
  const found = matches.matches
    .filter(({ probability }) => probability >= minProbability)
    .map((match): Found => describe(match, ids, explain))
    .toSorted((a, b) => compareLists(a.members, b.members));
  onProgress('storing', found.length);
  const result = { found, compared: matches.pairs, oversize: matches.oversize.length };
  return store(database, actor, search, result);
}

interface Result {
  /** `null`: nothing had changed. */
  found: Found[] | null;
  compared: number;
  oversize: number;
}

function store(
  database: Database,
  actor: Actor,
  search: { model: number; minProbability: number; pendingSeq: number },
  { found, compared, oversize }: Result,
): SearchReport {
  return change(database, actor, () => {
    const now = actor.now();
    const moved = listChanged(database, search.pendingSeq);
    const sound = (found ?? []).filter(({ members }) => !members.some((id) => moved.has(id)));
    const changes =
      found === null
        ? { create: [], update: [], close: [] }
        : reconcile(sound, listKnown(database), (booking) => !moved.has(booking));
    storeCases(database, changes, { model: search.model, now });
    const bookings = countBinding(database);
    storeSearch(database, { ...search, at: now, bookings, compared });
    const report = {
      bookings,
      compared,
      created: changes.create.length,
      reopened: changes.update.filter(({ reopens }) => reopens).length,
      closed: changes.close.length,
      moved: moved.size,
      oversize,
      ...countCases(database),
    };
    return { result: report, entry: { action: 'duplicate.find', facts: { ...report } } };
  });
}

type Explain = (a: number, b: number) => PairEvidence;

// More pairs of a case than these say nothing new.
const MOST_PAIRS = 10;

function describe(match: Match, ids: readonly number[], explain: Explain): Found {
  const { rows, kind, probability } = match;
  const [first = 0] = rows;
  const all = (rows.length * (rows.length - 1)) / 2 <= MOST_PAIRS;
  const pairs = all
    ? [...pairUp(rows)]
    : rows.slice(1, MOST_PAIRS + 1).map((row) => [first, row] as const);
  return {
    members: rows.map((row) => ids[row] ?? 0),
    kind,
    probability,
    pairs: pairs.map(([a, b]) => explain(a, b)),
  };
}

function createExplain({ matches, distinct, weigh }: Matches, ids: readonly number[]): Explain {
  const wanted = new Set(matches.flatMap(({ rows }) => rows));
  const places = new Map<number, number>();
  for (let i = 0; i < distinct.count; i++)
    for (const row of distinct.rows.subarray(distinct.starts[i], distinct.starts[i + 1]))
      if (wanted.has(row)) places.set(row, i);
  return (a, b) => {
    const [one, other] = [places.get(a) ?? 0, places.get(b) ?? 0];
    const probability = 1 / (1 + Math.exp(-weigh.score(one, other)));
    return {
      a: ids[a] ?? 0,
      b: ids[b] ?? 0,
      probability,
      ...pickEvidence(weigh.explain(one, other)),
    };
  };
}

function pickEvidence({ evidence }: ReturnType<Matches['weigh']['explain']>): {
  evidence: PairEvidence['evidence'];
} {
  return { evidence };
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? Number.MIN_SAFE_INTEGER);
}

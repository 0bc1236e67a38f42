import { change, type Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';
import type { PairEvidence } from './case.ts';
import { pairUp, readDifferences } from './decisions.ts';
import { readLearned, writeLearned } from './learned.ts';
import { findMatches, type Match, type Matches, type MatchOptions } from './match.ts';
import { reconcile, type Found } from './reconcile.ts';
import { collapse, type Distinct } from './distinct.ts';
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
  type Search,
} from './search-storage.ts';

export interface SearchOptions {
  /** What is less probable makes no case. */
  minProbability: number;
  onProgress: (step: 'reading' | 'comparing' | 'storing', done: number) => void;
}

export interface SearchReport {
  /** All that are binding. */
  bookings: number;
  /** Whether anything had changed since the last search. */
  isDue: boolean;
  /** Pairs compared by this search. */
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

// Beyond this share of changed bookings all is compared and learned anew.
const MOST_CHANGED = 0.1;

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
  const isSame = last?.model === MODEL_VERSION && last.minProbability === minProbability;
  const before = isSame ? last : null;
  const pendingSeq = readPendingSeq(database);
  const changed = before === null ? null : listChanged(database, before.pendingSeq);
  const search = { model: MODEL_VERSION, minProbability, pendingSeq };
  if (before !== null && changed?.size === 0)
    return store(database, actor, { ...search, learned: before.learned }, nothing);
  onProgress('reading', countBinding(database));
  const { ids, distinct } = readDistinct(database, (read) => onProgress('reading', read));
  onProgress('comparing', ids.length);
  const decided = readDifferences(database);
  const isDifferent = (a: number, b: number): boolean => decided(ids[a] ?? 0, ids[b] ?? 0);
  const since = before && changed && narrow(database, before, changed, ids);
  const matches = findMatches(distinct, since === null ? { isDifferent } : { isDifferent, since });
  const found = collectFound(matches, ids, { minProbability, isDifferent });
  onProgress('storing', found.length);
  const { lookedAt } = matches;
  const learned =
    since === null ? writeLearned({ bookings: ids.length, model: matches.model }) : before?.learned;
  return store(
    database,
    actor,
    { ...search, learned: learned ?? '' },
    {
      found,
      compared: matches.pairs,
      oversize: matches.oversize.length,
      lookedAt:
        lookedAt === null || changed === null
          ? null
          : new Set([...changed, ...[...lookedAt].map((row) => ids[row] ?? 0)]),
    },
  );
}

// In a function of its own, so that the rows are gone before they are compared: they are as large as what is left.
function readDistinct(
  database: Database,
  onProgress: (read: number) => void,
): { ids: number[]; distinct: Distinct } {
  const rows = createRows();
  return { ids: readIdentities(database, rows, onProgress), distinct: collapse(rows) };
}

type Since = NonNullable<MatchOptions['since']>;

/** What is to be compared again after these changes; `null`: all, and learned anew. */
function narrow(
  database: Database,
  { learned }: Search,
  changed: ReadonlySet<number>,
  ids: readonly number[],
): Since | null {
  const { bookings, model } = readLearned(learned);
  const most = MOST_CHANGED * ids.length;
  if (changed.size > most || Math.abs(bookings - ids.length) > most) return null;
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const toRows = (list: Iterable<number>): number[] =>
    [...list].flatMap((id) => rowOf.get(id) ?? []);
  const mates = new Map<number, Set<number>>();
  for (const { members } of listKnown(database)) {
    const known = toRows(members);
    for (const row of known) mates.set(row, new Set([...(mates.get(row) ?? []), ...known]));
  }
  const together = (row: number): Iterable<number> => mates.get(row) ?? [];
  return { model, changed: { rows: new Set(toRows(changed)), together } };
}

function collectFound(
  matches: Matches,
  ids: readonly number[],
  wish: { minProbability: number; isDifferent: (a: number, b: number) => boolean },
): Found[] {
  const explain = createExplain(matches, ids);
  return (
    matches.matches
      .filter(({ probability }) => probability >= wish.minProbability)
      // Bookings that say all the same stand together, whatever was decided about each two of them.
      .map((match) => ({ ...match, rows: leaveUndecided(match.rows, wish.isDifferent) }))
      .filter(({ rows }) => rows.length > 1)
      .map((match): Found => describe(match, ids, explain))
      .toSorted((a, b) => compareLists(a.members, b.members))
  );
}

// More than so many are not decided about one by one.
const MOST_DECIDED = 50;

/** Those of whom somebody else here may still be the same person. */
function leaveUndecided(rows: number[], isDifferent: (a: number, b: number) => boolean): number[] {
  if (rows.length > MOST_DECIDED) return rows;
  return rows.filter((a) => rows.some((b) => a !== b && !isDifferent(a, b)));
}

interface Result {
  /** `null`: nothing had changed. */
  found: Found[] | null;
  compared: number;
  oversize: number;
  /** The bookings that were looked at; `null`: all. */
  lookedAt: ReadonlySet<number> | null;
}

const nothing: Result = { found: null, compared: 0, oversize: 0, lookedAt: null };

function store(
  database: Database,
  actor: Actor,
  search: Search,
  { found, compared, oversize, lookedAt }: Result,
): SearchReport {
  return change(database, actor, () => {
    const now = actor.now();
    const moved = listChanged(database, search.pendingSeq);
    const sound = (found ?? []).filter(({ members }) => !members.some((id) => moved.has(id)));
    const isLookedAt = (id: number): boolean => !moved.has(id) && (lookedAt?.has(id) ?? true);
    const changes =
      found === null
        ? { create: [], update: [], close: [] }
        : reconcile(sound, listKnown(database), isLookedAt);
    storeCases(database, changes, { model: search.model, now });
    const bookings = countBinding(database);
    storeSearch(database, { ...search, at: now, bookings, compared });
    const report = {
      bookings,
      isDue: found !== null,
      compared,
      created: changes.create.length,
      reopened: changes.update.filter(({ reopens }) => reopens).length,
      closed: changes.close.length,
      moved: moved.size,
      oversize,
      ...countCases(database),
    };
    const { isDue: _, ...facts } = report;
    return { result: report, entry: { action: 'duplicate.find', facts } };
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

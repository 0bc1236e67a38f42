import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { change, changeInSteps, type Actor, type Entry } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { decide, Overtaken, type ImportPlan } from './import-decide.ts';
import { stagingPath } from './import-left.ts';
import {
  attachStaging,
  blameStaging,
  readSealed,
  sealStaging,
  type Staging,
} from './import-staging.ts';
import { createStore, dropRest } from './import-store.ts';

/** Up to here an import is one transaction: all of it or nothing, whenever it is stopped. */
const AT_ONCE = 20_000;
/** Of one step within that transaction, after which an interrupt is heard. */
const STEP = 1000;
const CHUNK_MS = 300;
// SQLite's busy handler asks again after 100 ms at most: whoever waits finds the file free in this pause.
const PAUSE_MS = 110;

export interface ImportWatch {
  /** Takes the import back as long as it is not decided. */
  drain: AbortSignal | null;
  /** Stops a decided one as well; the next command that opens the campaign goes on with it. */
  abort: AbortSignal | null;
  /** Called once an import can no longer be taken back. */
  decided: () => void;
  /** Called as rows are stored. */
  stored: (rows: number, of: number) => void;
  /** Called if the rest of an import is given up, its staging file being gone: `seats` are free again. */
  dropped: (files: readonly string[], seats: number) => void;
}

interface Decision {
  files: readonly string[];
  plan: ImportPlan;
  /** Figures for the audit log. */
  facts: Record<string, unknown>;
}

/**
 * Stores what is staged and returns how many rows came too late: changed here since the import was decided,
 * which is possible with many rows only.
 * @throws Overtaken if seats or bookings have changed since they were judged; nothing is stored
 * @throws Failure `interrupted`, `database_locked`
 */
export async function storeStaged(
  staging: Staging,
  actor: Actor,
  decision: Decision,
  watch: ImportWatch,
): Promise<number> {
  const { database, token } = staging;
  const { plan } = decision;
  if (plan.arrivals + plan.revisions <= AT_ONCE)
    return await storeAtOnce(database, actor, decision, watch);
  sealStaging(staging, plan);
  if (watch.drain?.aborted) throw new Failure('interrupted', {});
  // Before the decision is known to be stored: in doubt the file is kept.
  staging.isNeeded = true;
  let importId: number;
  try {
    importId = change(database, actor, () => {
      const id = openImport(database, actor, decision.files, token);
      decide(database, id, plan, actor.now());
      return { result: id, entry: toEntry(id, decision) };
    });
  } catch (error) {
    staging.isNeeded = false;
    throw error;
  }
  const late = await storeChunks(database, actor, importId, plan, watch);
  staging.isNeeded = false;
  return late;
}

async function storeAtOnce(
  database: Database,
  actor: Actor,
  decision: Decision,
  { drain, stored }: ImportWatch,
): Promise<number> {
  const { plan } = decision;
  const all = plan.arrivals + plan.revisions;
  return await changeInSteps(database, actor, drain, function* () {
    const id = openImport(database, actor, decision.files, null);
    decide(database, id, plan, actor.now());
    const store = createStore(database, id, plan);
    let rows = 0;
    for (;;) {
      const part = store(STEP);
      if (part.late > 0) throw new Overtaken();
      stored((rows += part.rows), all);
      if (part.done) return { result: 0, entry: toEntry(id, decision) };
      yield;
    }
  });
}

async function storeChunks(
  database: Database,
  actor: Actor,
  importId: number,
  plan: ImportPlan,
  { abort, decided, stored }: ImportWatch,
): Promise<number> {
  decided();
  const store = createStore(database, importId, plan);
  let { done, rows } = countStored(database, importId, plan);
  let late = 0;
  let atMost = STEP;
  while (!done) {
    if (abort?.aborted) throw new Failure('interrupted', {});
    const since = performance.now();
    const part = change(database, actor, () => {
      const result = store(atMost);
      const facts = { import: importId, rows: result.rows, late: result.late };
      return { result, entry: { action: 'booking.import_part', facts } };
    });
    const elapsed = performance.now() - since;
    atMost = Math.round(atMost * Math.min(2, Math.max(0.25, CHUNK_MS / elapsed)));
    late += part.late;
    stored((rows += part.rows), plan.arrivals + plan.revisions);
    done = part.done;
    await sleep(PAUSE_MS);
  }
  return late;
}

function countStored(
  database: Database,
  importId: number,
  plan: ImportPlan,
): { done: boolean; rows: number } {
  const { arrived, revised, token } = sql(
    database,
    'SELECT arrived, revised, token FROM booking_import WHERE id = ?',
  ).get(importId) as { arrived: number; revised: number; token: string | null };
  return { done: token === null, rows: arrived + Math.min(revised, plan.revisions) };
}

function openImport(
  database: Database,
  actor: Actor,
  files: readonly string[],
  token: string | null,
): number {
  const insert = 'INSERT INTO booking_import (at, actor, files, token) VALUES (?, ?, ?, ?)';
  const values = [actor.now(), actor.name, JSON.stringify(files), token];
  return Number(sql(database, insert).run(...values).lastInsertRowid);
}

function toEntry(id: number, { facts }: Decision): Entry {
  return { action: 'booking.import', facts: { import: id, ...facts } };
}

/**
 * Goes on with an import that was decided and then stopped, and takes away what an undecided one has left.
 * While another process imports, nothing is done.
 * @throws Failure `import_damaged`, `interrupted`, `database_locked`
 */
export async function finishLeftImport(
  database: Database,
  actor: Actor,
  watch: ImportWatch,
): Promise<void> {
  if (!existsSync(stagingPath(database.name))) {
    dropOpen(database, actor, null, watch);
    return;
  }
  const left = attachStaging(database);
  if (left === null) return;
  try {
    await finishStaged(left, actor, watch);
  } finally {
    left.close();
  }
}

/** The same with a staging area that is attached already. */
export async function finishStaged(left: Staging, actor: Actor, watch: ImportWatch): Promise<void> {
  const { database, token } = left;
  const find = 'SELECT id FROM booking_import WHERE token = ?';
  const id = database.prepare(find).pluck().get(token) as number | undefined;
  if (id !== undefined) {
    left.isNeeded = true;
    try {
      await storeChunks(database, actor, id, readSealed(database) as ImportPlan, watch);
    } catch (error) {
      throw blameStaging(database, error);
    }
    left.isNeeded = false;
  }
  dropOpen(database, actor, token, watch);
}

// A campaign file that was copied or restored in the midst of an import has no staging file of its own.
function dropOpen(
  database: Database,
  actor: Actor,
  except: string | null,
  { dropped }: ImportWatch,
): void {
  const find = 'SELECT id, files FROM booking_import WHERE token IS NOT NULL AND token IS NOT ?';
  const open = (): { id: number; files: string }[] =>
    database.prepare(find).all(except) as { id: number; files: string }[];
  if (open().length === 0) return;
  const given = change(database, actor, () => {
    if (except === null && existsSync(stagingPath(database.name)))
      return { result: [], entry: null };
    const result = open().map(({ id, files }) => ({ id, files, seats: dropRest(database, id) }));
    const seats = result.reduce((sum, each) => sum + each.seats, 0);
    const facts = { imports: result.map(({ id }) => id), seats };
    const entry = { action: 'booking.import_dropped', facts } as const;
    return { result, entry: result.length === 0 ? null : entry };
  });
  for (const { files, seats } of given) dropped(JSON.parse(files) as string[], seats);
}

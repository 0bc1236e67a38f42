import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/statements.ts';
import { sendQueued, type SendOptions, type Summary } from '../../src/mail/engine.ts';
import { prepare, type Draft } from '../../src/mail/outbox.ts';
import { startRunner } from '../../src/mail/runner.ts';
import { parseRelay } from '../../src/mail/relay.ts';
import { draftMail, fillBookings } from './drafts.ts';

export const actor = { name: 'tester', now: () => Date.now() };

export interface Queue {
  file: string;
  folder: string;
  database: Database;
  ids: number[];
}

/** A campaign file with `count` binding bookings, each with a mail in the queue. */
export function fillQueue(
  count: number,
  adapt: (draft: Draft) => Draft = (draft) => draft,
  whenDone: (close: () => void) => void = onTestFinished,
): Queue {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-mail-'));
  whenDone(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'campaign.db');
  createDatabase(file, (database) => fillBookings(database, count));
  const database = openDatabase(file, { waiting: () => undefined });
  whenDone(() => void database.close());
  const drafts = Array.from({ length: count }, (_, index) => adapt(draftMail(index + 1)));
  return { file, folder, database, ids: prepare(database, actor, drafts).ids };
}

/** Waits of milliseconds where the engine's own are minutes. */
export const shortDelays = {
  retry: { least: 30, most: 200 },
  greylisted: 100,
  pause: { least: 10, most: 40 },
  silence: 600_000,
};

export async function send(
  queue: Queue,
  relay: string,
  { as = actor, ...options }: Partial<SendOptions> & { as?: typeof actor } = {},
): Promise<Summary & { recovered: number }> {
  const runner = startRunner(queue.database, as);
  try {
    const summary = await sendQueued(runner, {
      relay: parseRelay(relay),
      password: null,
      rate: null,
      connections: 5,
      delays: shortDelays,
      ...options,
    });
    return { ...summary, recovered: runner.recovered };
  } finally {
    runner.release();
  }
}

export interface Row {
  state: string;
  attempts: number;
  outcomes: string[];
}

/** Where a mail stands, and how its attempts ended. */
export function look(queue: Queue, id: number): Row {
  const row = queue.database
    .prepare('SELECT state, attempts FROM message WHERE id = ?')
    .get(id) as Row;
  const outcomes = queue.database
    .prepare('SELECT outcome FROM attempt WHERE message_id = ? ORDER BY id')
    .pluck()
    .all(id) as string[];
  return { ...row, outcomes };
}

/** How many mails stand where, without those states nothing is in. */
export function countStates({ database }: Queue): Record<string, number> {
  const rows = database
    .prepare('SELECT state, count(*) AS count FROM message GROUP BY state')
    .all();
  return Object.fromEntries(
    (rows as { state: string; count: number }[]).map(({ state, count }) => [state, count]),
  );
}

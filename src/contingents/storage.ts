import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { nearest } from '../nearest.ts';
import type { Channel, ContingentKind, ContingentMode } from './state.ts';
import { spreadSeats, type Window } from './windows.ts';

export interface NewContingent {
  name: string;
  kind: ContingentKind;
  mode: ContingentMode;
  opensAt: number | null;
  /** Empty: any channel. */
  channels: Channel[];
  seats: number;
  /** `anytime`: one slot without a time of day. */
  windows: Window[] | 'anytime';
}

/** @throws Failure `contingent_exists` */
export function addContingent(database: Database, actor: Actor, plan: NewContingent): void {
  change(database, actor, () => {
    const taken = sql(database, 'SELECT 1 FROM contingent WHERE name = ?').get(plan.name);
    if (taken !== undefined) throw new Failure('contingent_exists', { name: plan.name });
    const { lastInsertRowid: id } = sql(
      database,
      'INSERT INTO contingent (name, kind, mode, opens_at, channels) VALUES (?, ?, ?, ?, ?)',
    ).run(
      plan.name,
      plan.kind,
      plan.mode,
      plan.opensAt,
      plan.channels.length === 0 ? null : plan.channels.toSorted().join(','),
    );
    const windows = plan.windows === 'anytime' ? [null] : plan.windows;
    const shares = spreadSeats(plan.seats, windows.length);
    for (const [index, window] of windows.entries()) {
      insertSlot(database, Number(id), window, shares[index] ?? 0);
    }
    const facts = { contingent: Number(id), seats: plan.seats, slots: windows.length };
    return { result: undefined, entry: { action: 'contingent.add', facts } };
  });
}

/** Adds a slot and returns its id; no window is the contingent's `anytime` slot. Within a change. */
export function insertSlot(
  database: Database,
  contingentId: number,
  window: Window | null,
  capacity: number,
): number {
  const { lastInsertRowid } = sql(
    database,
    'INSERT INTO slot (contingent_id, starts_at, ends_at, capacity) VALUES (?, ?, ?, ?)',
  ).run(contingentId, window?.startsAt ?? null, window?.endsAt ?? null, capacity);
  return Number(lastInsertRowid);
}

/** The id of a contingent by its name, letter case forgiven. @throws Failure `contingent_unknown` */
export function findContingent(database: Database, name: string): number {
  const rows = sql(database, 'SELECT id, name FROM contingent').all() as {
    id: number;
    name: string;
  }[];
  const wanted = name.trim().toLowerCase();
  const found =
    rows.find((row) => row.name === name.trim()) ??
    rows.find((row) => row.name.toLowerCase() === wanted);
  if (found === undefined) {
    const near = nearest(
      name,
      rows.map((row) => row.name),
    );
    throw new Failure('contingent_unknown', { name, nearest: near });
  }
  return found.id;
}

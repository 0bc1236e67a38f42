import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { sumSeats } from './figures.ts';
import { insertSlot } from './seats.ts';
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
export function addContingent(database: Database, actor: Actor, plan: NewContingent): number {
  return change(database, actor, () => {
    const taken = sql(database, 'SELECT 1 FROM contingent WHERE name = ?').get(plan.name);
    if (taken !== undefined) throw new Failure('contingent_exists', { name: plan.name });
    const before = sumSeats(database);
    const { lastInsertRowid } = sql(
      database,
      'INSERT INTO contingent (name, kind, mode, opens_at, channels) VALUES (?, ?, ?, ?, ?)',
    ).run(plan.name, plan.kind, plan.mode, plan.opensAt, joinChannels(plan.channels));
    const id = Number(lastInsertRowid);
    const windows = plan.windows === 'anytime' ? [null] : plan.windows;
    const shares = spreadSeats(plan.seats, windows.length);
    for (const [index, window] of windows.entries()) {
      insertSlot(database, id, window, shares[index] ?? 0);
    }
    const sum = [before, before + plan.seats];
    const facts = { contingent: id, seats: plan.seats, slots: windows.length, sum };
    return { result: id, entry: { action: 'contingent.add', facts } };
  });
}

/** Channels as they are stored; `null`: any. */
export function joinChannels(channels: readonly Channel[]): string | null {
  return channels.length === 0 ? null : [...new Set(channels)].toSorted().join(',');
}

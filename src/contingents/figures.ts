import { sql, type Database } from '../database/statements.ts';
import {
  stateAt,
  type Channel,
  type ContingentKind,
  type ContingentMode,
  type ContingentState,
} from './state.ts';
import type { Window } from './windows.ts';

/** A contingent as an overview shows it; instants in milliseconds, seats as counts. */
export interface ContingentFigures {
  id: number;
  name: string;
  kind: ContingentKind;
  state: ContingentState;
  opensAt: number | null;
  channels: Channel[];
  slots: number;
  seats: number;
  bound: number;
  free: number;
  overbooked: number;
}

interface Row {
  id: number;
  name: string;
  kind: ContingentKind;
  mode: ContingentMode;
  opens_at: number | null;
  channels: string | null;
  slots: number;
  seats: number;
  bound: number;
  overbooked: number;
}

/** All contingents in the order they open, by figures the slots keep. */
export function listContingents(database: Database, now: number): ContingentFigures[] {
  const rows = sql(
    database,
    `SELECT contingent.*, count(slot.id) AS slots, coalesce(sum(capacity), 0) AS seats,
            coalesce(sum(booked), 0) AS bound, coalesce(sum(overbooked), 0) AS overbooked
     FROM contingent LEFT JOIN slot ON slot.contingent_id = contingent.id
     GROUP BY contingent.id ORDER BY opens_at IS NULL, opens_at, name`,
  ).all() as Row[];
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    state: stateAt(row.mode, row.opens_at, now),
    opensAt: row.opens_at,
    channels: (row.channels?.split(',') ?? []) as Channel[],
    slots: row.slots,
    seats: row.seats,
    bound: row.bound,
    free: row.seats - row.bound + row.overbooked,
    overbooked: row.overbooked,
  }));
}

/** The first start and the last end of all windows; `null` if there is none. Instants in milliseconds. */
export function readOpeningHours(database: Database): Window | null {
  const row = sql(
    database,
    'SELECT min(starts_at) AS startsAt, max(ends_at) AS endsAt FROM slot',
  ).get();
  const hours = row as { startsAt: number | null; endsAt: number | null };
  if (hours.startsAt === null || hours.endsAt === null) return null;
  return { startsAt: hours.startsAt, endsAt: hours.endsAt };
}

/** The window that starts first; `null` if there is none. */
export function readFirstWindow(database: Database): Window | null {
  const first =
    'SELECT starts_at AS startsAt, ends_at AS endsAt FROM slot WHERE starts_at IS NOT NULL';
  const row = sql(database, `${first} ORDER BY starts_at LIMIT 1`).get();
  return row === undefined ? null : (row as Window);
}

import { sql, type Database } from '../database/statements.ts';
import { readContingents, type Contingent } from './storage.ts';
import { stateAt, type ContingentState } from './state.ts';
import type { Window } from './windows.ts';

/** Seats as an account of a slot, a contingent or the campaign: seats + overbooked = bound + held + free. */
export interface Seats {
  seats: number;
  bound: number;
  /** Kept for forms that are open. */
  held: number;
  free: number;
  overbooked: number;
}

/** A contingent as an overview shows it; instants in milliseconds, seats as counts. */
export interface ContingentFigures extends Contingent, Seats {
  state: ContingentState;
  slots: number;
}

const noSeats = { slots: 0, seats: 0, bound: 0, held: 0, free: 0, overbooked: 0 };

/** All contingents in the order they open, by figures the slots keep: no booking is read. */
export function listContingents(database: Database, now: number): ContingentFigures[] {
  const rows = sql(
    database,
    `SELECT contingent_id AS id, count(*) AS slots, sum(capacity) AS seats, sum(booked) AS bound,
            sum(held) AS held, sum(capacity - booked - held + overbooked) AS free, sum(overbooked) AS overbooked
     FROM slot GROUP BY contingent_id`,
  ).all() as (Seats & { id: number; slots: number })[];
  const accounts = new Map(rows.map((row) => [row.id, row]));
  if (rows.some(({ held }) => held > 0)) letGoExpired(database, accounts, now);
  const contingents = readContingents(database).map((contingent) => ({
    ...noSeats,
    ...accounts.get(contingent.id),
    ...contingent,
  }));
  const safe = countSafeFree(contingents);
  return contingents.map((contingent) => ({
    ...contingent,
    state: stateAt(contingent, now, () => safe > 0),
  }));
}

/** A hold that has expired holds nothing, although nobody has taken it away yet. */
function letGoExpired(database: Database, accounts: ReadonlyMap<number, Seats>, now: number): void {
  const expired = sql(
    database,
    `SELECT contingent_id AS id, count(*) AS count FROM seat_hold JOIN slot ON slot.id = slot_id
     WHERE expires_at <= ? GROUP BY contingent_id`,
  ).all(now) as { id: number; count: number }[];
  for (const { id, count } of expired) {
    const account = accounts.get(id);
    if (account === undefined) continue;
    account.held -= count;
    account.free += count;
  }
}

/** The seats of the regular contingents that are not closed and that nobody is bound to yet. */
export function countSafeFree(
  contingents: readonly Pick<ContingentFigures, 'kind' | 'mode' | 'free' | 'held'>[],
): number {
  return contingents
    .filter(({ kind, mode }) => kind === 'regular' && mode !== 'closed')
    .reduce((sum, { free, held }) => sum + free + held, 0);
}

/** The seats of the whole campaign. */
export function sumSeats(database: Database): number {
  return sql(database, 'SELECT coalesce(sum(capacity), 0) FROM slot').pluck().get() as number;
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

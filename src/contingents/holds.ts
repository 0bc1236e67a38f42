import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { readSlot, writeTime } from './slots.ts';

/** A seat kept for somebody whose form is still open; it expires by itself. */
export interface Hold {
  id: number;
  slot: number;
  /** Milliseconds. */
  expiresAt: number;
}

/** How long a seat is kept: ten minutes, in milliseconds. */
export const HOLD_MS = 600_000;

/**
 * Keeps a free seat of a slot for ten minutes, so that nobody else is sold it meanwhile. A desk that is killed lets
 * go of it when they are over.
 * @param replaces a hold that is given up for this one, by its id
 * @throws Failure `sold_out`, `slot_unknown`
 */
export function holdSeat(
  database: Database,
  actor: Actor,
  timeZone: string,
  { slot, replaces = null }: { slot: number; replaces?: number | null },
): Hold {
  return change(database, actor, () => {
    const now = actor.now();
    sweepHolds(database, now);
    if (replaces !== null) takeHold(database, replaces);
    const figures = readSlot(database, slot);
    if (figures === null) throw new Failure('slot_unknown', { slot: String(slot) });
    if (figures.free < 1) {
      const { contingent, startsAt } = figures;
      const window = startsAt === null ? null : writeTime(timeZone, startsAt);
      throw new Failure('sold_out', { contingent, window, near: [] });
    }
    const expiresAt = now + HOLD_MS;
    const insert = 'INSERT INTO seat_hold (slot_id, actor, expires_at) VALUES (?, ?, ?)';
    const id = Number(sql(database, insert).run(slot, actor.name, expiresAt).lastInsertRowid);
    const facts = { hold: id, slot, replaces, expires_at: expiresAt };
    return { result: { id, slot, expiresAt }, entry: { action: 'seat.hold', facts } };
  });
}

/** Gives a held seat back before its time; one that has expired already is none. */
export function releaseHold(database: Database, actor: Actor, id: number): void {
  change(database, actor, () => {
    const slot = takeHold(database, id);
    sweepHolds(database, actor.now());
    const entry = { action: 'seat.let_go', facts: { hold: id, slot } } as const;
    return { result: undefined, entry: slot === null ? null : entry };
  });
}

/** Ends a hold for the one it was kept for, and returns its slot; `null`: it has expired. Within a change. */
export function takeHold(database: Database, id: number): number | null {
  const slot = sql(database, 'DELETE FROM seat_hold WHERE id = ? RETURNING slot_id')
    .pluck()
    .get(id) as number | undefined;
  return slot ?? null;
}

/** Frees the seats of holds that have expired. Every change that takes or moves seats begins with it. */
export function sweepHolds(database: Database, now: number): void {
  sql(database, 'DELETE FROM seat_hold WHERE expires_at <= ?').run(now);
}

/** Takes the newest hold of a slot away from whoever has it; whether there was one. Within a change. */
export function dropHold(database: Database, slot: number): boolean {
  const newest = 'SELECT id FROM seat_hold WHERE slot_id = ? ORDER BY id DESC LIMIT 1';
  return sql(database, `DELETE FROM seat_hold WHERE id = (${newest})`).run(slot).changes === 1;
}

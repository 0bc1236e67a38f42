import { sql, type Database } from '../database/statements.ts';
import type { Window } from './windows.ts';

/** Adds a slot with its seats and returns its id; no window is the contingent's `anytime` slot. Within a change. */
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

/** The contingent's slot that starts then, added without a seat where it is missing. Within a change. */
export function ensureSlot(
  database: Database,
  contingentId: number,
  window: Window | null,
): { id: number; created: boolean } {
  const id = sql(database, 'SELECT id FROM slot WHERE contingent_id = ? AND starts_at IS ?')
    .pluck()
    .get(contingentId, window?.startsAt ?? null) as number | undefined;
  if (id !== undefined) return { id, created: false };
  return { id: insertSlot(database, contingentId, window, 0), created: true };
}

/** Moves free seats from a slot to another; the sum stays as it is. Within a change. */
export function moveSeats(database: Database, from: number, to: number, seats: number): void {
  addSeats(database, from, -seats);
  addSeats(database, to, seats);
}

/** Makes seats or takes free ones out of the campaign, which changes the sum. Within a change. */
export function issueSeats(
  database: Database,
  cause: 'resize' | 'import',
  slot: number,
  seats: number,
): void {
  addSeats(database, slot, seats);
  sql(database, 'UPDATE seat_source SET seats = seats + ? WHERE cause = ?').run(seats, cause);
}

function addSeats(database: Database, slot: number, seats: number): void {
  sql(
    database,
    `UPDATE slot SET capacity = capacity + @seats, overbooked = max(0, booked - capacity - @seats)
     WHERE id = @slot`,
  ).run({ slot, seats });
}

/**
 * Whether a seat of a regular contingent that is not closed is free, or only held: standbys wait until
 * these have gone for good.
 */
export function isSafeSeatFree(database: Database): boolean {
  const safe = "contingent.kind = 'regular' AND contingent.mode <> 'closed'";
  return (
    sql(
      database,
      `SELECT 1 WHERE EXISTS (
         SELECT 1 FROM contingent CROSS JOIN slot ON slot.contingent_id = contingent.id
         WHERE ${safe} AND slot.booked + slot.held < slot.capacity)
       OR EXISTS (
         SELECT 1 FROM seat_hold CROSS JOIN slot ON slot.id = slot_id
           JOIN contingent ON contingent.id = contingent_id
         WHERE ${safe})`,
    ).get() !== undefined
  );
}

/**
 * A seat that a cancelled booking has freed goes on to the same window of the leftover contingent,
 * added where it is missing; `null`, or where the seat is owed to another promise: it stays. Returns the
 * slot that has it, or `null` if no seat became free. Within a change.
 */
export function passOnFreedSeat(
  database: Database,
  slotId: number,
  leftover: number | null,
): number | null {
  const slot = sql(
    database,
    `SELECT contingent_id, starts_at AS startsAt, ends_at AS endsAt, capacity - booked - held AS free
     FROM slot WHERE id = ?`,
  ).get(slotId) as Window & { contingent_id: number; startsAt: number | null; free: number };
  if (slot.free < 1) return null;
  if (leftover === null || slot.contingent_id === leftover) return slotId;
  const window = slot.startsAt === null ? null : { startsAt: slot.startsAt, endsAt: slot.endsAt };
  const { id } = ensureSlot(database, leftover, window);
  moveSeats(database, slotId, id, 1);
  return id;
}

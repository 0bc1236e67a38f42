import { dropHold } from '../contingents/holds.ts';
import { ensureSlot, issueSeats } from '../contingents/seats.ts';
import { sql, type Database } from '../database/statements.ts';

/** Where a row's booking goes, or why it cannot go anywhere. */
type Seat =
  | { kind: 'seat'; slotId: number; foreignPromise: boolean }
  | { kind: 'no_window' }
  | { kind: 'sold_out' };

interface SeatWish {
  /** The id of a contingent; `null`: the first that has the window and a free seat. */
  contingent: number | null;
  startsAt: number | null;
  endsAt: number | null;
  /** A cancelled booking belongs to a slot without taking a seat. */
  needsSeat: boolean;
  /** The slot the booking sits in already: there it needs no further seat. */
  sitsIn: number | null;
}

export interface SeatRules {
  createSlots: boolean;
  allowOverbooked: boolean;
}

interface Candidate {
  id: number;
  contingent: number;
  free: number;
  held: number;
}

const QUARTER_HOUR = 900_000;

export type SeatFinder = (wish: SeatWish) => Seat;

/** Finds seats for imported rows, one transaction long; windows it creates get a seat a booking. */
export function createSeatFinder(database: Database, rules: SeatRules): SeatFinder {
  const created = new Set<number>();
  return (wish) => {
    let candidates = listCandidates(database, wish);
    if (candidates.length === 0 && rules.createSlots) {
      const slotId = createWindow(database, wish);
      if (slotId !== null) {
        created.add(slotId);
        candidates = listCandidates(database, wish);
      }
    }
    const [first] = candidates;
    if (first === undefined) return { kind: 'no_window' };
    if (!wish.needsSeat) return { kind: 'seat', slotId: first.id, foreignPromise: false };
    const fitting = candidates.find(({ id, free }) => free > 0 || id === wish.sitsIn);
    if (fitting) return { kind: 'seat', slotId: fitting.id, foreignPromise: false };
    const growing = candidates.find(({ id }) => created.has(id));
    if (growing) {
      issueSeats(database, 'import', growing.id, 1);
      return { kind: 'seat', slotId: growing.id, foreignPromise: false };
    }
    // A promise that was made is more than a form that is open.
    const held = candidates.find((candidate) => candidate.held > 0);
    if (rules.allowOverbooked && held && dropHold(database, held.id))
      return { kind: 'seat', slotId: held.id, foreignPromise: false };
    if (rules.allowOverbooked) return { kind: 'seat', slotId: first.id, foreignPromise: true };
    return { kind: 'sold_out' };
  };
}

// In the order in which contingents open; each is looked up by its window, so that many slots cost nothing.
function listCandidates(database: Database, { contingent, startsAt }: SeatWish): Candidate[] {
  return sql(
    database,
    `SELECT slot.id, contingent.id AS contingent, capacity - booked - held + overbooked AS free, held
     FROM contingent CROSS JOIN slot ON slot.contingent_id = contingent.id AND slot.starts_at IS ?
     WHERE ? IS NULL OR contingent.id = ?
     ORDER BY opens_at IS NULL, opens_at, name`,
  ).all(startsAt, contingent, contingent) as Candidate[];
}

/** A window like its neighbours', in the named contingent or the first; `null` if there is none at all. */
function createWindow(database: Database, wish: SeatWish): number | null {
  const contingent = sql(
    database,
    'SELECT id FROM contingent WHERE ? IS NULL OR id = ? ORDER BY opens_at IS NULL, opens_at, name LIMIT 1',
  )
    .pluck()
    .get(wish.contingent, wish.contingent) as number | undefined;
  if (contingent === undefined) return null;
  if (wish.startsAt === null) return ensureSlot(database, contingent, null).id;
  const length = sql(
    database,
    'SELECT ends_at - starts_at FROM slot WHERE contingent_id = ? AND starts_at IS NOT NULL LIMIT 1',
  )
    .pluck()
    .get(contingent) as number | undefined;
  const endsAt = wish.endsAt ?? wish.startsAt + (length ?? QUARTER_HOUR);
  return ensureSlot(database, contingent, { startsAt: wish.startsAt, endsAt }).id;
}

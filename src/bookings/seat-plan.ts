import { sql, type Database } from '../database/statements.ts';

/** Where a row's booking goes, or why it cannot go anywhere. */
type Seat =
  | { kind: 'seat'; slotId: number; foreignPromise: boolean }
  | { kind: 'no_window' }
  | { kind: 'sold_out' };

interface SeatWish {
  /** The id of a contingent; `null`: the first that has the window and a free seat. */
  contingent: number | null;
  /** Milliseconds; `null`: the contingent's `anytime` slot. */
  startsAt: number | null;
  /** A cancelled booking belongs to a slot without taking a seat. */
  needsSeat: boolean;
  /** The slot the booking sits in already: there it needs no further seat. */
  sitsIn: number | null;
}

export interface SeatRules {
  createSlots: boolean;
  allowOverbooked: boolean;
  /** The contingent that gets the seats of those cancelled; `null`: they stay where they are. */
  freedSeatsTo: number | null;
}

interface PlannedSlot {
  id: number;
  contingent: number;
  startsAt: number | null;
  endsAt: number | null;
  capacity: number;
  booked: number;
  /** Seats kept for forms that are open. */
  held: number;
  dropped: number;
  /** It is to be added when the plan is carried out, and its id (negative) is the plan's own. */
  isNew: boolean;
  /** A window of this import: it gets a seat a booking. */
  grows: boolean;
  issued: number;
}

/** What the plan needs of the campaign besides the bookings themselves; ids as the plan has them. */
export interface SeatOutcome {
  added: { id: number; contingent: number; startsAt: number | null; endsAt: number | null }[];
  /** Seats made for windows of this import: slot, how many. */
  issued: [slot: number, seats: number][];
  /** Holds that give way to a promise made elsewhere: slot, how many. */
  dropped: [slot: number, holds: number][];
  /** How far each slot that the plan touches may end up overbooked. */
  overbooked: [slot: number, seats: number][];
}

/** Seats as they would be after what has been planned so far; nothing is stored. */
export interface SeatPlan {
  find: (wish: SeatWish) => Seat;
  take: (slotId: number) => void;
  leave: (slotId: number) => void;
  /** Hands a freed seat on to the leftover contingent; where from and to, `null`: it stays. */
  passOn: (slotId: number) => [from: number, to: number] | null;
  startOf: (slotId: number) => number | null;
  outcome: () => SeatOutcome;
}

const NOTHING = { isNew: false, grows: false, issued: 0, dropped: 0 };
const QUARTER_HOUR = 900_000;

/** The plan starts from the seats of `now` (milliseconds), which are kept in memory: slots are few. */
export function createSeatPlan(database: Database, rules: SeatRules, now: number): SeatPlan {
  const order = sql(database, 'SELECT id FROM contingent ORDER BY opens_at IS NULL, opens_at, name')
    .pluck()
    .all() as number[];
  const slots = new Map<number, PlannedSlot>();
  const byStart = new Map<number | null, PlannedSlot[]>();
  const touched = new Set<PlannedSlot>();
  const place = (slot: PlannedSlot): void => {
    slots.set(slot.id, slot);
    const same = byStart.get(slot.startsAt) ?? [];
    same.push(slot);
    same.sort((a, b) => order.indexOf(a.contingent) - order.indexOf(b.contingent)); // oxlint-disable-line unicorn/no-array-sort
    byStart.set(slot.startsAt, same);
  };
  for (const slot of readSlots(database, now)) place(slot);
  const slotOf = (id: number): PlannedSlot => {
    const slot = slots.get(id);
    if (slot === undefined) throw new Error(`no slot ${id}`);
    return slot;
  };
  let added = 0;
  const add = (window: Pick<PlannedSlot, 'contingent' | 'startsAt' | 'endsAt'>): PlannedSlot => {
    const own = { ...NOTHING, capacity: 0, booked: 0, held: 0, isNew: true };
    const slot = { ...window, ...own, id: -++added };
    place(slot);
    return slot;
  };
  const open = ({ contingent, startsAt }: SeatWish): PlannedSlot | null => {
    const home = contingent ?? order[0];
    if (home === undefined || !order.includes(home)) return null;
    const endsAt = startsAt === null ? null : startsAt + lengthIn(home);
    const slot = add({ contingent: home, startsAt, endsAt });
    slot.grows = true;
    return slot;
  };
  const lengthIn = (contingent: number): number => {
    const neighbour = [...slots.values()].find(
      (slot) => slot.contingent === contingent && slot.startsAt !== null,
    );
    return (neighbour?.endsAt ?? QUARTER_HOUR) - (neighbour?.startsAt ?? 0);
  };
  const find = (wish: SeatWish): Seat => {
    const all = byStart.get(wish.startsAt) ?? [];
    let candidates =
      wish.contingent === null
        ? all
        : all.filter(({ contingent }) => contingent === wish.contingent);
    if (candidates.length === 0 && rules.createSlots) {
      const opened = open(wish);
      candidates = opened === null ? [] : [opened];
    }
    const [first] = candidates;
    if (first === undefined) return { kind: 'no_window' };
    const seat = (slot: PlannedSlot, foreignPromise: boolean): Seat => ({
      kind: 'seat',
      slotId: slot.id,
      foreignPromise,
    });
    if (!wish.needsSeat) return seat(first, false);
    const fitting = candidates.find((slot) => freeIn(slot) > 0 || slot.id === wish.sitsIn);
    if (fitting) return seat(fitting, false);
    const growing = candidates.find(({ grows }) => grows);
    if (growing) {
      growing.capacity++;
      growing.issued++;
      return seat(growing, false);
    }
    // A promise that was made is more than a form that is open.
    const held = candidates.find((slot) => slot.held > 0);
    if (rules.allowOverbooked && held) {
      held.held--;
      held.dropped++;
      return seat(held, false);
    }
    return rules.allowOverbooked ? seat(first, true) : { kind: 'sold_out' };
  };
  const passOn: SeatPlan['passOn'] = (slotId) => {
    const from = slotOf(slotId);
    const home = rules.freedSeatsTo;
    if (freeIn(from) < 1 || home === null || from.contingent === home) return null;
    const { startsAt, endsAt } = from;
    const to =
      byStart.get(startsAt)?.find(({ contingent }) => contingent === home) ??
      add({ contingent: home, startsAt, endsAt });
    from.capacity--;
    to.capacity++;
    touched.add(from).add(to);
    return [from.id, to.id];
  };
  const count = (slotId: number, seats: number): void => {
    const slot = slotOf(slotId);
    slot.booked += seats;
    touched.add(slot);
  };
  return {
    find,
    take: (slotId) => count(slotId, 1),
    leave: (slotId) => count(slotId, -1),
    passOn,
    startOf: (slotId) => slotOf(slotId).startsAt,
    outcome: () => ({
      added: [...slots.values()]
        .filter(({ isNew }) => isNew)
        .map(({ id, contingent, startsAt, endsAt }) => ({ id, contingent, startsAt, endsAt })),
      issued: [...slots.values()]
        .filter(({ issued }) => issued > 0)
        .map(({ id, issued }) => [id, issued]),
      dropped: [...slots.values()]
        .filter(({ dropped }) => dropped > 0)
        .map(({ id, dropped }) => [id, dropped]),
      overbooked: [...touched].map(({ id, booked, capacity }) => [
        id,
        Math.max(0, booked - capacity),
      ]),
    }),
  };
}

function readSlots(database: Database, now: number): PlannedSlot[] {
  const rows = sql(
    database,
    `SELECT id, contingent_id AS contingent, starts_at AS startsAt, ends_at AS endsAt, capacity, booked,
       (SELECT count(*) FROM seat_hold WHERE slot_id = slot.id AND expires_at > ?) AS held
     FROM slot ORDER BY contingent_id, starts_at`,
  ).all(now) as Omit<PlannedSlot, keyof typeof NOTHING>[];
  return rows.map((row) => ({ ...row, ...NOTHING }));
}

function freeIn({ capacity, booked, held }: PlannedSlot): number {
  return capacity - booked - held;
}

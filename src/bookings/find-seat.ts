import { refuseBooking } from '../contingents/bookable.ts';
import { missWindow, readSlot, writeTime } from '../contingents/slots.ts';
import type { Channel } from '../contingents/state.ts';
import { readContingents, type Contingent } from '../contingents/storage.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { listNearestFree } from './nearest-free.ts';

export interface SeatWish {
  /** A slot by its id, or the time it begins in milliseconds (`null`: `anytime`), or the first that is free. */
  slot: { id: number } | { startsAt: number | null; typed: string } | 'first';
  /** The id of the contingent; `null`: the first (release time, then name) that has a seat for it. */
  contingent: number | null;
  channel: Channel;
  /**
   * The contingent whose seat the booking has already, by its id: looked at first, and neither its state nor its
   * channels are asked, since nobody new is let in.
   */
  own?: number;
}

export interface Seat {
  id: number;
  startsAt: number | null;
  capacity: number;
  booked: number;
}

const NEAR = 3;

/**
 * The slot in which a seat is free for this wish. Within a change.
 * @param at the moment, and the campaign's zone for the words of a refusal
 * @throws Failure `sold_out`, `contingent_closed`, `channel_reserved`, `standby_gated`, `slot_unknown`,
 *   `window_unknown`, `window_outside`
 */
export function findSeat(
  database: Database,
  wish: SeatWish,
  at: { now: number; timeZone: string },
): Seat {
  const refusals: Failure[] = [];
  for (const contingent of listCandidates(database, wish)) {
    const seat = pickSeat(database, wish.slot, contingent.id, at.now);
    if (seat === undefined) continue;
    const isOwn = contingent.id === wish.own;
    const refusal = isOwn ? null : refuseBooking(database, contingent, wish.channel, at);
    if (refusal === null && seat.free > 0) return seat;
    const window = seat.startsAt === null ? null : writeTime(at.timeZone, seat.startsAt);
    const near = listNear(database, wish, seat.startsAt, at);
    refusals.push(
      refusal ?? new Failure('sold_out', { contingent: contingent.name, window, near }),
    );
  }
  throw chooseRefusal(database, wish, refusals, at.timeZone);
}

function listNear(
  database: Database,
  wish: SeatWish,
  startsAt: number | null,
  { now, timeZone }: { now: number; timeZone: string },
): string[] {
  if (startsAt === null || wish.slot === 'first') return [];
  const { contingent, channel } = wish;
  const slots = listNearestFree(database, { startsAt, contingent, channel, now, timeZone }, NEAR);
  return slots.flatMap((slot) =>
    slot.startsAt === null ? [] : [writeTime(timeZone, slot.startsAt)],
  );
}

function listCandidates(database: Database, { slot, contingent, own }: SeatWish): Contingent[] {
  const all = readContingents(database).toSorted(
    (a, b) => Number(b.id === own) - Number(a.id === own),
  );
  const wanted = contingent === null ? all : all.filter(({ id }) => id === contingent);
  if (slot === 'first' || !('id' in slot)) return wanted;
  const found = readSlot(database, slot.id);
  if (found === null) throw new Failure('slot_unknown', { slot: String(slot.id) });
  return wanted.filter(({ id }) => id === found.contingentId);
}

const SEAT =
  'SELECT id, starts_at AS startsAt, capacity, booked, capacity - booked - held AS free FROM slot WHERE ';

function pickSeat(
  database: Database,
  slot: SeatWish['slot'],
  contingent: number,
  now: number,
): (Seat & { free: number }) | undefined {
  const get = (condition: string, ...values: unknown[]): (Seat & { free: number }) | undefined =>
    sql(database, SEAT + condition).get(...values) as (Seat & { free: number }) | undefined;
  if (slot !== 'first') {
    if ('id' in slot) return get('id = ?', slot.id);
    return get('contingent_id = ? AND starts_at IS ?', contingent, slot.startsAt);
  }
  const free = 'contingent_id = ? AND booked + held < capacity AND starts_at';
  return (
    // Nobody wants the first free window of a morning that is over.
    get(`${free} > ? ORDER BY starts_at LIMIT 1`, contingent, now) ??
    get(`${free} IS NULL`, contingent) ??
    get(`${free} IS NOT NULL ORDER BY starts_at LIMIT 1`, contingent) ??
    get('contingent_id = ? ORDER BY starts_at LIMIT 1', contingent)
  );
}

/** What to say if no contingent has a seat: sold out if any was open, else why the first was not. */
function chooseRefusal(
  database: Database,
  { slot, contingent }: SeatWish,
  refusals: readonly Failure[],
  timeZone: string,
): Failure {
  const soldOut = refusals.filter(({ code }) => code === 'sold_out');
  const [first] = soldOut.length > 0 ? soldOut : refusals;
  if (first === undefined) {
    if (slot === 'first')
      return new Failure('sold_out', { contingent: null, window: null, near: [] });
    if ('id' in slot) return new Failure('slot_unknown', { slot: String(slot.id) });
    return missWindow(database, slot.typed, slot.startsAt, { timeZone, date: '' });
  }
  if (soldOut.length === 0 || (slot !== 'first' && soldOut.length === 1)) return first;
  const { contingent: name, window, near } = (first as Failure<'sold_out'>).facts;
  return new Failure('sold_out', {
    contingent: contingent === null ? null : name,
    window: slot === 'first' ? null : window,
    near,
  });
}

import { describe, expect, it } from 'vitest';
import { book } from '../../src/bookings/book.ts';
import { cancelBookings } from '../../src/bookings/cancel.ts';
import { listNearestFree } from '../../src/bookings/nearest-free.ts';
import { rebookBooking } from '../../src/bookings/rebook.ts';
import { createSeatPlan } from '../../src/bookings/seat-plan.ts';
import { listContingents } from '../../src/contingents/figures.ts';
import { HOLD_MS, holdSeat, releaseHold } from '../../src/contingents/holds.ts';
import { releaseSeats } from '../../src/contingents/release.ts';
import { resizeSlot } from '../../src/contingents/resize.ts';
import { isSafeSeatFree } from '../../src/contingents/seats.ts';
import { listSlots, listSlotsAt, readSlot } from '../../src/contingents/slots.ts';
import type { Database } from '../../src/database/statements.ts';
import { actor, addQuarters, findFaults, nobody, NOON, openAccount, ZONE } from './account.ts';

const later = { name: 'later', now: () => NOON + HOLD_MS };

function open(seats: number, windows = 1): Database {
  const { database } = openAccount();
  addQuarters(database, 'A', seats, windows);
  return database;
}

function take(
  database: Database,
  slot: number,
  how: { hold?: number; by?: typeof actor } = {},
): string {
  const { hold, by = actor } = how;
  const rest = { contingent: null, channel: 'phone', person: nobody, outsideArea: false } as const;
  return book(database, by, ZONE, { slot: { id: slot }, ...rest, note: null, hold });
}

describe('a held seat', () => {
  it('is sold to the one it is held for, and to nobody else', () => {
    const database = open(1);
    const { id } = holdSeat(database, actor, ZONE, { slot: 1 });
    expect(readSlot(database, 1)).toMatchObject({ seats: 1, bound: 0, held: 1, free: 0 });
    expect(() => take(database, 1)).toThrow('sold_out');
    expect(() => holdSeat(database, actor, ZONE, { slot: 1 })).toThrow('sold_out');
    take(database, 1, { hold: id });
    expect(readSlot(database, 1)).toMatchObject({ bound: 1, held: 0, free: 0 });
    expect(findFaults(database)).toEqual([]);
  });

  it('is kept by the database itself', () => {
    const database = open(1);
    holdSeat(database, actor, ZONE, { slot: 1 });
    const insert = `INSERT INTO booking (reference, slot_id, state, channel, created_at)
      VALUES ('X', 1, 'binding', 'phone', 0)`;
    expect(() => database.exec(insert)).toThrow('no_held_seat_sold');
    expect(() =>
      database.exec('INSERT INTO seat_hold (slot_id, actor, expires_at) VALUES (1, 0, 0)'),
    ).toThrow('no_held_seat_sold');
    const shrink = 'UPDATE slot SET capacity = 0 WHERE id = 1';
    expect(() => database.exec(shrink)).toThrow('bound or held');
  });

  it('is free again after ten minutes by itself, for whoever looks and whoever books', () => {
    const database = open(1);
    const { id, expiresAt } = holdSeat(database, actor, ZONE, { slot: 1 });
    expect(expiresAt).toBe(NOON + 600_000);
    const look = (now: number): unknown[] => [
      listContingents(database, now)[0],
      ...listSlotsAt(database, { free: true }, now),
    ];
    expect(look(expiresAt - 1)).toMatchObject([{ held: 1, free: 0 }]);
    expect(look(expiresAt)).toMatchObject([
      { held: 0, free: 1 },
      { held: 0, free: 1 },
    ]);
    take(database, 1, { by: later });
    // The form that was open all the time finds the seat gone, and nobody's seat is taken.
    expect(() => take(database, 1, { hold: id, by: later })).toThrow('sold_out');
    expect(findFaults(database)).toEqual([]);
  });

  it('goes back when the form is closed, or when another is held instead', () => {
    const database = open(4, 2);
    const first = holdSeat(database, actor, ZONE, { slot: 1 });
    const second = holdSeat(database, actor, ZONE, { slot: 2, replaces: first.id });
    const heldOf = (): number[] => listSlots(database, {}).map(({ held }) => held);
    expect(heldOf()).toEqual([0, 1]);
    releaseHold(database, actor, second.id);
    releaseHold(database, actor, second.id);
    expect(heldOf()).toEqual([0, 0]);
  });

  it('is neither released to another contingent nor taken away by a resize', () => {
    const database = open(3);
    const into = addQuarters(database, 'B', 0, 1);
    holdSeat(database, actor, ZONE, { slot: 1 });
    const wish = { from: [1], into, anytime: false, slots: null };
    expect(() => releaseSeats(database, actor, { ...wish, seats: 3 })).toThrow('seats_not_free');
    expect(releaseSeats(database, actor, { ...wish, seats: null }).seats).toBe(2);
    expect(() => resizeSlot(database, actor, 1, 0)).toThrow('seats_held');
    expect(resizeSlot(database, later, 1, 0).after).toMatchObject({ seats: 0, held: 0 });
    expect(findFaults(database)).toEqual([]);
  });

  it('stays held when the seat beside it is cancelled', () => {
    const database = open(2);
    const leftover = addQuarters(database, 'Rest', 0, 1);
    const reference = take(database, 1);
    holdSeat(database, actor, ZONE, { slot: 1 });
    const options = { reason: 'citizen', freedSeatsTo: leftover, dryRun: false } as const;
    const [done] = cancelBookings(database, actor, [reference], options);
    expect(done?.seat?.contingent).toBe('Rest');
    expect(readSlot(database, 1)).toMatchObject({ seats: 1, bound: 0, held: 1, free: 0 });
    expect(findFaults(database)).toEqual([]);
  });

  it('gives way to a promise that a portal has made', () => {
    const database = open(1);
    holdSeat(database, actor, ZONE, { slot: 1 });
    const startsAt = readSlot(database, 1)?.startsAt ?? 0;
    const wish = { contingent: null, startsAt, endsAt: null, needsSeat: true, sitsIn: null };
    const rules = { createSlots: false, allowOverbooked: false, freedSeatsTo: null };
    expect(createSeatPlan(database, rules, NOON).find(wish)).toEqual({ kind: 'sold_out' });
    const forced = createSeatPlan(database, { ...rules, allowOverbooked: true }, NOON);
    expect(forced.find(wish)).toEqual({ kind: 'seat', slotId: 1, foreignPromise: false });
    forced.take(1);
    expect(forced.outcome().dropped).toEqual([[1, 1]]);
  });

  it('keeps the standbys waiting: it may be free again', () => {
    const database = open(1);
    holdSeat(database, actor, ZONE, { slot: 1 });
    expect(isSafeSeatFree(database)).toBe(true);
    take(database, 1, { by: later });
    expect(isSafeSeatFree(database)).toBe(false);
  });
});

describe('a rebooking', () => {
  const options = {
    contingent: null,
    channel: 'phone',
    freedSeatsTo: null,
    dryRun: false,
  } as const;

  it('takes a seat there and frees the one here, in one change', () => {
    const database = open(2, 2);
    const reference = take(database, 1);
    const done = rebookBooking(database, actor, ZONE, reference, { ...options, to: { id: 2 } });
    expect([done.before.slot.id, done.after.slot.id]).toEqual([1, 2]);
    expect(done.seat).toEqual({ slot: 1, contingent: 'A' });
    expect(listSlots(database, {}).map(({ bound }) => bound)).toEqual([0, 1]);
    expect(findFaults(database)).toEqual([]);
  });

  it('changes nothing in a dry run, for one that is there already, and where no seat is free', () => {
    const database = open(2, 2);
    const [first, second] = [take(database, 1), take(database, 2)];
    const move = (reference: string, to: number, dryRun = false): unknown =>
      rebookBooking(database, actor, ZONE, reference, { ...options, to: { id: to }, dryRun });
    const entries = (): unknown => database.prepare('SELECT count(*) FROM audit').pluck().get();
    const before = entries();
    expect(() => move(first, 2)).toThrow('sold_out');
    expect(move(first, 1)).toMatchObject({ seat: null });
    cancelBookings(database, actor, [second], {
      reason: 'staff',
      freedSeatsTo: null,
      dryRun: false,
    });
    expect(move(first, 2, true)).toMatchObject({ after: { slot: { id: 2 } } });
    expect(listSlots(database, {}).map(({ bound }) => bound)).toEqual([1, 0]);
    expect(entries()).toBe(Number(before) + 1);
    expect(() => move(second, 1)).toThrow('booking_cancelled');
  });

  it('stays in its own contingent where it can, even if nobody new is let in there', () => {
    const { database } = openAccount();
    addQuarters(database, 'A', 4, 2);
    addQuarters(database, 'B', 4, 2);
    const [, , third] = listSlots(database, {});
    const reference = take(database, 2);
    database.exec("UPDATE contingent SET mode = 'held' WHERE id = 1");
    const to = { startsAt: third?.startsAt ?? null, typed: '' };
    const other = take(database, 3);
    const moved = rebookBooking(database, actor, ZONE, other, {
      ...options,
      to: { startsAt: readSlot(database, 2)?.startsAt ?? null, typed: '' },
    });
    expect(moved.after.contingent).toBe('B');
    const stays = rebookBooking(database, actor, ZONE, reference, { ...options, to });
    expect([stays.before.contingent, stays.after.contingent]).toEqual(['A', 'A']);
    const into = { ...options, contingent: 1, to: { id: 1 } };
    expect(() => rebookBooking(database, actor, ZONE, other, into)).toThrow('contingent_closed');
  });

  it('names the nearest windows that have a seat', () => {
    const database = open(5, 5);
    for (const slot of [2, 3]) take(database, slot);
    const reference = take(database, 5);
    const startsAt = readSlot(database, 3)?.startsAt ?? 0;
    const wish = {
      startsAt,
      contingent: null,
      channel: 'phone',
      now: NOON,
      timeZone: ZONE,
    } as const;
    expect(listNearestFree(database, wish, 3).map(({ id }) => id)).toEqual([4, 1]);
    const near = ['2021-06-20 07:45', '2021-06-20 07:00'];
    expect(() =>
      rebookBooking(database, actor, ZONE, reference, { ...options, to: { id: 3 } }),
    ).toThrow(expect.objectContaining({ facts: expect.objectContaining({ near }) }));
  });
});

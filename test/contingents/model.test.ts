import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { book } from '../../src/bookings/book.ts';
import { cancelBookings } from '../../src/bookings/cancel.ts';
import { listContingents } from '../../src/contingents/figures.ts';
import { closeContingent, holdContingent, openContingent } from '../../src/contingents/mode.ts';
import { rebookBooking } from '../../src/bookings/rebook.ts';
import { HOLD_MS, dropHold, holdSeat, releaseHold } from '../../src/contingents/holds.ts';
import { releaseToAll } from '../../src/contingents/release-open.ts';
import { releaseSeats, undoRelease } from '../../src/contingents/release.ts';
import { resizeSlot } from '../../src/contingents/resize.ts';
import { listSlots } from '../../src/contingents/slots.ts';
import { createSeatPlan } from '../../src/bookings/seat-plan.ts';
import { drawReference } from '../../src/bookings/draw-reference.ts';
import { change } from '../../src/database/change.ts';
import type { Database } from '../../src/database/statements.ts';
import { Failure } from '../../src/failure.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { actor, addQuarters, findFaults, nobody, openAccount, ZONE } from './account.ts';

/** What the model knows: how many seats there must be, and who sits where. */
interface Model {
  seats: number;
  bookings: { reference: string; slot: number }[];
  holds: { id: number; slot: number }[];
  contingents: number[];
  releases: number[];
  changes: number;
}

type Step = (database: Database, model: Model) => void;

const small = fc.nat(30);

const steps: fc.Arbitrary<[string, Step]> = fc.oneof(
  { arbitrary: named('book', fc.tuple(small, small), stepBook), weight: 8 },
  { arbitrary: named('hold', fc.tuple(small, small), stepHold), weight: 4 },
  { arbitrary: named('take', small, stepTakeHold), weight: 3 },
  { arbitrary: named('rebook', fc.tuple(small, small, fc.boolean()), stepRebook), weight: 4 },
  { arbitrary: named('foreign', small, stepForeign), weight: 2 },
  { arbitrary: named('cancel', fc.tuple(small, fc.boolean()), stepCancel), weight: 3 },
  { arbitrary: named('resize', fc.tuple(small, fc.nat(5)), stepResize), weight: 2 },
  {
    arbitrary: named(
      'release',
      fc.tuple(small, small, fc.option(fc.integer({ min: 1, max: 8 })), fc.boolean(), fc.boolean()),
      stepRelease,
    ),
    weight: 4,
  },
  { arbitrary: named('undo', small, stepUndo), weight: 2 },
  { arbitrary: named('mode', fc.tuple(small, fc.nat(3)), stepMode), weight: 2 },
  { arbitrary: named('add', fc.tuple(fc.nat(12), fc.boolean()), stepAdd), weight: 1 },
);

function named<T>(
  name: string,
  values: fc.Arbitrary<T>,
  step: (value: T, database: Database, model: Model) => void,
): fc.Arbitrary<[string, Step]> {
  return values.map((value) => [
    `${name} ${JSON.stringify(value)}`,
    (database, model) => step(value, database, model),
  ]);
}

function pick<T>(items: readonly T[], at: number): T | undefined {
  return items[at % Math.max(1, items.length)];
}

/** Runs what may be refused; a refusal is data and changes nothing, anything else is a bug. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

function stepBook([at, by]: [number, number], database: Database, model: Model): void {
  const slot = pick(listSlots(database, {}), at);
  if (slot === undefined) return;
  const free = slot.free;
  const reference = attempt(() =>
    book(database, actor, ZONE, {
      slot: { id: slot.id },
      contingent: null,
      channel: by % 2 === 0 ? 'phone' : 'portal',
      person: nobody,
      outsideArea: false,
      note: null,
    }),
  );
  if (reference === null) return;
  expect(free).toBeGreaterThan(0);
  model.bookings.push({ reference, slot: slot.id });
  model.changes++;
}

/** Another slot is held instead, if there is a hold at this place already; sometimes it is given up. */
function stepHold([at, which]: [number, number], database: Database, model: Model): void {
  const slot = pick(listSlots(database, {}), at);
  if (slot === undefined) return;
  const known = which % 3 === 0 ? undefined : pick(model.holds, which);
  if (known !== undefined && which % 3 === 1) {
    releaseHold(database, actor, known.id);
    model.holds = model.holds.filter((one) => one !== known);
    model.changes++;
    return;
  }
  const wish = { slot: slot.id, replaces: known?.id ?? null };
  const hold = attempt(() => holdSeat(database, actor, ZONE, wish));
  expect(hold !== null).toBe(slot.free > 0 || known?.slot === slot.id);
  if (hold === null) return;
  model.holds = [...model.holds.filter((one) => one !== known), { id: hold.id, slot: slot.id }];
  model.changes++;
}

/** The seat that is held is there for whoever holds it, unless the contingent has been closed to them. */
function stepTakeHold(at: number, database: Database, model: Model): void {
  const hold = pick(model.holds, at);
  if (hold === undefined) return;
  const how = { contingent: null, channel: 'phone', outsideArea: false, note: null } as const;
  const wish = { slot: { id: hold.slot }, person: nobody, hold: hold.id, ...how };
  let refusal: unknown = null;
  const reference = attempt(() => {
    try {
      return book(database, actor, ZONE, wish);
    } catch (error) {
      refusal = error;
      throw error;
    }
  });
  if (reference === null) {
    expect(refusal).not.toHaveProperty('code', 'sold_out');
    return;
  }
  model.holds = model.holds.filter((one) => one !== hold);
  model.bookings.push({ reference, slot: hold.slot });
  model.changes++;
}

function stepRebook(
  [at, to, passOn]: [number, number, boolean],
  database: Database,
  model: Model,
): void {
  const booking = pick(model.bookings, at);
  const slot = pick(listSlots(database, {}), to);
  if (booking === undefined || slot === undefined) return;
  const freedSeatsTo = passOn ? (pick(model.contingents, at) ?? null) : null;
  const how = { contingent: null, channel: 'phone', freedSeatsTo } as const;
  const wish = { ...how, to: { id: slot.id } };
  const act = (dryRun: boolean): unknown =>
    attempt(() => rebookBooking(database, actor, ZONE, booking.reference, { ...wish, dryRun }));
  const dry = act(true);
  const done = act(false);
  expect(done).toEqual(dry);
  if (done === null || slot.id === booking.slot) return;
  expect(slot.free).toBeGreaterThan(0);
  booking.slot = slot.id;
  model.changes++;
}

/** An import of a promise made elsewhere: the only way beyond the seats. */
function stepForeign(at: number, database: Database, model: Model): void {
  const wanted = pick(listSlots(database, {}), at);
  if (wanted === undefined) return;
  const { contingentId: contingent, startsAt } = wanted;
  const reference = change(database, actor, () => {
    const rules = { createSlots: false, allowOverbooked: true, freedSeatsTo: null };
    const plan = createSeatPlan(database, rules, 0);
    const seat = plan.find({ contingent, startsAt, needsSeat: true, sitsIn: null });
    if (seat.kind !== 'seat') throw new Error(seat.kind);
    for (const [slot] of plan.outcome().dropped) {
      dropHold(database, slot);
      const newest = model.holds.findLast((hold) => hold.slot === slot);
      model.holds = model.holds.filter((one) => one !== newest);
    }
    const drawn = drawReference(database);
    database
      .prepare(
        `INSERT INTO booking (reference, slot_id, state, channel, foreign_promise, created_at)
         VALUES (?, ?, 'binding', 'portal', ?, 0)`,
      )
      .run(drawn, seat.slotId, seat.foreignPromise ? 1 : 0);
    return { result: drawn, entry: { action: 'booking.import', facts: {} } };
  });
  model.bookings.push({ reference, slot: wanted.id });
  model.changes++;
}

function stepCancel([at, passOn]: [number, boolean], database: Database, model: Model): void {
  const booking = pick(model.bookings, at);
  if (booking === undefined) return;
  const freedSeatsTo = passOn ? (pick(model.contingents, at) ?? null) : null;
  cancelBookings(database, actor, [booking.reference], {
    reason: 'citizen',
    freedSeatsTo,
    dryRun: false,
  });
  model.bookings = model.bookings.filter((one) => one !== booking);
  model.changes++;
}

function stepResize([at, capacity]: [number, number], database: Database, model: Model): void {
  const slot = pick(listSlots(database, {}), at);
  if (slot === undefined) return;
  const done = attempt(() => resizeSlot(database, actor, slot.id, capacity));
  const allowed = capacity >= slot.bound + slot.held || capacity >= slot.seats;
  expect(done !== null).toBe(allowed);
  if (done === null || capacity === slot.seats) return;
  model.seats += capacity - slot.seats;
  model.changes++;
}

function stepRelease(
  [a, b, seats, anytime, both]: [number, number, number | null, boolean, boolean],
  database: Database,
  model: Model,
): void {
  const from = [
    ...new Set([pick(model.contingents, a), ...(both ? [pick(model.contingents, a + 1)] : [])]),
  ];
  const into = pick(model.contingents, b) ?? null;
  const ids = from.filter((id) => id !== undefined);
  if (ids.length === 0) return;
  const wish = { from: ids, into, anytime, seats, slots: null };
  const dry = attempt(() => releaseSeats(database, actor, wish, { dryRun: true }));
  const done = attempt(() => releaseSeats(database, actor, wish));
  expect({ ...done, number: null }).toEqual({ ...dry, number: null });
  if (done === null || done.number === null) return;
  if (seats !== null) expect(done.seats).toBe(seats);
  model.releases.push(done.number);
  model.changes++;
}

function stepUndo(at: number, database: Database, model: Model): void {
  const number = pick(model.releases, at);
  if (number === undefined) return;
  const done = attempt(() => undoRelease(database, actor, number));
  if (done === null || done.number === null) return;
  model.releases = [...model.releases.filter((one) => one !== number), done.number];
  model.changes++;
}

function stepMode([at, mode]: [number, number], database: Database, model: Model): void {
  const id = pick(model.contingents, at);
  if (id === undefined) return;
  const before = listContingents(database, actor.now());
  const bound = before.find((one) => one.id === id)?.bound ?? 0;
  const acts = [
    () => openContingent(database, actor, id, { at: null, channels: ['phone'], overrideWhy: null }),
    () => holdContingent(database, actor, id, null),
    () => closeContingent(database, actor, id),
    () => releaseToAll(database, actor, [id])[0],
  ];
  const done = attempt(() => acts[mode]?.());
  if (mode === 2) expect(done === null).toBe(bound > 0);
  if (done?.changed) model.changes++;
}

function stepAdd([seats, isStandby]: [number, boolean], database: Database, model: Model): void {
  const kind = isStandby ? 'standby' : 'regular';
  const name = `K${model.contingents.length}`;
  model.contingents.push(addQuarters(database, name, seats, 2, { kind }));
  model.seats += seats;
  model.changes++;
}

function expectSound(database: Database, model: Model): void {
  const slots = listSlots(database, {});
  const total = slots.reduce((sum, { seats }) => sum + seats, 0);
  expect(total).toBe(model.seats);
  for (const slot of slots) {
    const sitting = model.bookings.filter((booking) => booking.slot === slot.id).length;
    expect(slot.bound).toBe(sitting);
    expect(slot.overbooked).toBe(Math.max(0, slot.bound - slot.seats));
    const held = model.holds.filter((hold) => hold.slot === slot.id).length;
    expect(slot.held).toBe(held);
    expect(slot.free).toBe(Math.max(0, slot.seats - slot.bound - held));
  }
  const listed = listContingents(database, actor.now());
  expect(listed.reduce((sum, { seats }) => sum + seats, 0)).toBe(model.seats);
  for (const { seats, bound, held, free, overbooked } of listed) {
    expect(seats + overbooked).toBe(bound + held + free);
  }
  // One audit entry for every change, none for a refusal.
  expect(database.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(model.changes);
}

describe('the seat accounts', () => {
  it('agree with a model through any sequence of commands', () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 60, maxLength: 150, size: 'max' }), (sequence) => {
        const { database } = openAccount();
        // What is tested are accounts, not power cuts.
        database.pragma('synchronous = OFF');
        const model: Model = {
          seats: 0,
          bookings: [],
          holds: [],
          contingents: [],
          releases: [],
          changes: 0,
        };
        stepAdd([7, false], database, model);
        stepAdd([3, false], database, model);
        stepAdd([4, true], database, model);
        for (const [, step] of sequence) {
          step(database, model);
          expectSound(database, model);
        }
        expect(findFaults(database)).toEqual([]);
        // In ten minutes nobody holds anything any more.
        const later = listContingents(database, actor.now() + HOLD_MS);
        for (const { seats, bound, free, overbooked } of later)
          expect(seats + overbooked).toBe(bound + free);
        expect(verifyAudit(database).firstBad).toBeNull();
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});

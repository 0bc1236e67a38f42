import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { book } from '../../src/bookings/book.ts';
import { cancelBookings } from '../../src/bookings/cancel.ts';
import { listContingents } from '../../src/contingents/figures.ts';
import { closeContingent, holdContingent, openContingent } from '../../src/contingents/mode.ts';
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
  contingents: number[];
  releases: number[];
  changes: number;
}

type Step = (database: Database, model: Model) => void;

const small = fc.nat(30);

const steps: fc.Arbitrary<[string, Step]> = fc.oneof(
  { arbitrary: named('book', fc.tuple(small, small), stepBook), weight: 8 },
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

/** An import of a promise made elsewhere: the only way beyond the seats. */
function stepForeign(at: number, database: Database, model: Model): void {
  const wanted = pick(listSlots(database, {}), at);
  if (wanted === undefined) return;
  const { contingentId: contingent, startsAt } = wanted;
  const reference = change(database, actor, () => {
    const rules = { createSlots: false, allowOverbooked: true, freedSeatsTo: null };
    const { find } = createSeatPlan(database, rules, 0);
    const seat = find({ contingent, startsAt, needsSeat: true, sitsIn: null });
    if (seat.kind !== 'seat') throw new Error(seat.kind);
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
  const allowed = capacity >= slot.bound || capacity >= slot.seats;
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
    expect(slot.free).toBe(Math.max(0, slot.seats - slot.bound));
  }
  const listed = listContingents(database, actor.now());
  expect(listed.reduce((sum, { seats }) => sum + seats, 0)).toBe(model.seats);
  for (const { seats, bound, free, overbooked } of listed) {
    expect(seats + overbooked).toBe(bound + free);
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
        const model: Model = { seats: 0, bookings: [], contingents: [], releases: [], changes: 0 };
        stepAdd([7, false], database, model);
        stepAdd([3, false], database, model);
        stepAdd([4, true], database, model);
        for (const [, step] of sequence) {
          step(database, model);
          expectSound(database, model);
        }
        expect(findFaults(database)).toEqual([]);
        expect(verifyAudit(database).firstBad).toBeNull();
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

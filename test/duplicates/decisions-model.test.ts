import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verifyAudit } from '../../src/audit/verify.ts';
import { book } from '../../src/bookings/book.ts';
import { cancelBookings } from '../../src/bookings/cancel.ts';
import { checkTallies } from '../../src/confirmations/check.ts';
import { change } from '../../src/database/change.ts';
import { sql, type Database } from '../../src/database/statements.ts';
import { caseStates, type Case } from '../../src/duplicates/case.ts';
import { listCases } from '../../src/duplicates/cases-storage.ts';
import { dismissCase } from '../../src/duplicates/dismiss.ts';
import { planAuto } from '../../src/duplicates/plan.ts';
import { resolveCases } from '../../src/duplicates/resolve.ts';
import { searchDuplicates, type SearchReport } from '../../src/duplicates/search.ts';
import { undoCases } from '../../src/duplicates/undo.ts';
import { Failure } from '../../src/failure.ts';
import { actor, addQuarters, findFaults, openAccount, ZONE } from '../contingents/account.ts';

const people = [
  ['Erika', 'Beispiel', '1958-03-21'],
  ['Otto', 'Probe', '1971-11-02'],
  ['Mina', 'Vorlage', '1990-07-30'],
  ['Jakub', 'Przykład', '1983-01-14'],
] as const;

interface Booked {
  reference: string;
  /** Whose it says it is: an edit can give it to somebody else. */
  person: number;
}

interface Model {
  bookings: Booked[];
  /** The contingent that gets freed seats, or none. */
  leftover: number | null;
}

type Step = (database: Database, model: Model) => void;

const small = fc.nat(30);
const steps = fc.oneof(
  { arbitrary: named('book', fc.nat(people.length - 1), stepBook), weight: 7 },
  { arbitrary: named('find', fc.constant(0), stepFind), weight: 6 },
  { arbitrary: named('resolve', fc.tuple(small, small), stepResolve), weight: 5 },
  { arbitrary: named('again', small, stepAgain), weight: 3 },
  { arbitrary: named('auto', fc.constant(0), stepAuto), weight: 2 },
  { arbitrary: named('dismiss', fc.tuple(small, fc.option(small)), stepDismiss), weight: 3 },
  { arbitrary: named('undo', small, stepUndo), weight: 4 },
  { arbitrary: named('edit', fc.tuple(small, fc.nat(people.length - 1)), stepEdit), weight: 2 },
  { arbitrary: named('cancel', small, stepCancel), weight: 1 },
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

/** Runs what may be refused; a refusal changes nothing, anything else is a bug. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

function stepBook(person: number, database: Database, model: Model): void {
  const [givenName = '', familyName = '', birthDate = ''] = people[person] ?? [];
  const reference = attempt(() =>
    book(database, actor, ZONE, {
      slot: 'first',
      contingent: null,
      channel: 'phone',
      outsideArea: false,
      note: null,
      person: {
        ...{ givenName, familyName, birthDate, email: null, phone: `06232 10000${person}` },
        ...{ street: `Ring ${person}`, postalCode: '67346', city: 'Speyer' },
      },
    }),
  );
  if (reference !== null) model.bookings.push({ reference, person });
}

const find = (database: Database): SearchReport =>
  searchDuplicates(database, actor, { minProbability: 0.01, onProgress: () => undefined });

function stepFind(_: unknown, database: Database): void {
  const decided = listCases(database, ['dismissed', 'resolved']).map(({ id, state }) => ({
    id,
    state,
  }));
  find(database);
  // No search overrules a decision, and a second one finds nothing more.
  const after = listCases(database, ['dismissed', 'resolved']).map(({ id, state }) => ({
    id,
    state,
  }));
  expect(byId(after)).toEqual(byId(decided));
  expect(find(database)).toMatchObject({ compared: 0, created: 0, reopened: 0, closed: 0 });
  expectOpenCasesToBeTrue(database);
}

const byId = <T extends { id: number }>(cases: T[]): T[] => cases.toSorted((a, b) => a.id - b.id);

function stepResolve([at, whom]: [number, number], database: Database, model: Model): void {
  const found = pick(byId(listCases(database, [...caseStates])), at);
  const keep = pick(found?.members ?? [], whom);
  if (found === undefined || keep === undefined) return;
  const choice = { case: found.id, keep: keep.id };
  const options = { freedSeatsTo: model.leftover, dryRun: false };
  const done = attempt(() => resolveCases(database, actor, [choice], options));
  if (done !== null) expect(keep.state).toBe('binding');
}

/** Somebody who was kept for one case books again, and a clerk would rather keep the new booking. */
function stepAgain(at: number, database: Database, model: Model): void {
  const resolved = pick(byId(listCases(database, ['resolved'])), at);
  const kept = resolved?.members.find(({ id }) => id === resolved.kept);
  const booked = model.bookings.find(
    ({ reference }) => reference === kept?.reference.replace('-', ''),
  );
  if (booked === undefined) return;
  stepBook(booked.person, database, model);
  find(database);
  const [open] = listCases(database, ['open']).filter(({ members }) =>
    members.some(({ id }) => id === kept?.id),
  );
  const newest = open?.members.at(-1);
  if (open === undefined || newest === undefined) return;
  const choice = { case: open.id, keep: newest.id };
  const options = { freedSeatsTo: model.leftover, dryRun: false };
  attempt(() => resolveCases(database, actor, [choice], options));
}

function stepAuto(_: unknown, database: Database, model: Model): void {
  const { intents } = planAuto(database, 0.5);
  const choices = intents.map((intent) => ({ case: intent.case.id, keep: intent.keep.id }));
  // What was planned is never refused.
  resolveCases(database, actor, choices, { freedSeatsTo: model.leftover, dryRun: false });
}

function stepDismiss([at, whom]: [number, number | null], database: Database): void {
  const found = pick(byId(listCases(database, [...caseStates])), at);
  if (found === undefined) return;
  const apart = whom === null ? undefined : pick(found.members, whom);
  const others = apart === undefined ? [] : [apart.id];
  attempt(() => dismissCase(database, actor, found.id, { why: 'asked', others }));
}

function stepUndo(at: number, database: Database): void {
  const found = pick(byId(listCases(database, ['resolved', 'dismissed'])), at);
  if (found === undefined) return;
  const before = snapshot(database);
  const done = attempt(() =>
    undoCases(database, actor, [found.id], { timeZone: ZONE, dryRun: false }),
  );
  if (done === null) expect(snapshot(database)).toEqual(before);
  else expect(done[0]?.case.members.filter(({ cancelled }) => cancelled)).toEqual([]);
}

function stepEdit([at, person]: [number, number], database: Database, model: Model): void {
  const edited = pick(model.bookings, at);
  const [givenName, familyName, birthDate] = people[person] ?? [];
  if (edited === undefined) return;
  edited.person = person;
  change(database, actor, () => {
    sql(
      database,
      `UPDATE booking SET given_name = ?, family_name = ?, birth_date = ?, phone = ?, street = ?
       WHERE reference = ?`,
    ).run(
      givenName,
      familyName,
      birthDate,
      `06232 10000${person}`,
      `Ring ${person}`,
      edited.reference,
    );
    return { result: undefined, entry: { action: 'booking.add', facts: {} } };
  });
}

function stepCancel(at: number, database: Database, model: Model): void {
  const booking = pick(model.bookings, at);
  if (booking === undefined) return;
  const options = { reason: 'citizen', freedSeatsTo: model.leftover, dryRun: false } as const;
  attempt(() => cancelBookings(database, actor, [booking.reference], options));
}

const snapshot = (database: Database): unknown => ({
  bookings: database.prepare('SELECT * FROM booking ORDER BY id').all(),
  slots: database.prepare('SELECT * FROM slot ORDER BY id').all(),
  cases: database.prepare('SELECT * FROM duplicate_case ORDER BY id').all(),
});

/** An open case right after a search holds binding bookings of at least two. */
function expectOpenCasesToBeTrue(database: Database): void {
  for (const { members } of listCases(database, ['open'])) {
    expect(members.length).toBeGreaterThan(1);
    expect(members.every(({ state }) => state === 'binding')).toBe(true);
  }
}

interface Row {
  id: number;
  state: string;
  cancel_reason: string | null;
}

function expectNobodyToLoseAll(database: Database): void {
  const bookings = new Map(
    (sql(database, 'SELECT id, state, cancel_reason FROM booking').all() as Row[]).map((row) => [
      row.id,
      row,
    ]),
  );
  const cancelledFor = new Map<number, Case>();
  for (const found of listCases(database, ['resolved'])) {
    // Who was kept lost it by nothing that happened to a duplicate.
    expect(bookings.get(found.kept ?? 0)?.cancel_reason).not.toBe('duplicate');
    for (const member of found.members) if (member.cancelled) cancelledFor.set(member.id, found);
  }
  for (const { id, cancel_reason } of bookings.values())
    if (cancel_reason === 'duplicate')
      expect(cancelledFor.get(id)?.kept).toEqual(expect.any(Number));
}

it('nobody loses the only appointment, and seats are conserved, whatever is decided in whatever order', () => {
  fc.assert(
    fc.property(
      fc.array(steps, { minLength: 8, maxLength: 30 }),
      fc.boolean(),
      (sequence, passesOn) => {
        const { database } = openAccount();
        // What is tested are decisions, not power cuts.
        database.pragma('synchronous = OFF');
        addQuarters(database, 'Portal', 12, 3);
        const leftover = passesOn ? addQuarters(database, 'Reste', 1, 1) : null;
        const model: Model = { bookings: [], leftover };
        for (const person of [0, 1, 2, 3, 0, 1, 2]) stepBook(person, database, model);
        find(database);
        for (const [, step] of sequence) {
          step(database, model);
          expect(findFaults(database)).toEqual([]);
          expect(checkTallies(database)).toEqual([]);
          expectNobodyToLoseAll(database);
        }
        expect(verifyAudit(database).firstBad).toBeNull();
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

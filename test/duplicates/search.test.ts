import { expect, it } from 'vitest';
import { book } from '../../src/bookings/book.ts';
import { cancelBookings } from '../../src/bookings/cancel.ts';
import { sql, type Database } from '../../src/database/statements.ts';
import { listCases } from '../../src/duplicates/cases-storage.ts';
import { countOpenCases, isSearchDue } from '../../src/duplicates/counts.ts';
import { planAsk } from '../../src/duplicates/ask.ts';
import { storeDecisions } from '../../src/duplicates/decisions.ts';
import { dismissCase } from '../../src/duplicates/dismiss.ts';
import { estimateGain, suggestKeep } from '../../src/duplicates/keep.ts';
import { planAuto } from '../../src/duplicates/plan.ts';
import { resolveCases } from '../../src/duplicates/resolve.ts';
import { searchDuplicates, type SearchReport } from '../../src/duplicates/search.ts';
import type { Case, Member } from '../../src/duplicates/case.ts';
import { undoCases } from '../../src/duplicates/undo.ts';
import { Failure } from '../../src/failure.ts';
import { actor, addQuarters, openAccount, ZONE } from '../contingents/account.ts';

const options = { freedSeatsTo: null, dryRun: false };

function openBooked(...names: string[]): { database: Database; references: string[] } {
  const { database } = openAccount();
  addQuarters(database, 'Portal', 40, 4);
  return { database, references: names.map((name) => take(database, name)) };
}

const people: Record<string, [string, string, string]> = {
  Adam: ['Kim', '1980-02-03', '67346'],
  Brand: ['Jonas', '1955-11-21', '67105'],
  Christ: ['Petra', '1991-07-14', '67459'],
};

function take(database: Database, name: string): string {
  const [givenName = null, birthDate = null, postalCode = null] = people[name] ?? [];
  const person = {
    ...{ givenName, familyName: name, birthDate, email: null, phone: null },
    ...{ street: `${name}straße 1`, postalCode, city: null },
  };
  const slot = { slot: 'first', contingent: null, channel: 'phone' } as const;
  return book(database, actor, ZONE, { ...slot, person, outsideArea: false, note: null });
}

const find = (
  database: Database,
  meanwhile: (step: string) => void = () => undefined,
): SearchReport =>
  searchDuplicates(database, actor, { minProbability: 0.01, onProgress: meanwhile });

const open = (database: Database): string[][] =>
  listCases(database, ['open']).map(({ members }) =>
    members.map(({ reference }) => reference.replace('-', '')),
  );

it('leaves to the next search what somebody changes while it compares', () => {
  const { database, references } = openBooked('Adam', 'Adam', 'Brand', 'Brand');
  const [adam = ''] = references;
  const report = find(database, (step) => {
    if (step === 'storing')
      cancelBookings(database, actor, [adam], { ...options, reason: 'citizen' });
  });
  expect(report).toMatchObject({ created: 1, moved: 1 });
  expect(open(database)).toEqual([references.slice(2)]);
  const third = take(database, 'Adam');
  expect(isSearchDue(database)).toBe(true);
  expect(find(database)).toMatchObject({ created: 1, moved: 0 });
  expect(open(database)).toContainEqual([references[1], third]);
  expect(isSearchDue(database)).toBe(false);
});

it('overrules no decision that is made while it compares', () => {
  const { database } = openBooked('Adam', 'Adam', 'Brand', 'Brand');
  find(database);
  const [first, second] = listCases(database, ['open']);
  take(database, 'Christ');
  const keep = second?.members[0]?.id ?? 0;
  find(database, (step) => {
    if (step !== 'storing') return;
    dismissCase(database, actor, first?.id ?? 0, { why: null, others: [] });
    resolveCases(database, actor, [{ case: second?.id ?? 0, keep }], options);
  });
  expect(listCases(database, ['dismissed', 'resolved']).map(({ id }) => id)).toHaveLength(2);
  expect(countOpenCases(database)).toBe(0);
});

it('stores nothing if it is stopped', () => {
  const { database } = openBooked('Adam', 'Adam');
  const before = database.prepare('SELECT count(*) FROM audit').pluck().get();
  const stop = (): never => {
    throw new Failure('interrupted', {});
  };
  expect(() => find(database, stop)).toThrow(Failure);
  expect(database.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(before);
  expect(countOpenCases(database)).toBeNull();
});

it('holds a decision to people of the same words, but to these bookings alone where all words are the same', () => {
  const { database, references } = openBooked('Adam', 'Adam');
  find(database);
  dismissCase(database, actor, listCases(database, ['open'])[0]?.id ?? 0, {
    why: null,
    others: [],
  });
  const third = take(database, 'Adam');
  find(database);
  // A third of the same words is somebody nobody has decided about.
  expect(open(database)).toEqual([[...references, third]]);
});

it('finds the rest of a case again from which one was parted', () => {
  const { database, references } = openBooked('Adam', 'Adam', 'Adam');
  find(database);
  const [all] = listCases(database, ['open']);
  const [id, other = 0] = [all?.id ?? 0, all?.members[1]?.id];
  dismissCase(database, actor, id, { why: 'his father', others: [other] });
  find(database);
  expect(open(database)).toEqual([[references[0], references[2]]]);
  undoCases(database, actor, [id], { timeZone: ZONE, dryRun: false });
  find(database);
  expect(open(database)).toEqual([references]);
});

it('takes back in any order what it resolved in an overbooked window', () => {
  const { database } = openAccount();
  addQuarters(database, 'Portal', 3, 1);
  for (const name of ['Adam', 'Brand', 'Adam']) take(database, name);
  // A fourth was promised elsewhere, as were all the others.
  sql(database, 'UPDATE booking SET foreign_promise = 1').run();
  const columns = `slot_id, state, channel, given_name, family_name, birth_date, street, postal_code,
    foreign_promise, booked_at, created_at`;
  sql(
    database,
    `INSERT INTO booking (reference, ${columns}) SELECT 'X', ${columns} FROM booking WHERE family_name = 'Brand'`,
  ).run();
  find(database);
  const cases = listCases(database, ['open']);
  const choices = cases.map(({ id, members }) => ({ case: id, keep: members[0]?.id ?? 0 }));
  const before = database.prepare('SELECT * FROM slot').all();
  // The first seat is owed to another promise, the second becomes free.
  resolveCases(database, actor, choices, options);
  for (const ids of [
    [1, 2],
    [2, 1],
  ]) {
    undoCases(database, actor, ids, { timeZone: ZONE, dryRun: true });
    expect(countOpenCases(database)).toBe(0);
  }
  undoCases(database, actor, [1, 2], { timeZone: ZONE, dryRun: false });
  expect(database.prepare('SELECT * FROM slot').all()).toEqual(before);
  expect(countOpenCases(database)).toBe(2);
});

it('never cancels for one case what was kept for another', () => {
  const { database, references } = openBooked('Adam', 'Adam', 'Brand');
  find(database);
  const [pair] = listCases(database, ['open']);
  const [kept, lost] = pair?.members ?? [];
  resolveCases(database, actor, [{ case: pair?.id ?? 0, keep: kept?.id ?? 0 }], options);
  // Another search holds the kept one and a third to be one person's.
  const third = listMember(database, references[2] ?? '');
  const other = forgeCase(database, [kept?.id ?? 0, third]);
  const wrong = (): unknown =>
    resolveCases(database, actor, [{ case: other, keep: third }], options);
  expect(wrong).toThrow(expect.objectContaining({ code: 'booking_kept' }));
  resolveCases(database, actor, [{ case: other, keep: kept?.id ?? 0 }], options);
  expect(lost?.state).toBe('binding');
});

function listMember(database: Database, reference: string): number {
  return sql(database, 'SELECT id FROM booking WHERE reference = ?')
    .pluck()
    .get(reference) as number;
}

function forgeCase(database: Database, members: number[]): number {
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO duplicate_case (state, kind, probability, model, pairs, found_at)
       VALUES ('open', 'review', 0.5, 1, '[]', 0)`,
    )
    .run();
  for (const id of members)
    database
      .prepare('INSERT INTO duplicate_member (case_id, booking_id) VALUES (?, ?)')
      .run(lastInsertRowid, id);
  return Number(lastInsertRowid);
}

const member = (id: number, more: Partial<Member>): Member => ({
  ...{ id, reference: `R${id}`, givenName: null, familyName: null, state: 'binding' },
  ...{ standing: 'binding', bookedAt: 1000, contingent: 'P', startsAt: null, endsAt: null },
  ...{ demand: 1, cancelled: false },
  ...more,
});

it.each([
  [
    'who is admitted',
    [member(1, {}), member(2, { standing: 'admitted', bookedAt: 9 })],
    2,
    'admitted',
  ],
  [
    'no standby place',
    [member(1, { standing: 'standby', bookedAt: 1 }), member(2, {})],
    2,
    'binding',
  ],
  ['the earliest', [member(1, {}), member(2, { bookedAt: 1 })], 2, 'earliest'],
  ['what has a time of booking', [member(1, { bookedAt: null }), member(2, {})], 2, 'earliest'],
  ['the first in the file', [member(2, {}), member(1, {})], 1, 'first'],
  ['the only binding', [member(1, { state: 'cancelled' }), member(2, {})], 2, 'only'],
] as const)('keeps %s', (_, members, kept, reason) => {
  expect(suggestKeep(members)).toEqual({ member: expect.objectContaining({ id: kept }), reason });
});

it('values a surplus seat by how much its window is in demand', () => {
  const two = (demand: number): Case => ({
    ...{ id: 1, state: 'open', kind: 'propose', probability: 0.5, model: 1, pairs: [], foundAt: 0 },
    ...{ decidedAt: null, decidedBy: null, why: null, kept: null },
    members: [member(1, { bookedAt: 1, demand: 1 }), member(2, { demand })],
  });
  expect(estimateGain(two(1))).toBe(0.5);
  expect(estimateGain(two(0.2))).toBeCloseTo(0.1);
});

it('neither asks about nor resolves by itself what somebody has meanwhile told apart', () => {
  const { database } = openBooked('Adam', 'Adam', 'Brand', 'Brand');
  find(database);
  const planned = (): number[] => planAuto(database, 0.5).intents.map((one) => one.case.id);
  const asked = (): number[] =>
    planAsk(database, { named: [], minProbability: 0.5 }).questions.map((one) => one.case);
  const [first, second] = listCases(database, ['open']);
  expect(planned()).toHaveLength(2);
  expect(asked()).toHaveLength(2);
  const [a, b] = (first?.members ?? []).map(({ id }) => id);
  // Decided in another case that says the same.
  storeDecisions(database, second?.id ?? 0, [[a ?? 0, b ?? 0]], 'different');
  expect(planned()).toEqual([second?.id]);
  expect(asked()).toEqual([second?.id]);
});

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { Overtaken } from '../../src/bookings/import-decide.ts';
import type { JudgeOptions } from '../../src/bookings/import-judge.ts';
import { storeStaged } from '../../src/bookings/import-run.ts';
import { openStaging } from '../../src/bookings/import-staging.ts';
import { judgeFiles, type ImportReport } from '../../src/bookings/import.ts';
import { readRows } from '../../src/bookings/rows.ts';
import { checkSearch } from '../../src/bookings/search-check.ts';
import { countPending, findMatching, refreshSearch } from '../../src/bookings/search-storage.ts';
import { token } from '../../src/bookings/search-tokens.ts';
import { checkConfirmations, checkTallies } from '../../src/confirmations/check.ts';
import { addContingent } from '../../src/contingents/add.ts';
import { checkOverbooked, checkSeatAccounts, checkSeatSum } from '../../src/contingents/check.ts';
import { holdSeat } from '../../src/contingents/holds.ts';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/statements.ts';

const now = Date.parse('2021-06-14T20:15:00+02:00');
const actor = { name: 'tester', now: () => now };
const startsAt = Date.parse('2021-06-20T07:00:00+02:00');
const folder = mkdtempSync(join(tmpdir(), 'slotdesk-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ignore = (): undefined => undefined;
const watch = { drain: null, abort: null, decided: ignore, stored: ignore, dropped: ignore };
const rules: JudgeOptions = {
  ...{ contingent: null, createSlots: false, allowOverbooked: false, update: true },
  ...{ area: null, freedSeatsTo: null, now },
};

let database: Database;
let files = 0;
beforeEach(() => {
  const file = join(folder, `${files++}.db`);
  createDatabase(file, (fresh) => {
    addContingent(fresh, actor, {
      ...{ name: 'A', kind: 'regular', mode: 'open', opensAt: null, channels: [], seats: 2 },
      windows: [{ startsAt, endsAt: startsAt + 900_000 }],
    });
  });
  database = openDatabase(file, { waiting: () => undefined });
});

const line = (id: string, name: string): string => `${id};Anna;${name};2021-06-20 07:00;confirmed`;

const quiet = { signal: null, judged: () => undefined };

function readLines(lines: string[]): ReturnType<typeof readRows> {
  const text = [...lines, ''].join('\n');
  const form = { file: 'rows', encoding: null, delimiter: null, layout: null };
  const choice = { map: new Map<string, string>(), mapState: new Map<string, 'skip'>() };
  const clock = { timeZone: 'Europe/Berlin', area: null, campaignDate: '2021-06-20', now };
  return readRows(Buffer.from(text), { ...form, ...choice, ...clock });
}

/** Imports the lines, and lets somebody do something after they were judged and before they are stored. */
async function importLines(
  lines: string[],
  meanwhile: () => void = () => undefined,
  more: Partial<JudgeOptions> = {},
): Promise<ImportReport> {
  const header = 'external_id;given_name;family_name;slot_start;state';
  const batches = readLines([header, ...lines]);
  const staging = await openStaging(database, null, () => Promise.resolve());
  try {
    const options = { ...rules, ...more };
    const report = await judgeFiles(database, [{ file: 'rows', batches }], options, quiet);
    meanwhile();
    await storeStaged(staging, actor, { files: ['rows'], plan: report.plan, facts: {} }, watch);
    return report;
  } finally {
    staging.close();
  }
}

/** What a clerk does in another process. */
function act(statement: string): void {
  const other = openDatabase(database.name, { waiting: () => undefined });
  other.exec(statement);
  other.close();
}

const take = `INSERT INTO booking (reference, slot_id, state, channel, created_at) VALUES ('CLERK', 1, 'binding', 'phone', 0)`;

const references = (): string[] =>
  database.prepare('SELECT reference FROM booking ORDER BY id').pluck().all() as string[];
const names = (): unknown[] =>
  database.prepare('SELECT family_name FROM booking ORDER BY id').pluck().all();

/** The family names of those that the index has this token of. */
function find(exact: string): unknown[] {
  const ids = findMatching(database, [{ exact: [exact], prefix: [], sound: [] }], 'exact', 10);
  const name = database.prepare('SELECT family_name FROM booking WHERE id = ?').pluck();
  return ids.map((id) => name.get(id));
}

function expectSound(): void {
  expect([
    ...[...checkSeatAccounts(database), ...checkSeatSum(database), ...checkOverbooked(database)],
    ...[...checkTallies(database), ...checkConfirmations(database), ...checkSearch(database)],
  ]).toEqual([]);
  expect(existsSync(`${database.name}-import`)).toBe(false);
}

test('nothing is stored if somebody takes a seat that it needs, and it fits no more when read again', async () => {
  const lines = [line('1', 'Brandt'), line('2', 'Krause')];
  await expect(importLines(lines, () => act(take))).rejects.toThrow(Overtaken);
  expect(names()).toEqual([null]);
  expectSound();
  expect(await importLines(lines)).toMatchObject({ imported: 1, rejected: 1 });
  expectSound();
});

test('a seat that it does not need may be taken meanwhile', async () => {
  await importLines([line('1', 'Brandt')], () => act(take));
  expect(names()).toEqual([null, 'Brandt']);
  expectSound();
});

test('what staff change meanwhile is not overwritten', async () => {
  await importLines([line('1', 'Brandt')]);
  const married = () => act("UPDATE booking SET family_name = 'Krause' WHERE external_id = '1'");
  await expect(importLines([line('1', 'Brand')], married)).rejects.toThrow(Overtaken);
  expect(names()).toEqual(['Krause']);
  await expect(importLines([line('1', 'Brand')])).resolves.toMatchObject({ rejected: 1 });
  expect(names()).toEqual(['Krause']);
  expectSound();
});

test('a reference that a row comes with stays its own, although it was drawn for a row before', async () => {
  const drawn = (): string =>
    database.prepare('SELECT reference FROM staged.arrival').pluck().get() as string;
  let printed = '';
  const later = async function* (): ReturnType<typeof readRows> {
    printed = drawn();
    const header = 'reference;given_name;family_name;slot_start;state';
    yield* readLines([header, line(printed, 'Krause')]);
  };
  const earlier = readLines([
    'external_id;given_name;family_name;slot_start;state',
    line('1', 'Brandt'),
  ]);
  const both = [
    { file: 'earlier', batches: earlier },
    { file: 'later', batches: later() },
  ];
  const staging = await openStaging(database, null, () => Promise.resolve());
  try {
    const { plan } = await judgeFiles(database, both, rules, quiet);
    await storeStaged(staging, actor, { files: [], plan, facts: {} }, watch);
  } finally {
    staging.close();
  }
  refreshSearch(database, 10);
  expect(names()).toEqual(['Brandt', 'Krause']);
  expect(references()[1]).toBe(printed);
  expect(find(token.reference(printed))).toEqual(['Krause']);
  expectSound();
});

test('a reference that is given out meanwhile is drawn anew, a number that is taken refuses the import', async () => {
  const steal = () => {
    const drawn = database.prepare('SELECT reference FROM staged.arrival').pluck().get() as string;
    act(take.replace('CLERK', drawn));
  };
  await importLines([line('1', 'Brandt')], steal);
  expect(names()).toEqual([null, 'Brandt']);
  expectSound();
  const [clerks = '', own = ''] = references();
  refreshSearch(database, 10);
  expect(find(token.reference(own))).toEqual(['Brandt']);
  expect(find(token.reference(clerks))).toEqual([null]);
  const before = () => act("UPDATE booking SET external_id = '2' WHERE family_name IS NULL");
  const full = { allowOverbooked: true };
  await expect(importLines([line('2', 'Krause')], before, full)).rejects.toThrow(Overtaken);
  expect(names()).toEqual([null, 'Brandt']);
  expectSound();
});

test('what was redrawn for an import that is then refused is staged anew, in the same process', async () => {
  const lines = [line('1', 'Brandt'), line('2', 'Krause')];
  const meanwhile = () => {
    const drawn = database.prepare('SELECT reference FROM staged.arrival').pluck().get() as string;
    act(take.replace('CLERK', drawn));
    act("UPDATE booking SET external_id = '2'");
  };
  const full = { allowOverbooked: true };
  await expect(importLines(lines, meanwhile, full)).rejects.toThrow(Overtaken);
  expect(names()).toEqual([null]);
  await expect(importLines(lines.slice(0, 1), undefined, full)).resolves.toMatchObject({
    imported: 1,
  });
  expectSound();
});

test('a promise takes the seat of an open form before it overbooks, and is counted as what it is', async () => {
  act(take);
  holdSeat(database, actor, 'Europe/Berlin', { slot: 1 });
  const lines = [line('1', 'Brandt'), line('2', 'Krause')];
  await importLines(lines, () => undefined, { allowOverbooked: true });
  expect(database.prepare('SELECT booked, overbooked, held FROM slot').raw().get()).toEqual([
    3, 1, 0,
  ]);
  expect(database.prepare('SELECT sum(foreign_promise) FROM booking').pluck().get()).toBe(1);
  expectSound();
});

test('rows of one import that follow each other see what those before have changed', async () => {
  await importLines([line('1', 'Brandt'), line('2', 'Krause')]);
  const cancelled = line('1', 'Brandt').replace('confirmed', 'cancelled');
  const report = await importLines([cancelled, line('3', 'Vogt'), cancelled, line('3', 'Voigt')]);
  expect(report).toMatchObject({ imported: 1, updated: 2, unchanged: 1, rejected: 0 });
  const rows = database.prepare('SELECT family_name, state FROM booking ORDER BY id').raw().all();
  expect(rows).toEqual([
    ['Brandt', 'cancelled'],
    ['Krause', 'binding'],
    ['Voigt', 'binding'],
  ]);
  expectSound();
});

test('what is stored is in the search index at once, by what the last row said', async () => {
  await importLines([line('1', 'Brandt'), line('2', 'Vogt'), line('2', 'Voigt')]);
  expect(find(token.name('brandt'))).toEqual(['Brandt']);
  expect(countPending(database)).toBe(1);
  refreshSearch(database, 10);
  expect(find(token.name('vogt'))).toEqual([]);
  expect(find(token.name('voigt'))).toEqual(['Voigt']);
});

test('all that is stored is to be searched for duplicates', async () => {
  await importLines([line('1', 'Brandt'), line('2', 'Vogt')]);
  const pending = database.prepare('SELECT booking_id FROM duplicate_pending').pluck().all();
  expect(pending).toEqual(database.prepare('SELECT id FROM booking ORDER BY id').pluck().all());
});

test.each([
  "UPDATE booking_search_data SET block = x'00112233'",
  'DELETE FROM booking_search_config',
])(
  'an index damaged by %s keeps nothing from being stored: it is to be laid anew',
  async (damage) => {
    await importLines([line('1', 'Brandt')]);
    database.unsafeMode(true);
    database.exec(damage);
    database.close();
    database = openDatabase(database.name, { waiting: () => undefined });
    await importLines([line('2', 'Vogt')]);
    expect(names()).toEqual(['Brandt', 'Vogt']);
    expect(countPending(database)).toBe(1);
  },
);

test('an id that the index still knows of a booking which is gone is given to nobody', async () => {
  await importLines([line('1', 'Brandt'), line('2', 'Vogt')]);
  database.exec("DELETE FROM booking WHERE external_id = '2'");
  await importLines([line('3', 'Krause')]);
  refreshSearch(database, 10);
  expect(find(token.name('vogt'))).toEqual([]);
  expect(find(token.name('krause'))).toEqual(['Krause']);
  expectSound();
});

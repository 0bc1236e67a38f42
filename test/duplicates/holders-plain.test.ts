import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../src/bookings/person.ts';
import { createReference } from '../../src/bookings/reference.ts';
import { refreshSearch } from '../../src/bookings/search-storage.ts';
import { addContingent } from '../../src/contingents/add.ts';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/statements.ts';
import { createCompare } from '../../src/duplicates/compare.ts';
import { collapse } from '../../src/duplicates/distinct.ts';
import { findHeld } from '../../src/duplicates/holders.ts';
import { createHistogram, startModel, toProbability } from '../../src/duplicates/model.ts';
import { createRows, type Identity } from '../../src/duplicates/rows.ts';
import { HELD_FROM } from '../../src/duplicates/rules.ts';
import { findVeto } from '../../src/duplicates/vetoes.ts';
import { createWeigh } from '../../src/duplicates/weigh.ts';
import { splitWords } from '../../src/names/fold.ts';
import { inventFamilies } from '../bench/families/invent.ts';
import { createRandom } from '../bench/families/random.ts';
import type { FamilyRow } from '../bench/families/row.ts';

const ROWS = 900;
const STORED = 600;
const toPerson = (row: FamilyRow): Person => ({
  givenName: row.given_name || null,
  familyName: row.family_name || null,
  birthDate: row.birth_date || null,
  email: row.email || null,
  phone: row.phone || null,
  street: `${row.street} ${row.house_number}`.trim() || null,
  postalCode: row.postal_code || null,
  city: row.city || null,
});
const people = inventFamilies({ seed: 41, rows: ROWS, rebookings: 0.3 }).map(toPerson);
const stored = people.slice(0, STORED);

const folder = mkdtempSync(join(tmpdir(), 'slotdesk-holders-'));
let database: Database;

beforeAll(() => {
  const file = join(folder, 'campaign.db');
  const actor = { name: 'test', now: () => 0 };
  createDatabase(file, (fresh) => {
    const windows = [{ startsAt: 0, endsAt: 900_000 }];
    const contingent = { name: 'A', kind: 'regular', mode: 'timed', opensAt: null } as const;
    addContingent(fresh, actor, { ...contingent, channels: [], seats: 2 * STORED, windows });
  });
  database = openDatabase(file, { waiting: () => undefined });
  const random = createRandom(7, 1);
  const insert = database.prepare(
    `INSERT INTO booking (id, reference, slot_id, state, channel, given_name, family_name, birth_date, email, phone,
       street, postal_code, city, created_at) VALUES (?, ?, 1, 'binding', 'portal', ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
  );
  stored.forEach((one, at) => {
    const { givenName, familyName, birthDate, email, phone, street, postalCode, city } = one;
    const reference = createReference((below) => random.below(below));
    const name = [givenName, familyName, birthDate];
    insert.run(at + 1, reference, ...name, email, phone, street, postalCode, city);
  });
  refreshSearch(database, STORED);
});

afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const identify = (person: Person): Identity => ({
  givenName: person.givenName ?? '',
  familyName: person.familyName ?? '',
  birthDate: person.birthDate ?? '',
  email: person.email ?? '',
  phone: person.phone ?? '',
  street: person.street ?? '',
  postalCode: person.postalCode ?? '',
  city: person.city ?? '',
});

/** What the matcher says of one person and every single booking, with no index between them. */
function compareWithAll(person: Person): { id: number; probability: number }[] {
  const rows = createRows();
  for (const one of [person, ...stored]) rows.add(identify(one));
  const distinct = collapse(rows);
  const compare = createCompare(distinct);
  const words = stored.flatMap(({ givenName, familyName }) => [
    ...new Set([givenName, familyName].flatMap((name) => listWords(name ?? ''))),
  ]);
  const weigh = createWeigh(
    distinct,
    startModel(STORED, createHistogram(new Float64Array())),
    compare,
    {
      total: STORED,
      others: (field, value) => {
        if (field !== 'givenName' && field !== 'familyName') return 0;
        const parts = rows.pools[field].text(value).split(' ');
        return Math.min(...parts.map((part) => words.filter((word) => word === part).length));
      },
    },
  );
  const places = new Map<number, number>();
  for (let i = 0; i < distinct.count; i++)
    for (const row of distinct.rows.subarray(distinct.starts[i], distinct.starts[i + 1]))
      places.set(row, i);
  const own = places.get(0) ?? 0;
  return stored.flatMap((_, at) => {
    const other = places.get(at + 1) ?? 0;
    const veto = findVeto(distinct, own, other, compare.all(own, other));
    if (veto === 'two_names' || veto === 'generations') return [];
    return [{ id: at + 1, probability: toProbability(weigh.score(own, other)) }];
  });
}

/** A name's words, and all of them as one. */
function listWords(name: string): string[] {
  const words = splitWords(name);
  return words.length > 1 ? [...words, words.join('')] : words;
}

it('says of one person what the matcher says against every booking', () => {
  const known = fc.integer({ min: 0, max: ROWS - 1 });
  const forgotten = fc.subarray(['birthDate', 'email', 'phone', 'street', 'postalCode'] as const);
  let missed = 0;
  fc.assert(
    fc.property(known, forgotten, (at, fields) => {
      const person = { ...(people[at] ?? expect.fail()) };
      for (const field of fields) person[field] = null;
      const held = findHeld(database, person).map(({ id }) => id);
      const likely = compareWithAll(person)
        .filter(({ probability }) => probability >= HELD_FROM)
        .toSorted((a, b) => b.probability - a.probability || a.id - b.id)
        .map(({ id }) => id);
      missed += likely.slice(0, 4).filter((id) => !held.includes(id)).length;
      expect(held).toEqual(likely.filter((id) => held.includes(id)));
    }),
    { numRuns: 120 },
  );
  // One in a thousand has no name, date, mailbox or telephone in common with the booking, as the index hears it.
  expect(missed).toBeLessThanOrEqual(2);
});

it('finds by a mailbox or a telephone who left out the rest', () => {
  let compared = 0;
  for (const known of people.slice(0, 120)) {
    const person = { ...known, familyName: null, birthDate: null };
    const held = findHeld(database, person).map(({ id }) => id);
    const likely = compareWithAll(person).filter(({ probability }) => probability >= HELD_FROM);
    if (likely.length > 4) continue;
    const reached = likely.filter(({ id }) => {
      const { email, phone } = stored[id - 1] ?? person;
      return (
        (email !== null && email === person.email) || (phone !== null && phone === person.phone)
      );
    });
    compared += reached.length;
    for (const { id } of reached) expect(held).toContain(id);
  }
  expect(compared).toBeGreaterThan(20);
});

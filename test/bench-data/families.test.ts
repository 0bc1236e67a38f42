import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { createContacts } from '../bench/families/contacts.ts';
import { inventFamilies } from '../bench/families/invent.ts';
import type { Person } from '../bench/families/person.ts';
import { createPlaces } from '../bench/families/places.ts';
import { createRandom } from '../bench/families/random.ts';
import { rebook } from '../bench/families/rebook.ts';
import { typeBooking } from '../bench/families/typing.ts';
import type { FamilyRow, Typed } from '../bench/families/row.ts';
import { columns } from '../bench/families/row.ts';
import { formatRecords } from '../../src/csv/write.ts';
import { openCampaign, openDesk } from '../slotdesk.ts';

const root = new URL('../..', import.meta.url).pathname;
const command = join(root, 'test/bench', 'families.ts');

const few = inventFamilies({ seed: 1, rows: 20_000, rebookings: 0.01 });
const many = inventFamilies({ seed: 2, rows: 20_000, rebookings: 0.08 });
const sets = [
  ['1 %', few, 200],
  ['8 %', many, 1600],
] as const;

const fieldsOf: Record<string, (keyof Typed)[]> = {
  given: ['given_name'],
  family: ['family_name'],
  name: ['given_name', 'family_name'],
  birth: ['birth_date'],
  email: ['email'],
  phone: ['phone'],
  address: ['street', 'house_number', 'postal_code', 'city'],
  postal: ['postal_code'],
  number: ['house_number'],
};
const typed = [...new Set(Object.values(fieldsOf).flat())];

function named(codes: string): Set<keyof Typed> {
  return new Set(codes.split(' ').flatMap((code) => fieldsOf[code.split(':')[0] ?? ''] ?? []));
}

function firstBookings(rows: readonly FamilyRow[]): Map<string, FamilyRow> {
  return new Map(rows.filter(({ changes }) => changes === '').map((row) => [row.person, row]));
}

function groupBy(
  rows: Iterable<FamilyRow>,
  read: (row: FamilyRow) => string,
): Map<string, FamilyRow[]> {
  const groups = new Map<string, FamilyRow[]>();
  for (const row of rows) {
    const key = read(row);
    const group = groups.get(key);
    if (group !== undefined) group.push(row);
    else if (key !== '') groups.set(key, [row]);
  }
  return groups;
}

/** Twins, or relatives of one name, as they booked first; those that no spreadsheet damaged. */
function kin(rows: readonly FamilyRow[], kind: string): FamilyRow[][] {
  const sound = [...firstBookings(rows).values()].filter(({ damage }) => damage === '');
  const groups = [...groupBy(sound, (row) => row.kin)];
  return groups
    .filter(([id, { length }]) => id.startsWith(kind) && length > 1)
    .map(([, people]) => people);
}

describe('a set is the same for everybody who measures with it', () => {
  it('the same seed makes the same rows, another seed others', () => {
    const plan = { seed: 7, rows: 3000, rebookings: 0.08 };
    const rows = inventFamilies(plan);
    expect(inventFamilies(plan)).toStrictEqual(rows);
    expect(inventFamilies({ ...plan, seed: 8 })).not.toStrictEqual(rows);
  });

  it('figures measured once stay comparable: the rows of a seed do not change', () => {
    const text = formatRecords(
      few.map((row) => columns.map((name) => row[name])),
      { delimiter: ',', lineEnd: 'lf' },
    );
    expect(createHash('sha256').update(text).digest('hex')).toMatchInlineSnapshot(
      `"a97f467ad4c027fa7cf2b5fa313fc61da353a3e84d420e9134b32ea728217b21"`,
    );
  });

  it('who the people are does not hang on how many book again', () => {
    const plan = { seed: 5, rows: 1000 };
    const all = firstBookings(inventFamilies({ ...plan, rebookings: 0 }));
    const some = firstBookings(inventFamilies({ ...plan, rebookings: 0.08 }));
    const sound = [...some.values()].filter(
      ({ person, damage }) => damage === '' && all.get(person)?.damage === '',
    );
    expect(sound.length).toBeGreaterThan(850);
    for (const row of sound)
      for (const name of typed) expect(row[name]).toBe(all.get(row.person)?.[name]);
  });

  it('what cannot be is refused', () => {
    const plan = { seed: 1, rows: 10, rebookings: 0 };
    expect(() => inventFamilies({ ...plan, rows: 0 })).toThrow(RangeError);
    expect(() => inventFamilies({ ...plan, rebookings: 0.6 })).toThrow(RangeError);
    expect(() => inventFamilies({ ...plan, seed: NaN })).toThrow(RangeError);
  });
});

describe.each(sets)('re-bookings at %s', (_, rows, expected) => {
  const first = firstBookings(rows);
  const again = rows.filter(({ changes }) => changes !== '');

  it('are as many as asked for, in as many rows', () => {
    expect(rows).toHaveLength(20_000);
    expect(again).toHaveLength(expected);
    expect(new Set(rows.map((row) => row.external_id)).size).toBe(20_000);
  });

  it('each person has one first booking, and no re-booking comes before it', () => {
    expect(first.size).toBe(rows.length - expected);
    for (const row of again) {
      const before = first.get(row.person);
      expect(before?.household).toBe(row.household);
      expect((before?.booked_at ?? '~') < row.booked_at).toBe(true);
    }
  });

  it('each differs from the first booking in what its label says, and in nothing else', () => {
    for (const row of again) {
      const before = first.get(row.person);
      const damaged = named(`${row.damage} ${before?.damage}`);
      const allowed = named(row.changes);
      const differing = typed.filter((name) => row[name] !== before?.[name] && !damaged.has(name));
      expect(differing.filter((name) => !allowed.has(name))).toStrictEqual([]);
      if (row.changes !== 'same' && damaged.size === 0) expect(differing).not.toStrictEqual([]);
    }
  });

  it('happen in every way there is', () => {
    const codes = new Set(again.flatMap(({ changes }) => changes.split(' ')));
    const seldom = expected < 1000 ? 20 : 35;
    expect(codes.size).toBeGreaterThan(seldom);
    for (const code of ['same', 'given:typo', 'birth:digit', 'birth:missing', 'email:other'])
      expect(codes).toContain(code);
  });
});

describe('whose re-booking it is can be told', () => {
  const rows = inventFamilies({ seed: 1, rows: 40_000, rebookings: 0.5 });
  const first = firstBookings(rows);
  const homes = groupBy(first.values(), (row) => row.household);
  const families = groupBy(first.values(), (row) => row.kin);
  const again = rows.filter(({ changes, damage }) => changes !== '' && damage === '');

  function relatives({ person, household, kin }: FamilyRow): FamilyRow[] {
    const near = [...(homes.get(household) ?? []), ...(families.get(kin) ?? [])];
    const own = first.get(person)?.given_name;
    return near.filter((other) => other.person !== person && other.given_name !== own);
  }

  it('a slip of the finger does not make a twin of her sister', () => {
    const random = createRandom(1, 1);
    const home = { street: 'Lindenweg', houseNumber: '1', postalCode: '67346', city: 'Speyer' };
    const lena: Person = {
      ...{ id: 'p1', household: 'h1', situation: 'family', kin: 'twins-1', origin: 'german' },
      ...{ isFemale: true, givenName: 'Lena', familyName: 'Koch', birthDate: '2003-01-16' },
      ...{ email: 'koch@post.example', phone: '', address: home },
    };
    const scene = {
      ...{ random, person: lena, others: [lena, { ...lena, id: 'p2', givenName: 'Lea' }] },
      ...{ contacts: createContacts(), places: createPlaces(100), session: {} },
    };
    const first = typeBooking(lena, random);
    const names = Array.from({ length: 5000 }, () => rebook(first, false, scene).typed.given_name);
    expect(names).toContain('Lna');
    expect(names).not.toContain('Lea');
  });

  it('an initial stands for one of the home alone', () => {
    for (const row of again.filter(({ changes }) => changes.includes('given:initial')))
      for (const other of relatives(row))
        expect(other.given_name[0]).not.toBe(first.get(row.person)?.given_name[0]);
  });

  it('fathers and sons of one name give their birth date', () => {
    for (const row of rows.filter(({ kin }) => kin.startsWith('namesakes')))
      expect(row.birth_date).not.toBe('');
  });
});

it('any seed, size and rate gives as many rows and re-bookings as asked for', () => {
  const plans = fc.record({
    seed: fc.integer(),
    rows: fc.integer({ min: 1, max: 300 }),
    rebookings: fc.double({ min: 0, max: 0.5, noNaN: true }),
  });
  fc.assert(
    fc.property(plans, (plan) => {
      const rows = inventFamilies(plan);
      const again = rows.filter(({ changes }) => changes !== '');
      expect(rows).toHaveLength(plan.rows);
      expect(again).toHaveLength(Math.round(plan.rows * plan.rebookings));
    }),
    { numRuns: 100 },
  );
});

describe.each(sets)('with re-bookings at %s there are', (_, rows) => {
  const people = [...firstBookings(rows).values()];

  it('twins: one birth date, two given names, under one roof or apart', () => {
    const twins = kin(rows, 'twins');
    expect(twins.length).toBeGreaterThan(50);
    for (const born of twins) {
      const dates = born.map((row) => row.birth_date).filter((date) => date !== '');
      expect(new Set(dates).size).toBeLessThan(2);
      expect(new Set(born.map((row) => row.given_name)).size).toBe(born.length);
    }
    const isApart = (born: FamilyRow[]): boolean => born[0]?.household !== born[1]?.household;
    expect(twins.filter(isApart).length).toBeGreaterThan(5);
    expect(twins.filter((born) => !isApart(born)).length).toBeGreaterThan(40);
  });

  it('fathers and sons of one name, a generation apart, in one home and in two', () => {
    const pairs = kin(rows, 'namesakes');
    expect(pairs.length).toBeGreaterThan(40);
    for (const pair of pairs) {
      const names = pair.map(
        (row) => `${row.given_name} ${row.family_name.replace(/ (?:jun|sen)\.$/, '')}`,
      );
      expect(new Set(names).size).toBe(1);
      const [elder = 0, younger = 0] = pair
        .map((row) => Number(row.birth_date.slice(0, 4)))
        .toSorted((one, other) => one - other);
      expect(younger - elder).toBeGreaterThanOrEqual(20);
    }
    const homes = new Set(pairs.map((pair) => pair[0]?.household === pair[1]?.household));
    expect(homes.size).toBe(2);
  });

  it('households of one to five', () => {
    const sizes = [...groupBy(people, (row) => row.household).values()].map(
      (members) => members.length,
    );
    expect(new Set(sizes)).toStrictEqual(new Set([1, 2, 3, 4, 5]));
  });

  it('mailboxes shared within a home, and across homes only where people booked for others', () => {
    const shared = [...groupBy(people, (row) => row.email).values()].filter(
      (owners) => owners.length > 1,
    );
    const across = shared.filter((owners) => new Set(owners.map((row) => row.household)).size > 1);
    expect(shared.length - across.length).toBeGreaterThan(1000);
    const situations = new Set(across.flat().map((row) => row.situation));
    expect(situations).toStrictEqual(new Set(['car-pool', 'care-home', 'grandchilds-mailbox']));
    const pools = across.filter(
      (owners) => owners[0]?.situation === 'car-pool' && owners.length === 4,
    );
    expect(pools.length).toBeGreaterThan(50);
  });

  it('couples of two surnames, double names, and many of one name in one town', () => {
    expect(people.filter((row) => row.situation === 'couple-two-names').length).toBeGreaterThan(
      300,
    );
    expect(people.filter((row) => /\p{Ll}-\p{Lu}/u.test(row.family_name)).length).toBeGreaterThan(
      100,
    );
    const names = groupBy(people, (row) => `${row.given_name} ${row.family_name} ${row.city}`);
    const most = Math.max(...[...names.values()].map((bearers) => bearers.length));
    expect(most).toBeGreaterThan(3);
  });

  it('nobody who could be reached', () => {
    for (const { email, phone } of rows) {
      if (email !== '') expect(email).toMatch(/^[^@\s]+@[a-z]+\.example$/);
      if (phone !== '')
        expect(phone).toMatch(/^'?(?:0|\(0|\+?49 ?(?:\(0\) )?|0049)?(?:15[34]|6230)/);
    }
  });
});

it('the import takes every row of a set', async () => {
  const desk = openDesk();
  await openCampaign(desk);
  writeFileSync(join(desk.folder, 'families.csv'), toCsv(many.slice(0, 5000)));
  const words = [
    'booking',
    'import',
    'families.csv',
    '--create-slots',
    '--allow-overbooked',
    '--json',
  ];
  const ran = await desk.runWith({ env: { SLOTDESK_NOW: '2021-06-19T20:00:00+02:00' } }, ...words);
  expect(JSON.parse(ran.stdout).files[0].layout).toBe('slotdesk');
  expect(ran.code).toBe(0);
});

it('the command writes the set as labelled CSV', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-families-'));
  try {
    const file = join(folder, 'families.csv');
    const words = ['--rows', '500', '--rebookings', '0.08', '--seed', '3', '-o', file];
    execFileSync(join(root, 'node_modules/.bin/jiti'), [command, ...words], { stdio: 'ignore' });
    const records: unknown = parse(readFileSync(file), { columns: true });
    expect(records).toStrictEqual(inventFamilies({ seed: 3, rows: 500, rebookings: 0.08 }));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function toCsv(rows: readonly FamilyRow[]): string {
  const records = rows.map((row) => columns.map((name) => row[name]));
  return formatRecords([columns, ...records], { delimiter: ',', lineEnd: 'lf' });
}

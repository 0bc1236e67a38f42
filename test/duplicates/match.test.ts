import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collapse } from '../../src/duplicates/distinct.ts';
import { findMatches, type Matches } from '../../src/duplicates/match.ts';
import { createRows, type Identity } from '../../src/duplicates/rows.ts';
import { countPairs } from '../bench/pair-figures.ts';
import { inventFamilies, type FamilyPlan } from '../bench/families/invent.ts';
import type { FamilyRow } from '../bench/families/row.ts';

const nobody: Identity = {
  givenName: '',
  familyName: '',
  birthDate: '',
  email: '',
  phone: '',
  street: '',
  postalCode: '',
  city: '',
};

function match(people: readonly Partial<Identity>[]): Matches {
  const rows = createRows();
  for (const one of people) rows.add({ ...nobody, ...one });
  return findMatches(collapse(rows));
}

const identify = (row: FamilyRow): Identity => ({
  givenName: row.given_name,
  familyName: row.family_name,
  birthDate: row.birth_date,
  email: row.email,
  phone: row.phone,
  street: `${row.street} ${row.house_number}`.trim(),
  postalCode: row.postal_code,
  city: row.city,
});

/** Strangers enough that a family stands out. */
const crowd = inventFamilies({ seed: 11, rows: 1500, rebookings: 0 }).map(identify);

function matchAmongCrowd(people: readonly Partial<Identity>[]): Matches['matches'] {
  const { matches } = match([...people, ...crowd]);
  return matches.filter(({ rows }) => rows.some((row) => row < people.length));
}

const proposed = (matches: Matches['matches']): number[][] =>
  matches.filter(({ kind }) => kind === 'propose').map(({ rows }) => rows);

describe('families that book', () => {
  it.each<FamilyPlan>([
    { seed: 1, rows: 6000, rebookings: 0.08 },
    { seed: 2, rows: 6000, rebookings: 0.01 },
    { seed: 3, rows: 6000, rebookings: 0.08 },
  ])('are told from one person who books again (%o)', (plan) => {
    const rows = inventFamilies(plan);
    const people = rows.map(({ person }) => person);
    const { matches } = match(rows.map(identify));
    const proposals = matches.filter(({ kind }) => kind === 'propose');
    expect(countPairs(proposals, people, null).wrong).toBeLessThanOrEqual(1);
    expect(countPairs(proposals, people, null).recall).toBeGreaterThanOrEqual(0.8);
    expect(countPairs(matches, people, null).recall).toBeGreaterThanOrEqual(0.99);
    expect((matches.length - proposals.length) / rows.length).toBeLessThanOrEqual(0.02);
    for (const group of proposals) {
      const kin = group.rows.map((row) => rows[row]?.kin ?? '').filter(Boolean);
      const persons = new Set(group.rows.map((row) => people[row]));
      if (new Set(kin).size < kin.length) expect(persons.size).toBe(1);
    }
  });

  const home = {
    familyName: 'Brennhöfer',
    email: 'familie@brennhoefer.example',
    phone: '06230 4711082',
    street: 'Kirchweg 7',
    postalCode: '67346',
    city: 'Speyer',
  };

  it('four in one car, of one mailbox and one telephone, are four', () => {
    const car = [
      { ...home, givenName: 'Ilse', birthDate: '1955-02-11' },
      { ...home, givenName: 'Rainer', birthDate: '1953-09-30' },
      { ...home, givenName: 'Katja', birthDate: '1981-06-06' },
      { ...home, givenName: 'Jonas', birthDate: '2004-12-24' },
    ];
    expect(matchAmongCrowd(car)).toEqual([]);
  });

  it('twins are never proposed, whatever they are called', () => {
    for (const [one, other] of [
      ['Lena', 'Lea'],
      ['Marie', 'Maria'],
      ['Hannah', 'Hanna'],
      ['Tim', 'Tom'],
      ['Paul', 'Paula'],
    ]) {
      const twins = [one, other].map((givenName = '') => ({
        ...home,
        givenName,
        birthDate: '2001-05-17',
      }));
      expect(proposed(matchAmongCrowd(twins))).toEqual([]);
    }
  });

  it('twins are left to a person among four bookings, too', () => {
    const four = ['Lena', 'Lea', 'Ilse', 'Rainer'].map((givenName, at) => ({
      ...home,
      givenName,
      birthDate: at < 2 ? '2001-05-17' : `195${at}-02-11`,
    }));
    expect(proposed(match(four).matches)).toEqual([]);
    const again = match([...four, { ...home, givenName: 'Ilse', birthDate: '1952-02-11' }]);
    expect(proposed(again.matches)).toEqual([[2, 4]]);
  });

  it.each([{}, { postalCode: '67346', city: 'Speyer' }])(
    'namesakes of whom nothing else is known are never proposed: %o',
    (place) => {
      const names = inventFamilies({ seed: 12, rows: 4000, rebookings: 0.02 }).map((row) => ({
        givenName: row.given_name,
        familyName: row.family_name,
        ...place,
      }));
      const { matches } = match(names);
      expect(proposed(matches)).toEqual([]);
      expect(matches.length).toBeGreaterThan(20);
    },
  );

  it('a father and his son of one name are two', () => {
    const both = ['1948-03-02', '1979-10-21'].map((birthDate) => ({
      ...home,
      givenName: 'Werner',
      birthDate,
    }));
    expect(matchAmongCrowd(both)).toEqual([]);
  });

  it('a father and a son who were born on one day of two decades are left to a person', () => {
    const both = ['1956-09-09', '1976-09-09'].map((birthDate) => ({
      ...home,
      givenName: 'Werner',
      birthDate,
    }));
    expect(matchAmongCrowd(both)).toMatchObject([{ kind: 'review', rows: [0, 1] }]);
    const slip = both.with(1, { ...home, givenName: 'Werner', birthDate: '1957-09-09' });
    expect(proposed(matchAmongCrowd(slip))).toEqual([[0, 1]]);
  });

  it('a birth date that many were given on arrival says little', () => {
    const arrived = {
      givenName: 'Fatma',
      familyName: 'Yılmaz',
      postalCode: '67346',
      city: 'Speyer',
    };
    const others = Array.from({ length: 200 }, (_, at) => ({
      givenName: `Asf${'aeiou'[at % 5]}r${at}`,
      familyName: `Karim${at}`,
      birthDate: '1969-01-01',
      phone: `0153 ${1_000_000 + at}`,
      ...{ postalCode: '67346', city: 'Speyer' },
    }));
    const two = (birthDate: string): Partial<Identity>[] => [
      { ...arrived, birthDate, phone: '0153 7777771', street: 'Klosterpfad 54' },
      { ...arrived, birthDate, phone: '0154 8888882', street: 'Buchenallee 3' },
    ];
    const among = (birthDate: string): number => {
      const found = matchAmongCrowd([...two(birthDate), ...others]);
      return found.find(({ rows }) => rows.includes(0) && rows.includes(1))?.probability ?? 0;
    };
    expect(among('1969-01-01')).toBeLessThan(among('1969-03-17') / 2);
  });

  it.each(['Brenn höfer', 'Brennh öfer', 'Brennhöf er'])(
    'a name cut by a blank is the same: %s',
    (familyName) => {
      const first = {
        ...home,
        givenName: 'Elisabeth',
        birthDate: '1961-04-03',
        email: '',
        phone: '',
      };
      const again = { ...first, familyName, street: 'Kirch weg 7', city: 'Spey er' };
      expect(proposed(matchAmongCrowd([first, again]))).toEqual([[0, 1]]);
    },
  );

  it('who books again under a short name, from another mailbox or with a slip, is one', () => {
    const first = { ...home, givenName: 'Elisabeth', birthDate: '1961-04-03' };
    for (const again of [
      { ...first },
      { ...first, givenName: 'Lisbeth' },
      { ...first, givenName: 'Brennhöfer', familyName: 'Elisabeth' },
      { ...first, birthDate: '1961-03-04' },
      { ...first, familyName: 'Brennhoefer', email: '', phone: '+49 6230 4711082' },
      { ...first, email: 'lisbeth@post.example', phone: '' },
    ])
      expect([again, proposed(matchAmongCrowd([first, again]))]).toEqual([again, [[0, 1]]]);
  });
});

describe('a decision that was made', () => {
  it('keeps two bookings apart, however alike', () => {
    const one = { givenName: 'Ada', familyName: 'Quast', birthDate: '1970-01-02', phone: '0151 1' };
    const rows = createRows();
    for (const each of [one, one, ...crowd]) rows.add({ ...nobody, ...each });
    const isDifferent = (a: number, b: number): boolean => Math.max(a, b) === 1;
    const { matches } = findMatches(collapse(rows), { isDifferent });
    expect(matches.filter(({ rows: found }) => found.includes(0))).toEqual([]);
  });

  it('is not undone by a third who could be either', () => {
    const one = { givenName: 'Ada', familyName: 'Quast', birthDate: '1970-01-02', phone: '0151 1' };
    const third = { ...one, email: 'ada.quast@mail.example' };
    const rows = createRows();
    for (const each of [one, one, third, ...crowd]) rows.add({ ...nobody, ...each });
    const isDifferent = (a: number, b: number): boolean => Math.max(a, b) === 1;
    const { matches } = findMatches(collapse(rows), { isDifferent });
    const found = matches.filter((each) => each.rows.some((row) => row < 3));
    expect(found.map(({ kind, rows: pair }) => [kind, pair])).toEqual([
      ['review', [0, 2]],
      ['review', [1, 2]],
    ]);
  });
});

describe('what the rows say, and not their order,', () => {
  it('decides', () => {
    const rows = inventFamilies({ seed: 5, rows: 400, rebookings: 0.1 }).map(identify);
    const tell = (order: readonly number[]): string[] =>
      match(order.map((at) => rows[at] ?? nobody))
        .matches.map(
          ({ kind, probability, rows: found }) =>
            `${kind} ${probability.toFixed(9)} ${found
              .map((row) => order[row] ?? 0)
              .toSorted((a, b) => a - b)
              .join()}`,
        )
        .toSorted();
    const sorted = rows.map((_, at) => at);
    const expected = tell(sorted);
    expect(expected.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.shuffledSubarray(sorted, { minLength: sorted.length }), (order) => {
        expect(tell(order)).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });
});

describe('strange rows', () => {
  it('without a name or with one letter make no case by themselves', () => {
    expect(match([nobody, nobody, { givenName: 'A' }, { familyName: 'B' }]).matches).toEqual([]);
    expect(matchAmongCrowd([{ givenName: 'A', familyName: 'B' }, { givenName: 'A' }])).toEqual([]);
  });

  it('that are all the same are one case, in bounded time', () => {
    const one = { givenName: 'Ada', familyName: 'Quast', birthDate: '1970-01-02', city: 'Speyer' };
    const { matches } = match(Array.from({ length: 100_000 }, () => one));
    expect(matches).toHaveLength(1);
    expect(matches[0]?.rows).toHaveLength(100_000);
  });

  it('of one name a hundred thousand times are compared in bounded time, and not all with all', () => {
    const people = Array.from({ length: 20_000 }, (_, at) => ({
      givenName: 'Ada',
      familyName: 'Quast',
      phone: `0151 ${1_000_000 + at * 7}`,
    }));
    const { pairs, oversize } = match(people);
    expect(oversize.length).toBeGreaterThan(0);
    expect(pairs).toBeLessThan(people.length * 50);
  });

  it('without any birth date are matched by what there is', () => {
    const again = { givenName: 'Elif', familyName: 'Brennhöfer', email: 'elif@post.example' };
    const others = crowd.map((one) => ({ ...one, birthDate: '' }));
    const { matches } = match([again, { ...again, phone: '0154 887766' }, ...others]);
    expect(matches.some(({ rows }) => rows.includes(0) && rows.includes(1))).toBe(true);
  });

  it('in another script are the same person', () => {
    const person = { birthDate: '1966-08-19', phone: '0154 99120' };
    const cyrillic = { ...person, givenName: 'Людмила', familyName: 'Петрова' };
    const latin = { ...person, givenName: 'Ljudmila', familyName: 'Petrova' };
    expect(proposed(matchAmongCrowd([cyrillic, latin]))).toEqual([[0, 1]]);
  });
});

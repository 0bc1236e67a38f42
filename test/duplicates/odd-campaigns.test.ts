import { describe, expect, it } from 'vitest';
import { collapse } from '../../src/duplicates/distinct.ts';
import { findMatches, type Matches } from '../../src/duplicates/match.ts';
import { createRows, type Identity } from '../../src/duplicates/rows.ts';
import { countPairs } from '../bench/pair-figures.ts';
import { inventFamilies } from '../bench/families/invent.ts';
import type { FamilyRow } from '../bench/families/row.ts';

const ROWS = 4000;
const rows = inventFamilies({ seed: 5, rows: ROWS, rebookings: 0.05 });
const people = rows.map(({ person }) => person);

function identify(row: FamilyRow): Identity {
  return {
    givenName: row.given_name,
    familyName: row.family_name,
    birthDate: row.birth_date,
    email: row.email,
    phone: row.phone,
    street: `${row.street} ${row.house_number}`.trim(),
    postalCode: row.postal_code,
    city: row.city,
  };
}

function match(change: (identity: Identity, at: number) => Identity): Matches {
  const added = createRows();
  rows.forEach((row, at) => added.add(change(identify(row), at)));
  return findMatches(collapse(added));
}

const proposals = ({ matches }: Matches): Matches['matches'] =>
  matches.filter(({ kind }) => kind === 'propose');

/** A letter of another script for each of ours; the marks and digits stay. */
function transcribe(text: string, letters: string): string {
  const known = Array.from(letters);
  return Array.from(text.toLowerCase(), (letter) =>
    /[a-z]/.test(letter) ? (known[letter.charCodeAt(0) % known.length] ?? '') : letter,
  ).join('');
}

const emptied: Identity = {
  givenName: '',
  familyName: '',
  birthDate: '',
  email: '',
  phone: '',
  street: '',
  postalCode: '',
  city: '',
};

const ARABIC = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';
const CYRILLIC = 'абвгдежзиклмнопрстуфыэюя';
const HAN = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐';

describe('a campaign that is not as one hopes', () => {
  it('of equal rows alone is one case, without a comparison', () => {
    const [first] = rows;
    const found = match((identity) => (first === undefined ? identity : identify(first)));
    expect(found.pairs).toBe(0);
    expect(found.matches.map((one) => one.rows.length)).toEqual([ROWS]);
  });

  it('of rows that say nothing has no case', () => {
    const found = match((identity) => ({ ...identity, ...emptied }));
    expect([found.pairs, found.matches]).toEqual([0, []]);
  });

  it.each<[string, (identity: Identity, at: number) => Identity]>([
    [
      'without given names',
      (one, at) => (at % 2 === 0 ? { ...one, givenName: '' } : { ...one, familyName: '' }),
    ],
    [
      'of names of one letter',
      (one) => ({
        ...one,
        givenName: one.givenName.slice(0, 1),
        familyName: one.familyName.slice(0, 1),
      }),
    ],
    ['without birth dates', (one) => ({ ...one, birthDate: '' })],
    [
      'in foreign scripts',
      (one, at) => {
        const letters = [ARABIC, CYRILLIC, HAN][(people[at] ?? '').length % 3] ?? HAN;
        return {
          ...one,
          givenName: transcribe(one.givenName, letters),
          familyName: transcribe(one.familyName, letters),
        };
      },
    ],
  ])(
    '%s compares a few pairs a row, finds most, and takes hardly anybody for another',
    (_, change) => {
      const found = match(change);
      const { precision } = countPairs(proposals(found), people, null);
      expect(found.pairs).toBeLessThan(8 * ROWS);
      expect(precision).toBeGreaterThanOrEqual(0.93);
      expect(countPairs(found.matches, people, null).recall).toBeGreaterThanOrEqual(0.95);
    },
  );
});

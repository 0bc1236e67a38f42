import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collapse } from '../../src/duplicates/distinct.ts';
import { findMatches, type Match } from '../../src/duplicates/match.ts';
import { createRows, type Identity } from '../../src/duplicates/rows.ts';
import { readLearned, writeLearned } from '../../src/duplicates/learned.ts';
import { inventFamilies } from '../bench/families/invent.ts';

const invented = inventFamilies({ seed: 3, rows: 400, rebookings: 0.1 }).map((row): Identity => ({
  givenName: row.given_name,
  familyName: row.family_name,
  birthDate: row.birth_date,
  email: row.email,
  phone: row.phone,
  street: `${row.street} ${row.house_number}`.trim(),
  postalCode: row.postal_code,
  city: row.city,
}));

const rowsOf = (identities: readonly Identity[]): ReturnType<typeof createRows> => {
  const rows = createRows();
  for (const identity of identities) rows.add(identity);
  return rows;
};

const write = ({ kind, probability, rows }: Match): string =>
  `${kind} ${probability.toFixed(9)} ${rows.join(' ')}`;

/** A handful of bookings that become somebody else's, or are left as they are. */
const edits = fc.array(fc.tuple(fc.nat(invented.length - 1), fc.nat(invented.length - 1)), {
  minLength: 1,
  maxLength: 8,
});

it('what is compared again finds what comparing all would find by the same weights', () => {
  const first = findMatches(collapse(rowsOf(invented)));
  const { model } = readLearned(writeLearned({ bookings: 400, model: first.model }));
  fc.assert(
    fc.property(edits, (sequence) => {
      const edited = [...invented];
      for (const [at, like] of sequence) edited[at] = { ...(invented[like] as Identity) };
      const changed = new Set(sequence.map(([at]) => at));
      const all = findMatches(collapse(rowsOf(edited)), {
        since: { model, changed: { rows: new Set(edited.keys()), together: () => [] } },
      });
      const mates = new Map<number, number[]>();
      for (const { rows } of first.matches)
        for (const row of rows) mates.set(row, [...(mates.get(row) ?? []), ...rows]);
      const again = findMatches(collapse(rowsOf(edited)), {
        since: { model, changed: { rows: changed, together: (row) => mates.get(row) ?? [] } },
      });
      const lookedAt = again.lookedAt ?? new Set<number>();
      const expected = all.matches.filter(({ rows }) => rows.some((row) => lookedAt.has(row)));
      expect(again.matches.map(write).toSorted()).toEqual(expected.map(write).toSorted());
      for (const row of changed) expect(lookedAt.has(row)).toBe(true);
      // Who has nothing to do with what changed was not looked at, and is found as before.
      const others = ({ rows }: Match): boolean => !rows.some((row) => lookedAt.has(row));
      expect(again.pairs).toBeLessThan(all.pairs);
      expect(
        all.matches
          .filter(others)
          .map(({ rows }) => rows.join(' '))
          .toSorted(),
      ).toEqual(
        findMatches(collapse(rowsOf(invented)), {
          since: { model, changed: { rows: new Set(invented.keys()), together: () => [] } },
        })
          .matches.filter(others)
          .map(({ rows }) => rows.join(' '))
          .toSorted(),
      );
    }),
    { numRuns: 25 },
  );
});

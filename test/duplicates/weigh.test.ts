import { describe, expect, it } from 'vitest';
import { collapse } from '../../src/duplicates/distinct.ts';
import { findMatches } from '../../src/duplicates/match.ts';
import { createRows } from '../../src/duplicates/rows.ts';
import { inventFamilies } from '../bench/families/invent.ts';

describe('a pair that is passed over after names and birth date', () => {
  it.each([{ seed: 21, rows: 3000, rebookings: 0.08 }])(
    'would not have reached the least probability (%o)',
    (plan) => {
      const rows = createRows();
      for (const row of inventFamilies(plan))
        rows.add({
          givenName: row.given_name,
          familyName: row.family_name,
          birthDate: row.birth_date,
          email: row.email,
          phone: row.phone,
          street: `${row.street} ${row.house_number}`,
          postalCode: row.postal_code,
          city: row.city,
        });
      const { distinct, weigh } = findMatches(collapse(rows));
      let [passedOver, reached] = [0, 0];
      // Neighbours by name, where one household stands together, and strangers.
      const order = Array.from({ length: distinct.count }, (_, i) => i).toSorted(
        (a, b) =>
          (distinct.columns.familyName[a] ?? 0) - (distinct.columns.familyName[b] ?? 0) ||
          (distinct.columns.birthDate[a] ?? 0) - (distinct.columns.birthDate[b] ?? 0),
      );
      for (let at = 0; at < order.length; at++)
        for (const distance of [1, 2, 3, 5, 700]) {
          const [a, b] = [order[at] ?? 0, order[(at + distance) % order.length] ?? 0];
          for (const least of [-12, -4.6, 0, 2.2]) {
            const score = weigh.score(a, b);
            const seen = weigh.scoreFrom(least, a, b);
            if (seen === -Infinity) {
              passedOver++;
              expect(score).toBeLessThan(least);
            } else {
              reached++;
              expect(seen).toBe(score);
            }
          }
        }
      expect(Math.min(passedOver, reached)).toBeGreaterThan(1000);
    },
  );
});

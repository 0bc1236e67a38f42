import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFamilyNames, compareGivenNames } from '../../src/duplicates/compare-names.ts';
import {
  compareAddresses,
  compareEmails,
  comparePhones,
} from '../../src/duplicates/compare-values.ts';
import { boundSimilarity, createRuleOut, mayBeSlip } from '../../src/duplicates/likeness.ts';
import { createPools, type Pools } from '../../src/duplicates/pools.ts';
import { createValuePool } from '../../src/duplicates/value-pool.ts';
import { isOneSlip, measureSimilarity } from '../../src/names/distance.ts';

/** A word and one that came of it by up to three changes: most pairs of independent words are too far apart to test anything. */
const wordsOf = (letters: string): fc.Arbitrary<[string, string]> => {
  const letter = fc.constantFrom(...Array.from(letters));
  const change = fc.record({
    at: fc.nat(12),
    cut: fc.nat(2),
    put: fc.array(letter, { maxLength: 2 }),
  });
  return fc
    .tuple(fc.array(letter, { minLength: 1, maxLength: 12 }), fc.array(change, { maxLength: 3 }))
    .map(([word, changes]) => {
      const other = Array.from(word);
      for (const { at, cut, put } of changes) other.splice(at, cut, ...put);
      return [word.join(''), other.join('') || 'x'];
    });
};

const LETTERS = 'abcdehijklmnorstuz';
const names = fc.oneof(
  wordsOf(LETTERS),
  wordsOf(`${LETTERS} `).map(([a, b]): [string, string] => [a.trim() || 'x', b.trim() || 'x']),
  wordsOf('aoeiмаріяش'),
  fc.tuple(
    fc.constantFrom('hans', 'johannes', 'lena', 'lea', 'anna', 'hanna', 'max', 'peter', 'jo'),
    fc.constantFrom('hans', 'jan', 'lena', 'leni', 'anne', 'ana', 'maxi', 'petra', 'sepp'),
  ),
);

describe('what is ruled out by lengths and letters alone', () => {
  it('is no slip and no closer than the bound, whatever the script', () => {
    fc.assert(
      fc.property(names, ([a, b]) => {
        const pool = createValuePool();
        const [one, two] = [pool.intern(a), pool.intern(b)];
        if (isOneSlip(a, b)) expect(mayBeSlip(pool, one, pool, two)).toBe(true);
        expect(boundSimilarity(pool, one, pool, two)).toBeGreaterThanOrEqual(
          measureSimilarity(a, b) - 1e-12,
        );
      }),
      { numRuns: 3000 },
    );
  });

  const rules: [keyof Pools & keyof typeof comparisons, fc.Arbitrary<[string, string]>][] = [
    ['givenName', names],
    ['familyName', names],
    ['email', wordsOf('abcd.').map(([a, b]) => [`${a}@web.example`, `${b}@gmx.example`])],
    ['email', wordsOf('abcd.').map(([a, b]) => [`${a}@web.example`, `${b}@web.example`])],
    ['phone', wordsOf('0123456789')],
    ['address', wordsOf('abcdehlmnorst').map(([a, b]) => [`1 ${a}`, `12a ${b}`])],
  ];
  it.each(rules)('would be called different by the comparison of %s as well', (field, pairs) => {
    const { compare, rule } = comparisons[field];
    let ruledOut = 0;
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const pools = createPools();
        const [one, two] = [pools[field].intern(a), pools[field].intern(b)];
        if (one === two || !createRuleOut(pools)[rule](one, two)) return;
        ruledOut++;
        expect(compare(a, b), `${a} ${b}`).toBe('different');
      }),
      { numRuns: 3000 },
    );
    expect(ruledOut).toBeGreaterThan(50);
  });
});

const comparisons = {
  givenName: { rule: 'givenNames', compare: compareGivenNames },
  familyName: { rule: 'familyNames', compare: compareFamilyNames },
  email: { rule: 'emails', compare: compareEmails },
  phone: { rule: 'phones', compare: comparePhones },
  address: { rule: 'addresses', compare: compareAddresses },
} as const;

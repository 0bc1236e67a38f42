import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeEvenly } from '../../src/contingents/share.ts';

const sum = (counts: readonly number[]): number =>
  counts.reduce((total, count) => total + count, 0);

describe('takeEvenly', () => {
  it.each([
    [[5, 5, 5, 5], 6, [1, 2, 1, 2]],
    [[0, 1, 9, 9], 7, [0, 1, 3, 3]],
    [[2, 2], 9, [2, 2]],
    [[], 3, []],
    [[4, 0, 4], 0, [0, 0, 0]],
  ])('takes from %j, of which %i are wanted, %j', (free, seats, taken) => {
    expect(takeEvenly(free, seats)).toEqual(taken);
  });

  it('takes exactly what is wanted or all there is, never more than a slot has, and evenly', () => {
    const frees = fc.array(fc.nat(50), { maxLength: 60 });
    fc.assert(
      fc.property(frees, fc.nat(3000), (free, seats) => {
        const taken = takeEvenly(free, seats);
        expect(sum(taken)).toBe(Math.min(seats, sum(free)));
        expect(taken).toHaveLength(free.length);
        const most = Math.max(0, ...taken);
        for (const [index, count] of taken.entries()) {
          expect(count).toBeLessThanOrEqual(free[index] ?? 0);
          // Who gives two less than another has nothing left to give.
          if (count < most - 1) expect(count).toBe(free[index]);
        }
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { nearest } from '../src/nearest.ts';

describe('nearest', () => {
  it.each([
    ['bokking', 'booking'],
    ['satus', 'status'],
    ['mial', 'mail'],
    ['STATUS', 'status'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearest(typed, ['booking', 'status', 'mail', 'demo'])).toBe(meant);
  });

  it('does not guess at random', () => {
    expect(nearest('xyz', ['booking', 'status', 'mail'])).toBeNull();
    expect(nearest('', ['booking'])).toBeNull();
  });
});

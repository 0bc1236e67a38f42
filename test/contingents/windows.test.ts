import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutWindows, spreadSeats } from '../../src/contingents/windows.ts';

const typed = { from: '', to: '', every: '' };

describe('cutWindows', () => {
  it('cuts a morning into quarter hours without gap or overlap', () => {
    const windows = cutWindows({ startsAt: 0, endsAt: 7 * 3_600_000 }, 900_000, typed);
    expect(windows).toHaveLength(28);
    expect(windows.at(-1)?.endsAt).toBe(7 * 3_600_000);
    for (const [index, window] of windows.entries()) {
      expect(window.startsAt).toBe(windows[index - 1]?.endsAt ?? 0);
    }
  });

  it('refuses a span that ends before it begins, and one that does not divide', () => {
    expect(() => cutWindows({ startsAt: 10, endsAt: 10 }, 5, typed)).toThrow('window_empty');
    expect(() => cutWindows({ startsAt: 0, endsAt: 11 }, 5, typed)).toThrow('window_uneven');
  });
});

describe('spreadSeats', () => {
  it('loses and invents no seat, and no window has two more than another', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 500 }), (seats, windows) => {
        const shares = spreadSeats(seats, windows);
        expect(shares).toHaveLength(windows);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(seats);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

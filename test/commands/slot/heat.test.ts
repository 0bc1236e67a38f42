import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatSigns, renderHeat } from '../../../src/commands/slot/heat.ts';

const count = (line: string, sign: string): number => line.split(sign).length - 1;

describe('renderHeat', () => {
  it.each([
    [{ seats: 8, bound: 4, held: 0, free: 4, overbooked: 0 }, '████░░░░'],
    [{ seats: 8, bound: 0, held: 0, free: 8, overbooked: 0 }, '░░░░░░░░'],
    [{ seats: 6, bound: 8, held: 0, free: 0, overbooked: 2 }, '██████!!'],
    [{ seats: 4, bound: 4, held: 0, free: 0, overbooked: 0 }, '████'],
    [{ seats: 0, bound: 0, held: 0, free: 0, overbooked: 0 }, ''],
  ])('draws %j as %s', (seats, line) => {
    expect(renderHeat(seats, 8, 8)).toBe(line);
  });

  it('keeps within its width and hides nothing there is, however little', () => {
    const figures = fc.tuple(fc.nat(2000), fc.nat(2000), fc.nat(50));
    fc.assert(
      fc.property(figures, fc.integer({ min: 1, max: 5000 }), ([seats, taken, beyond], most) => {
        const overbooked = taken >= seats ? beyond : 0;
        const bound = Math.min(taken, seats) + overbooked;
        const free = seats - bound + overbooked;
        const line = renderHeat({ seats, bound, held: 0, free, overbooked }, most, 16);
        expect(line.length).toBeLessThanOrEqual(16);
        expect(count(line, heatSigns.bound) > 0).toBe(bound - overbooked > 0);
        expect(count(line, heatSigns.free) > 0).toBe(free > 0);
        expect(count(line, heatSigns.overbooked) > 0).toBe(overbooked > 0);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsTime, nearestWindows } from '../../src/desk/windows.ts';

const ZONE = 'Europe/Berlin';
const at = (time: string): { startsAt: number } => ({
  startsAt: Date.parse(`2021-06-20T${time}:00+02:00`),
});

describe('a time typed to find a window', () => {
  it.each([
    ['', '09:15', true],
    ['9', '09:15', true],
    ['09', '09:15', true],
    ['9:', '09:15', true],
    ['9:1', '09:15', true],
    ['91', '09:15', true],
    ['9.15', '09:15', true],
    ['915', '09:15', true],
    ['0915', '09:15', true],
    ['9 Uhr', '09:15', true],
    ['9:3', '09:15', false],
    ['1', '09:15', false],
    ['1', '10:15', true],
    ['10:', '10:15', true],
    ['20.6.', '09:15', true],
    ['20.06.2021', '09:15', true],
    ['21.6.', '09:15', false],
    ['neun', '09:15', false],
  ])('%j fits %s: %s', (typed, time, fits) => {
    expect(fitsTime(at(time), typed, ZONE)).toBe(fits);
  });

  it('narrows letter by letter, and the whole time leaves it alone', () => {
    const minutes = fc.integer({ min: 0, max: 24 * 12 - 1 });
    fc.assert(
      fc.property(minutes, minutes, (one, other) => {
        const write = (five: number): string => {
          const pad = (value: number): string => String(value).padStart(2, '0');
          return `${pad(Math.floor(five / 12))}:${pad((five % 12) * 5)}`;
        };
        const typed = write(one);
        for (let length = 1; length <= typed.length; length++) {
          expect(fitsTime(at(typed), typed.slice(0, length), ZONE)).toBe(true);
        }
        expect(fitsTime(at(write(other)), typed, ZONE)).toBe(one === other);
      }),
    );
  });
});

it('the nearest window comes first, whatever side it is on; one without a time last', () => {
  const slot = {
    contingentId: 1,
    contingent: 'A',
    seats: 1,
    bound: 0,
    held: 0,
    free: 1,
    overbooked: 0,
  };
  const windows = ['09:00', '09:30', '10:00', '11:00'].map((time, index) => {
    const { startsAt } = at(time);
    return { ...slot, id: index, startsAt, endsAt: startsAt + 900_000 };
  });
  const anytime = { ...slot, id: 9, startsAt: null, endsAt: null };
  const ids = (time: string): number[] =>
    nearestWindows([...windows, anytime], at(time).startsAt, 5).map(({ id }) => id);
  expect(ids('10:05')).toEqual([2, 1, 3, 0, 9]);
  expect(ids('08:00')).toEqual([0, 1, 2, 3, 9]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetAt, toInstant, toIso, toLocal } from '../../src/time/zone.ts';

const zones = ['Europe/Berlin', 'UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const instants = fc
  .integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) })
  .map((ms) => ms - (ms % 1000));

describe('zone', () => {
  it('knows summer and winter time of Berlin', () => {
    expect(toIso('Europe/Berlin', Date.UTC(2021, 5, 20, 5))).toBe('2021-06-20T07:00:00+02:00');
    expect(toIso('Europe/Berlin', Date.UTC(2021, 0, 20, 6))).toBe('2021-01-20T07:00:00+01:00');
  });

  it('tells a skipped and a repeated local time from an exact one', () => {
    const at = (date: string, time: string) => toInstant('Europe/Berlin', { date, time });
    expect(at('2021-03-28', '02:30:00')).toEqual({
      instant: Date.UTC(2021, 2, 28, 1, 30),
      nature: 'skipped',
    });
    expect(at('2021-10-31', '02:30:00')).toEqual({
      instant: Date.UTC(2021, 9, 31, 0, 30),
      nature: 'repeated',
    });
    expect(at('2021-06-20', '09:15:00')).toEqual({
      instant: Date.UTC(2021, 5, 20, 7, 15),
      nature: 'exact',
    });
    expect(at('2021-02-30', '09:15:00')).toBeNull();
  });

  it('writes every instant so that it reads back as itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, instant) => {
        expect(Date.parse(toIso(zone, instant))).toBe(instant);
      }),
    );
  });

  it('finds the instant of every local time that exists once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, instant) => {
        const resolved = toInstant(zone, toLocal(zone, instant));
        expect(resolved).not.toBeNull();
        if (resolved?.nature === 'exact') expect(resolved.instant).toBe(instant);
        else expect(resolved?.nature).toBe('repeated');
      }),
    );
  });

  it('measures offsets in milliseconds, east positive', () => {
    expect(offsetAt('Asia/Kolkata', 0)).toBe(5.5 * 3_600_000);
    expect(offsetAt('America/New_York', Date.UTC(2021, 5, 1))).toBe(-4 * 3_600_000);
  });
});

import { describe, expect, it } from 'vitest';
import { parseDate, parseDuration, parseTime } from '../../src/time/parse.ts';

const parse = (value: string): number => parseTime(value, 'Europe/Berlin', '2021-06-20');

describe('parseTime', () => {
  it.each([
    ['2021-06-14 08:00', '2021-06-14T06:00:00Z'],
    ['2021-06-14T08:00', '2021-06-14T06:00:00Z'],
    ['2021-06-14T08:00:30', '2021-06-14T06:00:30Z'],
    ['2021-06-14T08:00:00+00:00', '2021-06-14T08:00:00Z'],
    ['07:00', '2021-06-20T05:00:00Z'],
    ['7:00', '2021-06-20T05:00:00Z'],
    ['24:00', '2021-06-20T22:00:00Z'],
    ['2021-06-14', '2021-06-13T22:00:00Z'],
  ])('reads %s', (typed, instant) => {
    expect(parse(typed)).toBe(Date.parse(instant));
  });

  it.each(['', 'soon', '25:00', '2021-02-30 08:00', '08', '2021-06-14 08:60'])(
    'refuses %j',
    (typed) => {
      expect(() => parse(typed)).toThrow('unreadable_time');
    },
  );

  it('refuses a time that the clock skips', () => {
    expect(() => parse('2021-03-28 02:30')).toThrow('skipped_time');
  });
});

describe('parseDuration', () => {
  it.each([
    ['5m', 300_000],
    ['15m', 900_000],
    ['1h', 3_600_000],
  ])('reads %s', (typed, length) => expect(parseDuration(typed)).toBe(length));

  it.each(['', '0m', '15', '-5m', '1.5h'])('refuses %j', (typed) =>
    expect(parseDuration(typed)).toBeNull(),
  );
});

describe('parseDate', () => {
  it('reads ISO and German dates that exist', () => {
    expect(parseDate('2021-06-20')).toBe('2021-06-20');
    expect(parseDate('20.6.2021')).toBe('2021-06-20');
    expect(parseDate('31.6.2021')).toBeNull();
    expect(parseDate('2021-13-01')).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormats } from '../../src/i18n/formats.ts';

const instants = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) });

describe.each([
  ['de', 'de-DE'],
  ['en', 'en-GB'],
] as const)('formats in %s', (language, locale) => {
  const formats = createFormats(language, 'Europe/Berlin');

  it('writes numbers as Intl does', () => {
    const intl = new Intl.NumberFormat(locale);
    const holds = (value: number): boolean => formats.number(value) === intl.format(value);
    fc.assert(fc.property(fc.nat(), holds));
  });

  it('writes moments as Intl does', () => {
    const day = { weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric' } as const;
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    const intl = new Intl.DateTimeFormat(locale, { ...day, ...time, timeZone: 'Europe/Berlin' });
    const holds = (instant: number): boolean => formats.moment(instant) === intl.format(instant);
    fc.assert(fc.property(instants, holds));
  });
});

describe('a window', () => {
  const { window } = createFormats('de', 'Europe/Berlin');

  it('names its day once, and both days if it runs over midnight', () => {
    expect(window(Date.UTC(2021, 5, 20, 7, 15), Date.UTC(2021, 5, 20, 7, 30))).toBe(
      'So., 20.06.2021, 09:15–09:30',
    );
    expect(window(Date.UTC(2021, 5, 20, 21, 0), Date.UTC(2021, 5, 20, 22, 0))).toBe(
      'So., 20.06.2021, 23:00–00:00',
    );
    expect(window(Date.UTC(2021, 5, 20, 21, 30), Date.UTC(2021, 5, 20, 22, 30))).toBe(
      'So., 20.06.2021, 23:30–Mo., 21.06.2021, 00:30',
    );
  });
});

describe('the times of a window', () => {
  const { times } = createFormats('de', 'Europe/Berlin');

  it.each([
    ['2021-06-20T09:15+02:00', '2021-06-20T09:30+02:00', '09:15–09:30'],
    ['2021-06-20T23:00+02:00', '2021-06-21T00:00+02:00', '23:00–00:00'],
    ['2021-06-20T22:00+02:00', '2021-06-21T02:00+02:00', '22:00–02:00 (+1)'],
    ['2021-10-31T01:30+02:00', '2021-10-31T02:30+02:00', '01:30–02:30 (+02:00)'],
    ['2021-10-31T02:30+01:00', '2021-10-31T03:00+01:00', '02:30 (+01:00)–03:00'],
    ['2021-03-28T01:00+01:00', '2021-03-28T03:30+02:00', '01:00–03:30'],
  ])('from %s to %s are %s', (from, to, written) => {
    expect(times(Date.parse(from), Date.parse(to))).toBe(written);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StampReader } from '../../../src/mail/evidence/stamps.ts';

const read = (text: string, now = '2021-06-20T12:00:00Z'): string | null => {
  const at = new StampReader('Europe/Berlin', Date.parse(now)).read(
    `${text} mail postfix/qmgr[1]: x`,
    0,
  );
  return Number.isNaN(at) ? null : new Date(at).toISOString();
};

describe('stamps of a log', () => {
  it.each([
    ['Jun 14 20:15:01', '2021-06-14T18:15:01.000Z'],
    ['Jun  4 20:15:01', '2021-06-04T18:15:01.000Z'],
    ['Jun 14 20:15:01.123456', '2021-06-14T18:15:01.123Z'],
    ['2021-06-14T20:15:01+02:00', '2021-06-14T18:15:01.000Z'],
    ['2021-06-14T20:15:01.123456+02:00', '2021-06-14T18:15:01.123Z'],
    ['2021-06-14T18:15:01Z', '2021-06-14T18:15:01.000Z'],
    ['2021-06-14T20:15:01+0200', '2021-06-14T18:15:01.000Z'],
    ['2021-06-14T13:45:01-04:30', '2021-06-14T18:15:01.000Z'],
  ])('%s', (text, iso) => {
    expect(read(text)).toBe(iso);
  });

  it.each(['', 'yesterday', 'Foo 14 20:15:01', 'Jun 14', '2021-06-14', '-- Journal begins'])(
    '%j is none',
    (text) => expect(read(text)).toBeNull(),
  );

  it('finds the year in which a stamp without one is the last before now', () => {
    expect(read('Dec 31 23:59:59', '2022-01-02T00:00:00Z')).toBe('2021-12-31T22:59:59.000Z');
    expect(read('Jan  1 00:00:01', '2022-01-02T00:00:00Z')).toBe('2021-12-31T23:00:01.000Z');
    expect(read('Feb 29 12:00:00', '2023-03-01T00:00:00Z')).toBe('2020-02-29T11:00:00.000Z');
  });

  it('reads each instant back in whatever order the lines come', () => {
    const instant = fc.integer({ min: Date.UTC(2021, 0, 3), max: Date.UTC(2021, 11, 30) });
    const reader = new StampReader('UTC', Date.UTC(2021, 11, 31));
    fc.assert(
      fc.property(instant, (at) => {
        const iso = new Date(at).toISOString();
        expect(reader.read(iso, 0)).toBe(at);
        const classic = new Date(at)
          .toUTCString()
          .replace(/^\S+ (\d\d) (\S+) \d+ (\S+) GMT$/, '$2 $1 $3');
        expect(reader.read(classic.replace(/^(\S+) 0/, '$1  '), 0)).toBe(at - (at % 1000));
      }),
    );
  });
});

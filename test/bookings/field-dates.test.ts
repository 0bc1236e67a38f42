import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBirthDate, readDate, readMoment, readTime } from '../../src/bookings/field-dates.ts';

const TODAY = '2021-06-15';

function birth(text: string, order: 'dmy' | 'mdy' | null = null): string {
  const read = readBirthDate(text, TODAY, order);
  return 'value' in read ? read.value : read.finding.code;
}

describe('birth dates', () => {
  test.each([
    ['1961-04-03', '1961-04-03'],
    ['3.4.1961', '1961-04-03'],
    ['03.04.61', '1961-04-03'],
    ['3. 4. 1961', '1961-04-03'],
    ['03.04.1961 00:00', '1961-04-03'],
    ['1961-04-03T00:00:00', '1961-04-03'],
    ['22374', '1961-04-03'],
    ['22374,0', '1961-04-03'],
    ['9195', '1925-03-04'],
    ['29.02.1988', '1988-02-29'],
    // Two digits: the latest year that is not in the future.
    ['15.06.21', '2021-06-15'],
    ['16.06.21', '1921-06-16'],
    ['29.02.00', '2000-02-29'],
    ['13/04/1961', '1961-04-13'],
    ['04/13/1961', '1961-04-13'],
    ['04/04/1961', '1961-04-04'],
  ])('%s', (text, iso) => {
    expect(birth(text)).toBe(iso);
  });

  test.each([
    ['31.02.1970', 'invalid_birth_date'],
    ['29.02.1900', 'invalid_birth_date'],
    ['31.12.1899', 'invalid_birth_date'],
    ['1961', 'invalid_birth_date'],
    ['gestern', 'invalid_birth_date'],
    ['00.00.0000', 'invalid_birth_date'],
    ['16.06.2021', 'birth_date_future'],
    ['44367', 'birth_date_future'],
    ['03/04/1961', 'ambiguous_date'],
  ])('%s: %s', (text, code) => {
    expect(birth(text)).toBe(code);
  });

  test('a layout that knows the order of its dates settles it', () => {
    expect(birth('03/04/1961', 'mdy')).toBe('1961-03-04');
    expect(birth('03/04/1961', 'dmy')).toBe('1961-04-03');
    expect(birth('13/04/1961', 'mdy')).toBe('invalid_birth_date');
  });
});

test.each([
  ['20.6.21', '2021-06-20'],
  ['06/20/2021', '2021-06-20'],
  ['20-06-2021', '2021-06-20'],
  ['2021/06/20', '2021-06-20'],
  ['44367', '2021-06-20'],
  ['So, 20.06.2021', '2021-06-20'],
  ['Sonntag 20.06.2021', '2021-06-20'],
])('the day %s', (text, iso) => {
  expect(readDate(text, null)).toEqual({ value: iso });
});

test.each([
  ['09:15', '09:15:00'],
  ['9:15', '09:15:00'],
  ['9.15 Uhr', '09:15:00'],
  ['9 Uhr', '09:00:00'],
  ['0915', '09:15:00'],
  ['09:15:30', '09:15:30'],
  ['9:15 PM', '21:15:00'],
  ['12:05 a.m.', '00:05:00'],
  ['0,385416667', '09:15:00'],
  ['0.25', '06:00:00'],
  ['9:00–9:15', '09:00:00'],
  ['09.00 - 09.15 Uhr', '09:00:00'],
  ['9 bis 10 Uhr', '09:00:00'],
])('the time %s', (text, time) => {
  expect(readTime(text)).toBe(time);
});

test.each(['24:00', '9:60', '9', '20.06.21', '20-06-2021', '2021-06-20', 'früh', '13:00 PM', ''])(
  '%j is no time',
  (text) => {
    expect(readTime(text)).toBeNull();
  },
);

test.each([
  ['20.06.2021 07:00', { date: '2021-06-20', time: '07:00:00' }],
  ['20.6.21, 7.00 Uhr', { date: '2021-06-20', time: '07:00:00' }],
  ['2021-06-20T07:00', { date: '2021-06-20', time: '07:00:00' }],
  ['2021-06-20 07:00:00', { date: '2021-06-20', time: '07:00:00' }],
  ['06/20/2021 7:00 AM', { date: '2021-06-20', time: '07:00:00' }],
  ['44367,291666667', { date: '2021-06-20', time: '07:00:00' }],
  ['20.06.2021 07:00 - 07:15 Uhr', { date: '2021-06-20', time: '07:00:00' }],
  ['20.06.2021 um 7 Uhr', { date: '2021-06-20', time: '07:00:00' }],
  ['20.06.2021', { date: '2021-06-20', time: null }],
  ['44367', { date: '2021-06-20', time: null }],
  ['07:00', { date: null, time: '07:00:00' }],
  ['2021-06-20T07:00:00+02:00', { instant: Date.UTC(2021, 5, 20, 5) }],
  ['2021-06-20T05:00Z', { instant: Date.UTC(2021, 5, 20, 5) }],
])('the moment %s', (text, moment) => {
  expect(readMoment(text, null)).toEqual({ value: moment });
});

test.each(['bald', '20.06.2021 25:00', '31.06.2021 07:00', '2021-06-20T25:00:00+02:00'])(
  '%s is no moment',
  (text) => {
    expect(readMoment(text, null)).toHaveProperty('finding');
  },
);

const two = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
const plain = fc
  .tuple(
    fc.constantFrom('1899', '1980', '2000', '2021'),
    two(13),
    two(32),
    two(25),
    two(61),
    two(61),
  )
  .chain(([year, month, day, ...time]) =>
    fc.constantFrom(
      ...[`${year}-${month}-${day}`, `${day}.${month}.${year}`].flatMap((date) => [
        `${date} ${time.join(':')}`,
        `${date}T${time.slice(0, 2).join(':')}`,
        date,
      ]),
    ),
  );

test('what is written plainly is read as the same with a blank before it', () => {
  fc.assert(
    fc.property(plain, (text) => {
      expect(readMoment(text, null)).toEqual(readMoment(` ${text}`, null));
      expect(readBirthDate(text, '2021-06-14', null)).toEqual(
        readBirthDate(` ${text}`, '2021-06-14', null),
      );
    }),
    { numRuns: 5000 },
  );
});

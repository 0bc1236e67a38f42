import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn, formFields, readAnswer } from '../../src/desk/read-answer.ts';

const TODAY = '2021-06-14';

describe('a birth date as it is said on the phone', () => {
  it.each([
    ['3.4.61', '1961-04-03'],
    ['030461', '1961-04-03'],
    ['03041961', '1961-04-03'],
    ['1961-04-03', '1961-04-03'],
    ['19610403', '1961-04-03'],
    ['3 4 61', '1961-04-03'],
    ['3/4/61', '1961-04-03'],
    ['14.6.21', '2021-06-14'],
    ['150621', '1921-06-15'],
    ['290200', '2000-02-29'],
  ])('%s is %s', (typed, birthDate) => {
    expect(readAnswer('birthDate', typed, TODAY)).toEqual({ values: { birthDate } });
  });

  it.each([
    ['', 'birth_date_missing'],
    // A spreadsheet's serial number in a file, a missing digit on the phone.
    ['30461', 'birth_date'],
    ['3.4', 'birth_date'],
    ['310261', 'birth_date'],
    ['1.1.2031', 'birth_date_future'],
    ['1.1.1861', 'birth_date_old'],
    ['gestern', 'birth_date'],
  ])('%s is refused: %s', (typed, trouble) => {
    expect(readAnswer('birthDate', typed, TODAY)).toEqual({ trouble });
  });

  it('is read the same in every way it can be typed', () => {
    const days = fc.date({
      min: new Date('1922-01-01'),
      max: new Date('2021-06-14'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (date) => {
        const birthDate = date.toISOString().slice(0, 10);
        const [year = '', month = '', day = ''] = birthDate.split('-');
        const short = year.slice(2);
        for (const typed of [
          `${Number(day)}.${Number(month)}.${short}`,
          `${day}.${month}.${year}`,
          day + month + short,
          day + month + year,
        ]) {
          expect(readAnswer('birthDate', typed, TODAY)).toEqual({ values: { birthDate } });
        }
      }),
    );
  });
});

it.each([
  ['1961-06-14', 60],
  ['1961-06-15', 59],
  ['2021-06-14', 0],
  ['2000-02-29', 21],
])('somebody born on %s is %i', (born, years) => {
  expect(ageOn(born, TODAY)).toBe(years);
});

it('never fails on what is typed, and stores no control characters', () => {
  fc.assert(
    fc.property(fc.constantFrom(...formFields), fc.string({ unit: 'binary' }), (field, typed) => {
      const reading = readAnswer(field, typed, TODAY);
      if ('trouble' in reading) return;
      for (const value of Object.values(reading.values)) {
        // oxlint-disable-next-line no-control-regex
        expect(value ?? '').not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
      }
    }),
    { numRuns: 2000 },
  );
});

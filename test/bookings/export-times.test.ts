import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimeWriter } from '../../src/bookings/export-times.ts';
import { readMoment } from '../../src/bookings/field-dates.ts';
import { toInstant, toIso } from '../../src/time/zone.ts';

const zones = [
  'Europe/Berlin',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'UTC',
];
const zone = fc.constantFrom(...zones);
const instants = fc.oneof(
  fc.integer({ min: Date.parse('1950-01-01'), max: Date.parse('2035-01-01') }),
  // Around the change of the clocks, on the minute and the second.
  fc.integer({ min: -200, max: 200 }).map((at) => Date.parse('2021-10-31T01:00:00Z') + at * 60_000),
  fc.integer({ min: -5000, max: 5000 }).map((at) => Date.parse('2021-03-28T01:00:00Z') + at * 1000),
);

test('a time is read back as the instant it was, in any zone', () => {
  const writers = new Map(zones.map((name) => [name, createTimeWriter(name, true)]));
  fc.assert(
    fc.property(zone, instants, (timeZone, instant) => {
      const text = writers.get(timeZone)?.(instant) ?? '';
      const moment = readMoment(text, null);
      if (!('value' in moment)) throw new Error(text);
      if ('instant' in moment.value) expect(moment.value.instant).toBe(instant);
      else {
        const { date, time } = moment.value;
        expect(toInstant(timeZone, { date: date ?? '', time: time ?? '' })?.instant).toBe(instant);
      }
    }),
    { numRuns: 5000 },
  );
});

test('the short way is the long way', () => {
  const write = createTimeWriter('Europe/Berlin', false);
  fc.assert(
    fc.property(instants, (instant) => {
      expect(write(instant)).toBe(toIso('Europe/Berlin', instant));
    }),
    { numRuns: 5000 },
  );
});

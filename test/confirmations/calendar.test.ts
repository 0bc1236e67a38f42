import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { writeCalendar, type CalendarEvent } from '../../src/confirmations/calendar.ts';

const QUARTER = 900_000;

function event(changes: Partial<CalendarEvent> = {}): CalendarEvent {
  const startsAt = Date.parse('2021-06-20T09:15:00+02:00');
  return {
    method: 'PUBLISH',
    uid: 'b1f3@stadt.example',
    sequence: 0,
    stamp: Date.parse('2021-06-16T09:05:00+02:00'),
    time: { startsAt, endsAt: startsAt + QUARTER, timeZone: 'Europe/Berlin' },
    summary: 'Impfaktion',
    location: 'Festplatz',
    description: 'Vorgangsnummer: K7QX-9F2M',
    organizer: { name: 'Stadt Köln', address: 'buero@stadt.example' },
    ...changes,
  };
}

/** As a calendar program reads it that knows no zone but the one in the file. */
function read(text: string): { calendar: ICAL.Component; event: ICAL.Event } {
  ICAL.TimezoneService.reset();
  const calendar = ICAL.Component.fromString(text);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const found = calendar.getFirstSubcomponent('vevent');
  if (found === null) throw new Error('no event');
  return { calendar, event: new ICAL.Event(found) };
}

function readInstants(timeZone: string, startsAt: number, endsAt: number): [number, number] {
  const { event: found } = read(writeCalendar(event({ time: { startsAt, endsAt, timeZone } })));
  return [found.startDate.toUnixTime() * 1000, found.endDate.toUnixTime() * 1000];
}

describe('the instants of a calendar entry', () => {
  it.each([
    ['summer', 'Europe/Berlin', '2021-06-20T09:15:00+02:00', 15],
    ['winter', 'Europe/Berlin', '2021-01-05T09:15:00+01:00', 15],
    ['last quarter before the clock goes on', 'Europe/Berlin', '2021-03-28T01:45:00+01:00', 15],
    ['first quarter after it', 'Europe/Berlin', '2021-03-28T03:00:00+02:00', 15],
    ['across the clock going on', 'Europe/Berlin', '2021-03-28T01:30:00+01:00', 60],
    ['first 02:30 as the clock goes back', 'Europe/Berlin', '2021-10-31T02:30:00+02:00', 15],
    ['second 02:30', 'Europe/Berlin', '2021-10-31T02:30:00+01:00', 15],
    ['across the clock going back', 'Europe/Berlin', '2021-10-31T01:45:00+02:00', 120],
    ['after it', 'Europe/Berlin', '2021-10-31T03:00:00+01:00', 15],
    ['over midnight', 'Europe/Berlin', '2021-06-20T23:45:00+02:00', 30],
    ['over New Year', 'Europe/Berlin', '2021-12-31T23:45:00+01:00', 30],
    ['the other half of the world', 'Australia/Lord_Howe', '2021-04-04T01:15:00+11:00', 30],
    ['a Ramadan break in summer time', 'Africa/Casablanca', '2021-05-16T03:00:00+01:00', 15],
    ['a zone without clock changes', 'Asia/Kolkata', '2021-06-20T09:15:00+05:30', 15],
    ['a fixed offset', 'Etc/GMT-2', '2021-06-20T09:15:00+02:00', 15],
    ['UTC', 'UTC', '2021-06-20T09:15:00Z', 15],
    ['a rule by the second Sunday', 'America/New_York', '2021-03-14T03:00:00-04:00', 15],
    ['a rule that changed its hour', 'America/Goose_Bay', '2012-03-11T01:00:00-04:00', 15],
    ['a zone given up', 'Europe/Istanbul', '2016-11-20T09:15:00+03:00', 15],
  ])('are the slot’s: %s', (_, timeZone, start, minutes) => {
    const startsAt = Date.parse(start);
    const endsAt = startsAt + minutes * 60_000;
    expect(readInstants(timeZone, startsAt, endsAt)).toEqual([startsAt, endsAt]);
  });

  it('are the slot’s in Germany at any quarter of an hour', () => {
    const quarters = fc.integer({ min: 0, max: 30 * 365 * 96 });
    fc.assert(
      fc.property(quarters, fc.integer({ min: 1, max: 200 }), (quarter, length) => {
        const startsAt = Date.UTC(2010, 0, 1) + quarter * QUARTER;
        const endsAt = startsAt + length * QUARTER;
        expect(readInstants('Europe/Berlin', startsAt, endsAt)).toEqual([startsAt, endsAt]);
      }),
      { numRuns: 400 },
    );
  });

  it('are the slot’s in every time zone there is', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    zones.forEach((timeZone, index) => {
      const startsAt = Date.UTC(2021, 0, 1) + (index * 2_347 + 31) * QUARTER;
      const endsAt = startsAt + QUARTER;
      expect(readInstants(timeZone, startsAt, endsAt), timeZone).toEqual([startsAt, endsAt]);
    });
  });
});

describe('writeCalendar', () => {
  it('brings one VTIMEZONE with the rules everybody knows for Berlin', () => {
    const text = writeCalendar(event());
    expect(text.split('BEGIN:VTIMEZONE')).toHaveLength(2);
    expect(text).toContain('DTSTART;TZID=Europe/Berlin:20210620T091500\r\n');
    expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n');
    expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n');
  });

  it('publishes, with a stamp in UTC, a place, an organizer, and nobody to reply', () => {
    const { calendar, event: found } = read(writeCalendar(event({ sequence: 2 })));
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(found.uid).toBe('b1f3@stadt.example');
    expect(found.sequence).toBe(2);
    expect(found.summary).toBe('Impfaktion');
    expect(found.location).toBe('Festplatz');
    expect(found.organizer).toBe('mailto:buero@stadt.example');
    expect(found.attendees).toEqual([]);
    expect(String(found.component.getFirstPropertyValue('dtstamp'))).toBe('2021-06-16T07:05:00Z');
    expect(read(writeCalendar(event({ location: null }))).event.location).toBeNull();
  });

  it('makes a whole day that blocks nothing of a slot without a time', () => {
    const { calendar, event: found } = read(writeCalendar(event({ time: { date: '2021-10-31' } })));
    expect(found.startDate.isDate).toBe(true);
    expect(found.startDate.toString()).toBe('2021-10-31');
    expect(found.endDate.toString()).toBe('2021-11-01');
    expect(found.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
    expect(calendar.getFirstSubcomponent('vtimezone')).toBeNull();
  });

  it('folds at 75 octets without cutting a character, and says what it was told', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 }).map((value) => `x${value}x`);
    fc.assert(
      fc.property(text, text, text, (summary, description, name) => {
        const organizer = { name, address: 'buero@stadt.example' };
        const written = writeCalendar(event({ summary, description, organizer }));
        expect(written.endsWith('END:VCALENDAR\r\n')).toBe(true);
        for (const line of written.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]|\p{Surrogate}/u);
        }
        const found = read(written).event;
        expect(found.summary).toBe(summary);
        expect(found.description).toBe(description);
      }),
    );
  });

  it('lets no value add a line or a property of its own', () => {
    const evil = 'x\r\nATTENDEE:mailto:x@evil.example\nBEGIN:VALARM\r;,\\n"\0';
    const organizer = { name: evil, address: 'buero@stadt.example' };
    const text = writeCalendar(
      event({ summary: evil, location: evil, description: evil, organizer }),
    );
    expect(text).not.toMatch(/^(ATTENDEE|BEGIN:VALARM)/m);
    const found = read(text).event;
    expect(found.summary).toBe('x\nATTENDEE:mailto:x@evil.example\nBEGIN:VALARM\n;,\\n" ');
    expect(found.attendees).toEqual([]);
  });
});

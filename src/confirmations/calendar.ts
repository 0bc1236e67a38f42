/** An appointment as iCalendar object (RFC 5545) that a citizen can put into the own calendar. */
import { toInstant, toLocal } from '../time/zone.ts';
import { formatStamp, writeTimeZone } from './calendar-zone.ts';

export interface CalendarEvent {
  /**
   * PUBLISH is a mere notice: declining a REQUEST would look to the citizen like a cancellation of the
   * booking, which nobody would get to know (RFC 5546 §3.2). CANCEL takes what was published out of the
   * calendar again (§3.2.5): the same uid, a higher sequence.
   */
  method: 'PUBLISH' | 'CANCEL';
  /** The same for every version of a booking's mail; says nothing of the person. */
  uid: string;
  /** 0 for the first version; a higher one replaces what the calendar holds under this uid. */
  sequence: number;
  /** When the mail was written, milliseconds since 1970-01-01 UTC. */
  stamp: number;
  /** Instants in milliseconds, or the date (`YYYY-MM-DD`) of an event without a time of day. */
  time: { startsAt: number; endsAt: number; timeZone: string } | { date: string };
  summary: string;
  location: string | null;
  description: string;
  organizer: { name: string | null; address: string };
}

const DAY = 86_400_000;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g;

/** One event in one calendar, its lines folded and ended as the standard demands. */
export function writeCalendar(event: CalendarEvent): string {
  const { zone, start, end } = writeTime(event.time);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//slotdesk//slotdesk//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${event.method}`,
    ...zone,
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${formatStamp(event.stamp)}Z`,
    `DTSTART${start}`,
    `DTEND${end}`,
    `SUMMARY:${escapeText(event.summary)}`,
    ...(event.location === null ? [] : [`LOCATION:${escapeText(event.location)}`]),
    `DESCRIPTION:${escapeText(event.description)}`,
    writeOrganizer(event.organizer),
    // The calendar of a workplace shows colleagues that somebody is busy, not with what.
    'CLASS:PRIVATE',
    `STATUS:${event.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    // What is cancelled takes no time, in programs that keep it in the calendar crossed out.
    ...('date' in event.time || event.method === 'CANCEL' ? ['TRANSP:TRANSPARENT'] : []),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function writeTime(time: CalendarEvent['time']): { zone: string[]; start: string; end: string } {
  if ('date' in time) {
    const day = Date.parse(`${time.date}T00:00:00Z`);
    const write = (instant: number): string => `;VALUE=DATE:${formatStamp(instant).slice(0, 8)}`;
    return { zone: [], start: write(day), end: write(day + DAY) };
  }
  const { startsAt, endsAt, timeZone } = time;
  // A local time that comes twice stands for its first coming, and readers disagree even on that.
  if (![startsAt, endsAt].every((instant) => isUnique(timeZone, instant))) {
    return { zone: [], start: `:${formatStamp(startsAt)}Z`, end: `:${formatStamp(endsAt)}Z` };
  }
  // Newer engines know zones such as `+02:00`.
  const name = /[:;,]/.test(timeZone) ? `"${timeZone}"` : timeZone;
  const write = (instant: number): string => {
    const { date, time: clock } = toLocal(timeZone, instant);
    return `;TZID=${name}:${`${date}T${clock}`.replaceAll(/[-:]/g, '')}`;
  };
  const year = Number(toLocal(timeZone, startsAt).date.slice(0, 4));
  return { zone: writeTimeZone(timeZone, year), start: write(startsAt), end: write(endsAt) };
}

function isUnique(timeZone: string, instant: number): boolean {
  return toInstant(timeZone, toLocal(timeZone, instant))?.nature === 'exact';
}

// PUBLISH demands an organizer (RFC 5546 §3.2.1); without an attendee nobody is asked to reply.
function writeOrganizer(organizer: CalendarEvent['organizer']): string {
  const name = organizer.name?.replace(CONTROL, ' ').replaceAll('"', "'").replaceAll('\n', ' ');
  const parameter = name === undefined ? '' : `;CN="${name}"`;
  return `ORGANIZER${parameter}:mailto:${organizer.address}`;
}

function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replace(CONTROL, ' ')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

/** At most 75 octets a line, continued with a space (RFC 5545 §3.1); no character is cut. */
function foldLine(line: string): string {
  if (Buffer.byteLength(line) <= 75) return line;
  let folded = '';
  let room = 75;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (octets > room) {
      folded += '\r\n ';
      room = 74;
    }
    folded += character;
    room -= octets;
  }
  return folded;
}

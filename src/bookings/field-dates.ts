import type { Finding } from './fault.ts';
import { readPlainDate, readPlainTime } from './field-dates-plain.ts';

/** How `03/04/2021` is to be read where the file itself does not tell. */
export type DateOrder = 'dmy' | 'mdy' | null;

/** A reading, or what is wrong with the text. */
export type Reading<T> = { value: T } | { finding: Finding };

interface Day {
  year: number;
  month: number;
  day: number;
  /** The year was written with two digits. */
  isShort: boolean;
}

const DAY_MS = 86_400_000;
const WEEKDAY = /^(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[a-zäöü]*\.?,?\s+(?=\d)/i;
const MIDNIGHT = /[T ,]+0{1,2}:00(?::00(?:\.0+)?)?Z?$/;

/** Nobody writes a date or a time at such length; a cell of 64 KiB would keep the expressions busy for seconds. */
const LONGEST = 100;

/**
 * A birth date as people and spreadsheets write it, as ISO text: `1961-04-03`, `3.4.1961`, `03.04.61`,
 * Excel's serial number. A year of two digits is never in the future; before 1900 is no birth date.
 * @param today ISO date
 */
export function readBirthDate(text: string, today: string, order: DateOrder): Reading<string> {
  const plain = text.length === 10 ? readPlainDate(text) : null;
  if (plain !== null && plain >= '1900' && plain <= today) return { value: plain };
  const day = readDay(text, order);
  if (day === 'ambiguous') return { finding: { code: 'ambiguous_date', facts: {} } };
  if (day === null) return { finding: { code: 'invalid_birth_date', facts: {} } };
  let iso = toIsoDate(day);
  if (day.isShort && (iso === null || iso > today))
    iso = toIsoDate({ ...day, year: day.year - 100 });
  if (iso === null || iso < '1900') return { finding: { code: 'invalid_birth_date', facts: {} } };
  return iso > today ? { finding: { code: 'birth_date_future', facts: {} } } : { value: iso };
}

/** A date of our days as ISO text; a year of two digits is of this century. */
export function readDate(text: string, order: DateOrder): Reading<string> {
  const day = readDay(text, order);
  if (day === 'ambiguous') return { finding: { code: 'ambiguous_date', facts: {} } };
  const iso = day === null ? null : toIsoDate(day);
  return iso === null ? { finding: { code: 'invalid_time', facts: {} } } : { value: iso };
}

function readDay(typed: string, order: DateOrder): Day | 'ambiguous' | null {
  if (typed.length > LONGEST) return null;
  const text = typed.replace(MIDNIGHT, '').trim().replace(WEEKDAY, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso !== null) return makeDay(iso[1], iso[2], iso[3]);
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(text);
  if (german !== null) return makeDay(german[3], german[2], german[1]);
  const other = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (other !== null) return orderDay(other[1], other[3], other[4], order);
  return readSerialDay(text);
}

function orderDay(
  first: string | undefined,
  second: string | undefined,
  year: string | undefined,
  order: DateOrder,
): Day | 'ambiguous' | null {
  const isFirstDay = Number(first) > 12 || Number(first) === Number(second);
  const isSecondDay = Number(second) > 12;
  if (order === 'dmy' || (order === null && isFirstDay)) return makeDay(year, second, first);
  if (order === 'mdy' || isSecondDay) return makeDay(year, first, second);
  return 'ambiguous';
}

/** Excel counts days from 1899-12-30 on. Four digits from 1900 to 2100 are a year, not a day. */
function readSerialDay(text: string): Day | null {
  const match = /^(\d{4,5})(?:[.,]0+)?$/.exec(text);
  const serial = Number(match?.[1]);
  if (match === null || serial < 1000 || (serial >= 1900 && serial <= 2100)) return null;
  const date = new Date(Date.UTC(1899, 11, 30) + serial * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    isShort: false,
  };
}

function makeDay(year = '', month = '', day = ''): Day {
  const isShort = year.length === 2;
  return {
    year: Number(year) + (isShort ? 2000 : 0),
    month: Number(month),
    day: Number(day),
    isShort,
  };
}

function toIsoDate({ year, month, day }: Day): string | null {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return null;
  // Day 0 of the next month is the last of this one.
  if (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * A time of day as `HH:MM:SS`: `9:15`, `09:15:00`, `9.15 Uhr`, `9 Uhr`, `0915`, `9:15 AM`, a fraction of
 * a day (`0,385416667`), of a range (`9:00–9:15`) its start. `null` if it is none.
 */
export function readTime(text: string): string | null {
  if (text.length > LONGEST) return null;
  const whole = readClock(text);
  if (whole !== null) return whole;
  const range = /^(.+?)\s*(?:-|–|—|bis)\s*(.+)$/i.exec(text.trim());
  const [, from = '', to = ''] = range ?? [];
  if (readClock(to) === null) return null;
  return readClock(from) ?? (HOUR_UNIT.test(to) ? readClock(`${from} Uhr`) : null);
}

const HOUR_UNIT = /\s*(?:uhr|h)\.?$/i;

function readClock(typed: string): string | null {
  const text = typed.trim().replace(HOUR_UNIT, '');
  const hasUnit = text !== typed.trim();
  const fraction = hasUnit ? null : /^0?[.,](\d+)$/.exec(text);
  if (fraction !== null) return readFraction(`0.${fraction[1] ?? ''}`);
  // Not `20.06.21`: seconds follow a colon.
  const clock = /^(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:([ap])\.?m\.?)?$/i.exec(text);
  if (clock !== null) return makeTime(clock[1], clock[2], clock[3], clock[4]);
  const digits = /^(\d{1,2})(\d{2})$/.exec(text);
  if (digits !== null) return makeTime(digits[1], digits[2]);
  const hour = /^(\d{1,2})\s*(?:([ap])\.?m\.?)?$/i.exec(text);
  if (hour === null || (!hasUnit && hour[2] === undefined)) return null;
  return makeTime(hour[1], '00', '00', hour[2]);
}

function makeTime(hours = '', minutes = '', seconds = '00', half?: string): string | null {
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`;
}

/** A fraction of a day; to the second, as Excel shows it. */
function readFraction(fraction: string): string | null {
  const seconds = Math.round(Number(fraction) * 86_400);
  return seconds < 86_400 ? new Date(seconds * 1000).toISOString().slice(11, 19) : null;
}

/** A point in time as far as a text says it. With an offset it is an instant (milliseconds). */
export type Moment = { instant: number } | { date: string | null; time: string | null };

const WITH_OFFSET = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)$/;

/** Date and time, either of them, or an instant: `20.6.2021, 7.00 Uhr`, ISO 8601, `44367,291666667`. */
export function readMoment(typed: string, order: DateOrder): Reading<Moment> {
  const date = readPlainDate(typed);
  const plain = date === null ? null : readPlainTime(typed);
  if (plain !== null) return { value: { date, time: plain } };
  if (typed.length > LONGEST) return { finding: { code: 'invalid_time', facts: {} } };
  const text = typed.trim().replace(WEEKDAY, '');
  if (WITH_OFFSET.test(text)) {
    const instant = Date.parse(text.replace(' ', 'T').replace(/\s/g, ''));
    if (!Number.isNaN(instant)) return { value: { instant } };
  }
  const serial = /^(\d{5})[.,](\d+)$/.exec(text);
  if (serial !== null) {
    const time = readFraction(`0.${serial[2] ?? ''}`);
    const day = readDate(serial[1] ?? '', order);
    return 'finding' in day ? day : { value: { date: day.value, time } };
  }
  const time = readTime(text);
  if (time !== null) return { value: { date: null, time } };
  const both =
    /^(\S*\d{4}|\S*\d|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4})(?:T|,\s*|\s+(?:um\s+)?)(\d.*)$/.exec(text);
  const timeOfBoth = both === null ? null : readTime(both[2] ?? '');
  const day = readDate(timeOfBoth === null ? text : (both?.[1] ?? ''), order);
  return 'finding' in day ? day : { value: { date: day.value, time: timeOfBoth } };
}

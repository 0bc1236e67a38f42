import { toInstant, type LocalTime, type Resolved } from '../time/zone.ts';
import type { Finding } from './fault.ts';
import { readDate, readMoment, type DateOrder, type Moment, type Reading } from './field-dates.ts';
import { foldText } from './field-names.ts';
import { readSeconds } from './field-dates-plain.ts';
import { readAnswer } from './field-words.ts';
import { addFault, pickCell, takeValue, type Cell, type RowReading } from './rows-cells.ts';

/** What times of a file are read against. */
export interface ClockOptions {
  timeZone: string;
  toInstant: (local: LocalTime) => Resolved | null;
  /** ISO date; `null`: a time without a date is a fault. */
  campaignDate: string | null;
}

/** What the portal says of its confirmation mail; `at` in milliseconds, `null` if it says no time. */
export interface Claim {
  state: 'sent' | 'not_sent';
  at: number | null;
}

const HOUR = 3_600_000;

/** Local times to instants; a file names the same hours again and again, and most hours have sixty minutes. */
export function rememberInstants(timeZone: string): ClockOptions['toInstant'] {
  const days = new Map<string, (number | null | undefined)[]>();
  const hoursOf = (date: string): (number | null | undefined)[] => {
    let hours = days.get(date);
    if (hours === undefined) {
      if (days.size > 1000) days.clear();
      days.set(date, (hours = []));
    }
    return hours;
  };
  return (local) => {
    const seconds = readSeconds(local.time);
    if (seconds === null) return toInstant(timeZone, local);
    const hours = hoursOf(local.date);
    const hour = Math.floor(seconds / 3600);
    let start = hours[hour];
    if (start === undefined) hours[hour] = start = startPlainHour(timeZone, local);
    if (start === null) return toInstant(timeZone, local);
    return { instant: start + 1000 * (seconds % 3600), nature: 'exact' };
  };
}

/** When a local hour begins, if it is one like others; `null` if in it the clock is moved, or it is none. */
function startPlainHour(timeZone: string, { date, time }: LocalTime): number | null {
  const hour = time.slice(0, 2);
  const first = toInstant(timeZone, { date, time: `${hour}:00:00` });
  const last = toInstant(timeZone, { date, time: `${hour}:59:59` });
  const isPlain =
    first?.nature === 'exact' &&
    last?.nature === 'exact' &&
    last.instant - first.instant === HOUR - 1000;
  return isPlain ? first.instant : null;
}

export function checkClaim(reading: RowReading, options: ClockOptions): Claim | null {
  const cell = pickCell(reading, 'confirmation_sent');
  if (cell === null) return null;
  const answer = readAnswer(cell.text);
  if (answer !== null) return { state: answer === 'yes' ? 'sent' : 'not_sent', at: null };
  const moment = readMoment(cell.text, reading.mapping.dateOrder);
  if ('finding' in moment) {
    addFault(reading, cell, { code: 'unreadable_confirmation', facts: {} });
    return null;
  }
  return { state: 'sent', at: resolve(reading, cell, moment.value, options) };
}

export function checkBookedAt(reading: RowReading, options: ClockOptions): number | null {
  const cell = pickCell(reading, 'booked_at');
  const moment = takeValue(reading, cell, readMoment, reading.mapping.dateOrder);
  return moment === null || cell === null ? null : resolve(reading, cell, moment, options);
}

const ANY_TIME = /^(?:anytime|any time|jederzeit|beliebig|ganztägig|ohne uhrzeit|offen)$/i;

export function checkSlot(reading: RowReading, options: ClockOptions): number | null {
  const order = reading.mapping.dateOrder;
  const startCell = dropAnyTime(pickCell(reading, 'slot_start'));
  const dateCell = pickCell(reading, 'slot_date');
  const timeCell = dropAnyTime(pickCell(reading, 'slot_time'));
  const start = takeValue(reading, startCell, readMoment, order) ?? NO_MOMENT;
  const day = takeValue(reading, dateCell, readDate, order);
  const clock = takeValue(reading, timeCell, readClock, order) ?? NO_MOMENT;
  if ('instant' in start) return start.instant;
  if ('instant' in clock) return clock.instant;
  const time = start.time ?? clock.time;
  const cell = start.time === null ? timeCell : startCell;
  // A row without any time goes to an anytime slot; a date alone names no time.
  if (time === null || cell === null) return null;
  // The campaign's date does not stand in for one that is there and faulty.
  if (dateCell !== null && day === null) return null;
  return resolve(reading, cell, { date: start.date ?? day ?? clock.date, time }, options);
}

const NO_MOMENT: Moment = { date: null, time: null };

/** A column of times; spreadsheets put their own first day before a time without a date. */
function readClock(text: string, order: DateOrder): Reading<Moment> {
  const moment = readMoment(text, order);
  if ('finding' in moment || 'instant' in moment.value) return moment;
  const { date, time } = moment.value;
  if (time === null) return { finding: { code: 'invalid_time', facts: {} } };
  return { value: { date: date !== null && date < '1901' ? null : date, time } };
}

function dropAnyTime(cell: Cell | null): Cell | null {
  if (cell === null || /^\d/.test(cell.text)) return cell;
  return ANY_TIME.test(foldText(cell.text)) ? null : cell;
}

function resolve(
  reading: RowReading,
  cell: Cell,
  moment: Moment,
  { timeZone, toInstant, campaignDate }: ClockOptions,
): number | null {
  if ('instant' in moment) return moment.instant;
  const date = moment.date ?? campaignDate;
  if (date === null) return refuse(reading, cell, { code: 'date_missing', facts: {} });
  const resolved = toInstant({ date, time: moment.time ?? '00:00:00' });
  if (resolved === null) return refuse(reading, cell, { code: 'invalid_time', facts: {} });
  if (resolved.nature !== 'skipped') return resolved.instant;
  return refuse(reading, cell, { code: 'skipped_time', facts: { timeZone } });
}

function refuse(reading: RowReading, cell: Cell, finding: Finding): null {
  addFault(reading, cell, finding);
  return null;
}

/** Local times of a time zone and instants (milliseconds since 1970-01-01 UTC), by Intl's tz database. */

/** A wall-clock time: `date` is `YYYY-MM-DD`, `time` is `HH:MM:SS`. */
export interface LocalTime {
  date: string;
  time: string;
}

/**
 * `skipped`: the clock jumped over this local time (the instant is the one after the jump that is as
 * late as the local time would have been); `repeated`: it came twice (the instant is the first).
 */
export interface Resolved {
  instant: number;
  nature: 'exact' | 'skipped' | 'repeated';
}

const QUARTER = 900_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

export function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The zone's distance from UTC at an instant, in milliseconds, east positive. */
export function offsetAt(timeZone: string, instant: number): number {
  // A day that ends with the offset it began with has no other: no zone changes twice a day.
  const day = Math.floor(instant / DAY) * DAY;
  const before = recallOffset(timeZone, day);
  if (recallOffset(timeZone, day + DAY) === before) return before;
  // Zones change at quarter hours only, so an offset holds for the quarter hour the instant is in.
  return recallOffset(timeZone, Math.floor(instant / QUARTER) * QUARTER);
}

function recallOffset(timeZone: string, instant: number): number {
  let known = offsets.get(timeZone);
  if (known === undefined) offsets.set(timeZone, (known = new Map<number, number>()));
  let offset = known.get(instant);
  if (offset === undefined) {
    offset = measureOffset(timeZone, instant);
    if (known.size > 50_000) known.clear();
    known.set(instant, offset);
  }
  return offset;
}

function measureOffset(timeZone: string, instant: number): number {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  const part = new Map(formatter.formatToParts(instant).map((p) => [p.type, Number(p.value)]));
  const get = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? 0;
  return (
    Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second')) -
    instant
  );
}

export function toLocal(timeZone: string, instant: number): LocalTime {
  const shifted = new Date(instant + offsetAt(timeZone, instant)).toISOString();
  return { date: shifted.slice(0, 10), time: shifted.slice(11, 19) };
}

/** The instant of a local time. A date that does not exist (`2021-02-30`) yields `null`. */
export function toInstant(timeZone: string, local: LocalTime): Resolved | null {
  const asUtc = Date.parse(`${local.date}T${local.time}Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== local.date) return null;
  const before = offsetAt(timeZone, asUtc - 24 * HOUR);
  const after = offsetAt(timeZone, asUtc + 24 * HOUR);
  const candidates = [...new Set([before, after])]
    .map((offset) => asUtc - offset)
    .filter((instant) => instant + offsetAt(timeZone, instant) === asUtc)
    .toSorted((a, b) => a - b);
  const [first] = candidates;
  if (first === undefined) return { instant: asUtc - before, nature: 'skipped' };
  return { instant: first, nature: candidates.length > 1 ? 'repeated' : 'exact' };
}

/** ISO 8601 with offset, as `--json` prints it: `2021-06-20T07:00:00+02:00`. */
export function toIso(timeZone: string, instant: number): string {
  const offset = Math.round(offsetAt(timeZone, instant) / 60_000);
  const local = new Date(instant + offset * 60_000).toISOString();
  const fraction = instant % 1000 === 0 ? '' : local.slice(19, 23);
  const minutes = Math.abs(offset);
  const pad = (n: number): string => String(n).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  return `${local.slice(0, 19)}${fraction}${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

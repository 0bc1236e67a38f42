import { Failure } from '../failure.ts';
import { toInstant } from './zone.ts';

const LOCAL = /^(?:(\d{4}-\d{2}-\d{2})(?:[T ]|$))?(?:(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * A time as people type it: ISO 8601 with an offset, or a local time of the campaign's zone
 * (`2021-06-14 08:00`); a bare `07:00` means the campaign's date, a bare date its midnight.
 * @throws Failure `unreadable_time`, or `skipped_time` where the clock jumps over it
 */
export function parseTime(value: string, timeZone: string, campaignDate: string | null): number {
  const text = value.trim();
  if (WITH_OFFSET.test(text)) {
    const instant = Date.parse(text.replace(' ', 'T'));
    if (!Number.isNaN(instant)) return instant;
  }
  const match = LOCAL.exec(text);
  const [, date = campaignDate ?? undefined, hour = '0', minute = '00', second = '00'] =
    match ?? [];
  if (match === null || text === '' || date === undefined)
    throw new Failure('unreadable_time', { value });
  // 24:00 is the midnight that ends the day (ISO 8601).
  const endOfDay = hour === '24' && minute === '00' && second === '00';
  const time = endOfDay ? '00:00:00' : `${hour.padStart(2, '0')}:${minute}:${second}`;
  const resolved = toInstant(timeZone, { date: endOfDay ? nextDay(date) : date, time });
  if (resolved === null) throw new Failure('unreadable_time', { value });
  if (resolved.nature === 'skipped') throw new Failure('skipped_time', { value, timeZone });
  return resolved.instant;
}

function nextDay(date: string): string {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(midnight) ? date : new Date(midnight + 86_400_000).toISOString().slice(0, 10);
}

/** A length of time such as `5m`, `15m`, `1h`, in milliseconds; `null` if it is none. */
export function parseDuration(value: string): number | null {
  const match = /^([1-9]\d{0,4})\s*(s|m|h|d)$/.exec(value.trim());
  if (match === null) return null;
  const unit = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] ?? ''] ?? 0;
  return Number(match[1]) * unit;
}

/** A calendar date `YYYY-MM-DD` that exists; `20.6.2021` is understood too. `null` if it is none. */
export function parseDate(value: string): string | null {
  const text = value.trim();
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  const iso = german
    ? `${german[3]}-${String(german[2]).padStart(2, '0')}-${String(german[1]).padStart(2, '0')}`
    : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const instant = Date.parse(`${iso}T00:00:00Z`);
  if (Number.isNaN(instant)) return null;
  return new Date(instant).toISOString().slice(0, 10) === iso ? iso : null;
}

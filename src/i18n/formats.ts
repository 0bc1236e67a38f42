import { toInstant, toIso, toLocal } from '../time/zone.ts';
import type { Language } from './text.ts';

/** How figures and times are written in a language; instants in milliseconds, times in the campaign's zone. */
export interface Formats {
  /** `1.250`, `1,250`. */
  number: (value: number) => string;
  /** A moment in short: `Mo., 14.06.2021, 08:00`, `Mon, 14/06/2021, 08:00`. */
  moment: (instant: number) => string;
  /** A day in short: `So., 20.06.2021`. */
  day: (instant: number) => string;
  /** A window's times: `09:15–09:30`; `22:00–02:00 (+1)` over midnight, the offset in an hour that comes twice. */
  times: (startsAt: number, endsAt: number) => string;
  /** A window in short: `So., 20.06.2021, 09:15–09:30`; over midnight with both days. */
  window: (startsAt: number, endsAt: number) => string;
}

interface Pattern {
  /** From Sunday on. */
  weekdays: readonly string[];
  daySeparator: string;
  groupSeparator: string;
}

// The short forms of de-DE and en-GB. Written out, since loading Intl's locales would take longer than
// all the rest of `status`.
const patterns: Record<Language, Pattern> = {
  de: {
    weekdays: ['So.', 'Mo.', 'Di.', 'Mi.', 'Do.', 'Fr.', 'Sa.'],
    daySeparator: '.',
    groupSeparator: '.',
  },
  en: {
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    daySeparator: '/',
    groupSeparator: ',',
  },
};

export function createFormats(language: Language, timeZone: string): Formats {
  const { weekdays, daySeparator, groupSeparator } = patterns[language];
  const day = (date: string): string => {
    const weekday = weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
    return `${weekday}, ${date.split('-').toReversed().join(daySeparator)}`;
  };
  const moment = (instant: number): string => {
    const { date, time } = toLocal(timeZone, instant);
    return `${day(date)}, ${time.slice(0, 5)}`;
  };
  const clock = (instant: number): string => {
    const local = toLocal(timeZone, instant);
    const isRepeated = toInstant(timeZone, local)?.nature === 'repeated';
    const offset = isRepeated ? ` (${toIso(timeZone, instant).slice(-6)})` : '';
    return local.time.slice(0, 5) + offset;
  };
  return {
    number: (value) => String(value).replace(/\B(?=(\d{3})+$)/g, groupSeparator),
    moment,
    day: (instant) => day(toLocal(timeZone, instant).date),
    times: (startsAt, endsAt) => {
      const days = countDays(toLocal(timeZone, startsAt).date, toLocal(timeZone, endsAt - 1).date);
      return `${clock(startsAt)}–${clock(endsAt)}${days === 0 ? '' : ` (+${days})`}`;
    },
    window: (startsAt, endsAt) => {
      const sameDay = toLocal(timeZone, startsAt).date === toLocal(timeZone, endsAt - 1).date;
      const end = sameDay ? toLocal(timeZone, endsAt).time.slice(0, 5) : moment(endsAt);
      return `${moment(startsAt)}–${end}`;
    },
  };
}

function countDays(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

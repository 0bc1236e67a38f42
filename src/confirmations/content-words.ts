/** Dates and slots in the words of a mail, in the campaign's zone. The sentences stand in the templates. */
import { toInstant, toLocal } from '../time/zone.ts';

export type MailLanguage = 'de' | 'en';

/** Instants in milliseconds; both `null`: an `anytime` slot, some time on the campaign's date. */
export interface SlotTimes {
  startsAt: number | null;
  endsAt: number | null;
}

interface Words {
  locale: string;
  window: (start: string, end: string) => string;
  at: (time: string) => string;
  acrossDays: (startDay: string, start: string, endDay: string, end: string) => string;
  between: (start: string, end: string) => string;
  anytime: string;
  reference: string;
  calendarFile: string;
}

const words: Record<MailLanguage, Words> = {
  de: {
    locale: 'de-DE',
    window: (start, end) => `${start}–${end} Uhr`,
    at: (time) => `${time} Uhr`,
    acrossDays: (startDay, start, endDay, end) =>
      `${startDay}, ${start} Uhr bis ${endDay}, ${end} Uhr`,
    between: (start, end) => `jederzeit zwischen ${start} und ${end} Uhr`,
    anytime: 'jederzeit während der Öffnungszeit',
    reference: 'Vorgangsnummer',
    calendarFile: 'termin.ics',
  },
  en: {
    locale: 'en-GB',
    window: (start, end) => `${start}–${end}`,
    at: (time) => time,
    acrossDays: (startDay, start, endDay, end) => `${startDay}, ${start} to ${endDay}, ${end}`,
    between: (start, end) => `at any time between ${start} and ${end}`,
    anytime: 'at any time during opening hours',
    reference: 'Reference',
    calendarFile: 'appointment.ics',
  },
};

const formatters = new Map<string, Intl.DateTimeFormat>();

/** `2021-06-20` as "Sonntag, 20. Juni 2021" or "Sunday, 20 June 2021". */
export function describeDate(language: MailLanguage, date: string): string {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const weekday = format(language, 'UTC', 'weekday', { weekday: 'long' }, noon);
  const day = format(
    language,
    'UTC',
    'day',
    { day: 'numeric', month: 'long', year: 'numeric' },
    noon,
  );
  return `${weekday}, ${day}`;
}

/**
 * A slot as "Sonntag, 20. Juni 2021, 09:15–09:30 Uhr" or "Sunday, 20 June 2021, 09:15–09:30"; an
 * `anytime` slot with the opening hours of its date, where they are known.
 */
export function describeSlot(
  language: MailLanguage,
  slot: SlotTimes,
  campaign: { date: string; timeZone: string; openingHours: SlotTimes | null },
): string {
  const { startsAt, endsAt } = slot;
  if (startsAt !== null && endsAt !== null)
    return describeWindow(language, campaign.timeZone, startsAt, endsAt);
  const opens = campaign.openingHours?.startsAt ?? null;
  const closes = campaign.openingHours?.endsAt ?? null;
  const hours =
    opens === null || closes === null
      ? words[language].anytime
      : words[language].between(...describeTimes(language, campaign.timeZone, opens, closes));
  return `${describeDate(language, campaign.date)}, ${hours}`;
}

function describeWindow(
  language: MailLanguage,
  timeZone: string,
  startsAt: number,
  endsAt: number,
): string {
  const [start, end] = describeTimes(language, timeZone, startsAt, endsAt);
  const firstDate = toLocal(timeZone, startsAt).date;
  // Whether it ends on the same day is asked a moment before the end: midnight ends the day it closes.
  const lastDate = toLocal(timeZone, endsAt - 1).date;
  const firstDay = describeDate(language, firstDate);
  return firstDate === lastDate
    ? `${firstDay}, ${words[language].window(start, end)}`
    : words[language].acrossDays(firstDay, start, describeDate(language, lastDate), end);
}

/** Both clock times, with the zone's name where the clock is turned back and a time comes twice. */
function describeTimes(
  language: MailLanguage,
  timeZone: string,
  startsAt: number,
  endsAt: number,
): [string, string] {
  const twice = [startsAt, endsAt].some(
    (instant) => toInstant(timeZone, toLocal(timeZone, instant))?.nature !== 'exact',
  );
  const describe = (instant: number): string => {
    const time = toLocal(timeZone, instant).time.slice(0, 5);
    if (!twice) return instant === endsAt && time === '00:00' ? '24:00' : time;
    const name = new Intl.DateTimeFormat(words[language].locale, {
      timeZone,
      timeZoneName: 'short',
    })
      .formatToParts(instant)
      .find((part) => part.type === 'timeZoneName');
    return `${time} ${name?.value ?? ''}`;
  };
  return [describe(startsAt), describe(endsAt)];
}

/** An instant as "Sonntag, 20. Juni 2021, 10:45 Uhr" or "Sunday, 20 June 2021, 10:45". */
export function describeMoment(language: MailLanguage, timeZone: string, instant: number): string {
  const [time] = describeTimes(language, timeZone, instant, instant);
  const { date } = toLocal(timeZone, instant);
  return `${describeDate(language, date)}, ${words[language].at(time)}`;
}

/** What the calendar entry says beside the campaign's name. */
export function describeReference(language: MailLanguage, reference: string): string {
  return `${words[language].reference}: ${reference}`;
}

export function calendarFileName(language: MailLanguage): string {
  return words[language].calendarFile;
}

function format(
  language: MailLanguage,
  timeZone: string,
  what: string,
  options: Intl.DateTimeFormatOptions,
  instant: number,
): string {
  const key = `${language} ${timeZone} ${what}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(words[language].locale, { ...options, timeZone });
    formatters.set(key, formatter);
  }
  return formatter.format(instant);
}

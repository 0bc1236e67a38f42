import { offsetAt } from '../time/zone.ts';

interface Transition {
  at: number;
  /** Milliseconds east of UTC before and after. */
  from: number;
  to: number;
}

const QUARTER = 900_000;
const DAY = 86_400_000;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const written = new Map<string, string[]>();

/**
 * The lines of a VTIMEZONE (RFC 5545 §3.6.5) that is right from a year before `year` to the end of the
 * year after it, from the zone's real transitions: as the usual pair of yearly rules where the three
 * years follow one (calendars know these best), else each transition by itself.
 */
export function writeTimeZone(timeZone: string, year: number): string[] {
  const key = `${timeZone} ${year}`;
  let lines = written.get(key);
  if (lines === undefined) {
    const start = Date.UTC(year - 1, 0, 1);
    const transitions = findTransitions(timeZone, start, Date.UTC(year + 2, 0, 1));
    const observances = yearlyRules(transitions) ?? [
      observance({ at: start, from: offsetAt(timeZone, start), to: offsetAt(timeZone, start) }),
      ...transitions.map((transition) => observance(transition)),
    ];
    lines = ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...observances.flat(), 'END:VTIMEZONE'];
    written.set(key, lines);
  }
  return lines;
}

function findTransitions(timeZone: string, start: number, end: number): Transition[] {
  const transitions: Transition[] = [];
  for (let day = start; day < end; day += DAY) {
    const from = offsetAt(timeZone, day);
    const to = offsetAt(timeZone, day + DAY);
    if (from === to) continue;
    let at = day + QUARTER;
    while (offsetAt(timeZone, at) === from) at += QUARTER;
    transitions.push({ at, from, to });
  }
  return transitions;
}

/** Two rules, if each of three years has one change to and one from summer time by the same rule. */
function yearlyRules(transitions: Transition[]): string[][] | null {
  if (transitions.length !== 6) return null;
  const rules: string[][] = [];
  for (const first of [0, 1]) {
    const yearly = [0, 2, 4].flatMap((step) => transitions[first + step] ?? []);
    const [earliest] = yearly;
    const rule = commonRule(yearly);
    if (earliest === undefined || rule === null) return null;
    rules.push(observance(earliest, `RRULE:FREQ=YEARLY;${rule}`));
  }
  return rules;
}

/** The rule that three onsets in consecutive years share, as `BYMONTH=3;BYDAY=-1SU`. */
function commonRule(yearly: Transition[]): string | null {
  const onsets = yearly.map((transition) => {
    const local = new Date(transition.at + transition.from);
    const day = local.getUTCDate();
    const lastDay = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0));
    return {
      same: [transition.from, transition.to, local.getUTCMonth() + 1, local.getUTCDay()].join(),
      year: local.getUTCFullYear(),
      time: local.toISOString().slice(11),
      month: local.getUTCMonth() + 1,
      weekday: WEEKDAYS[local.getUTCDay()],
      week: Math.ceil(day / 7),
      last: day + 7 > lastDay.getUTCDate(),
    };
  });
  const [first] = onsets;
  if (first === undefined) return null;
  const alike = onsets.every(
    (onset, index) =>
      onset.same === first.same && onset.time === first.time && onset.year === first.year + index,
  );
  if (!alike) return null;
  const byDay = (week: number): string => `BYMONTH=${first.month};BYDAY=${week}${first.weekday}`;
  if (onsets.every((onset) => onset.last)) return byDay(-1);
  return onsets.every((onset) => onset.week === first.week) ? byDay(first.week) : null;
}

function observance({ at, from, to }: Transition, ...rule: string[]): string[] {
  const kind = to > from ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    // The onset is told in the clock that ends with it.
    `DTSTART:${formatStamp(at + from)}`,
    `TZOFFSETFROM:${formatOffset(from)}`,
    `TZOFFSETTO:${formatOffset(to)}`,
    ...rule,
    `END:${kind}`,
  ];
}

/** `20210620T091500` of an instant in UTC, or of a local time counted as if it were. */
export function formatStamp(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}

function formatOffset(offset: number): string {
  const clock = new Date(Math.abs(offset)).toISOString().slice(11, 19).replaceAll(':', '');
  return `${offset < 0 ? '-' : '+'}${clock.endsWith('00') ? clock.slice(0, 4) : clock}`;
}

import { offsetAt, toInstant, toIso, toLocal } from '../time/zone.ts';

const QUARTER = 900_000;
const MOST = 20_000;
const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** What all times of a quarter hour share. */
interface QuarterText {
  /** Its fifteen minutes: the text up to the minute. */
  minutes: readonly string[];
  /** The offset, where it is written. */
  after: string;
}

/**
 * Instants as local times. German: `20.06.2021 07:00`, with seconds where there are some; what a local
 * time cannot say exactly (the hour that comes twice) as ISO text with its offset. A million bookings
 * were made in a few thousand quarter hours, so what these share is written once. They are known by
 * their number: the instants would be no small integers, which V8 finds by a slow way.
 */
export function createTimeWriter(timeZone: string, isGerman: boolean): (instant: number) => string {
  const quarters = new Map<number, QuarterText | null>();
  const write = (instant: number): string =>
    isGerman ? writeGermanTime(timeZone, instant) : toIso(timeZone, instant);
  return (instant) => {
    const number = Math.floor(instant / QUARTER);
    let quarter = quarters.get(number);
    if (quarter === undefined) {
      const start = number * QUARTER;
      if (quarters.size > MOST) quarters.clear();
      quarter = describeQuarter(timeZone, start, write(start));
      quarters.set(number, quarter);
    }
    const seconds = (instant - number * QUARTER) / 1000;
    if (quarter === null || !Number.isInteger(seconds)) return write(instant);
    const { minutes, after } = quarter;
    const minute = minutes[Math.trunc(seconds / 60)] ?? '';
    const second = seconds % 60;
    if (isGerman && second === 0 && after === '') return minute;
    return `${minute}:${two[second] ?? ''}${after}`;
  };
}

const SHAPE = /^(.*[T ]\d\d:)(\d\d)(?::00)?([+-]\d\d:\d\d)?$/;

/** @param first the text of its first instant; `null`: its times have no text in common */
function describeQuarter(timeZone: string, start: number, first: string): QuarterText | null {
  const [, before, minute, after = ''] = SHAPE.exec(first) ?? [];
  const isEven = offsetAt(timeZone, start) % QUARTER === 0;
  if (before === undefined || !isEven) return null;
  const minutes = two.slice(Number(minute), Number(minute) + 15).map((later) => before + later);
  return { minutes, after };
}

function writeGermanTime(timeZone: string, instant: number): string {
  const local = toLocal(timeZone, instant);
  if (toInstant(timeZone, local)?.instant !== instant) return toIso(timeZone, instant);
  const { date } = local;
  const time = local.time.endsWith(':00') ? local.time.slice(0, 5) : local.time;
  return `${date.slice(8)}.${date.slice(5, 7)}.${date.slice(0, 4)} ${time}`;
}

import { offsetAt, toInstant, toIso, toLocal } from '../time/zone.ts';

const QUARTER = 900_000;
const MOST = 20_000;
const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** What all times of a quarter hour share. */
interface QuarterText {
  /** Up to the hour and its colon. */
  before: string;
  minute: number;
  /** The offset, where it is written. */
  after: string;
}

/**
 * Instants as local times. German: `20.06.2021 07:00`, with seconds where there are some; what a local
 * time cannot say exactly (the hour that comes twice) as ISO text with its offset. A million bookings
 * were made in a few thousand quarter hours, so what these share is written once.
 */
export function createTimeWriter(timeZone: string, isGerman: boolean): (instant: number) => string {
  const quarters = new Map<number, QuarterText | null>();
  const write = (instant: number): string =>
    isGerman ? writeGermanTime(timeZone, instant) : toIso(timeZone, instant);
  return (instant) => {
    const start = Math.floor(instant / QUARTER) * QUARTER;
    let quarter = quarters.get(start);
    if (quarter === undefined) {
      if (quarters.size > MOST) quarters.clear();
      quarter = describeQuarter(timeZone, start, write(start));
      quarters.set(start, quarter);
    }
    const rest = instant - start;
    if (quarter === null || rest % 1000 !== 0) return write(instant);
    const second = (rest / 1000) % 60;
    const minute = two[quarter.minute + (rest - second * 1000) / 60_000] ?? '';
    const { before, after } = quarter;
    if (isGerman && second === 0 && after === '') return before + minute;
    return `${before}${minute}:${two[second] ?? ''}${after}`;
  };
}

const SHAPE = /^(.*[T ]\d\d:)(\d\d)(?::00)?([+-]\d\d:\d\d)?$/;

/** @param first the text of its first instant; `null`: its times have no text in common */
function describeQuarter(timeZone: string, start: number, first: string): QuarterText | null {
  const [, before, minute, after = ''] = SHAPE.exec(first) ?? [];
  const isEven = offsetAt(timeZone, start) % QUARTER === 0;
  if (before === undefined || !isEven) return null;
  return { before, minute: Number(minute), after };
}

function writeGermanTime(timeZone: string, instant: number): string {
  const local = toLocal(timeZone, instant);
  if (toInstant(timeZone, local)?.instant !== instant) return toIso(timeZone, instant);
  const { date } = local;
  const time = local.time.endsWith(':00') ? local.time.slice(0, 5) : local.time;
  return `${date.slice(8)}.${date.slice(5, 7)}.${date.slice(0, 4)} ${time}`;
}

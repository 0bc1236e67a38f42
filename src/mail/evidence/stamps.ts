import { toInstant } from '../../time/zone.ts';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const DAY = 86_400_000;
const ZERO = 48;

/**
 * Reads the time at the start of a log line: syslog's classic `Jun 14 20:15:01`, which names neither year nor
 * zone (RFC 3164), or RFC 3339's `2021-06-14T20:15:01.123+02:00`. Lines of one time come in rows, so
 * that the last date, hour and minute are kept.
 */
export class StampReader {
  readonly #timeZone: string;
  readonly #latest: number;
  #classic = { text: '\n', instant: 0 };
  #day = { text: '\n', instant: 0 };

  /** A stamp without a zone is a local time of `timeZone`; one without a year is the last before `now`. */
  constructor(timeZone: string, now: number) {
    this.#timeZone = timeZone;
    this.#latest = now + 1.5 * DAY;
  }

  /** Milliseconds since 1970; NaN if no stamp begins at `start`. */
  read(text: string, start: number): number {
    const first = text.charCodeAt(start);
    return first >= ZERO && first <= ZERO + 9
      ? this.#readRfc3339(text, start)
      : this.#readClassic(text, start);
  }

  #readClassic(text: string, start: number): number {
    if (!text.startsWith(this.#classic.text, start)) {
      const minute = text.slice(start, start + 12);
      const instant = this.#resolveMinute(minute);
      if (Number.isNaN(instant)) return NaN;
      this.#classic = { text: minute, instant };
    }
    return this.#classic.instant + readSeconds(text, start + 13);
  }

  /** `Jun 14 20:15` in the year that makes it the latest minute not in the future. */
  #resolveMinute(text: string): number {
    const match = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d)$/.exec(text);
    const month = MONTHS.indexOf(match?.[1] ?? '-') / 3 + 1;
    if (match === null || month < 1) return NaN;
    const [, , day = '', time = ''] = match;
    const monthDay = `${pad(month)}-${day.replace(' ', '0')}`;
    const thisYear = new Date(this.#latest).getUTCFullYear();
    // Of nine years one at least has a 29 February.
    for (let year = thisYear; year > thisYear - 9; year -= 1) {
      const local = { date: `${year}-${monthDay}`, time: `${time}:00` };
      const resolved = toInstant(this.#timeZone, local);
      if (resolved !== null && resolved.instant <= this.#latest) return resolved.instant;
    }
    return NaN;
  }

  #readRfc3339(text: string, start: number): number {
    if (!text.startsWith(this.#day.text, start)) {
      const day = text.slice(start, start + 11);
      const instant = /^\d{4}-\d\d-\d\d[T ]$/.test(day) ? Date.parse(day.slice(0, 10)) : NaN;
      if (Number.isNaN(instant)) return NaN;
      this.#day = { text: day, instant };
    }
    const hours = readTwo(text, start + 11);
    const minutes = readTwo(text, start + 14);
    let at = start + 19;
    if (text.charCodeAt(at) === 46)
      do at += 1;
      while (isDigit(text.charCodeAt(at)));
    const time = (hours * 60 + minutes) * 60_000 + readSeconds(text, start + 17);
    return this.#day.instant + time - this.#readOffset(text, at);
  }

  /** `Z`, `+02:00` or `+0200`, in milliseconds. */
  #readOffset(text: string, at: number): number {
    const sign = text[at];
    if (sign !== '+' && sign !== '-') return sign === 'Z' ? 0 : NaN;
    const minutes = at + (text[at + 3] === ':' ? 4 : 3);
    const offset = (readTwo(text, at + 1) * 60 + readTwo(text, minutes)) * 60_000;
    return sign === '-' ? -offset : offset;
  }
}

/** `01`, `01.123456`, in whole milliseconds. */
function readSeconds(text: string, at: number): number {
  let milliseconds = readTwo(text, at) * 1000;
  if (text.charCodeAt(at + 2) !== 46) return milliseconds;
  for (let digit = 0, weight = 100; digit < 3; digit += 1, weight /= 10) {
    const code = text.charCodeAt(at + 3 + digit);
    if (!isDigit(code)) break;
    milliseconds += (code - ZERO) * weight;
  }
  return milliseconds;
}

function readTwo(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : NaN;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

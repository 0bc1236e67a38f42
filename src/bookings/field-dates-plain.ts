/**
 * Dates and times as nearly all of a file are written, sign by sign: a row has three of them, and an expression with
 * groups makes an array and a string of each part. Whatever else there is, field-dates.ts reads.
 */

/** The date that a text begins with, `2021-06-20` or `20.06.2021`, as ISO text; `null` if it is none of these. */
export function readPlainDate(text: string): string | null {
  if (text.charCodeAt(4) === HYPHEN && text.charCodeAt(7) === HYPHEN) {
    const year = 100 * readTwo(text, 0) + readTwo(text, 2);
    if (!isDay(year, readTwo(text, 5), readTwo(text, 8))) return null;
    return text.length === 10 ? text : text.slice(0, 10);
  }
  if (text.charCodeAt(2) !== DOT || text.charCodeAt(5) !== DOT) return null;
  const year = 100 * readTwo(text, 6) + readTwo(text, 8);
  if (!isDay(year, readTwo(text, 3), readTwo(text, 0))) return null;
  return `${text.slice(6, 10)}-${text.slice(3, 5)}-${text.slice(0, 2)}`;
}

/** The time behind such a date, the end of the text: ` 07:00`, `T07:00:30`, as `HH:MM:SS`. */
export function readPlainTime(text: string): string | null {
  const gap = text.charCodeAt(10);
  if ((gap !== BLANK && gap !== T) || (text.length !== 16 && text.length !== 19)) return null;
  const time = text.length === 16 ? `${text.slice(11)}:00` : text.slice(11);
  return readSeconds(time) === null ? null : time;
}

/** The seconds since midnight of `HH:MM:SS`; `null` if it is no time. */
export function readSeconds(time: string): number | null {
  if (time.length !== 8 || time.charCodeAt(2) !== COLON || time.charCodeAt(5) !== COLON)
    return null;
  const hours = readTwo(time, 0);
  const minutes = readTwo(time, 3);
  const seconds = readTwo(time, 6);
  // Comparisons that hold for a number only.
  return hours <= 23 && minutes <= 59 && seconds <= 59
    ? 3600 * hours + 60 * minutes + seconds
    : null;
}

const [BLANK, HYPHEN, DOT, ZERO, COLON, T] = [0x20, 0x2d, 0x2e, 0x30, 0x3a, 0x54];

/** Two digits of a text as a number; NaN if they are none. */
function readTwo(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

function isDay(year: number, month: number, day: number): boolean {
  if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** How long the engine waits before it tries something again, in milliseconds. */
export interface Delays {
  /** A mail the relay put off: a random time from `least` to a bound that doubles up to `most`. */
  retry: { least: number; most: number };
  /** A relay that knows no such sender yet takes the mail after this time at the earliest. */
  greylisted: number;
  /** The relay has too much to do: nobody sends for a time that doubles up to `most`. */
  pause: { least: number; most: number };
  /** A relay that says nothing for so long is given up. Who does so earlier after the dot makes copies. */
  silence: number;
}

export const standardDelays: Delays = {
  retry: { least: 30_000, most: 30 * 60_000 },
  greylisted: 5 * 60_000,
  pause: { least: 5000, most: 5 * 60_000 },
  // RFC 5321 §4.5.3.2.6.
  silence: 600_000,
};

/**
 * A random delay after the `nth` (1, 2, …) vain try, spread over the whole range so that mails put off
 * together do not come back together ("full jitter", AWS Architecture Blog, 2015).
 */
export function chooseDelay(
  range: { least: number; most: number },
  nth: number,
  random: () => number,
): number {
  const bound = Math.min(range.most, range.least * 2 ** nth);
  return range.least + random() * (bound - range.least);
}

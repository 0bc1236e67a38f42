import { wait } from './wait.ts';

/** At most `limit` mails in any `period` (milliseconds). */
export interface Rate {
  limit: number;
  period: number;
}

const PERIODS = { s: 1000, m: 60_000, h: 3_600_000 };

/** `600/m`, `10/s`, `3600/h`; `null` if it is none. */
export function parseRate(text: string): Rate | null {
  const match = /^([1-9]\d{0,6})\s*\/\s*([smh])$/.exec(text.trim());
  const period = PERIODS[(match?.[2] ?? '') as keyof typeof PERIODS];
  return match === null ? null : { limit: Number(match[1]), period };
}

// Mails travel for unequal times: a window measured at the relay holds the limit, too.
const RESERVE = 1.01;
// How late a timer may wake without the rate suffering from it.
const CATCH_UP_MS = 50;

/**
 * A token bucket (GCRA, ITU-T I.371) that spaces grants evenly, under a log of the last `limit` grants
 * that holds the limit in every sliding window, whatever the timers do. Times are monotonic milliseconds.
 */
export class Throttle {
  readonly #interval: number;
  readonly #window: number;
  readonly #grants: Float64Array;
  #count = 0;
  #due = -Infinity;
  #turn: Promise<unknown> = Promise.resolve();

  /** `earlier`: when the last grants before this run were, in ascending order. */
  constructor(rate: Rate, earlier: readonly number[] = []) {
    this.#window = rate.period * RESERVE;
    this.#interval = this.#window / rate.limit;
    this.#grants = new Float64Array(rate.limit).fill(-Infinity);
    for (const time of earlier) this.#note(time);
  }

  /** 0 and the grant is taken, or the milliseconds until it is worth asking again. */
  ask(now: number): number {
    const oldest = this.#grants[this.#count % this.#grants.length] ?? -Infinity;
    const free = Math.max(this.#due - CATCH_UP_MS, oldest + this.#window);
    if (now < free) return free - now;
    this.#note(now);
    return 0;
  }

  /** Waits for a grant, first come, first served, by `performance.now()`; `false`: stopped before. */
  take(stop: AbortSignal): Promise<boolean> {
    const granted = this.#turn.then(async () => {
      while (!stop.aborted) {
        const delay = this.ask(performance.now());
        if (delay === 0) return true;
        await wait(delay, stop);
      }
      return false;
    });
    this.#turn = granted;
    return granted;
  }

  #note(time: number): void {
    this.#grants[this.#count % this.#grants.length] = time;
    this.#count += 1;
    this.#due = Math.max(this.#due, time) + this.#interval;
  }
}

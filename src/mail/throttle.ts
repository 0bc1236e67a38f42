import { wait } from './wait.ts';

/** At most `limit` mails in any `period` (milliseconds). */
export interface Rate {
  limit: number;
  period: number;
}

const PERIODS = { s: 1000, m: 60_000, h: 3_600_000 };

/** A rate, or `off`; `null` if it is neither. */
export function parseRateOrOff(text: string): Rate | 'off' | null {
  return text.trim().toLowerCase() === 'off' ? 'off' : parseRate(text);
}

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
// The first mails take longest: connections, statements, the code itself are new then.
const DELAYS_TO_LEARN = 8;

/**
 * A token bucket (GCRA, ITU-T I.371) that spaces grants evenly, under a log of the last `limit` grants
 * that holds the limit in every sliding window, whatever the timers do. Times are monotonic milliseconds.
 */
export class Throttle {
  /** Between two grants, in milliseconds. */
  readonly interval: number;
  readonly #limit: number;
  readonly #window: number;
  /** When the last `limit` grants were, as a ring. */
  readonly #grants: number[] = [];
  /** How long after its grant each of them left. */
  readonly #delays: number[] = [];
  #leastDelay = Infinity;
  #delaysSeen = 0;
  #count = 0;
  #due = -Infinity;
  #turn: Promise<unknown> = Promise.resolve();

  /** `earlier`: when the last grants before this run were, in ascending order. */
  constructor(rate: Rate, earlier: readonly number[] = []) {
    this.#window = rate.period * RESERVE;
    this.#limit = rate.limit;
    this.interval = this.#window / rate.limit;
    for (const time of earlier) this.note(time);
  }

  /** 0 and the grant is taken, or the milliseconds until it is worth asking again. */
  ask(now: number): number {
    const free = this.freeAt();
    if (now < free) return free - now;
    this.note(now);
    return 0;
  }

  /** When the next grant is to be had. */
  freeAt(): number {
    const slot = this.#count % this.#limit;
    // Whoever leaves late brings the others' window with it, as far as those do not leave late, too.
    const usual = this.#delaysSeen < DELAYS_TO_LEARN ? 0 : this.#leastDelay;
    const late = Math.max(0, (this.#delays[slot] ?? 0) - usual);
    const oldest = (this.#grants[slot] ?? -Infinity) + late;
    return Math.max(this.#due - CATCH_UP_MS, oldest + this.#window);
  }

  /** A grant was taken, at `freeAt` or later. Returns its number, for `left`. */
  note(time: number): number {
    const grant = this.#count;
    this.#grants[grant % this.#limit] = time;
    this.#delays[grant % this.#limit] = 0;
    this.#count += 1;
    this.#due = Math.max(this.#due, time) + this.interval;
    return grant;
  }

  /** The mail that was granted left only now: it is the leaving that is counted at the other end. */
  left(grant: number, time: number): void {
    if (grant < this.#count - this.#limit) return;
    const slot = grant % this.#limit;
    const delay = Math.max(0, time - (this.#grants[slot] ?? time));
    this.#delays[slot] = delay;
    this.#delaysSeen += 1;
    this.#leastDelay = Math.min(this.#leastDelay, delay);
  }

  /** Waits for a grant, first come, first served, by `performance.now()`; its number, or `null`: stopped before. */
  take(stop: AbortSignal): Promise<number | null> {
    const granted = this.#turn.then(async () => {
      while (!stop.aborted) {
        const delay = this.ask(performance.now());
        if (delay === 0) return this.#count - 1;
        await wait(delay, stop);
      }
      return null;
    });
    this.#turn = granted;
    return granted;
  }
}

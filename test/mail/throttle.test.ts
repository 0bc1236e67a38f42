import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRate, Throttle, type Rate } from '../../src/mail/throttle.ts';

describe('the rate', () => {
  it.each([
    ['600/m', { limit: 600, period: 60_000 }],
    ['10/s', { limit: 10, period: 1000 }],
    [' 3600 / h ', { limit: 3600, period: 3_600_000 }],
  ])('%s', (text, rate) => {
    expect(parseRate(text)).toEqual(rate);
  });

  it.each(['', '10', '0/s', '-1/s', '1.5/s', '10/d', 'x/s', '10/s/s', '99999999/s'])(
    '%j is none',
    (text) => {
      expect(parseRate(text)).toBeNull();
    },
  );
});

const rates = fc.record({
  limit: fc.integer({ min: 1, max: 700 }),
  period: fc.constantFrom(1000, 60_000),
});

describe('the throttle', () => {
  it('keeps to the limit in every sliding window and comes to 98 % of it, with 20 workers that wake late', () => {
    fc.assert(
      fc.property(
        rates,
        fc.infiniteStream(fc.double({ min: 0, max: 3, noNaN: true })),
        (rate, late) => {
          const grants = simulate(
            new Throttle(rate),
            { workers: 20, start: 0, end: rate.period * 5 },
            late,
          );
          expectWithinLimit(rate, grants);
          // Fewer than one grant a wake-up is all that timers of a few milliseconds allow at 1 a period.
          expect(grants.length).toBeGreaterThanOrEqual(Math.floor(rate.limit * 5 * 0.98));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps to the limit when workers come and go and the process stalls', () => {
    const gaps = fc.array(
      fc.oneof(fc.integer({ max: 20, min: 0 }), fc.integer({ min: 100, max: 9000 })),
      {
        minLength: 50,
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(rates, gaps, (rate, waits) => {
        const throttle = new Throttle(rate);
        const grants: number[] = [];
        let now = 0;
        for (const gap of waits) {
          now += gap;
          while (throttle.ask(now) === 0) grants.push(now);
        }
        expectWithinLimit(rate, grants);
      }),
    );
  });

  it('counts what a run before has sent', () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 0, max: 2000 }), (rate, rest) => {
        const before = simulate(new Throttle(rate), {
          workers: 5,
          start: 0,
          end: rate.period / 2,
        });
        const start = rate.period / 2 + rest;
        const again = new Throttle(rate, before);
        const after = simulate(again, { workers: 5, start, end: start + rate.period * 2 });
        expectWithinLimit(rate, [...before, ...after]);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps to the limit at the other end, although mails leave at unequal times after their grants', () => {
    const delays = fc.infiniteStream(fc.integer({ min: 2, max: 12 }));
    fc.assert(
      fc.property(rates, delays, fc.integer({ min: 20, max: 200 }), (rate, ordinary, slow) => {
        const throttle = new Throttle(rate);
        const left: number[] = [];
        const pending: { grant: number; at: number }[] = [];
        let now = 0;
        while (left.length < rate.limit * 4) {
          for (const { grant, at } of pending.splice(0)) {
            if (at <= now) throttle.left(grant, at);
            else pending.push({ grant, at });
          }
          const wait = throttle.ask(now);
          if (wait > 0) {
            now += Math.min(wait, 1);
            continue;
          }
          const at = now + (left.length < 5 ? slow : (ordinary.next().value ?? 2));
          pending.push({ grant: left.length, at });
          left.push(at);
        }
        expectWithinLimit(
          rate,
          left.toSorted((a, b) => a - b),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('lets nobody wait longer than for the stop', async () => {
    const throttle = new Throttle({ limit: 1, period: 3_600_000 });
    const stop = new AbortController();
    expect(await throttle.take(stop.signal)).toBe(0);
    const second = throttle.take(stop.signal);
    stop.abort();
    expect(await second).toBeNull();
  });
});

/** Workers that ask, wait for what they are told and a little longer, and ask again. */
function simulate(
  throttle: Throttle,
  { workers, start, end }: { workers: number; start: number; end: number },
  late: Iterator<number> | null = null,
): number[] {
  const wakeUps = Array.from({ length: workers }, () => start);
  const grants: number[] = [];
  for (;;) {
    const index = wakeUps.indexOf(Math.min(...wakeUps));
    const now = wakeUps[index] ?? end;
    if (now >= end) return grants;
    const delay = throttle.ask(now);
    if (delay === 0) grants.push(now);
    // Nobody is asked more often than every millisecond: that is what timers do.
    const lateness: number = late?.next().value ?? 0;
    wakeUps[index] = now + (delay === 0 ? 0 : Math.max(1, delay + lateness));
  }
}

function expectWithinLimit({ limit, period }: Rate, grants: readonly number[]): void {
  for (let index = limit; index < grants.length; index += 1) {
    const span = (grants[index] ?? 0) - (grants[index - limit] ?? 0);
    if (span < period) expect.fail(`${limit + 1} mails within ${span} ms`);
  }
}

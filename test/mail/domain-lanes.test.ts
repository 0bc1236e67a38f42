import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDomain } from '../../src/mail/address.ts';
import { DomainLanes } from '../../src/mail/domain-lanes.ts';
import { Schedule } from '../../src/mail/schedule.ts';
import { Throttle, type Rate } from '../../src/mail/throttle.ts';
import { shortDelays } from './queue.ts';

const LARGE = 'large.example';
const cast = fc.record({
  limit: fc.integer({ min: 2, max: 40 }),
  /** How many times a domain's rate the run's own is; `null`: there is none. */
  wider: fc.option(fc.integer({ min: 2, max: 6 })),
  workers: fc.integer({ min: 1, max: 20 }),
  /** Each mail's domain; three in ten go to the same. */
  domains: fc.array(
    fc.constantFrom(
      LARGE,
      LARGE,
      LARGE,
      'a.example',
      'b.example',
      'c.example',
      'd.example',
      'e.example',
      'f.example',
      'g.example',
    ),
    { minLength: 60, maxLength: 300 },
  ),
  handshake: fc.integer({ min: 0, max: 200 }),
  late: fc.infiniteStream(fc.double({ min: 0, max: 3, noNaN: true })),
});

describe('a rate for each domain', () => {
  it('is kept in every sliding window, with 20 workers who connect, wake late and wait for the run’s rate', () => {
    fc.assert(
      fc.property(cast, (plan) => {
        const { sent, rate, global } = play(plan);
        expect(sent).toHaveLength(plan.domains.length);
        for (const times of byDomain(sent).values()) expectWithinLimit(rate, times);
        if (global !== null)
          expectWithinLimit(
            global,
            sent.map(({ at }) => at),
          );
      }),
      { numRuns: 150 },
    );
  });

  it('goes on where a run before, which died, has left off', () => {
    fc.assert(
      fc.property(cast, fc.integer({ min: 0, max: 1500 }), (plan, gap) => {
        const first = play(plan, { end: 2500 });
        const domains = plan.domains.slice(first.sent.length);
        const start = 2500 + gap;
        const second = play({ ...plan, domains }, { start, earlier: first.sent });
        expect(first.sent.length + second.sent.length).toBe(plan.domains.length);
        const all = byDomain([...first.sent, ...second.sent]);
        for (const times of all.values()) expectWithinLimit(first.rate, times);
      }),
      { numRuns: 100 },
    );
  });

  it('holds up nobody but that domain, which gets 98 % of it', () => {
    const domains = Array.from({ length: 900 }, (_, index) =>
      index % 3 > 0 ? LARGE : `d${index}.example`,
    );
    const { sent } = play({ ...quiet, limit: 10, workers: 5, domains });
    const others = sent.filter(({ domain }) => domain !== LARGE);
    // 300 others at 20 ms each by five workers; 600 to the large one at ten a second.
    expect(Math.max(...others.map(({ at }) => at))).toBeLessThan(3000);
    const last = Math.max(...sent.map(({ at }) => at));
    expect(last).toBeLessThan((600 / 10 / 0.98) * 1000);
    expect(last).toBeGreaterThan(59_000);
  });

  it('lets the domain that takes longest go first whenever it may: the whole takes no longer than it', () => {
    // A third of 900 mails at a third of the run's rate: all are done when the rate alone would have them done.
    const domains = Array.from({ length: 900 }, (_, index) =>
      index % 3 === 0 ? LARGE : `d${index}.example`,
    );
    const { sent } = play({ ...quiet, limit: 10, wider: 3, workers: 5, domains });
    expect(Math.max(...sent.map(({ at }) => at))).toBeLessThan(31_500);
  });

  it('tells how long its slowest domain takes, and how many mails it has delayed', () => {
    const mails = [1, 2, 3, 4].map((id) => ({
      id,
      recipient: `p${id}@${id === 4 ? 'b' : 'a'}.example`,
    }));
    const lanes = new DomainLanes({ limit: 1, period: 1000 }, mails, []);
    expect([1, 2, 4].map((id) => lanes.reserve(id, 0))).toEqual([true, false, true]);
    lanes.grant(1, 0);
    lanes.grant(4, 0);
    expect(lanes.pass(3, 1)).toBe(false);
    const { waiting, delayed, slowest } = lanes.look(0);
    expect({ waiting, delayed }).toEqual({ waiting: 2, delayed: 2 });
    expect(slowest).toMatchObject({ domain: 'a.example', mails: 2 });
    expect(Math.round((slowest?.milliseconds ?? 0) / 100)).toBe(20);
  });
});

describe('a domain', () => {
  it.each([
    ['a@Post.Example', 'post.example'],
    ['ä.b@MÜLLER.example', 'xn--mller-kva.example'],
    ['a@xn--mller-kva.example', 'xn--mller-kva.example'],
    ['a@Mu\u0308ller.example', 'xn--mller-kva.example'],
  ])('of %s is %s', (address, domain) => {
    expect(readDomain(address)).toBe(domain);
  });
});

interface Sent {
  domain: string;
  at: number;
}

const quiet = {
  wider: null,
  handshake: 0,
  late: (function* (): Generator<number> {
    for (;;) yield 1;
  })(),
};

interface Plan {
  limit: number;
  wider: number | null;
  workers: number;
  domains: string[];
  handshake: number;
  late: Iterator<number>;
}

/** A run on a clock of its own, in which the workers take one step after the other as the engine's do. */
function play(
  { limit, wider, workers, domains, handshake, late }: Plan,
  {
    start = 0,
    end = Infinity,
    earlier = [],
  }: { start?: number; end?: number; earlier?: Sent[] } = {},
): { sent: Sent[]; rate: Rate; global: Rate | null } {
  const rate = { limit, period: 1000 };
  const global = wider === null ? null : { limit: limit * wider, period: 1000 };
  const before = earlier.map(({ domain, at }) => ({ recipient: `x@${domain}`, at }));
  const mails = domains.map((domain, id) => ({ id, notBefore: 0, recipient: `p${id}@${domain}` }));
  const lanes = new DomainLanes(rate, mails, before);
  const throttle =
    global === null
      ? null
      : new Throttle(
          global,
          earlier.map(({ at }) => at),
        );
  const options = { now: start, connections: workers, patience: 0, delays: shortDelays };
  const schedule = new Schedule(mails, { ...options, random: () => 0.5, lanes });
  const sent: Sent[] = [];
  const events: { at: number; act: (now: number) => void }[] = [];
  const later = (at: number, act: (now: number) => void): void => void events.push({ at, act });
  const tardy = (): number => late.next().value ?? 0;
  const idle = new Set<(now: number) => void>();
  const ring = (now: number): void => {
    for (const wake of idle) wake(now);
  };
  const turn = (now: number): void => {
    const step = schedule.step(now);
    if (step.kind === 'done') return;
    if (step.kind === 'wait') {
      const wake = (at: number): void => {
        if (idle.delete(wake)) later(at, turn);
      };
      idle.add(wake);
      if (step.until < 1e15) later(step.until + Math.max(0.01, tardy()), wake);
    } else later(now + handshake, (at) => take(step.id, at));
  };
  const take = (id: number, now: number): void => {
    if (!schedule.lay(id, now)) return turn(now);
    queue.push(goOn);
    if (queue.length === 1) queueUp(now);
  };
  // The engine's throttle is first come, first served.
  const queue: ((now: number) => void)[] = [];
  const queueUp = (now: number): void => {
    const delay = throttle?.ask(now) ?? 0;
    if (delay > 0) return later(now + delay + tardy(), queueUp);
    queue.shift()?.(now);
    if (queue.length > 0) later(now, queueUp);
  };
  const goOn = (now: number): void => {
    const id = schedule.draw(now);
    sent.push({ domain: domains[id] ?? '', at: now });
    ring(now);
    later(now + 20, (at) => {
      schedule.noteAccepted();
      schedule.finish();
      ring(at);
      turn(at);
    });
  };
  for (let worker = 0; worker < workers; worker += 1) {
    schedule.enter();
    later(start, turn);
  }
  for (;;) {
    const next = events.reduce(
      (least, one, index) => (one.at < (events[least]?.at ?? Infinity) ? index : least),
      0,
    );
    const [event] = events.splice(next, 1);
    if (event === undefined || event.at >= end) return { sent, rate, global };
    event.act(event.at);
  }
}

function byDomain(sent: readonly Sent[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const { domain, at } of sent) times.set(domain, [...(times.get(domain) ?? []), at]);
  return times;
}

function expectWithinLimit({ limit, period }: Rate, unsorted: readonly number[]): void {
  const times = unsorted.toSorted((a, b) => a - b);
  for (let index = limit; index < times.length; index += 1) {
    const span = (times[index] ?? 0) - (times[index - limit] ?? 0);
    if (span < period) expect.fail(`${limit + 1} mails within ${span} ms`);
  }
}

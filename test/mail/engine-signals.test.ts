import { describe, expect, it } from 'vitest';
import { startScriptedRelay, type Moment } from '../smtp/scripted-relay.ts';
import { fillQueue, look, send, shortDelays } from './queue.ts';

function signals(): {
  signal: { drain: AbortSignal; abort: AbortSignal };
  drain: () => void;
  abort: () => void;
} {
  const drain = new AbortController();
  const abort = new AbortController();
  return {
    signal: { drain: drain.signal, abort: abort.signal },
    drain: () => drain.abort(),
    abort: () => {
      drain.abort();
      abort.abort();
    },
  };
}

describe('the first interrupt', () => {
  it('lets finish what is under way and takes nothing more', async () => {
    const { signal, drain } = signals();
    const relay = await startScriptedRelay(({ stage, mail }) => {
      if (stage === 'rcpt' && mail === 10) drain();
      return undefined;
    });
    const queue = fillQueue(100);
    const summary = await send(queue, relay.url, { signal });
    expect(summary).toMatchObject({ interrupted: true, uncertain: 0, failed: 0, stopped: null });
    expect(summary.accepted).toBeLessThan(20);
    expect(summary.accepted).toBe(relay.ledger.size);
    expect(summary.accepted + summary.remaining).toBe(100);
    const rest = await send(queue, relay.url);
    expect(rest.accepted).toBe(summary.remaining);
    expect([...relay.ledger.values()]).toEqual(Array.from({ length: 100 }, () => 1));
  });

  it('does not wait for the throttle, a pause or a retry', async () => {
    const busy = ({ stage, mail }: Moment): string | undefined =>
      stage === 'mail' && mail === 2 ? '421 4.7.0 busy' : undefined;
    const hour = 3_600_000;
    const delays = {
      ...shortDelays,
      retry: { least: hour, most: hour },
      greylisted: hour,
      pause: { least: hour, most: hour },
    };
    for (const options of [{ rate: { limit: 1, period: hour } }, { delays, patience: 2 * hour }]) {
      const { signal, drain } = signals();
      const relay = await startScriptedRelay(busy);
      const run = send(fillQueue(5), relay.url, { connections: 1, ...options, signal });
      setTimeout(drain, 100);
      expect(await run).toMatchObject({ interrupted: true, accepted: 1, remaining: 4 });
    }
  });

  it('before the start sends nothing', async () => {
    const { signal, drain } = signals();
    drain();
    const relay = await startScriptedRelay();
    expect(await send(fillQueue(5), relay.url, { signal })).toMatchObject({
      accepted: 0,
      remaining: 5,
    });
    expect(relay.connections).toBe(0);
  });
});

describe('the second interrupt', () => {
  it('makes uncertain what was released, and leaves in the queue what was not', async () => {
    const { signal, abort } = signals();
    const hanging = new Set<string>();
    // Of five mails under way three get no reply to their last dot and two none to RCPT.
    const relay = await startScriptedRelay(({ stage, mail, connection }) => {
      if (mail < 2) return undefined;
      const silent = connection <= 3 ? stage === 'final' : stage === 'rcpt' || stage === 'data';
      if (!silent) return undefined;
      hanging.add(`${connection}`);
      if (hanging.size === 5) setImmediate(abort);
      return { cut: 'never' };
    });
    const queue = fillQueue(50);
    const summary = await send(queue, relay.url, { signal });
    expect(summary).toMatchObject({ interrupted: true, uncertain: 3, failed: 0, stopped: null });
    expect(summary.accepted + summary.remaining).toBe(47);
    const states = queue.ids.map((id) => look(queue, id).state);
    expect(states.filter((state) => state === 'uncertain')).toHaveLength(3);
    expect(states.filter((state) => state === 'queued')).toHaveLength(summary.remaining);
  });

  it('ends a connection that is still being made', async () => {
    const { signal, abort } = signals();
    const relay = await startScriptedRelay(({ stage }) => {
      if (stage === 'greeting') setImmediate(abort);
      return { cut: 'never' };
    });
    const summary = await send(fillQueue(5), relay.url, { signal });
    expect(summary).toMatchObject({ interrupted: true, remaining: 5, stopped: null });
  });
});

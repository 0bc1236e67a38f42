import { describe, expect, it } from 'vitest';
import { startScriptedRelay, type Deed, type Stage } from '../smtp/scripted-relay.ts';
import { fillQueue, look, send, shortDelays } from './queue.ts';

/** The fault meets the second of four mails, once. */
const table: [string, Stage, Deed, { state: string; outcomes: string[]; copies: number }][] = [
  ['4xx at MAIL', 'mail', '451 4.3.0 later', again('retry')],
  ['4xx at RCPT', 'rcpt', '450 4.2.0 later', again('retry')],
  ['greylisting', 'rcpt', '450 4.7.1 greylisted', again('retry')],
  ['4xx at DATA', 'data', '451 4.3.0 later', again('retry')],
  ['4xx after the dot', 'final', '451 4.3.0 later', again('retry')],
  ['421 at MAIL', 'mail', '421 4.3.2 closing', again('retry')],
  ['421 at RCPT', 'rcpt', '421 4.3.2 closing', again('retry')],
  ['421 after the dot', 'final', '421 4.3.2 closing', again('retry')],
  ['full disk at MAIL', 'mail', '452 4.3.1 disk', again('retry')],
  ['a confused session', 'mail', '503 5.5.1 bad sequence', again('retry')],
  ['5xx at RCPT', 'rcpt', '550 5.1.1 no such user', gone('failed')],
  ['5xx after the dot for the person', 'final', '550 5.1.1 no such user', gone('failed')],
  ['554 after the dot', 'final', '554 5.7.1 spam', gone('failed')],
  ['552 after the dot', 'final', '552 5.3.4 too big', gone('failed')],
  ['cut at MAIL', 'mail', { cut: 'before' }, again('retry')],
  ['cut at RCPT', 'rcpt', { cut: 'before' }, again('retry')],
  ['cut at DATA', 'data', { cut: 'before' }, again('retry')],
  ['cut within the body', 'body', { cut: 'before' }, gone('uncertain')],
  ['cut after the dot, not stored', 'final', { cut: 'before' }, gone('uncertain')],
  [
    'cut after the dot, stored',
    'final',
    { cut: 'after-storing' },
    { state: 'uncertain', outcomes: ['uncertain'], copies: 1 },
  ],
  ['nonsense after the dot', 'final', 'what?', gone('uncertain')],
  ['silence at MAIL', 'mail', { cut: 'never' }, again('retry')],
  ['silence at RCPT', 'rcpt', { cut: 'never' }, again('retry')],
  ['silence at DATA', 'data', { cut: 'never' }, again('retry')],
  ['silence after the dot', 'final', { cut: 'never' }, gone('uncertain')],
];

function again(first: string): { state: string; outcomes: string[]; copies: number } {
  return { state: 'accepted', outcomes: [first, 'accepted'], copies: 1 };
}

function gone(state: string): { state: string; outcomes: string[]; copies: number } {
  return { state, outcomes: [state], copies: 0 };
}

describe('what the relay says or does to one mail', () => {
  it.each(table)('%s', async (_, stage, deed, expected) => {
    const relay = await startScriptedRelay((moment) =>
      moment.mail === 2 && moment.stage === stage ? deed : undefined,
    );
    const queue = fillQueue(4);
    const delays = { ...shortDelays, silence: 300 };
    const summary = await send(queue, relay.url, { connections: 1, patience: 1000, delays });
    const row = look(queue, 2);
    expect({ state: row.state, outcomes: row.outcomes }).toEqual({
      state: expected.state,
      outcomes: expected.outcomes,
    });
    expect(relay.ledger.get('<b2.confirmation.v1@office.example>') ?? 0).toBe(expected.copies);
    // The others are none the worse for it.
    for (const id of [1, 3, 4]) expect(look(queue, id).state).toBe('accepted');
    expect(summary).toMatchObject({ selected: 4, remaining: 0, stopped: null });
    expect(summary.accepted + summary.failed + summary.uncertain).toBe(4);
    expect(relay.times.length).toBe(3 + expected.copies);
  });
});

describe('a mail that is put off', () => {
  it('stays in the queue without a wait, and tells when it is due', async () => {
    const relay = await startScriptedRelay((moment) =>
      moment.mail === 2 && moment.stage === 'rcpt' ? '450 4.7.1 greylisted' : undefined,
    );
    const queue = fillQueue(3);
    const delays = {
      ...shortDelays,
      retry: { least: 30_000, most: 60_000 },
      greylisted: 300_000,
      pause: { least: 1, most: 1 },
    };
    const before = Date.now();
    const summary = await send(queue, relay.url, { connections: 1, delays });
    expect(summary).toMatchObject({ accepted: 2, retrying: 1, remaining: 1, stopped: null });
    expect(summary.nextDue).toBeGreaterThanOrEqual(before + 300_000);
    expect(look(queue, 2)).toEqual({ state: 'queued', attempts: 1, outcomes: ['retry'] });
    // It is not due yet, so that the next run leaves it alone, too.
    expect(await send(queue, relay.url, { delays })).toMatchObject({ selected: 1, retrying: 1 });
    expect(look(queue, 2).attempts).toBe(1);
  });
});

describe('a relay that has too much to do', () => {
  it('meets fewer connections and a pause, and gets all mails in the end', async () => {
    let open = 0;
    const relay = await startScriptedRelay(({ stage, mail }) => {
      if (stage === 'mail') open += 1;
      return stage === 'mail' && mail > 5 && open % 4 === 0
        ? '421 4.7.0 too many connections'
        : undefined;
    });
    const queue = fillQueue(60);
    const summary = await send(queue, relay.url, { patience: 1000 });
    expect(summary).toMatchObject({ accepted: 60, stopped: null });
    expect(new Set(relay.ledger.values())).toEqual(new Set([1]));
  });

  it('is left in peace in the end', async () => {
    const relay = await startScriptedRelay(({ stage, mail }) =>
      stage === 'mail' && mail > 3 ? '421 4.7.0 too busy' : undefined,
    );
    const queue = fillQueue(20);
    const summary = await send(queue, relay.url, { patience: 1000 });
    expect(summary.stopped).toMatchObject({
      code: 'relay_refused',
      facts: { reply: '421 4.7.0 too busy' },
    });
    expect(summary).toMatchObject({ accepted: 3, failed: 0, uncertain: 0, remaining: 17 });
  });

  it('does not make every mail uncertain by dying on each', async () => {
    const relay = await startScriptedRelay(({ stage }) =>
      stage === 'final' ? { cut: 'before' } : undefined,
    );
    const queue = fillQueue(50);
    const summary = await send(queue, relay.url);
    expect(summary.stopped).toMatchObject({ code: 'relay_unreachable' });
    expect(summary.uncertain).toBeLessThan(10);
    expect(summary.remaining).toBe(50 - summary.uncertain);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillQueue, send, shortDelays, type Queue } from '../mail/queue.ts';
import {
  startScriptedRelay,
  type Deed,
  type Moment,
  type ScriptedRelay,
} from '../smtp/scripted-relay.ts';

const MAILS = 2000;
const faults: readonly (readonly [Moment['stage'], Deed])[] = [
  ['greeting', '421 4.3.2 not now'],
  ['greeting', { cut: 'before' }],
  ['ehlo', { cut: 'before' }],
  ['mail', '451 4.3.0 later'],
  ['mail', '421 4.7.0 too many connections'],
  ['mail', '452 4.3.1 disk full'],
  ['mail', '503 5.5.1 bad sequence'],
  ['mail', { cut: 'before' }],
  ['rcpt', '450 4.7.1 greylisted'],
  ['rcpt', '550 5.1.1 unknown'],
  ['rcpt', '421 4.3.2 closing'],
  ['rcpt', { cut: 'before' }],
  ['data', '451 4.3.0 later'],
  ['data', { cut: 'before' }],
  ['body', { cut: 'before' }],
  ['final', '451 4.3.0 later'],
  ['final', '421 4.3.2 closing'],
  ['final', '554 5.7.1 spam'],
  ['final', 'nonsense'],
  ['final', { cut: 'before' }],
  ['final', { cut: 'after-storing' }],
  ['rset', { cut: 'before' }],
];

describe('a relay that misbehaves at random', () => {
  it('makes no copy, loses nothing, and the ledger agrees with what it took', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.constantFrom(1, 5), async (seed, connections) => {
        const random = createRandom(seed);
        const relay = await startScriptedRelay(({ stage }) => {
          if (random() > 0.04) return undefined;
          const fitting = faults.filter(([where]) => where === stage);
          return fitting[Math.floor(random() * fitting.length)]?.[1];
        });
        const queue = fillQueue(MAILS);
        // Now and then the relay is so bad that a run gives up: the next one goes on.
        for (let runs = 0; runs < 60 && left(queue) > 0; runs += 1) {
          const summary = await send(queue, relay.url, { connections, patience: 1000, delays });
          const { accepted, failed, uncertain, withdrawn, remaining, selected } = summary;
          expect(accepted + failed + uncertain + withdrawn + remaining).toBe(selected);
        }
        expect(left(queue)).toBe(0);
        expectSound(queue, relay);
      }),
      { numRuns: 2 },
    );
  }, 120_000);
});

const delays = {
  ...shortDelays,
  retry: { least: 5, most: 20 },
  greylisted: 10,
  pause: { least: 2, most: 5 },
};

function left({ database }: Queue): number {
  return Number(
    database.prepare("SELECT count(*) FROM message WHERE state = 'queued'").pluck().get(),
  );
}

function expectSound({ database }: Queue, { ledger }: ScriptedRelay): void {
  const rows = database.prepare('SELECT message_id AS id, state FROM message').all() as {
    id: string;
    state: string;
  }[];
  expect([...ledger.values()].filter((copies) => copies !== 1)).toEqual([]);
  const wrong = rows.filter(({ id, state }) => {
    if (state === 'accepted') return !ledger.has(id);
    return state === 'failed' ? ledger.has(id) : state !== 'uncertain';
  });
  expect(wrong).toEqual([]);
}

/** The same faults for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

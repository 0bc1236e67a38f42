import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { fillQueue, type Queue } from '../mail/queue.ts';
import { startReceivingRelay, type ReceivingRelay } from '../smtp/receiving-relay.ts';
import { buildSource } from './built-source.ts';

const MAILS = 1500;
const KILLS = 20;
const CONNECTIONS = 5;
const runner = new URL('./mail-runner.mjs', import.meta.url).pathname;

describe('a run that is killed again and again', () => {
  it('sends no mail twice, loses none and says of which it does not know', async () => {
    const built = buildSource();
    const relay = await startReceivingRelay({ pace: () => Math.random() * 25 });
    const queue = fillQueue(MAILS);
    const start = (): ChildProcess =>
      spawn(process.execPath, [runner, built, queue.file, `smtp://127.0.0.1:${relay.port}`], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
    let struck = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = relay.recipients.length;
      const child = start();
      const gone = once(child, 'exit');
      // Now and then before it has begun; else somewhere in the middle of its mails.
      if (kill % 5 !== 0)
        await until(() => relay.recipients.length > before || child.exitCode !== null);
      await pause(Math.random() * 200);
      child.kill('SIGKILL');
      const [, signal] = (await gone) as [number | null, string | null];
      if (signal === 'SIGKILL') struck += 1;
    }
    const last = start();
    expect(await once(last, 'exit')).toEqual([0, null]);
    expect(struck).toBe(KILLS);
    expectSound(queue, relay);
  }, 120_000);
});

/** What the relay has and what the ledger says must agree. */
function expectSound({ database }: Queue, { ledger }: ReceivingRelay): void {
  const rows = database.prepare('SELECT message_id AS id, state FROM message').all() as {
    id: string;
    state: string;
  }[];
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  expect([...ledger.values()].filter((copies) => copies !== 1)).toEqual([]);
  expect([...new Set(states.values())].toSorted()).toEqual(['accepted', 'uncertain']);
  for (const id of ledger.keys()) expect(states.has(id)).toBe(true);
  const accepted = rows.filter(({ state }) => state === 'accepted');
  expect(accepted.filter(({ id }) => !ledger.has(id))).toEqual([]);
  expect(rows).toHaveLength(MAILS);
  expect(MAILS - accepted.length).toBeLessThanOrEqual(KILLS * CONNECTIONS);
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await pause(2);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

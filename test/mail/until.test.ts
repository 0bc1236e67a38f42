import { expect, it } from 'vitest';
import { expectRefusal } from '../refusal.ts';
import { openCampaign, openDesk } from '../slotdesk.ts';
import { startReceivingRelay } from '../smtp/receiving-relay.ts';
import { actor, fillQueue, send } from './queue.ts';

it('a run that has an end leaves the rest to the next one, and no mail goes twice', async () => {
  const relay = await startReceivingRelay({ pace: () => 20 });
  const url = `smtp://127.0.0.1:${relay.port}`;
  const queue = fillQueue(60);
  const until = actor.now() + 400;
  const first = await send(queue, url, { connections: 1, until });
  expect(first.interrupted).toBe(false);
  expect(first.accepted).toBeGreaterThan(0);
  expect(first.remaining).toBe(60 - first.accepted);
  expect(first.remaining).toBeGreaterThan(0);
  const second = await send(queue, url, { connections: 5, until: actor.now() + 60_000 });
  expect(second).toMatchObject({ accepted: first.remaining, remaining: 0 });
  expect(relay.ledger.size).toBe(60);
  expect([...relay.ledger.values()].every((copies) => copies === 1)).toBe(true);
});

it('an end that is over is refused, and a bare time is today’s', async () => {
  const desk = openDesk();
  await openCampaign(desk, 4);
  const now = { env: { SLOTDESK_NOW: '2021-06-14T20:15:00+02:00' } };
  const resend = ['mail', 'resend', '--missing', '--yes', '--until'];
  expectRefusal(await desk.runWith(now, ...resend, '20:00'), 2, /20:00 is over already/);
  const { code } = await desk.runWith(now, ...resend, '22:00');
  expect(code).toBe(0);
});

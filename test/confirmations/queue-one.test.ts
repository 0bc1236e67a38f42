import { expect, it, onTestFinished } from 'vitest';
import { requireReference } from '../../src/bookings/reference.ts';
import { openCampaign, type Campaign } from '../../src/campaign/campaign.ts';
import { createComposer } from '../../src/confirmations/composer.ts';
import { queueOne } from '../../src/confirmations/queue-one.ts';
import { openDesk } from '../slotdesk.ts';

const actor = { name: 'tester', now: () => Date.parse('2021-06-14T20:15:00+02:00') };

interface Queue {
  campaign: Campaign;
  /** Queues the confirmation of the only booking. */
  queue: () => string;
  settle: (state: string) => void;
  count: () => number;
  cancel: () => Promise<unknown>;
}

async function openQueue(...address: string[]): Promise<Queue> {
  const desk = openDesk();
  await desk.run('init', '--name', 'A', '--date', '2021-06-20', '--location', 'B');
  await desk.run('contingent', 'add', 'A', '--seats', '1', '--anytime');
  const { reference } = await desk.json('booking', 'add', '--family-name', 'Muster', ...address);
  const campaign = openCampaign(desk.file, { waiting: () => undefined });
  onTestFinished(() => void campaign.database.close());
  const composer = createComposer(campaign, false, null);
  const { database } = campaign;
  return {
    campaign,
    queue: () => queueOne(database, actor, composer, requireReference(reference)),
    settle: (state) => void database.prepare('UPDATE message SET state = ?').run(state),
    count: () => database.prepare('SELECT count(*) FROM message').pluck().get() as number,
    cancel: () => desk.run('booking', 'cancel', reference, '--reason', 'citizen'),
  };
}

const address = ['--email', 'm@muster.example'];

it('queues one mail, however often it is asked to', async () => {
  const { queue, count } = await openQueue(...address);
  expect([queue(), queue(), queue(), count()]).toEqual(['queued', 'waiting', 'waiting', 1]);
});

it.each(['claimed', 'sending'])('leaves a mail alone that a run has %s', async (state) => {
  const { queue, settle, count } = await openQueue(...address);
  queue();
  settle(state);
  expect(queue()).not.toBe('queued');
  expect(count()).toBe(1);
});

it('never sends again by itself what may have arrived', async () => {
  const { queue, settle, count } = await openQueue(...address);
  queue();
  settle('uncertain');
  expect([queue(), count()]).toEqual(['uncertain', 1]);
});

it('writes another one to whom one was sent, since a clerk asked for it by name', async () => {
  const { queue, settle, count } = await openQueue(...address);
  queue();
  settle('accepted');
  expect([queue(), count()]).toEqual(['queued', 2]);
});

it('writes to nobody who has no address or no booking any more', async () => {
  const none = await openQueue();
  expect([none.queue(), none.count()]).toEqual(['no_address', 0]);
  const cancelled = await openQueue(...address);
  await cancelled.cancel();
  expect([cancelled.queue(), cancelled.count()]).toEqual(['cancelled', 0]);
});

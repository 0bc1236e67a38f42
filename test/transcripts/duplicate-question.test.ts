import { expect, it } from 'vitest';
import { openDesk, type Desk } from '../slotdesk.ts';

/** One person with two bookings of one mailbox, already asked which of them is not needed. */
async function openAsked(): Promise<{ desk: Desk; references: string[] }> {
  const desk = openDesk();
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20');
  const windows = ['--from', '07:00', '--to', '08:00', '--every', '15m'];
  await desk.json('contingent', 'add', 'Portal', '--seats', '8', ...windows);
  await desk.json('contingent', 'open', 'Portal');
  await desk.json('config', 'set', 'mail.from', 'Stadt <stadt@post.example>');
  const person = ['--given-name', 'Otto', '--family-name', 'Probe', '--birth-date', '1971-11-02'];
  for (const slot of ['07:00', '07:30'])
    await desk.json('booking', 'add', ...person, '--email', 'o@post.example', '--slot', slot);
  const list = (await desk.json('booking', 'list')) as { reference: string }[];
  await desk.json('duplicate', 'find');
  await desk.json('duplicate', 'ask', '--yes');
  expect(await listWaiting(desk)).toHaveLength(1);
  return { desk, references: list.map(({ reference }) => reference) };
}

async function listWaiting(desk: Desk): Promise<unknown[]> {
  const mails = (await desk.json('mail', 'list')) as { state: string }[];
  return mails.filter(({ state }) => state === 'queued');
}

it('asks nobody about bookings that a clerk has found to be of different people', async () => {
  const { desk } = await openAsked();
  await desk.json('duplicate', 'dismiss', '1', '--why', 'his father');
  expect(await listWaiting(desk)).toEqual([]);
});

it('asks nobody about a booking that meanwhile names somebody else', async () => {
  const { desk, references } = await openAsked();
  await desk.json('booking', 'edit', references[1] ?? '', '--given-name', 'Karl');
  expect(await listWaiting(desk)).toEqual([]);
});

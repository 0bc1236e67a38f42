import { describe, expect, it, onTestFinished } from 'vitest';
import { openCampaign, type Campaign } from '../../src/campaign/campaign.ts';
import { surplusRequest } from '../../src/confirmations/about.ts';
import { createComposer } from '../../src/confirmations/composer.ts';
import { queueMails, type Queued } from '../../src/confirmations/prepare.ts';
import { isUnchanged, planAsk } from '../../src/duplicates/ask.ts';
import { dismissCase } from '../../src/duplicates/dismiss.ts';
import { claim, settle } from '../../src/mail/ledger.ts';
import { openDesk, type Desk } from '../slotdesk.ts';

const actor = { name: 'tester', now: () => Date.parse('2021-06-14T20:15:00+02:00') };

/** One person with two bookings of one mailbox, found to be one. */
async function openFound(): Promise<{ desk: Desk; references: string[] }> {
  const desk = openDesk();
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20', '--location', 'Ort');
  const windows = ['--from', '07:00', '--to', '08:00', '--every', '15m'];
  await desk.json('contingent', 'add', 'Portal', '--seats', '8', ...windows);
  await desk.json('contingent', 'open', 'Portal');
  await desk.json('config', 'set', 'mail.from', 'Stadt <stadt@post.example>');
  const person = ['--given-name', 'Otto', '--family-name', 'Probe', '--birth-date', '1971-11-02'];
  for (const slot of ['07:00', '07:30'])
    await desk.json('booking', 'add', ...person, '--email', 'o@post.example', '--slot', slot);
  const list = (await desk.json('booking', 'list')) as { reference: string }[];
  await desk.json('duplicate', 'find');
  return { desk, references: list.map(({ reference }) => reference) };
}

/** The same person, already asked which of them is not needed. */
async function openAsked(): Promise<{ desk: Desk; references: string[] }> {
  const found = await openFound();
  await found.desk.json('duplicate', 'ask', '--yes');
  expect(await listMails(found.desk, 'queued')).toHaveLength(1);
  return found;
}

interface Listed {
  state: string;
  message_id: string;
}

async function listMails(desk: Desk, ...states: string[]): Promise<Listed[]> {
  const mails = (await desk.json('mail', 'list')) as Listed[];
  return mails.filter(({ state }) => states.includes(state));
}

function open(desk: Desk): Campaign {
  const campaign = openCampaign(desk.file, { waiting: () => undefined });
  onTestFinished(() => void campaign.database.close());
  return campaign;
}

describe('a question that waits', () => {
  it('is withdrawn when a clerk finds that the bookings are different people’s', async () => {
    const { desk } = await openAsked();
    await desk.json('duplicate', 'dismiss', '1', '--why', 'his father');
    expect(await listMails(desk, 'queued')).toEqual([]);
  });

  it('is withdrawn when a booking meanwhile names somebody else', async () => {
    const { desk, references } = await openAsked();
    await desk.json('booking', 'edit', references[1] ?? '', '--given-name', 'Karl');
    expect(await listMails(desk, 'queued')).toEqual([]);
  });

  it('is one, however often it is taken back and asked again', async () => {
    const { desk } = await openAsked();
    for (let again = 0; again < 2; again++) {
      await desk.json('duplicate', 'dismiss', '1', '--why', 'his father');
      await desk.json('duplicate', 'undo', '1', '--yes');
      await desk.json('duplicate', 'ask', '--yes');
      await desk.json('duplicate', 'ask', '--yes');
      expect(await listMails(desk, 'queued')).toHaveLength(1);
    }
  });

  it('is one after a booking was edited and the search has looked again', async () => {
    const { desk, references } = await openAsked();
    await desk.json('booking', 'edit', references[1] ?? '', '--phone', '06232 123456');
    await desk.json('duplicate', 'find');
    await desk.json('duplicate', 'ask', '--yes');
    await desk.json('duplicate', 'ask', '--yes');
    expect(await listMails(desk, 'queued')).toHaveLength(1);
  });
});

describe('a question while it is written', () => {
  async function askWhile(meddle: (other: Campaign) => void): Promise<Queued & { desk: Desk }> {
    const { desk } = await openFound();
    const [campaign, colleague] = [open(desk), open(desk)];
    const { database } = campaign;
    const [question] = planAsk(database, { named: [], minProbability: 0.9 }).questions;
    if (question === undefined) throw new Error('nobody to ask');
    const composer = createComposer(campaign, true, null);
    const compose: typeof composer.compose = (...mail) => {
      const composed = composer.compose(...mail);
      meddle(colleague);
      return composed;
    };
    const wanted = [surplusRequest(question.keep, question.bookings)];
    const holds = (): boolean => isUnchanged(database, question);
    return { ...queueMails(database, actor, { ...composer, compose }, wanted, holds), desk };
  }

  it('waits if nobody interferes', async () => {
    expect(await askWhile(() => undefined)).toMatchObject({ queued: 1, skipped: [] });
  });

  it('is not put into the queue if a clerk decides otherwise', async () => {
    const told = await askWhile(({ database }) =>
      dismissCase(database, actor, 1, { why: 'his father', others: [] }),
    );
    expect(told).toMatchObject({ queued: 0, skipped: [{ reason: 'changed' }] });
    expect(await listMails(told.desk, 'queued')).toEqual([]);
  });

  it('is not put into the queue if a booking it names has gone', async () => {
    const told = await askWhile(({ database }) =>
      database.exec(
        "UPDATE booking SET state = 'cancelled', cancel_reason = 'citizen' WHERE id = 2",
      ),
    );
    expect(told).toMatchObject({ queued: 0, skipped: [{ reason: 'changed' }] });
  });
});

describe('a question that is leaving', () => {
  async function openLeaving(): Promise<{
    desk: Desk;
    references: string[];
    putOff: () => void;
    accept: () => void;
  }> {
    const asked = await openAsked();
    const { database } = open(asked.desk);
    const { result } = claim(database, 1, 'smtp:relay', actor.now());
    if (result === null) throw new Error('nothing to send');
    const said = { relay: 'smtp:relay', at: actor.now(), reply: null, reason: null, queueId: null };
    const end = (how: Parameters<typeof settle>[2]): void =>
      void settle(database, result, how, said);
    return {
      ...asked,
      putOff: () => end({ outcome: 'retry', notBefore: 0 }),
      accept: () => end({ outcome: 'accepted' }),
    };
  }

  it('is told of to whoever finds different people, and does not leave a second time', async () => {
    const { desk, putOff } = await openLeaving();
    const told = await desk.json('duplicate', 'dismiss', '1', '--why', 'his father');
    expect(told).toMatchObject({ asked: 'leaving' });
    putOff();
    expect(await listMails(desk, 'queued')).toEqual([]);
  });

  it('does not leave a second time when a booking names somebody else', async () => {
    const { desk, references, putOff } = await openLeaving();
    await desk.json('booking', 'edit', references[1] ?? '', '--given-name', 'Karl');
    putOff();
    expect(await listMails(desk, 'queued')).toEqual([]);
  });

  it('is told of to whoever resolves the case', async () => {
    const { desk, references } = await openLeaving();
    const { stdout } = await desk.run('duplicate', 'resolve', '1', '--keep', references[0] ?? '');
    expect(stdout).toContain('is being sent at this moment');
  });

  it('is not asked again once it has arrived', async () => {
    const { desk, accept } = await openLeaving();
    accept();
    await desk.json('duplicate', 'dismiss', '1', '--why', 'his father');
    await desk.json('duplicate', 'undo', '1', '--yes');
    const again = await desk.json('duplicate', 'ask', '--yes');
    expect(again).toMatchObject({ queued: 0, skipped: [{ reason: 'had_it' }] });
  });
});

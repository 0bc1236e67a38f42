import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { openDesk, type Desk } from '../slotdesk.ts';
import { startReceivingRelay } from '../smtp/receiving-relay.ts';
import { startScriptedRelay } from '../smtp/scripted-relay.ts';

const header = 'external_id;given_name;family_name;email;slot_start;confirmation_sent';
const rows = [
  '1;Anna;Müller;anna@post.example;2021-06-20 07:00;nein',
  '2;Bert;Maier;bert@post.example;2021-06-20 07:15;nein',
  '3;Carla;Klein;carla@post.example;2021-06-20 07:30;ja',
];

async function openWaiting(): Promise<Desk> {
  const desk = openDesk();
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20', '--location', 'Festplatz');
  const windows = ['--from', '07:00', '--to', '09:00', '--every', '15m'];
  await desk.json('contingent', 'add', 'A', '--seats', '80', ...windows);
  writeFileSync(join(desk.folder, 'portal.csv'), [header, ...rows, ''].join('\n'));
  await desk.json('booking', 'import', 'portal.csv');
  await desk.json('config', 'set', 'mail.from', 'Amt <amt@city.example>');
  // A relay that puts every mail off: they wait, with their bytes frozen.
  const busy = await startScriptedRelay(({ stage }) =>
    stage === 'rcpt' ? '450 4.2.0 later' : undefined,
  );
  const ran = await desk.run('mail', 'resend', '--missing', '--yes', '--relay', busy.url);
  expect(ran.code).toBe(7);
  expect(await desk.json('mail', 'list', '--state', 'queued')).toHaveLength(2);
  return desk;
}

async function sendRest(desk: Desk): Promise<{ from: string; to: string; text: string }[]> {
  const later = { env: { SLOTDESK_NOW: '2021-06-14T22:15:00+02:00' } };
  const words = ['mail', 'resend', '--missing', '--yes', '--relay', 'folder:out'];
  expect((await desk.runWith(later, ...words)).code).toBe(0);
  const folder = join(desk.folder, 'out');
  const mails = readdirSync(folder).map((name) =>
    PostalMime.parse(readFileSync(join(folder, name))),
  );
  return (await Promise.all(mails)).map(({ from, to, text }) => ({
    from: from?.address ?? '',
    to: to?.[0]?.address ?? '',
    text: text ?? '',
  }));
}

describe('a mail that has waited', () => {
  it('is sent as it was frozen if nothing has changed', async () => {
    const desk = await openWaiting();
    const [waiting] = await desk.json('mail', 'list', '--state', 'queued');
    expect(await sendRest(desk)).toHaveLength(2);
    const sent = await desk.json('mail', 'list');
    expect(sent).toContainEqual(
      expect.objectContaining({ message_id: waiting.message_id, state: 'accepted' }),
    );
    expect(sent).toHaveLength(2);
  });

  it('names the slot its booking has been moved to meanwhile', async () => {
    const desk = await openWaiting();
    const moved = rows.map((row) => row.replace('07:00', '08:45').replace('Müller', 'Mayer'));
    writeFileSync(join(desk.folder, 'portal.csv'), [header, ...moved, ''].join('\n'));
    await desk.json('booking', 'import', 'portal.csv', '--update');
    const plan = await desk.run('mail', 'resend', '--missing', '--dry-run');
    expect(plan.stdout).toContain('has changed: 1');
    expect(plan.stdout).toContain('Waiting from an earlier run: 1');
    const mails = await sendRest(desk);
    expect(mails.map(({ to }) => to).toSorted()).toEqual([
      'anna@post.example',
      'bert@post.example',
    ]);
    const anna = mails.find(({ to }) => to === 'anna@post.example');
    expect(anna?.text).toContain('08:45');
    expect(anna?.text).toContain('Anna Mayer');
    expect(anna?.text).not.toContain('07:00');
    expect(await desk.json('mail', 'missing')).toEqual([]);
    expect((await desk.run('doctor')).code).toBe(0);
  });

  it.each([
    ['place', 'campaign.location', 'Stadthalle', 'Stadthalle'],
    ['way to cancel', 'campaign.cancel', 'Anruf unter 06232 14-0', '06232 14-0'],
  ])('names the %s that has been set meanwhile', async (_, key, value, words) => {
    const desk = await openWaiting();
    await desk.json('config', 'set', key, value);
    for (const { text } of await sendRest(desk)) expect(text).toContain(words);
  });

  it('comes from the sender the relay accepts, once that is set', async () => {
    const desk = openDesk();
    const relay = await startScriptedRelay(({ stage, line }) =>
      stage === 'mail' && line.includes('nobody@') ? '550 5.7.1 not you' : undefined,
    );
    await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20');
    await desk.json('contingent', 'add', 'A', '--seats', '80', '--anytime');
    await desk.json('config', 'set', 'mail.from', 'nobody@city.example');
    await desk.json('config', 'set', 'mail.relay', relay.url);
    const input = 'given_name;family_name;email\nAnna;Müller;anna@post.example\n';
    await desk.runWith({ input }, 'booking', 'import', '-');
    const refused = await desk.run('mail', 'resend', '--missing', '--yes');
    expect(refused.code).toBe(7);
    expect(refused.stderr).toContain('mail.from');
    await desk.json('config', 'set', 'mail.from', 'amt@city.example');
    expect(await desk.json('mail', 'resend', '--missing', '--yes')).toMatchObject({ accepted: 1 });
    expect([...relay.ledger.values()]).toEqual([1]);
  });

  it('stays as it is when a setting changes that no mail shows', async () => {
    const desk = await openWaiting();
    await desk.json('config', 'set', 'mail.rate', '10/s');
    await desk.json('config', 'set', 'area.postal-codes', '67346');
    const plan = await desk.run('mail', 'resend', '--missing', '--dry-run');
    expect(plan.stdout).toContain('Waiting from an earlier run: 2');
  });
});

describe('a second run beside the first', () => {
  it('is refused and leaves nothing behind', async () => {
    const desk = await openWaiting();
    const relay = await startReceivingRelay({ pace: () => 1500 });
    await desk.json('config', 'set', 'mail.relay', `smtp://127.0.0.1:${relay.port}`);
    const later = { env: { SLOTDESK_NOW: '2021-06-14T22:15:00+02:00' } };
    const first = desk.start(later, 'mail', 'resend', '--missing', '--yes');
    await expect.poll(() => relay.recipients.length, { timeout: 20_000 }).toBeGreaterThan(0);
    const [, , carla] = await desk.json('booking', 'list');
    const second = await desk.run('mail', 'resend', carla.reference, '--yes');
    expect(second.code).toBe(5);
    expect(second.stderr).toMatch(/^slotdesk: Another run is sending/);
    expect(await desk.json('mail', 'list')).toHaveLength(2);
    expect((await first.ended).code).toBe(0);
    expect(relay.recipients).not.toContain('carla@post.example');
  });
});

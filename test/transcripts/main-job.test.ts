import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { writeMonday } from '../../src/demo/week.ts';
import { openCampaign, openDesk, type Desk } from '../slotdesk.ts';
import { authority, certificate, startReceivingRelay } from '../smtp/receiving-relay.ts';

async function openMonday(): Promise<Desk> {
  const desk = openDesk();
  await openCampaign(desk);
  writeFileSync(join(desk.folder, 'monday.csv'), writeMonday().content);
  await desk.json('booking', 'import', 'monday.csv');
  await desk.json('config', 'set', 'mail.from', 'Stadt Speyer <impfaktion@speyer.example>');
  return desk;
}

describe('the main job, with the real binary, a real file and a real SMTP server', () => {
  it('sends exactly the 120 missing confirmations, each once, and a second run sends none', async () => {
    const relay = await startReceivingRelay();
    const desk = await openMonday();
    const missing = await desk.json('mail', 'missing');
    expect(missing).toHaveLength(120);
    expect(missing[0]).toMatchObject({ state: 'missing', evidence: 'portal_not_sent' });

    const over = ['--relay', `smtp://127.0.0.1:${relay.port}`, '--rate', '1000/s', '--yes'];
    const sent = await desk.json('mail', 'resend', '--missing', ...over);
    expect(sent).toMatchObject({
      selected: 120,
      accepted: 120,
      failed: 0,
      uncertain: 0,
      remaining: 0,
    });
    expect([...relay.ledger.values()]).toEqual(Array(120).fill(1));
    const addresses = missing.map(({ email }: { email: string }) => email);
    expect(relay.recipients.toSorted()).toEqual(addresses.toSorted());

    expect(await desk.json('mail', 'missing')).toEqual([]);
    expect(await desk.json('mail', 'resend', '--missing', ...over)).toMatchObject({ selected: 0 });
    expect(relay.recipients).toHaveLength(120);
  });

  it('imports the same file again without a change, and shows what stands where', async () => {
    const desk = await openMonday();
    const before = await desk.json('status');
    expect(before).toMatchObject({
      seats: { total: 2500, bound: 330, free: 2170, overbooked: 0 },
      bookings: { binding: 330, cancelled: 0 },
      confirmations: { missing: 120, accepted: 190, none_possible: 20 },
    });
    expect(before.contingents[0]).toMatchObject({
      name: '8 Uhr',
      kind: 'regular',
      state: 'open',
      opens_at: '2021-06-14T08:00:00+02:00',
      seats: 625,
    });
    const again = await desk.json('booking', 'import', 'monday.csv');
    expect(again).toMatchObject({
      rows: 330,
      imported: 0,
      updated: 0,
      unchanged: 330,
      rejected: 0,
    });
    expect(await desk.json('status')).toEqual(before);
    expect((await desk.run('doctor')).code).toBe(0);
  });

  it('changes not a byte in a dry run', async () => {
    const desk = await openMonday();
    const bytes = readFileSync(desk.file);
    await desk.json('mail', 'resend', '--missing', '--dry-run');
    const csv = readFileSync(join(desk.folder, 'monday.csv'), 'utf8').replaceAll('SP10', 'SP99');
    const dry = await desk.runWith({ input: csv }, '--json', 'booking', 'import', '-', '--dry-run');
    expect(JSON.parse(dry.stdout)).toMatchObject({ imported: 330, stored: false });
    expect(readFileSync(desk.file).equals(bytes)).toBe(true);
    expect(readdirSync(desk.folder).toSorted()).toEqual(['monday.csv', 'slotdesk.db']);
  });

  it('changes nothing when the relay is down, refuses us or is not trusted', async () => {
    const desk = await openMonday();
    const bytes = readFileSync(desk.file);
    const password = { SLOTDESK_SMTP_PASSWORD: 'wrong' };
    const strict = await startReceivingRelay({ password: 'right' });
    const expired = await startReceivingRelay(certificate('expired'));
    const relays: [string, string, Record<string, string>][] = [
      ['smtp://127.0.0.1:1', 'relay_unreachable', {}],
      [`smtp://user@127.0.0.1:${strict.port}`, 'relay_auth_failed', password],
      [`smtp://localhost:${expired.port}?tls=required&ca=${authority}`, 'relay_certificate', {}],
    ];
    for (const [relay, code, env] of relays) {
      const words = ['--json', 'mail', 'resend', '--missing', '--yes', '--relay', relay];
      const ran = await desk.runWith({ env }, ...words);
      expect(ran).toMatchObject({ code: 7, stdout: '' });
      expect(JSON.parse(ran.stderr).error.code).toBe(code);
      expect(readFileSync(desk.file).equals(bytes)).toBe(true);
    }
    expect(strict.logins).toBe(1);
  });

  it('writes previews and folder mails that only their owner can read, the same in both', async () => {
    const desk = await openMonday();
    const [{ reference }] = await desk.json('mail', 'missing');
    await desk.json('mail', 'preview', reference, '-o', 'mail.eml');
    const preview = readFileSync(join(desk.folder, 'mail.eml'));
    await desk.json('mail', 'resend', reference, '--yes');
    const [name = ''] = readdirSync(join(desk.folder, 'outbox'));
    const sent = readFileSync(join(desk.folder, 'outbox', name));
    expect(sent.equals(preview)).toBe(true);
    for (const file of [
      desk.file,
      join(desk.folder, 'mail.eml'),
      join(desk.folder, 'outbox', name),
    ]) {
      expect(statSync(file).mode & 0o077).toBe(0);
    }
    const mail = await PostalMime.parse(sent);
    expect(mail.from?.address).toBe('impfaktion@speyer.example');
    expect(mail.text).toContain(reference);
    const shown = await desk.json('booking', 'show', reference);
    expect(shown.confirmation).toMatchObject({ state: 'accepted', evidence: 'folder' });
    expect(shown.confirmation.message_id).toBe(mail.messageId);
  });

  it('sends a mail twice to one person only by name, and only after a yes', async () => {
    const desk = await openMonday();
    const [{ reference }] = await desk.json('mail', 'missing');
    const send = (...words: string[]): ReturnType<Desk['run']> =>
      desk.run('mail', 'resend', reference, ...words);
    expect((await send()).code).toBe(2);
    expect((await send('--yes')).code).toBe(0);
    expect((await send('--yes')).code).toBe(0);
    const mails = await desk.json('mail', 'list');
    expect(mails.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    expect(new Set(mails.map(({ message_id }: { message_id: string }) => message_id)).size).toBe(2);
  });
});

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { openCampaign, openDesk, type Desk } from '../slotdesk.ts';

const header = 'external_id,given_name,family_name,email,slot_start,confirmation_sent';
const people = [
  ['E1', 'Ada', 'Ärmel', 'ada@citizen.example', '2021-06-20 07:00', 'no'],
  ['E2', 'Ben', 'Muster', 'ben@citizen.example', '2021-06-20 07:00', 'no'],
  ['E3', 'Cem', 'Muster', '', '2021-06-20 07:15', 'no'],
  ['E4', 'Dora', 'Probe', 'dora@citizen.example', '2021-06-20 10:00', 'yes'],
];

/** A campaign with four bookings, and the reference of each by the given name. */
async function openBookings(): Promise<{ desk: Desk; refs: Record<string, string> }> {
  const desk = openDesk();
  await openCampaign(desk, 28);
  await desk.run('config', 'set', 'campaign.language', 'de');
  await importPeople(desk, people);
  const bookings = (await desk.json('booking', 'list')) as {
    reference: string;
    person: { given_name: string };
  }[];
  const refs = bookings.map(({ reference, person }) => [person.given_name, reference]);
  return { desk, refs: Object.fromEntries(refs) as Record<string, string> };
}

async function importPeople(desk: Desk, rows: string[][]): Promise<void> {
  writeFileSync(join(desk.folder, 'portal.csv'), `${[header, ...rows].join('\n')}\n`);
  await desk.json('booking', 'import', 'portal.csv', '--update', '--yes');
}

/** The mails in the folder, by purpose and address. */
async function readOutbox(desk: Desk): Promise<Map<string, Awaited<ReturnType<typeof parse>>>> {
  const files = readdirSync(join(desk.folder, 'outbox'));
  const mails = await Promise.all(files.map((file) => parse(join(desk.folder, 'outbox', file))));
  return new Map(mails.map((mail) => [`${mail.purpose} ${mail.to}`, mail]));
}

async function parse(
  file: string,
): Promise<{ purpose: string; to: string; subject: string; text: string; calendar: string }> {
  const { messageId, to, subject, text, attachments } = await PostalMime.parse(readFileSync(file));
  const [, purpose = ''] = /\.([\w-]+)\.v\d+@/.exec(messageId ?? '') ?? [];
  const part = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  const calendar = part === undefined ? '' : Buffer.from(part.content as ArrayBuffer).toString();
  const words = (text ?? '').replaceAll(/\s+/g, ' ');
  return { purpose, to: to?.[0]?.address ?? '', subject: subject ?? '', text: words, calendar };
}

describe('a cancelled booking', () => {
  it('is told of it by a mail that takes the appointment out of the calendar, once, if asked', async () => {
    const { desk, refs } = await openBookings();
    await desk.json('mail', 'resend', '--missing', '--yes');
    const cancelled = await desk.json(
      'booking',
      'cancel',
      refs['Ada'] ?? '',
      refs['Cem'] ?? '',
      '--reason',
      'staff',
      '--notify',
    );
    expect(cancelled).toMatchObject([{ notified: 'queued' }, { notified: 'no_address' }]);
    const status = await desk.run('status');
    expect(status.stdout).toMatch(/Other mails waiting: 1 +slotdesk mail resend --waiting/);
    expect(await desk.json('mail', 'resend', '--missing', '--yes')).toMatchObject({ selected: 0 });
    expect(await desk.json('mail', 'resend', '--waiting', '--yes')).toMatchObject({
      accepted: 1,
      remaining: 0,
    });
    expect(await desk.json('mail', 'resend', '--waiting', '--yes')).toMatchObject({ selected: 0 });
    const listed = await desk.json('mail', 'list', '--kind', 'cancellation,notice');
    expect(listed).toMatchObject([{ purpose: 'cancellation', recipient: 'ada@citizen.example' }]);
    expect(await desk.json('mail', 'list', '--kind', 'cancellation', '--state', 'bounced')).toEqual(
      [],
    );
    const kept = ['mail', 'list', '--kind', 'cancellation', '-o', 'cancellations.csv'];
    expect(await desk.json(...kept)).toMatchObject({ mails: 1, attempts: 1 });
    const outbox = await readOutbox(desk);
    const told = outbox.get('cancellation ada@citizen.example');
    const confirmed = outbox.get('confirmation ada@citizen.example');
    expect(told?.text).toContain('musste leider storniert werden');
    expect(told?.calendar).toContain('METHOD:CANCEL');
    expect(told?.calendar).toContain('SEQUENCE:1');
    const uid = /UID:.*/;
    expect(uid.exec(told?.calendar ?? '')?.[0]).toBe(uid.exec(confirmed?.calendar ?? '')?.[0]);
    expect((await desk.run('doctor')).code).toBe(0);
  });

  it('is never told silently, but how to is said, and works by name', async () => {
    const { desk, refs } = await openBookings();
    const ada = refs['Ada'] ?? '';
    const shown = await desk.run('booking', 'cancel', ada, '--reason', 'citizen');
    expect(shown.stdout).toContain(`slotdesk mail resend ${ada} --purpose cancellation`);
    expect(await desk.json('mail', 'list')).toEqual([]);
    const sent = await desk.json(
      ...['mail', 'resend', ada, refs['Ben'] ?? '', '--purpose', 'cancellation', '--yes'],
    );
    expect(sent).toMatchObject({
      accepted: 1,
      left_out: [{ reference: refs['Ben'], reason: 'not_cancelled' }],
    });
    const told = (await readOutbox(desk)).get('cancellation ada@citizen.example');
    expect(told?.text).toContain('wie gewünscht');
  });

  it('is not cancelled if its mail could not be written', async () => {
    const { desk, refs } = await openBookings();
    await desk.run('config', 'set', 'mail.relay', 'smtp://127.0.0.1:1');
    const refused = await desk.run(
      ...['booking', 'cancel', refs['Ada'] ?? '', '--reason', 'staff', '--notify'],
    );
    expect(refused.code).toBe(5);
    expect(refused.stderr).toContain('mail.from');
    expect(await desk.json('booking', 'show', refs['Ada'] ?? '')).toMatchObject({
      state: 'binding',
    });
  });

  it('hears the place of today, if that changed while the mail waited', async () => {
    const { desk, refs } = await openBookings();
    await desk.json('booking', 'cancel', refs['Ada'] ?? '', '--reason', 'staff', '--notify');
    await desk.run('config', 'set', 'campaign.location', 'Nordtor');
    expect(await desk.json('mail', 'resend', '--waiting', '--yes')).toMatchObject({ accepted: 1 });
    const told = (await readOutbox(desk)).get('cancellation ada@citizen.example');
    expect(told?.text).toContain('Ort Nordtor');
  });
});

describe('a moved booking', () => {
  it('misses its confirmation again, and is told the new appointment beside the old one', async () => {
    const { desk } = await openBookings();
    await desk.json('mail', 'resend', '--missing', '--yes');
    const moved = people.map((row) => row.with(4, '2021-06-20 11:30'));
    await importPeople(desk, [...moved.slice(0, 1), ...people.slice(1)]);
    expect(await desk.json('mail', 'missing')).toMatchObject([
      { email: 'ada@citizen.example', state: 'missing', evidence: 'outdated' },
    ]);
    const missing = await desk.run('mail', 'missing');
    expect(missing.stdout).toContain('1 × told an appointment that is no longer theirs');
    expect(await desk.json('mail', 'resend', '--missing', '--yes')).toMatchObject({ accepted: 1 });
    const told = (await readOutbox(desk)).get('change ada@citizen.example');
    expect(told?.subject).toContain('11:30–11:45');
    expect(told?.text).toContain('gilt nicht mehr: Sonntag, 20. Juni 2021, 07:00–07:15');
    expect(told?.calendar).toContain('SEQUENCE:1');
    expect(await desk.json('mail', 'missing')).toEqual([]);
    expect(await desk.json('mail', 'resend', '--missing', '--yes')).toMatchObject({ selected: 0 });
    const list = await desk.run('mail', 'list');
    expect(list.stdout).toMatch(/ada@citizen\S+ +change/);
    expect((await desk.run('doctor')).code).toBe(0);
  });
});

describe('booking rebook and edit', () => {
  it('queue the mail that tells of the change, if asked, and never two for one appointment', async () => {
    const { desk, refs } = await openBookings();
    const [ada = '', dora = ''] = [refs['Ada'], refs['Dora']];
    await desk.json('mail', 'resend', '--missing', '--yes');
    const move = (ref: string, to: string): Promise<unknown> =>
      desk.json('booking', 'rebook', ref, '--to', to, '--notify');
    expect(await move(ada, '11:30')).toMatchObject({ notified: 'queued' });
    // Once more, before the mail has left: one mail, with the last appointment.
    expect(await move(ada, '12:00')).toMatchObject({ notified: 'queued' });
    // The portal promised and claims to have mailed the old time.
    expect(await move(dora, '12:15')).toMatchObject({ notified: 'queued' });
    expect(await move(dora, '12:15')).toMatchObject({ notified: null });
    expect(await desk.json('status')).toMatchObject({ confirmations: { queued: 2, missing: 0 } });
    expect(await desk.json('mail', 'resend', '--waiting', '--yes')).toMatchObject({ accepted: 2 });
    const outbox = await readOutbox(desk);
    const told = outbox.get('change ada@citizen.example');
    expect(told?.subject).toContain('12:00–12:15');
    expect(told?.text).toContain('gilt nicht mehr: Sonntag, 20. Juni 2021, 07:00–07:15');
    expect(outbox.get('change dora@citizen.example')?.text).toContain(
      'gilt nicht mehr: Sonntag, 20. Juni 2021, 10:00',
    );
    const sent = await desk.json('mail', 'list', '--kind', 'change', '--state', 'accepted');
    expect(sent).toHaveLength(2);
    expect(await desk.json('mail', 'resend', '--missing', '--yes')).toMatchObject({ selected: 0 });
  });

  it('know nothing of a mail where nobody was told anything else', async () => {
    const { desk, refs } = await openBookings();
    const ada = refs['Ada'] ?? '';
    await desk.json('mail', 'resend', '--missing', '--yes');
    await desk.json('booking', 'rebook', ada, '--to', '11:30', '--notify');
    // Back before the mail has left: they know that appointment.
    const back = await desk.json('booking', 'rebook', ada, '--to', '07:00', '--notify');
    expect(back).toMatchObject({ notified: 'had_it' });
    expect(await desk.json('mail', 'resend', '--waiting', '--yes')).toMatchObject({ selected: 0 });

    const address = ['--email', 'adele@citizen.example', '--notify'];
    const edited = await desk.json('booking', 'edit', ada, ...address);
    expect(edited).toMatchObject({ notified: 'queued' });
    expect(await desk.json('mail', 'resend', '--waiting', '--yes')).toMatchObject({ accepted: 1 });
    expect((await readOutbox(desk)).has('confirmation adele@citizen.example')).toBe(true);
    expect(
      await desk.json('booking', 'edit', ada, '--phone', '06232 12', '--notify'),
    ).toMatchObject({ notified: 'had_it' });
    expect((await desk.run('doctor')).code).toBe(0);
  });
});

describe('mail notice', () => {
  const words = ['mail', 'notice', '--subject', 'Eingang verlegt', '--text', 'notice.txt'];
  const write = (desk: Desk): void =>
    writeFileSync(join(desk.folder, 'notice.txt'), 'Kommen Sie zum Nordtor.\r\n\r\nDanke!\r\n');

  it('shows the first, asks for the number of recipients, and reaches each once', async () => {
    const { desk } = await openBookings();
    write(desk);
    const dry = await desk.run(...words, '--dry-run');
    expect(dry.stderr).toContain('Subject: Eingang verlegt');
    expect(dry.stderr).toContain('  Kommen Sie zum Nordtor.');
    expect(dry.stdout).toContain('Prepared anew: 3');
    expect(await desk.run(...words, '--yes')).toMatchObject({ code: 2 });
    const wrong = await desk.run(...words, '--recipients', '4');
    expect(wrong).toMatchObject({ code: 5 });
    expect(wrong.stderr).toContain('3 recipients, not to 4');
    expect(await desk.json('mail', 'list')).toEqual([]);

    const morning = [...words, '--to', '08:00'];
    expect(await desk.json(...morning, '--recipients', '2')).toMatchObject({ accepted: 2 });
    const rest = await desk.json(...words, '--recipients', '1');
    expect(rest).toMatchObject({ selected: 1, accepted: 1, remaining: 0, skipped: 3 });
    expect(await desk.json(...words, '--recipients', '0')).toMatchObject({ selected: 0 });
    const outbox = await readOutbox(desk);
    expect([...outbox.keys()].toSorted()).toEqual([
      'notice-1 ada@citizen.example',
      'notice-1 ben@citizen.example',
      'notice-1 dora@citizen.example',
    ]);
    const ada = outbox.get('notice-1 ada@citizen.example');
    expect(ada?.text).toMatch(/Guten Tag Ada Ärmel, Kommen Sie zum Nordtor. Danke! .*07:00–07:15/);
    expect(ada?.calendar).toBe('');
    expect(await desk.json('status')).toMatchObject({
      confirmations: { missing: 2, accepted: 1, none_possible: 1 },
      other_mails: { queued: 0 },
    });
    const log = readFileSync(desk.file);
    expect(log.includes('mail.notice')).toBe(true);
  });

  it('refuses what cannot be meant', async () => {
    const { desk } = await openBookings();
    write(desk);
    writeFileSync(join(desk.folder, 'latin.txt'), Buffer.from('Grüße', 'latin1'));
    writeFileSync(join(desk.folder, 'empty.txt'), ' \n\n');
    const refuse = async (code: number, ...line: string[]): Promise<void> =>
      expect(await desk.run('mail', 'notice', ...line)).toMatchObject({ code, stdout: '' });
    await refuse(2, '--subject', 'X');
    await refuse(2, '--subject', ' ', '--text', 'notice.txt', '--recipients', '3');
    await refuse(2, '--subject', 'X', '--text', 'empty.txt', '--recipients', '3');
    await refuse(2, '--subject', 'X', '--text', 'latin.txt', '--recipients', '3');
    await refuse(4, '--subject', 'X', '--text', 'none.txt', '--recipients', '3');
    await refuse(4, '--subject', 'X', '--text', 'notice.txt', '--contingent', 'Y');
    const piped = await desk.runWith(
      { input: 'Ein Satz.' },
      ...['mail', 'notice', '--subject', 'X', '--text', '-', '--recipients', '3'],
    );
    expect(piped.code).toBe(0);
  });
});

describe('mail preview', () => {
  it.each(['confirmation', 'change', 'cancellation', 'surplus', 'standby-offer'])(
    'shows what a mail of each kind would say, and stores nothing: %s',
    async (purpose) => {
      const { desk, refs } = await openBookings();
      const shown = await desk.run('mail', 'preview', refs['Ada'] ?? '', '--purpose', purpose);
      expect(shown).toMatchObject({ code: 0, stderr: '' });
      expect(shown.stdout).toContain('Guten Tag Ada Ärmel,');
      expect(shown.stdout).toContain(refs['Ada']);
      for (const file of ['mail.eml', 'mail.html', 'mail.txt']) {
        const line = ['mail', 'preview', refs['Ada'] ?? '', '--purpose', purpose, '-o', file];
        expect(await desk.run(...line)).toMatchObject({ code: 0 });
      }
      expect(readFileSync(join(desk.folder, 'mail.html'), 'utf8')).not.toContain('cid:');
      expect(await desk.json('mail', 'list')).toEqual([]);
    },
  );
});

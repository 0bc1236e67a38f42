import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { writeReport } from '../mail/evidence/report.ts';
import { openCampaign, openDesk, type Desk } from '../slotdesk.ts';
import { startScriptedRelay } from '../smtp/scripted-relay.ts';

interface Sent {
  message_id: string;
  reference: string;
  recipient: string;
  state: string;
}

/** Six people, and a relay that takes four mails, stores one without a word and loses one. */
async function openCrash(): Promise<{
  desk: Desk;
  sent: Map<string, Sent>;
  byName: (name: string) => Sent;
}> {
  const desk = openDesk();
  await openCampaign(desk, 28);
  const rows = ['ada', 'ben', 'cem', 'dora', 'ewa', 'finn'].map(
    (name) => `${name},Muster,${name}@citizen.example,2021-06-20 07:00,no`,
  );
  writeFileSync(
    join(desk.folder, 'portal.csv'),
    `given_name,family_name,email,slot_start,confirmation_sent\n${rows.join('\n')}\n`,
  );
  await desk.json('booking', 'import', 'portal.csv', '--allow-overbooked');
  await desk.json('config', 'set', 'mail.from', 'impfaktion@speyer.example');
  let recipient = '';
  const relay = await startScriptedRelay(({ stage, line }) => {
    if (stage === 'rcpt') recipient = line;
    if (stage !== 'final') return undefined;
    if (recipient.includes('<ewa@')) return { cut: 'after-storing' };
    return recipient.includes('<finn@') ? { cut: 'before' } : undefined;
  });
  const over = ['--relay', relay.url, '--connections', '1', '--rate', '1000/s', '--yes'];
  await desk.run('mail', 'resend', '--missing', ...over);
  const list: Sent[] = await desk.json('mail', 'list');
  const sent = new Map(list.map((mail) => [mail.recipient.split('@')[0] ?? '', mail]));
  const byName = (name: string): Sent => {
    const mail = sent.get(name);
    if (mail === undefined) throw new Error(`no mail to ${name}`);
    return mail;
  };
  return { desk, sent, byName };
}

/** The desk's clock stands still at 20:15; the relay's goes on. */
function writeLog(byName: (name: string) => Sent): { before: string; after: string } {
  const line = (second: number, text: string): string =>
    `2021-06-14T20:15:0${second}.500000+02:00 mail postfix/${text}\n`;
  const mail = (name: string, queueId: string, status: string): string =>
    line(0, `smtpd[7]: ${queueId}: client=desk.example[192.0.2.7]`) +
    line(0, `cleanup[8]: ${queueId}: message-id=${byName(name).message_id}`) +
    (status === ''
      ? line(1, 'smtpd[7]: lost connection after DATA (300 bytes) from desk.example[192.0.2.7]')
      : line(
          0,
          `qmgr[9]: ${queueId}: from=<impfaktion@speyer.example>, size=9, nrcpt=1 (queue active)`,
        ) +
        line(
          2,
          `smtp[10]: ${queueId}: to=<${name}@citizen.example>, relay=mx.citizen.example[192.0.2.25]:25, delay=0.5, delays=0.1/0/0.2/0.2, ${status}`,
        ));
  const before = '2021-06-14T20:14:00.000000+02:00 mail postfix/master[1]: daemon started\n';
  const first = before + line(0, 'smtpd[7]: connect from desk.example[192.0.2.7]');
  const sent = 'dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9R)';
  const full =
    'dsn=5.2.2, status=bounced (host mx.citizen.example[192.0.2.25] said: 552 5.2.2 Mailbox full)';
  return {
    before:
      first +
      mail('ada', '4AAAAAAA', sent) +
      mail('ben', '4BBBBBBB', full) +
      mail('cem', '4CCCCCCC', sent),
    after:
      mail('dora', '4DDDDDDD', sent) +
      mail('ewa', '4EEEEEEE', sent) +
      mail('finn', '4FFFFFFF', '') +
      line(3, 'smtpd[7]: disconnect from desk.example[192.0.2.7]'),
  };
}

describe('mail evidence', () => {
  it('settles what a lost connection left uncertain, from rotated logs in any order, once', async () => {
    const { desk, byName } = await openCrash();
    expect([byName('ewa').state, byName('finn').state]).toEqual(['uncertain', 'uncertain']);
    const { before, after } = writeLog(byName);
    writeFileSync(join(desk.folder, 'mail.log'), after);
    writeFileSync(join(desk.folder, 'mail.log.1.gz'), gzipSync(before));
    writeFileSync(join(desk.folder, 'rotated.log'), '');

    const bytes = readFileSync(desk.file);
    const files = ['mail.log', 'rotated.log', 'mail.log.1.gz'];
    const figures = { accepted: 1, unsent: 1, delivered: 4, bounced: 1, uncertain: [] };
    expect(await desk.json('mail', 'evidence', ...files, '--dry-run')).toMatchObject(figures);
    expect(readFileSync(desk.file).equals(bytes)).toBe(true);

    const told = await desk.json('mail', 'evidence', ...files);
    expect(told).toMatchObject({
      ...figures,
      files: [{ file: 'rotated.log' }, { file: 'mail.log.1.gz' }, { file: 'mail.log' }],
    });
    expect(told.bounces).toMatchObject([
      { reference: byName('ben').reference, reason: 'mailbox_full', code: '5.2.2' },
    ]);
    expect((await desk.json('status')).confirmations).toMatchObject({
      delivered: 4,
      bounced: 1,
      queued: 1,
      uncertain: 0,
    });

    const again = await desk.json('mail', 'evidence', ...files.toReversed());
    expect(again).toMatchObject({ accepted: 0, unsent: 0, delivered: 0, bounced: 0, unchanged: 5 });
    const text = await desk.run('mail', 'evidence', ...files);
    expect(text.stdout).toContain('nothing new');
    expect((await desk.run('doctor')).code).toBe(0);
  });

  it('shows every attempt of a mail and what became of it, and writes a protocol for the file', async () => {
    const { desk, byName } = await openCrash();
    const { before, after } = writeLog(byName);
    writeFileSync(join(desk.folder, 'mail.log'), before + after);
    await desk.json('mail', 'evidence', 'mail.log');
    const show = async (name: string): Promise<Record<string, unknown>> =>
      (await desk.json('mail', 'show', byName(name).reference)).mails[0];
    expect(await show('ben')).toMatchObject({
      delivery: 'bounced',
      delivery_reason: 'mailbox_full',
      delivery_code: '5.2.2',
      attempts: [
        {
          outcome: 'accepted',
          code: 250,
          enhanced_code: '2.0.0',
          queue_id: '4QX',
          proven_at: null,
        },
      ],
    });
    expect(await show('ewa')).toMatchObject({
      state: 'accepted',
      attempts: [
        {
          outcome: 'accepted',
          code: null,
          queue_id: '4EEEEEEE',
          proven_at: '2021-06-14T20:15:00+02:00',
        },
      ],
    });
    expect(await show('finn')).toMatchObject({
      state: 'queued',
      attempts: [{ outcome: 'unsent' }],
    });
    const byId = await desk.json('mail', 'show', byName('ben').message_id.slice(1, -1));
    expect(byId.mails).toEqual([await show('ben')]);
    const german = await desk.runWith(
      { env: { SLOTDESK_LANG: 'de' } },
      'mail',
      'show',
      byName('ben').reference,
    );
    expect(german.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'zurückgekommen (Mo., 14.06.2021, 20:15): das Postfach ist voll',
    );
    expect(await desk.run('mail', 'show', 'nobody@nowhere.example')).toMatchObject({ code: 4 });

    await desk.json('mail', 'list', '-o', 'protocol.csv');
    const csv = readFileSync(join(desk.folder, 'protocol.csv'), 'utf8');
    expect(csv.split('\r\n')).toHaveLength(8);
    expect(csv).toContain('said: 552 5.2.2 Mailbox full"');
    expect(statSync(join(desk.folder, 'protocol.csv')).mode & 0o077).toBe(0);
  });

  it('tells the story of each whose confirmation is missing, in groups with their remedy', async () => {
    const { desk, byName } = await openCrash();
    const { before, after } = writeLog(byName);
    writeFileSync(join(desk.folder, 'mail.log'), before + after);
    const open = await desk.run('mail', 'missing');
    expect(open.stdout).toContain('2 × uncertain');
    expect(open.stdout).toContain('→ slotdesk mail evidence');
    await desk.json('mail', 'evidence', 'mail.log');
    const told = await desk.json('mail', 'missing');
    expect(told).toEqual([
      {
        reference: byName('ben').reference,
        email: 'ben@citizen.example',
        state: 'bounced',
        evidence: 'relay_log',
        reason: 'mailbox_full',
        story: [
          { at: null, what: 'promised' },
          { at: null, what: 'portal_not_sent' },
          {
            at: '2021-06-14T20:15:00+02:00',
            what: 'attempt',
            mail: 'confirmation',
            folder: false,
            outcome: 'accepted',
            code: 250,
            words: 'Ok: queued as 4QX',
            count: 1,
          },
          {
            at: '2021-06-14T20:15:02.500+02:00',
            what: 'bounced',
            reason: 'mailbox_full',
            words: expect.stringContaining('552 5.2.2 Mailbox full'),
          },
        ],
      },
    ]);
    const german = await desk.runWith({ env: { SLOTDESK_LANG: 'de' } }, 'mail', 'missing');
    expect(german.stdout).toContain('1 × zurückgekommen: das Postfach ist voll');
    expect(german.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'zugesagt; das Portal sagt, es habe keine Mail gesandt; von uns gesandt Mo., 14.06.2021, 20:15: angenommen; zurückgekommen Mo., 14.06.2021, 20:15: das Postfach ist voll',
    );
  });

  it('is not fooled by half a log, and says why', async () => {
    const { desk, byName } = await openCrash();
    writeFileSync(join(desk.folder, 'mail.log'), writeLog(byName).after);
    const told = await desk.json('mail', 'evidence', 'mail.log');
    expect(told).toMatchObject({ accepted: 1, unsent: 0, uncertain: [{ why: 'not_covered' }] });
    const { stdout } = await desk.runWith(
      { env: { SLOTDESK_LANG: 'de' } },
      'mail',
      'evidence',
      'mail.log',
    );
    expect(stdout).toContain('Weiter ungewiss: 1');
    expect(stdout).toContain('das Protokoll reicht nicht über die Zeit des Sendens');
  });

  it('reads bounces from a Maildir, an mbox and a single mail, and leaves forged ones alone', async () => {
    const { desk, byName } = await openCrash();
    const bounce = (name: string, more = {}): string => {
      const messageId = byName(name).message_id;
      const ids = { messageId, envelopeId: messageId.slice(1, -1) };
      return writeReport({ recipient: `${name}@citizen.example`, ...ids, ...more });
    };
    mkdirSync(join(desk.folder, 'Maildir', 'new'), { recursive: true });
    mkdirSync(join(desk.folder, 'Maildir', 'tmp'));
    writeFileSync(join(desk.folder, 'Maildir', 'new', '1.host'), bounce('ada'));
    writeFileSync(join(desk.folder, 'Maildir', 'new', '2.host'), 'Subject: hello\n\nno report\n');
    const forged = bounce('ben', { envelopeId: 'b0.confirmation.v1@speyer.example' });
    const delayed = bounce('cem', { action: 'delayed', status: '4.2.2' });
    writeFileSync(join(desk.folder, 'box'), `From x Mon\n${forged}\nFrom x Mon\n${delayed}`);
    writeFileSync(join(desk.folder, 'one.eml'), bounce('dora', { diagnostic: 'smtp; 554 spam' }));

    const told = await desk.json('mail', 'evidence', 'Maildir', 'box', 'one.eml');
    expect(told).toMatchObject({ bounced: 2, deferred: 1, unmatched: { reports_unknown: 1 } });
    expect(told.files).toEqual([
      { file: 'Maildir', format: 'dsn', mails: 2, reports: 1 },
      { file: 'box', format: 'dsn', mails: 2, reports: 2 },
      { file: 'one.eml', format: 'dsn', mails: 1, reports: 1 },
    ]);
    const states = (await desk.json('status')).confirmations;
    expect(states).toMatchObject({ bounced: 2, accepted: 2, uncertain: 2 });
  });

  it('takes the portal’s sent list for what it claims, from standard input too', async () => {
    const { desk } = await openCrash();
    const csv =
      'Empfänger;Gesendet am\nada@citizen.example;14.06.2021 18:00\nwho@citizen.example;14.06.2021 18:00\n';
    const ran = await desk.runWith({ input: csv }, '--json', 'mail', 'evidence', '-');
    expect(JSON.parse(ran.stdout)).toMatchObject({
      claimed: 1,
      unmatched: { rows: [{ line: 3, why: 'unknown' }] },
    });
    const database = new BetterSqlite3(desk.file, { readonly: true });
    const claim = database
      .prepare("SELECT portal_claim, portal_claim_at FROM booking WHERE given_name = 'ada'")
      .get();
    const audit = database.prepare('SELECT facts FROM audit ORDER BY id DESC').pluck().get();
    database.close();
    expect(claim).toEqual({
      portal_claim: 'sent',
      portal_claim_at: Date.parse('2021-06-14T18:00:00+02:00'),
    });
    expect(String(audit)).not.toContain('citizen');
  });

  it('refuses what it cannot read, and what it does not understand', async () => {
    const desk = openDesk();
    await openCampaign(desk, 28);
    writeFileSync(join(desk.folder, 'x.csv'), 'a;b\n1;2\n');
    writeFileSync(
      join(desk.folder, 'cut.gz'),
      gzipSync('Jun 14 20:15:00 mail postfix/qmgr[1]: x\n').subarray(0, 20),
    );
    expect(await desk.run('mail', 'evidence', 'absent.log')).toMatchObject({ code: 4 });
    expect(await desk.run('mail', 'evidence', 'cut.gz')).toMatchObject({ code: 4 });
    expect(await desk.run('mail', 'evidence', 'x.csv')).toMatchObject({ code: 3 });
    expect(await desk.run('mail', 'evidence')).toMatchObject({ code: 2 });
    expect(await desk.run('mail', 'evidence', 'x.csv', '--format', 'word')).toMatchObject({
      code: 2,
    });
  });
});

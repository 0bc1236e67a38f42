import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefusal, takeStock } from '../refusal.ts';
import { openDesk } from '../slotdesk.ts';
import { authority, certificate, startReceivingRelay } from '../smtp/receiving-relay.ts';
import { startScriptedRelay } from '../smtp/scripted-relay.ts';

const desk = openDesk(afterAll);
const templates = new URL('../../fixtures/templates/', import.meta.url).pathname;

beforeAll(async () => {
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20', '--lang', 'de');
  await desk.json('contingent', 'add', 'A', '--seats', '9', '--anytime');
  await desk.json('config', 'set', 'mail.from', 'Amt <amt@city.example>');
  const input =
    'given_name;family_name;email\nAnna;Test;a@post.example\nBert;Test;b@post.example\n';
  await desk.runWith({ input }, 'booking', 'import', '-');
});

async function findClosedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** `mail resend` and `mail test` over it: each one clear message, its exit code, nothing changed. */
async function expectRefused(
  relay: string,
  code: number,
  words: RegExp,
  env: Record<string, string> = {},
): Promise<void> {
  const over = ['--quiet', '--relay', relay];
  const before = takeStock(desk.folder);
  for (const command of [
    ['mail', 'resend', '--missing', '--yes', ...over],
    ['mail', 'test', 'me@city.example', ...over],
  ]) {
    const ran = await desk.runWith({ env }, ...command);
    expectRefusal(ran, code, words);
    expect(ran.stdout).toBe('');
  }
  expect(takeStock(desk.folder)).toEqual(before);
  expect(await desk.json('mail', 'missing')).toHaveLength(2);
  const doctor = await desk.runWith({ env: { ...env, SLOTDESK_RELAY: relay } }, 'doctor');
  expect(doctor.code).toBe(code);
  expect(doctor.stdout).toContain('✗ Relay');
}

const password = (value: string): Record<string, string> => ({ SLOTDESK_SMTP_PASSWORD: value });

describe('a relay that takes nothing', () => {
  it('is down', async () => {
    await expectRefused(`smtp://127.0.0.1:${await findClosedPort()}`, 7, /ECONNREFUSED/);
  });

  it('has a name nobody knows', async () => {
    await expectRefused('smtp://relay.invalid', 7, /cannot be reached/);
  });

  it('does not take the password, and is not asked again and again', async () => {
    const relay = await startReceivingRelay({ ...certificate('relay'), password: 'right' });
    const url = `smtp://mailer@localhost:${relay.port}?ca=${authority}`;
    await expectRefused(url, 7, /does not accept user and password: 535/, password('wrong'));
    expect(relay.logins).toBe(3);
    expect(relay.recipients).toEqual([]);
  });

  it('wants a password that is nowhere', async () => {
    const relay = await startReceivingRelay({ ...certificate('relay'), password: 'right' });
    await expectRefused(`smtp://mailer@localhost:${relay.port}?ca=${authority}`, 7, /password/);
    expect(relay.logins).toBe(0);
  });

  it.each([
    ['expired', 'implicit', /CERT_HAS_EXPIRED/],
    ['expired', 'starttls', /CERT_HAS_EXPIRED/],
    ['elsewhere', 'implicit', /ALTNAME/],
    ['elsewhere', 'starttls', /ALTNAME/],
  ] as const)('shows a certificate: %s (%s)', async (name, tls, words) => {
    const secure = tls === 'implicit';
    const relay = await startReceivingRelay({ ...certificate(name), secure });
    const scheme = secure ? 'smtps' : 'smtp';
    await expectRefused(`${scheme}://localhost:${relay.port}?ca=${authority}`, 7, words);
    expect(relay.recipients).toEqual([]);
  });

  it('shows a certificate that nobody vouches for', async () => {
    const relay = await startReceivingRelay({ ...certificate('relay'), secure: true });
    await expectRefused(`smtps://localhost:${relay.port}`, 7, /cannot be trusted/);
  });

  it('offers no encryption where it is asked for', async () => {
    const relay = await startReceivingRelay();
    await expectRefused(`smtp://localhost:${relay.port}?tls=required`, 7, /encryption/);
    expect(relay.recipients).toEqual([]);
  });

  it('sends everybody away at the door', async () => {
    const relay = await startScriptedRelay(({ stage }) =>
      stage === 'greeting' ? '554 5.7.1 go away' : undefined,
    );
    await expectRefused(relay.url, 7, /554 5\.7\.1 go away/);
  });

  it('is a folder that cannot be made', async () => {
    writeFileSync(join(desk.folder, 'a-file'), '');
    await expectRefused('folder:a-file/below', 5, /cannot be written/);
  });

  it('is a folder of which the system says strange things', async () => {
    const ran = await desk.run('mail', 'test', 'me@city.example', '--relay', 'folder:/proc/nobody');
    expectRefusal(ran, 5, /cannot be written/);
  });

  it.each([
    ['smtp://mailer:secret@relay.example', /password does not belong|password/],
    ['smtp://relay.example:99999', /port/],
    ['smtp://localhost?ca=/nowhere', /authorities/],
    ['smtp://localhost?colour=red', /option/],
    ['folder:', /path/],
    ['http://relay.example', /smtps:\/\//],
  ])('cannot be: %s', async (url, words) => {
    await expectRefused(url, 3, words);
  });

  it('never shows a password that somebody put into the address', async () => {
    const ran = await desk.run(
      'mail',
      'test',
      'a@b.example',
      '--relay',
      'smtp://u:s3cr3t@h.example',
    );
    expect(ran.stdout + ran.stderr).not.toContain('s3cr3t');
  });

  it('reads its password from a file that only its owner can read', async () => {
    const relay = await startReceivingRelay({ ...certificate('relay'), password: 'right' });
    const url = `smtp://mailer@localhost:${relay.port}?ca=${authority}`;
    const file = join(desk.folder, 'password');
    writeFileSync(file, 'right\n', { mode: 0o644 });
    const env = { SLOTDESK_SMTP_PASSWORD_FILE: file };
    await expectRefused(url, 3, /can read the password file/, env);
    chmodSync(file, 0o600);
    const ran = await desk.runWith({ env }, 'mail', 'test', 'me@city.example', '--relay', url);
    expect(ran.code).toBe(0);
    expect(relay.recipients).toEqual(['me@city.example']);
    expect(relay.secure).toEqual([true]);
  });
});

describe('consent', () => {
  it('is not assumed where nobody can be asked', async () => {
    const before = takeStock(desk.folder);
    const ran = await desk.run('--quiet', 'mail', 'resend', '--missing');
    expectRefusal(ran, 2, /asks before it acts/);
    expect(takeStock(desk.folder)).toEqual(before);
  });
});

describe('a template with an error', () => {
  it.each([
    ['unknown-placeholder', /confirmation\.de\.txt\.hbs.*line \d+/],
    ['syntax', /confirmation\.de\.html\.hbs/],
    ['no-subject', /confirmation\.de\.txt\.hbs/],
    ['misnamed', /confirmaton\.de\.txt\.hbs/],
    ['windows-1252', /confirmation\.de\.txt\.hbs/],
  ])('%s: stops before the first mail', async (folder, words) => {
    await desk.json('config', 'set', 'mail.templates', join(templates, folder));
    const before = takeStock(desk.folder);
    const [{ reference }] = await desk.json('booking', 'list');
    for (const command of [
      ['mail', 'resend', '--missing', '--yes'],
      ['mail', 'resend', '--missing', '--dry-run'],
      ['mail', 'preview', reference],
      ['mail', 'test', 'me@city.example'],
    ]) {
      const ran = await desk.run(...command);
      expectRefusal(ran, 3, words);
      expect(ran.stdout).toBe('');
    }
    expect(takeStock(desk.folder)).toEqual(before);
    await desk.json('config', 'set', 'mail.templates', '');
  });
});

import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDesk } from '../slotdesk.ts';
import { authority, certificate, startReceivingRelay } from '../smtp/receiving-relay.ts';
import { startScriptedRelay } from '../smtp/scripted-relay.ts';

const CANARY = 'Kanarie-7391/geheim+Vogel';
const USER = 'mailer';

/** The canary as SMTP's AUTH, a URL, a log in hexadecimal or JSON may spell it. */
const spellings = [
  CANARY,
  encodeURIComponent(CANARY),
  JSON.stringify(CANARY).slice(1, -1),
  Buffer.from(CANARY).toString('hex'),
  Buffer.from(CANARY).toString('base64').replace(/=+$/, ''),
  Buffer.from(CANARY).toString('base64url'),
  Buffer.from(`\0${USER}\0${CANARY}`).toString('base64'),
];

it('the relay’s password is nowhere but at the relay, whatever goes wrong', async () => {
  const desk = openDesk();
  const said: string[] = [];
  const file = join(desk.folder, '..', `password-${process.pid}-${Date.now()}`);
  onTestFinished(() => rmSync(file, { force: true }));
  const run = async (env: Record<string, string>, ...words: string[]): Promise<number | null> => {
    for (const form of [[], ['--json'], ['--lang', 'de']]) {
      const { code, stdout, stderr } = await desk.runWith({ env }, ...form, ...words);
      said.push(stdout, stderr);
      if (form.length > 0 && words[1] === 'resend') return code;
    }
    return null;
  };
  const given = { SLOTDESK_SMTP_PASSWORD: CANARY };
  const good = await startReceivingRelay({ ...certificate('relay'), password: CANARY });
  const bad = await startReceivingRelay({ ...certificate('relay'), password: 'another' });
  const slow = await startReceivingRelay({
    ...certificate('relay'),
    password: CANARY,
    pace: () => 60_000,
  });
  const expired = await startReceivingRelay({ ...certificate('expired'), password: CANARY });
  // A relay that says back what it was told.
  const parrot = await startScriptedRelay(({ stage, line }) =>
    stage === 'auth' ? `535 5.7.8 refused: ${line} (password ${CANARY})` : undefined,
  );
  const url = (port: number): string => `smtp://${USER}@localhost:${port}?ca=${authority}`;
  const resend = ['mail', 'resend', '--missing', '--yes', '--relay'];

  await run(given, 'init', '--name', 'Aktion', '--date', '2021-06-20', '--location', 'Ort');
  await run(given, 'contingent', 'add', 'A', '--seats', '99', '--anytime');
  await run(given, 'config', 'set', 'mail.from', 'Amt <amt@city.example>');
  await run(given, 'config', 'set', 'mail.relay', url(bad.port));
  await run(given, 'config', 'set', 'mail.relay', `smtp://${USER}:${CANARY}@localhost:25`);
  const rows = Array.from({ length: 12 }, (_, at) => `Anna;Test${at};a${at}@post.example`);
  writeFileSync(
    join(desk.folder, 'rows.csv'),
    ['given_name;family_name;email', ...rows].join('\n'),
  );
  await run({}, 'booking', 'import', 'rows.csv');

  for (const port of [bad.port, expired.port])
    expect(await run(given, ...resend, url(port))).toBe(7);
  expect(await run(given, ...resend, `smtp://${USER}@127.0.0.1:${parrot.port}?tls=off`)).toBe(7);
  await run(
    given,
    'mail',
    'test',
    'me@city.example',
    '--relay',
    `smtp://${USER}@127.0.0.1:${parrot.port}?tls=off`,
  );
  writeFileSync(file, CANARY, { mode: 0o644 });
  await run({ SLOTDESK_SMTP_PASSWORD_FILE: file }, ...resend, url(good.port));
  const killed = desk.start({ env: given }, ...resend, url(slow.port), '--limit', '2');
  await expect.poll(() => slow.recipients.length, { timeout: 20_000 }).toBeGreaterThan(0);
  killed.child.kill('SIGKILL');
  const { stdout, stderr } = await killed.ended;
  said.push(stdout, stderr);
  await run(given, ...resend, url(good.port));
  expect(good.ledger.size).toBeGreaterThan(5);
  for (const words of [
    ['doctor'],
    ['config'],
    ['audit', 'list'],
    ['mail', 'list'],
    ['mail', 'list', '-o', 'protocol.csv'],
    ['booking', 'export', '-o', 'all.csv'],
    ['mail', 'missing'],
    ['status'],
  ])
    await run(given, ...words);

  const files = readdirSync(desk.folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(desk.folder, name))
    .filter((name) => statSync(name).isFile());
  expect(files.length).toBeGreaterThan(3);
  const found = [
    ...files.map((name) => [name, readFileSync(name, 'latin1')] as const),
    ...said.map((text, at) => [`output ${at}`, text] as const),
  ].flatMap(([where, text]) =>
    spellings
      .filter((spelling) => text.includes(spelling))
      .map((spelling) => [where, spelling, text.slice(0, 300)]),
  );
  expect(found).toEqual([]);
}, 90_000);

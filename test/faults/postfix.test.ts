import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openCampaign, openDesk, type Desk } from '../slotdesk.ts';
import { canRunPostfix, startPostfix, type Postfix } from '../smtp/postfix.ts';

const MAILS = 120;

interface Mail {
  message_id: string;
  recipient: string;
  state: string;
  delivery: string | null;
  queue_id: string | null;
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function open(): Promise<{ desk: Desk; postfix: Postfix }> {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-postfix-'));
  const postfix = startPostfix(folder, await findPort());
  onTestFinished(() => {
    postfix.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const desk = openDesk();
  await openCampaign(desk, 28);
  const rows = Array.from({ length: MAILS }, (_, at) => {
    const domain = at % 10 === 0 ? 'bounced.example' : 'citizen.example';
    return `Alex,Person${at},p${at}@${domain},2021-06-20 07:00,no`;
  });
  const header = 'given_name,family_name,email,slot_start,confirmation_sent';
  writeFileSync(join(desk.folder, 'rows.csv'), [header, ...rows, ''].join('\n'));
  await desk.json('booking', 'import', 'rows.csv', '--allow-overbooked');
  await desk.json('config', 'set', 'mail.from', 'desk@city.example');
  return { desk, postfix };
}

const words = canRunPostfix
  ? 'a real Postfix: sent, killed in the middle, settled from its log, bounced, each mail once'
  : 'a real Postfix is not here, or may not be started by this user: nothing was tried';

it(
  words,
  async () => {
    if (!canRunPostfix) return;
    const { desk, postfix } = await open();
    // Its log keeps the time of the day: so do we.
    const env = { SLOTDESK_RELAY: postfix.url, SLOTDESK_NOW: '' };
    const resend = [
      'mail',
      'resend',
      '--missing',
      '--yes',
      '--connections',
      '5',
      '--rate',
      '9999/s',
    ];
    const list = async (): Promise<Mail[]> => (await desk.json('mail', 'list')) as Mail[];
    const countTaken = (): number => postfix.readLog().match(/\(queue active\)/g)?.length ?? 0;

    const { child, ended } = desk.start({ env }, ...resend);
    while (countTaken() < 20 && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill('SIGKILL');
    expect((await ended).code).toBe(null);

    await desk.runWith({ env }, ...resend);
    await settled(postfix, MAILS - 5);
    const log = join(desk.folder, 'mail.log');
    writeFileSync(log, postfix.readLog());
    await desk.runWith({ env }, 'mail', 'evidence', 'mail.log');
    // What the log proves to be unsent goes out now; nothing else does.
    await desk.runWith({ env }, ...resend);
    await settled(postfix, MAILS);
    writeFileSync(log, postfix.readLog());
    await desk.runWith({ env }, 'mail', 'evidence', 'mail.log');

    const mails = await list();
    expect(mails).toHaveLength(MAILS);
    for (const mail of mails) {
      expect(mail.state).toBe('accepted');
      const isBounced = mail.recipient.endsWith('@bounced.example');
      expect([mail.recipient, mail.delivery]).toEqual([
        mail.recipient,
        isBounced ? 'bounced' : 'delivered',
      ]);
      const copies = countCopies(postfix.readLog(), mail.message_id);
      expect([mail.message_id, copies]).toEqual([mail.message_id, 1]);
    }
  },
  120_000,
);

/** How often the relay took a mail: its line alone is written before the end of the data. */
function countCopies(log: string, messageId: string): number {
  const lines = log.split('\n');
  const queueIds = lines
    .filter((line) => line.endsWith(`message-id=${messageId}`))
    .map((line) => /cleanup\[\d+\]: (\w+):/.exec(line)?.[1] ?? '');
  const isActive = (id: string): boolean =>
    lines.some((line) => line.includes(` ${id}: `) && line.endsWith('(queue active)'));
  return queueIds.filter(isActive).length;
}

/** Until so many of our mails have left its queue, and with them the reports of those that bounced. */
async function settled(postfix: Postfix, mails: number): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const log = postfix.readLog();
    const bounced = log.match(/status=bounced/g)?.length ?? 0;
    if ((log.match(/: removed$/gm)?.length ?? 0) >= mails + bounced) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

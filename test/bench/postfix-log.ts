/**
 * Lines of Postfix's log read a second: a log in which a share of the mails is ours, five lines of a mail
 * and two of a session for every five mails. By hand: `npm run bench test/bench/postfix-log.ts [mails] [share]`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { KnownMail } from '../../src/mail/evidence/ledger-view.ts';
import { readLogs } from '../../src/mail/evidence/read.ts';
import { openSource } from '../../src/mail/evidence/sources.ts';
import { planMails } from '../../src/mail/evidence/plan.ts';

const [count = 200_000, share = 0.1] = process.argv.slice(2).map(Number);
const start = Date.UTC(2021, 5, 14, 18);
const every = Math.max(1, Math.round(1 / share));
const folder = mkdtempSync(join(tmpdir(), 'slotdesk-bench-'));

try {
  const mails = Array.from({ length: Math.floor(count / every) }, (_, index) => inventMail(index));
  for (const form of ['classic', 'rfc3339'] as const) {
    const text = Array.from({ length: count }, (_, index) => writeMail(index, form)).join('');
    for (const name of [`${form}.log`, `${form}.log.gz`]) {
      const file = join(folder, name);
      writeFileSync(file, name.endsWith('.gz') ? gzipSync(text, { level: 1 }) : text);
      const began = performance.now();
      const source = await openSource(file, null);
      const options = { timeZone: 'Europe/Berlin', now: start + 1e8, isOwn: () => false };
      const { log } = await readLogs([source], mails, options);
      const read = (performance.now() - began) / 1000;
      const { changes } = planMails(mails, { log, reports: [] });
      const all = (performance.now() - began) / 1000;
      const rate = Math.round(log.lines / read);
      console.log(
        `${name}: ${log.lines} lines, ${rate}/s; with conclusions ${all.toFixed(1)} s, ${changes.length} of ${mails.length} delivered`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

function inventMail(index: number): KnownMail {
  const at = start + index * every * 10;
  const attempt = {
    id: index,
    relay: 'smtp://relay.example:25',
    releasedAt: at,
    settledAt: at + 5,
    outcome: 'accepted',
    queueId: null,
  };
  return {
    id: index,
    messageId: `<b${index * every}.confirmation.v1@office.example>`,
    reference: `R${index}`,
    recipient: `p${index * every}@citizen.example`,
    state: 'accepted',
    delivery: null,
    createdAt: at,
    settledAt: at + 5,
    attempts: [attempt],
  };
}

function writeMail(index: number, form: 'classic' | 'rfc3339'): string {
  const at = new Date(start + index * 10 + 2 * 3_600_000).toISOString();
  const stamp = form === 'rfc3339' ? `${at.slice(0, 23)}000+02:00` : `Jun 14 ${at.slice(11, 19)}`;
  const id = `4${index.toString(36).toUpperCase().padStart(9, 'B')}`;
  const line = (agent: string, text: string): string =>
    `${stamp} mail postfix/${agent}[${1000 + (index % 5)}]: ${text}\n`;
  const opens = index % 25 < 5 ? line('smtpd', 'connect from desk.example[192.0.2.7]') : '';
  const closes = index % 25 > 19 ? line('smtpd', 'disconnect from desk.example[192.0.2.7]') : '';
  return (
    opens +
    line('smtpd', `${id}: client=desk.example[192.0.2.7]`) +
    line('cleanup', `${id}: message-id=<b${index}.confirmation.v1@office.example>`) +
    line('qmgr', `${id}: from=<office@office.example>, size=7733, nrcpt=1 (queue active)`) +
    line(
      'smtp',
      `${id}: to=<p${index}@citizen.example>, relay=mx.citizen.example[192.0.2.25]:25, delay=0.51, delays=0.1/0/0.2/0.21, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 7A${id})`,
    ) +
    line('qmgr', `${id}: removed`) +
    closes
  );
}

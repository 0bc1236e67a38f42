/**
 * A large run of the real binary: how long until all mails are prepared and the first one is at the relay; then the
 * run is killed, and how long a second one takes to its first mail; and how long a dry run takes. By hand:
 *
 *     npm run bench test/bench/mail-large.ts [mails]
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';
import { fillBookings } from '../mail/drafts.ts';
import { startReceivingRelay, type ReceivingRelay } from '../smtp/receiving-relay.ts';

const [mails = 100_000] = process.argv.slice(2).map(Number);
const binary = new URL('../../bin/slotdesk.js', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'slotdesk-bench-'));
const close: (() => void)[] = [];
try {
  const relay = await startReceivingRelay({}, (done) => close.push(done));
  layCampaign();
  const over = ['--relay', `smtp://127.0.0.1:${relay.port}`, '--rate', '9999/s'];
  const resend = ['mail', 'resend', '--missing', '--quiet', ...over];
  const dry = start([...resend, '--dry-run']);
  await once(dry.child, 'exit');
  console.log(`dry run of ${mails}: ${dry.seconds().toFixed(1)} s`);
  const first = await timeToFirst(relay, [...resend, '--yes']);
  console.log(`${mails} prepared, and the first at the relay: ${first.toFixed(1)} s`);
  const more = [...resend, '--yes', '--domain-rate', '9999/s'];
  for (const words of [[...resend, '--yes'], more]) {
    const again = await timeToFirst(relay, words);
    console.log(
      `first mail after a kill, ${words.includes('--domain-rate') ? 'with' : 'without'} a domain's rate: ${again.toFixed(2)} s`,
    );
  }
} finally {
  for (const done of close) done();
  rmSync(folder, { recursive: true });
}

function layCampaign(): void {
  const file = join(folder, 'slotdesk.db');
  createDatabase(file, (database) => fillBookings(database, mails));
  const database = openDatabase(file, { waiting: () => undefined });
  const set = database.prepare('INSERT INTO setting (key, value) VALUES (?, ?)');
  set.run('mail.from', 'office@office.example');
  set.run('campaign.name', 'A campaign');
  set.run('campaign.date', '2021-06-20');
  set.run('campaign.location', 'A place');
  database.close();
}

function start(words: readonly string[]): { child: ChildProcess; seconds: () => number } {
  const began = performance.now();
  const child = spawn(process.execPath, [binary, ...words], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { child, seconds: () => (performance.now() - began) / 1000 };
}

/** Kills the run shortly after the first of its mails has come. */
async function timeToFirst(relay: ReceivingRelay, words: readonly string[]): Promise<number> {
  const before = relay.recipients.length;
  const { child, seconds } = start(words);
  while (relay.recipients.length === before && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 2));
  const took = seconds();
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill('SIGKILL');
  await once(child, 'exit');
  return took;
}

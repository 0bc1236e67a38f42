/**
 * Mails a second at 5 connections, every step synced to the disk, next to Postfix's `smtp-source` that
 * keeps no ledger: both to `smtp-sink` in the same run. By hand, with Debian's package `postfix`:
 * `npm run bench test/bench/resend.ts [mails] [rounds] [relay-port]`; with a port both go to the relay there.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';
import { sendQueued } from '../../src/mail/engine.ts';
import { startRunner } from '../../src/mail/runner.ts';
import { prepare } from '../../src/mail/outbox.ts';
import { parseRelay } from '../../src/mail/relay.ts';
import { draftMail, fillBookings } from '../mail/drafts.ts';

const CONNECTIONS = 5;
const SIZE = 7700;
const [mails = 3000, rounds = 3, given = 0] = process.argv.slice(2).map(Number);
const actor = { name: 'bench', now: () => Date.now() };

const port = given || 2525 + (process.pid % 1000);
const asRoot = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
const sink = given
  ? null
  : spawn('/usr/sbin/smtp-sink', [...asRoot, `127.0.0.1:${port}`, '100'], { stdio: 'inherit' });
try {
  await waitForPort();
  for (let round = 1; round <= rounds; round += 1) {
    const own = await measureOwn();
    const bare = measureSource();
    const ratio = Math.round((100 * own) / bare);
    console.log(`slotdesk ${Math.round(own)}/s, smtp-source ${Math.round(bare)}/s, ${ratio} %`);
  }
} finally {
  stop(sink);
}

async function measureOwn(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-bench-'));
  const file = join(folder, 'campaign.db');
  createDatabase(file, (database) => fillBookings(database, mails));
  const database = openDatabase(file, { waiting: () => undefined });
  try {
    prepare(
      database,
      actor,
      Array.from({ length: mails }, (_, index) => draftMail(index + 1, SIZE)),
    );
    const { accepted, seconds } = await sendQueued(startRunner(database, actor), {
      relay: parseRelay(`smtp://127.0.0.1:${port}`),
      password: null,
      rate: null,
      connections: CONNECTIONS,
    });
    return accepted / seconds;
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

function measureSource(): number {
  const start = performance.now();
  const options = ['-s', CONNECTIONS, '-m', mails, '-l', SIZE, '-d'].map(String);
  const ends = ['-f', 'office@office.example', '-t', 'root@localhost'];
  spawnSync('/usr/sbin/smtp-source', [...options, ...ends, `127.0.0.1:${port}`], {
    stdio: 'inherit',
  });
  return (mails * 1000) / (performance.now() - start);
}

async function waitForPort(): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('smtp-sink did not start');
}

function stop(process: ChildProcess | null): void {
  process?.kill();
}

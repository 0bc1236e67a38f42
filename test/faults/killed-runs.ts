import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { startReceivingRelay, type ReceivingRelay } from '../smtp/receiving-relay.ts';

const binary = new URL('../../bin/slotdesk.js', import.meta.url).pathname;

const DAY_MS = 86_400_000;

export interface KillPlan {
  /** An empty folder. */
  folder: string;
  mails: number;
  /** Runs that are killed: while they prepare, claim, send or settle. */
  kills: number;
  connections: number;
  /** At most so many mails a run. */
  limit: number;
  /** Called with what closes the relay. */
  whenDone: (close: () => void) => void;
}

export interface KillFigures {
  mails: number;
  /** Runs that were really killed, not just about to end. */
  struck: number;
  /** Mails the relay has more than once. */
  copies: number;
  /** Uncertain when all runs were over. */
  uncertain: number;
  /** Of those, what the relay's log proved: taken, or not. */
  provenTaken: number;
  provenUnsent: number;
  /** What the log settled otherwise than the relay's own ledger says. */
  wronglySettled: number;
  /** After the last run: mails that are not accepted, or of which the relay has not exactly one. */
  lost: number;
}

/**
 * Sends with the real binary, kills it again and again at random moments, has the relay's log settle what
 * is uncertain, sends the rest, and counts at the relay.
 */
export async function runKilled(plan: KillPlan): Promise<KillFigures> {
  const { folder, mails, kills, connections, limit } = plan;
  const relay = await startReceivingRelay({ pace: () => Math.random() * 25 }, plan.whenDone);
  const run = createRun(folder);
  await layCampaign(run, folder, mails);
  const resend = [
    ...['mail', 'resend', '--missing', '--yes', '--quiet', '--limit', String(limit)],
    ...['--connections', String(connections), '--rate', '9999/s'],
    ...['--relay', `smtp://127.0.0.1:${relay.port}`],
  ];
  const states = (): Map<string, string> => readStates(folder);
  let struck = 0;
  while (struck < kills) {
    const before = relay.recipients.length;
    const { child, ended } = run(...resend);
    // Now and then before its first mail; else somewhere among its mails.
    if (struck % 4 === 0) await pause(Math.random() * 400);
    else {
      while (relay.recipients.length === before && child.exitCode === null) await pause(2);
      await pause(Math.random() * 150);
    }
    child.kill('SIGKILL');
    if ((await ended) === null) struck += 1;
    else if (countLeft(states()) === 0) break;
  }
  for (let more = true; more;) {
    await run(...resend).ended;
    more = countLeft(states()) > 0 || states().size < mails;
  }
  const uncertain = pick(states(), 'uncertain');
  writeFileSync(join(folder, 'mail.log'), writeLog(relay));
  await run('mail', 'evidence', 'mail.log', '--quiet').ended;
  const settled = states();
  const provenTaken = uncertain.filter((id) => settled.get(id) === 'accepted');
  const provenUnsent = uncertain.filter(
    (id) => settled.get(id) !== 'accepted' && settled.get(id) !== 'uncertain',
  );
  const wrongly = [
    ...provenTaken.filter((id) => !relay.ledger.has(id)),
    ...provenUnsent.filter((id) => relay.ledger.has(id)),
  ];
  await run(...resend, '--limit', String(mails)).ended;
  const last = [...states()];
  const isSafe = ([id, state]: [string, string]): boolean =>
    state === 'accepted' && relay.ledger.get(id) === 1;
  return {
    mails,
    struck,
    copies: [...relay.ledger.values()].filter((copies) => copies > 1).length,
    uncertain: uncertain.length,
    provenTaken: provenTaken.length,
    provenUnsent: provenUnsent.length,
    wronglySettled: wrongly.length,
    lost: mails - last.filter(isSafe).length,
  };
}

interface Running {
  child: ChildProcess;
  /** The exit code; `null`: killed. */
  ended: Promise<number | null>;
}

function createRun(folder: string): (...words: string[]) => Running {
  return (...words) => {
    const env = { ...process.env, SLOTDESK_LANG: 'en' };
    const child = spawn(process.execPath, [binary, ...words], {
      cwd: folder,
      env,
      stdio: 'ignore',
    });
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    return { child, ended };
  };
}

async function layCampaign(
  run: ReturnType<typeof createRun>,
  folder: string,
  mails: number,
): Promise<void> {
  const rows = Array.from(
    { length: mails },
    (_, at) => `${at},Alex,Person${at},p${at}@citizen.example,no`,
  );
  const header = 'external_id,given_name,family_name,email,confirmation_sent';
  writeFileSync(join(folder, 'rows.csv'), [header, ...rows, ''].join('\n'));
  for (const words of [
    ['init', '--name', 'Kills', '--date', '2027-06-20'],
    ['config', 'set', 'mail.from', 'desk@city.example'],
    ['contingent', 'add', 'All', '--seats', String(mails), '--anytime'],
    ['booking', 'import', 'rows.csv', '--quiet'],
  ]) {
    const code = await run(...words).ended;
    if (code !== 0) throw new Error(`${words.join(' ')}: exit ${code}`);
  }
}

/** By Message-ID. */
function readStates(folder: string): Map<string, string> {
  const database = new BetterSqlite3(join(folder, 'slotdesk.db'), { readonly: true });
  try {
    const rows = database.prepare('SELECT message_id, state FROM message').raw().all();
    return new Map(rows as [string, string][]);
  } finally {
    database.close();
  }
}

const pick = (states: ReadonlyMap<string, string>, wanted: string): string[] =>
  [...states].filter(([, state]) => state === wanted).map(([id]) => id);

function countLeft(states: ReadonlyMap<string, string>): number {
  return ['queued', 'claimed', 'sending'].flatMap((state) => pick(states, state)).length;
}

/** As Postfix would have logged what the relay took, each mail at its time; it covers all of the time. */
function writeLog({ takenAt }: ReceivingRelay): string {
  const write = (at: number, words: string): string =>
    `${new Date(at).toISOString()} mail postfix/${words}`;
  const lines = [...takenAt]
    .toSorted(([, one], [, other]) => one - other)
    .flatMap(([id, at], index) => {
      const queueId = `4${index.toString(36).toUpperCase().padStart(11, '0')}`;
      return [
        write(at, `cleanup[8]: ${queueId}: message-id=${id}`),
        write(
          at,
          `qmgr[9]: ${queueId}: from=<desk@city.example>, size=8000, nrcpt=1 (queue active)`,
        ),
      ];
    });
  const around = (shift: number): string =>
    write(Date.now() + shift, 'smtpd[7]: disconnect from desk[192.0.2.7]');
  return [around(-DAY_MS), ...lines, around(DAY_MS), ''].join('\n');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

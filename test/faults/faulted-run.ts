import { fillQueue, send, shortDelays, type Queue } from '../mail/queue.ts';
import { startScriptedRelay, type Deed, type Moment } from '../smtp/scripted-relay.ts';

const faults: readonly (readonly [Moment['stage'], Deed])[] = [
  ['greeting', '421 4.3.2 not now'],
  ['greeting', { cut: 'before' }],
  ['ehlo', { cut: 'before' }],
  ['mail', '451 4.3.0 later'],
  ['mail', '421 4.7.0 too many connections'],
  ['mail', '452 4.3.1 disk full'],
  ['mail', '503 5.5.1 bad sequence'],
  ['mail', { cut: 'before' }],
  ['mail', { cut: 'never' }],
  ['rcpt', '450 4.7.1 greylisted'],
  ['rcpt', '550 5.1.1 unknown'],
  ['rcpt', '421 4.3.2 closing'],
  ['rcpt', { cut: 'before' }],
  ['rcpt', { cut: 'never' }],
  ['data', '451 4.3.0 later'],
  ['data', { cut: 'before' }],
  ['data', { cut: 'never' }],
  ['body', { cut: 'before' }],
  ['final', '451 4.3.0 later'],
  ['final', '421 4.3.2 closing'],
  ['final', '554 5.7.1 spam'],
  ['final', 'nonsense'],
  ['final', { cut: 'before' }],
  ['final', { cut: 'after-storing' }],
  ['final', { cut: 'never' }],
  ['rset', { cut: 'before' }],
];

interface Plan {
  mails: number;
  connections: number;
  /** The same faults for the same seed, as far as the connections keep their order. */
  seed: number;
  whenDone?: (close: () => void) => void;
  /** Called after each run. */
  progress?: (left: number) => void;
}

interface Figures {
  mails: number;
  runs: number;
  faults: number;
  accepted: number;
  failed: number;
  uncertain: number;
  /** Mails that the relay took into its hands more than once. */
  copies: number;
  /** Mails that are said to be accepted, and that the relay has not. */
  lost: number;
  /** Mails that are said to have failed or to wait, and that the relay has. */
  denied: number;
  /** Runs whose figures did not add up to the mails they took on. */
  unsound: number;
}

/** Sends mails through a relay that refuses, defers, drops, hangs and lies at random, run after run, until none waits. */
export async function runFaulted(plan: Plan): Promise<Figures> {
  const { mails, connections, whenDone } = plan;
  const random = createRandom(plan.seed);
  const figures = { mails, runs: 0, faults: 0, unsound: 0 };
  const relay = await startScriptedRelay(({ stage }) => {
    if (random() > SHARE) return undefined;
    const fitting = faults.filter(([where]) => where === stage);
    const fault = fitting[Math.floor(random() * fitting.length)];
    if (fault !== undefined) figures.faults++;
    return fault?.[1];
  }, whenDone);
  const queue = fillQueue(mails, (draft) => draft, whenDone);
  // Now and then the relay is so bad that a run gives up: the next one goes on.
  while (figures.runs < MOST_RUNS && countState(queue, 'queued') > 0) {
    figures.runs++;
    const summary = await send(queue, relay.url, { connections, patience: PATIENCE_MS, delays });
    const { accepted, failed, uncertain, withdrawn, remaining, selected } = summary;
    if (accepted + failed + uncertain + withdrawn + remaining !== selected) figures.unsound++;
    plan.progress?.(countState(queue, 'queued'));
  }
  const rows = queue.database.prepare('SELECT message_id AS id, state FROM message').all() as {
    id: string;
    state: string;
  }[];
  const among = (...states: string[]): string[] =>
    rows.filter(({ state }) => states.includes(state)).map(({ id }) => id);
  return {
    ...figures,
    accepted: among('accepted').length,
    failed: among('failed').length,
    uncertain: among('uncertain').length,
    copies: [...relay.ledger.values()].filter((copies) => copies > 1).length,
    lost: among('accepted').filter((id) => !relay.ledger.has(id)).length,
    denied: among('failed', 'queued').filter((id) => relay.ledger.has(id)).length,
  };
}

const SHARE = 0.04;
const PATIENCE_MS = 1000;
const MOST_RUNS = 5000;

const delays = {
  ...shortDelays,
  retry: { least: 5, most: 20 },
  greylisted: 10,
  pause: { least: 2, most: 5 },
  silence: 300,
};

function countState({ database }: Queue, state: string): number {
  return Number(
    database.prepare('SELECT count(*) FROM message WHERE state = ?').pluck().get(state),
  );
}

/** The same faults for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

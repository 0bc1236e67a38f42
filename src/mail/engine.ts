import type { Database } from '../database/statements.ts';
import type { Failure } from '../failure.ts';
import { standardDelays, type Delays } from './backoff.ts';
import { prepareConnect, type Connect } from './connect.ts';
import { DomainLanes } from './domain-lanes.ts';
import { GroupCommit } from './group-commit.ts';
import { listQueued, listRecentClaims, listRecentRecipients, type QueuedMail } from './ledger.ts';
import { Progress, type Counts } from './progress.ts';
import type { Relay } from './relay.ts';
import { Run } from './run.ts';
import type { Runner } from './runner.ts';
import { Schedule } from './schedule.ts';
import { Throttle, type Rate } from './throttle.ts';
import { work } from './worker.ts';

export interface SendOptions {
  relay: Relay;
  password: string | null;
  /** `null`: as fast as it goes. A folder is never throttled. */
  rate: Rate | null;
  /** At most so many mails to one domain, besides `rate`; `null`, the default: as many as to all. */
  domainRate?: Rate | null | undefined;
  connections: number;
  /** At most so many mails of the queue. */
  limit?: number | undefined;
  /** Only these mails of the queue (ids of the ledger). */
  onlyIds?: Iterable<number> | undefined;
  /** `drain`: finish what is under way and take nothing more; `abort`: cut the connections. */
  signal?: { drain: AbortSignal; abort: AbortSignal } | undefined;
  /** From this instant of the actor's clock on (ms) nothing more is begun; `null`: no end. */
  until?: number | null | undefined;
  /** How long to wait (ms) for mails the relay put off once all others are done; default 0. */
  patience?: number | undefined;
  onProgress?: ((counts: Counts) => void) | undefined;
  delays?: Delays | undefined;
}

export interface Summary extends Counts {
  /** When the next mail that was put off is due; `null`: none was. */
  nextDue: number | null;
  /** Why the run ended early if the relay was the reason; what remains is still queued. */
  stopped: Failure | null;
  interrupted: boolean;
}

/**
 * Sends what is queued, each mail at most once: claimed, then released before its first byte leaves, then
 * settled by the relay's reply, each step on the disk before the next. What a crash leaves between
 * release and reply is uncertain and never sent again by itself.
 * @throws Failure `relay_password_missing`, `relay_invalid`; what the database refuses
 */
export async function sendQueued(runner: Runner, options: SendOptions): Promise<Summary> {
  const connect = prepareConnect(options.relay, options.password, options.delays);
  const { run, count } = createRun(runner, options, connect);
  await drive(run, options, runner.actor.now());
  options.onProgress?.(count());
  const { signal } = options;
  return {
    ...count(),
    nextDue: run.parts.schedule.look(run.parts.now()).nextDue,
    stopped: run.stopped,
    interrupted: signal !== undefined && (signal.drain.aborted || signal.abort.aborted),
  };
}

// What setTimeout can wait: three weeks and a half.
const LONGEST_TIMER = 2 ** 31 - 1;

async function drive(
  run: Run,
  { connections, signal, until }: SendOptions,
  start: number,
): Promise<void> {
  const halt = (): void => run.halt();
  const end = until ? setTimeout(halt, Math.min(until - start, LONGEST_TIMER)) : undefined;
  const abort = (): void => run.abort();
  signal?.drain.addEventListener('abort', halt);
  signal?.abort.addEventListener('abort', abort);
  if (signal?.drain.aborted) halt();
  if (signal?.abort.aborted) abort();
  try {
    const workers = Array.from({ length: Math.max(1, connections) }, () =>
      work(run).catch((error: unknown) => run.fail(error)),
    );
    await Promise.all(workers);
    await run.allStored();
  } finally {
    clearTimeout(end);
    signal?.drain.removeEventListener('abort', halt);
    signal?.abort.removeEventListener('abort', abort);
  }
  if (run.fatal !== null) throw run.fatal.error;
}

function createRun(
  { database, actor }: Runner,
  options: SendOptions,
  connect: Connect,
): { run: Run; count: () => Counts } {
  const { relay, rate, onProgress } = options;
  // Mails are scheduled by a monotonic clock that starts at the actor's, which may stand still or jump.
  const start = { wall: actor.now(), monotonic: performance.now() };
  const now = (): number => start.wall + performance.now() - start.monotonic;
  const queued = listQueued(database, (options.domainRate ?? null) !== null);
  const selected = select(queued, options);
  const schedule = new Schedule(selected, {
    now: start.wall,
    connections: Math.max(1, options.connections),
    patience: options.patience ?? 0,
    delays: options.delays ?? standardDelays,
    random: Math.random,
    lanes: createLanes(database, options, selected, start.wall),
  });
  const count = (): Counts => {
    const { postponed, pausedUntil, domains } = schedule.look(now());
    return progress.read(postponed, Math.max(0, pausedUntil - now()) / 1000, domains);
  };
  const report = onProgress === undefined ? null : (): void => onProgress(count());
  const progress = new Progress(selected.length, report);
  const throttle =
    rate === null || relay.kind === 'folder'
      ? null
      : createThrottle(database, rate, relay.label, start);
  const commits = new GroupCommit(database, actor, 'mail.progress');
  const parts = { database, actor, relay, connect, schedule, throttle, commits, progress, now };
  return { run: new Run(parts), count };
}

function select(queued: QueuedMail[], { onlyIds, limit = Infinity }: SendOptions): QueuedMail[] {
  const wanted = onlyIds === undefined ? null : new Set(onlyIds);
  return queued.filter(({ id }) => wanted?.has(id) ?? true).slice(0, limit);
}

// What the runs before have sent counts, too: to start again must not mean to burst.
function createThrottle(
  database: Database,
  rate: Rate,
  relay: string,
  start: { wall: number; monotonic: number },
): Throttle {
  const span = { after: start.wall - 2 * rate.period, before: start.wall };
  const claims = listRecentClaims(database, relay, span, rate.limit);
  return new Throttle(
    rate,
    claims.map((at) => at - start.wall + start.monotonic),
  );
}

// A domain's server does not ask over which relay the mails came.
function createLanes(
  database: Database,
  { relay, domainRate: rate = null }: SendOptions,
  selected: readonly QueuedMail[],
  now: number,
): DomainLanes | null {
  if (rate === null || relay.kind === 'folder') return null;
  const span = { after: now - 2 * rate.period, before: now };
  return new DomainLanes(rate, selected, listRecentRecipients(database, span));
}

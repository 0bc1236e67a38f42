import { setMaxListeners } from 'node:events';
import type { Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';
import type { Failure } from '../failure.ts';
import type { Connect } from './connect.ts';
import type { Done, GroupCommit } from './group-commit.ts';
import { settle, type Claim, type Said, type Settlement } from './ledger.ts';
import type { Progress } from './progress.ts';
import type { Relay } from './relay.ts';
import type { Schedule } from './schedule.ts';
import type { Session } from './session.ts';
import type { Throttle } from './throttle.ts';
import { wait } from './wait.ts';

/** What the workers of a run are given. */
export interface Parts {
  database: Database;
  actor: Actor;
  relay: Relay;
  connect: Connect;
  schedule: Schedule;
  /** `null`: as fast as it goes. */
  throttle: Throttle | null;
  commits: GroupCommit;
  progress: Progress;
  /** The time mails are scheduled by, in milliseconds since 1970. */
  now: () => number;
}

/** What the workers of a run share: its parts, how it ends, and the bell by which they wake each other. */
export class Run {
  readonly parts: Parts;
  readonly sessions = new Set<Session>();
  /** Whether the relay has let anybody in yet. */
  connected = false;
  stopped: Failure | null = null;
  /** Why the ledger could not be kept: the run must not go on. */
  fatal: { error: unknown } | null = null;
  readonly #halted = new AbortController();
  readonly #aborted = new AbortController();
  readonly #idle = new Set<AbortController>();
  #stored: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.parts = parts;
    // Every worker listens.
    setMaxListeners(0, this.#halted.signal, this.#aborted.signal);
  }

  /** No mail is taken any more; what is under way is finished. */
  halt(): void {
    this.parts.schedule.close();
    this.#halted.abort();
    this.ring();
  }

  /** What is under way is cut off, too. */
  abort(): void {
    this.halt();
    this.#aborted.abort();
    for (const session of this.sessions) session.cut();
  }

  get halted(): AbortSignal {
    return this.#halted.signal;
  }

  get aborted(): AbortSignal {
    return this.#aborted.signal;
  }

  /** Ends the run because of what the relay said. */
  stop(failure: Failure): void {
    this.stopped ??= failure;
    this.halt();
  }

  /** Ends the run because of what happened here. */
  fail(error: unknown): void {
    this.fatal ??= { error };
    this.halt();
  }

  /** Wakes who is idle. */
  ring(): void {
    for (const sleeper of this.#idle) sleeper.abort();
  }

  /** Until someone rings, or the time. */
  async idle(until: number): Promise<void> {
    const sleeper = new AbortController();
    this.#idle.add(sleeper);
    await wait(until - this.parts.now(), sleeper.signal, this.#halted.signal);
    this.#idle.delete(sleeper);
  }

  /** Writes down how an attempt ended. Who goes on need not wait: it is stored before what follows. */
  record(claimed: Claim, settlement: Settlement, said: Said): void {
    const { database, relay, actor, commits, progress } = this.parts;
    const work = (): Done<boolean> =>
      settle(database, claimed, settlement, { ...said, relay: relay.label, at: actor.now() });
    const stored = commits.add(work).then(
      (mine) => progress.note(mine ? settlement.outcome : 'withdrawn'),
      (error: unknown) => this.fail(error),
    );
    this.#stored = this.#stored.then(() => stored);
  }

  /** Resolves once everything recorded is stored, or has failed. */
  allStored(): Promise<void> {
    return this.#stored;
  }
}

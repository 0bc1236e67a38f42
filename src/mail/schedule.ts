import { chooseDelay, type Delays } from './backoff.ts';
import type { DomainLanes, DomainLook } from './domain-lanes.ts';
import type { RetryReason } from './reply.ts';

/** What a worker is to do next; times are those the schedule is asked at. */
export type Step =
  | { kind: 'take'; id: number }
  /** Until another worker has something to tell, or this time, whichever is earlier. */
  | { kind: 'wait'; until: number }
  | { kind: 'done' };

const REFUSALS_IN_A_ROW = 5;
const PAUSES_IN_A_ROW = 6;
const LOSSES_IN_A_ROW = 2;
const BEYOND = Number.MAX_SAFE_INTEGER;

/**
 * Which mail goes next, and who must hold back: the order of one run. It knows no database and no clock.
 *
 * As long as nothing is known of the relay, after a refusal that speaks against our mails and after a
 * pause, one mail at a time is under way, so that a relay that refuses everything is tried once, not once
 * a connection.
 */
export class Schedule {
  readonly #ready: number[] = [];
  #next = 0;
  /** Put off, the earliest first. */
  readonly #later: { id: number; due: number }[] = [];
  /** In the hands of workers who wait for the run's rate. */
  readonly #laid: number[] = [];
  /** `null`: a domain has no rate of its own. */
  readonly #lanes: DomainLanes | null;
  readonly #patience: number;
  readonly #delays: Delays;
  readonly #random: () => number;
  #workers = 0;
  #allowed: number;
  #underWay = 0;
  #proven = false;
  #refusals = 0;
  #losses = 0;
  #pauses = 0;
  #pausedUntil = 0;
  #closed = false;

  constructor(
    queued: readonly { id: number; notBefore: number }[],
    options: {
      now: number;
      connections: number;
      /** How long the run waits for mails that were put off, once nothing else is to be done. */
      patience: number;
      delays: Delays;
      random: () => number;
      lanes?: DomainLanes | null;
    },
  ) {
    this.#lanes = options.lanes ?? null;
    this.#patience = options.patience;
    this.#delays = options.delays;
    this.#random = options.random;
    this.#allowed = options.connections;
    for (const { id, notBefore } of queued) this.#enqueue(id, notBefore, options.now);
  }

  enter(): void {
    this.#workers += 1;
  }

  leave(): void {
    this.#workers -= 1;
  }

  /** `take` puts the mail in the worker's hands until it says `putBack`, `postpone` or `finish`. */
  step(now: number): Step {
    if (this.#closed || this.#workers > this.#allowed) return { kind: 'done' };
    if (now < this.#pausedUntil) return this.#sitOut(now);
    while ((this.#later[0]?.due ?? BEYOND) <= now) this.#ready.push(this.#later.shift()?.id ?? 0);
    const alone = this.#careful && this.#underWay > 0;
    if (!alone) {
      const id = this.#take(now);
      if (id !== null) return { kind: 'take', id };
    }
    // Whoever waits for the one that is under way is called.
    const laneDue = alone ? BEYOND : (this.#lanes?.nextDue ?? BEYOND);
    const due = this.#later[0]?.due ?? BEYOND;
    if (this.#underWay > 0 || this.#keptBack > 0)
      return { kind: 'wait', until: Math.min(due, laneDue) };
    return due - now <= this.#patience ? { kind: 'wait', until: due } : { kind: 'done' };
  }

  /** Nobody has judged it. */
  putBack(id: number): void {
    this.#lanes?.release(id);
    this.#underWay -= 1;
    this.#next -= 1;
    this.#ready[this.#next] = id;
  }

  /**
   * A worker lays down the mail in its hands and waits for the run's rate; then `draw` gives it the mail that is
   * most urgent by then, or `withdraw` puts one back. `false`: the mail's domain has had its share meanwhile.
   */
  lay(id: number, now: number): boolean {
    const free = this.#lanes?.reserve(id, now) ?? true;
    if (free) this.#laid.push(id);
    else this.#underWay -= 1;
    return free;
  }

  draw(now: number): number {
    const chosen = this.#lanes === null ? this.#laid[0] : this.#lanes.choose(this.#laid, now);
    if (chosen === null) {
      this.withdraw();
      const due = this.#take(now);
      if (due !== null) this.#lanes?.reserve(due, now);
      if (due !== null) this.#laid.push(due);
    }
    const id = chosen ?? this.#laid.at(-1) ?? 0;
    this.#laid.splice(this.#laid.indexOf(id), 1);
    this.#lanes?.grant(id, now);
    return id;
  }

  /** The first byte of a mail leaves. */
  left(id: number, now: number): void {
    this.#lanes?.left(id, now);
  }

  withdraw(): void {
    const id = this.#laid.pop();
    if (id !== undefined) this.putBack(id);
  }

  /** It is to be tried again at `due`. */
  postpone(id: number, due: number, now: number): void {
    this.#lanes?.comeBack(id);
    this.#underWay -= 1;
    this.#enqueue(id, due, now);
  }

  /** Nothing more is to be done about it in this run. */
  finish(): void {
    this.#underWay -= 1;
  }

  noteAccepted(): void {
    this.#proven = true;
    this.#refusals = 0;
    this.#losses = 0;
    this.#pauses = 0;
  }

  /** A mail was judged, for good or for now; `suspicious` refusals in a row end the run: `true`. */
  noteJudged(suspicious: boolean): boolean {
    this.#proven = true;
    if (suspicious) this.#refusals += 1;
    return this.#refusals >= REFUSALS_IN_A_ROW;
  }

  get refusals(): number {
    return this.#refusals;
  }

  /** A connection broke during a mail. Two in a row make a pause: `true` as with `pause`. */
  noteLost(now: number): boolean {
    this.#losses += 1;
    return this.#losses >= LOSSES_IN_A_ROW && this.pause(now);
  }

  /** Nobody takes a mail for a while; `true`: the relay has had all the time it gets. */
  pause(now: number): boolean {
    if (now < this.#pausedUntil) return false;
    this.#pauses += 1;
    this.#pausedUntil = now + chooseDelay(this.#delays.pause, this.#pauses, this.#random);
    return this.#pauses > PAUSES_IN_A_ROW;
  }

  useFewerConnections(): void {
    this.#allowed = Math.max(1, this.#allowed - 1);
  }

  /** When a mail that was put off for this reason may go again; `attempts` counts the last one, too. */
  chooseDue(reason: RetryReason, attempts: number, now: number): number {
    const { retry, greylisted } = this.#delays;
    if (reason === 'deferred') return now + chooseDelay(retry, attempts, this.#random);
    if (reason === 'greylisted')
      return now + Math.max(greylisted, chooseDelay(retry, attempts, this.#random));
    // The first time it is the relay's or the line's trouble, not this mail's.
    const delay = attempts <= 1 ? 0 : chooseDelay(retry, attempts - 1, this.#random);
    return Math.max(now + delay, this.#pausedUntil);
  }

  /** Whether a mail in hand must go back all the same. */
  mustWait(now: number): boolean {
    return this.#closed || now < this.#pausedUntil || this.#workers > this.#allowed;
  }

  /** No mail is taken any more. */
  close(): void {
    this.#closed = true;
  }

  /** Mails that wait for a later time, the earliest of those times, and until when all wait. */
  look(now: number): {
    postponed: number;
    nextDue: number | null;
    pausedUntil: number;
    domains: DomainLook | null;
  } {
    const nextDue = this.#later[0]?.due ?? null;
    const domains = this.#lanes?.look(now) ?? null;
    return { postponed: this.#later.length, nextDue, pausedUntil: this.#pausedUntil, domains };
  }

  /** Mails that wait for their domain's rate alone: a run is not over before they have gone. */
  get #keptBack(): number {
    return this.#lanes?.waiting ?? 0;
  }

  get #careful(): boolean {
    return !this.#proven || this.#refusals > 0 || this.#losses > 0 || this.#pauses > 0;
  }

  #take(now: number): number | null {
    const id = this.#lanes?.takeDue(now) ?? this.#takeReady(now);
    if (id !== null) this.#underWay += 1;
    return id;
  }

  #takeReady(now: number): number | null {
    for (;;) {
      const id = this.#ready[this.#next];
      if (id === undefined) return null;
      this.#next += 1;
      if (this.#lanes?.pass(id, now) ?? true) return id;
    }
  }

  #sitOut(now: number): Step {
    const due = this.#later[0]?.due ?? BEYOND;
    const nothingNow =
      this.#next === this.#ready.length && this.#underWay === 0 && this.#keptBack === 0;
    const tooLate = due > Math.max(this.#pausedUntil, now + this.#patience);
    return nothingNow && tooLate ? { kind: 'done' } : { kind: 'wait', until: this.#pausedUntil };
  }

  #enqueue(id: number, due: number, now: number): void {
    if (due <= now) {
      this.#ready.push(id);
      return;
    }
    const at = this.#later.findLastIndex((other) => other.due <= due) + 1;
    this.#later.splice(at, 0, { id, due });
  }
}

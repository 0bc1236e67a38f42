import type { DomainLook } from './domain-lanes.ts';
import type { Settlement } from './ledger.ts';

/** Where a run stands. `selected` = accepted + failed + uncertain + withdrawn + remaining. */
export interface Counts {
  selected: number;
  accepted: number;
  failed: number;
  uncertain: number;
  /** Cancelled meanwhile, or their booking has another address by now. */
  withdrawn: number;
  /** Those of `remaining` that the relay put off. */
  retrying: number;
  /** Still in the queue. */
  remaining: number;
  seconds: number;
  /** Mails a second so far. */
  perSecond: number;
  /** `null`: there is nothing to go by yet. */
  secondsLeft: number | null;
  /** How long everybody still waits because the relay has too much to do; 0: nobody does. */
  secondsPaused: number;
  /** What the rate of a domain holds up; `null`: domains have none. */
  domains: DomainLook | null;
}

export type Outcome = Settlement['outcome'] | 'withdrawn';

const REPORT_MS = 200;

/** Counts what the disk has, and tells it now and then. */
export class Progress {
  readonly #selected: number;
  readonly #report: (() => void) | null;
  readonly #start = performance.now();
  readonly #count = { accepted: 0, failed: 0, uncertain: 0, withdrawn: 0 };
  #reported = 0;

  constructor(selected: number, report: (() => void) | null) {
    this.#selected = selected;
    this.#report = report;
  }

  note(outcome: Outcome): void {
    if (outcome !== 'retry' && outcome !== 'unsent') this.#count[outcome] += 1;
    if (this.#report === null || performance.now() - this.#reported < REPORT_MS) return;
    this.#reported = performance.now();
    this.#report();
  }

  read(retrying: number, secondsPaused: number, domains: DomainLook | null): Counts {
    const { accepted, failed, uncertain, withdrawn } = this.#count;
    const remaining = this.#selected - accepted - failed - uncertain - withdrawn;
    const seconds = (performance.now() - this.#start) / 1000;
    const perSecond = (accepted + failed) / Math.max(seconds, 0.001);
    const slowest = (domains?.slowest?.milliseconds ?? 0) / 1000;
    const secondsLeft =
      perSecond === 0 ? null : Math.max((remaining - retrying) / perSecond, slowest);
    const rest = { retrying, remaining, seconds, perSecond, secondsLeft, secondsPaused, domains };
    return { selected: this.#selected, ...this.#count, ...rest };
  }
}

import { readDomain } from './address.ts';
import { Throttle, type Rate } from './throttle.ts';

/** What the rate a domain may have does to a run. */
export interface DomainLook {
  /** Mails that wait now because their domain has had its share. */
  waiting: number;
  /** Mails that have waited for that at some time of the run. */
  delayed: number;
  /** The domain that takes longest, how many mails it still gets, and how long (ms) that takes at least. */
  slowest: { domain: string; mails: number; milliseconds: number } | null;
}

/** One domain's mails: `kept` from `first` on wait for their time. */
interface Lane {
  domain: string;
  throttle: Throttle;
  kept: number[];
  first: number;
  /** Mails that are still to go. */
  left: number;
  /** The mail that has been promised the next grant; until it has it, no other of its domain gets one. */
  holder: number | null;
}

const BEYOND = Number.MAX_SAFE_INTEGER;

/**
 * Keeps back mails whose domain has had its share, so that nobody waits for them: not a connection, and not
 * the mails to other domains. A mail goes the way `pass` or `takeDue`, `reserve`, `choose`, `grant`; `release`
 * gives a reservation back. Times are milliseconds of one clock.
 */
export class DomainLanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #laneOf = new Map<number, Lane>();
  /** Those that keep mails and can be asked for one, the earliest first. */
  readonly #due: Lane[] = [];
  #waiting = 0;
  /** Each mail's grant, until it has left. */
  readonly #granted = new Map<number, number>();
  readonly #delayed = new Set<number>();

  /** `earlier`: what the runs before have sent, in ascending order. */
  constructor(
    rate: Rate,
    mails: Iterable<{ id: number; recipient?: string }>,
    earlier: Iterable<{ recipient: string; at: number }>,
  ) {
    // Few domains have most of the mails, so each spelling is read once.
    const spelled = new Map<string, Lane>();
    const find = (recipient: string): Lane => {
      const spelling = recipient.slice(recipient.lastIndexOf('@') + 1);
      const lane = spelled.get(spelling) ?? this.#findLane(readDomain(recipient), rate);
      spelled.set(spelling, lane);
      return lane;
    };
    for (const { id, recipient = '' } of mails) {
      const lane = find(recipient);
      lane.left += 1;
      this.#laneOf.set(id, lane);
    }
    for (const { recipient, at } of earlier) find(recipient).throttle.note(at);
  }

  /** Whether this mail may go now; if not, it waits here until `takeDue` has it. */
  pass(id: number, now: number): boolean {
    const lane = this.#laneOf.get(id);
    if (lane === undefined || freeAt(lane) <= now) return true;
    lane.kept.push(id);
    this.#noteKept(lane, id);
    return false;
  }

  /** A mail that has waited here and whose time has come. */
  takeDue(now: number): number | null {
    const [lane] = this.#due;
    if (lane === undefined || freeAt(lane) > now) return null;
    const id = lane.kept[lane.first] ?? null;
    lane.first += 1;
    this.#waiting -= 1;
    if (lane.first === lane.kept.length) {
      lane.kept.length = 0;
      lane.first = 0;
      this.#due.shift();
    }
    return id;
  }

  /** When `takeDue` is worth asking. */
  get nextDue(): number {
    const [lane] = this.#due;
    return lane === undefined ? BEYOND : freeAt(lane);
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Promises its domain's next grant to a mail in hand; `false`: another was faster, and it waits here. */
  reserve(id: number, now: number): boolean {
    const lane = this.#laneOf.get(id);
    if (lane === undefined) return true;
    const free = freeAt(lane) <= now;
    this.#withdraw(lane);
    if (free) lane.holder = id;
    else {
      if (lane.first > 0) lane.kept[(lane.first -= 1)] = id;
      else lane.kept.unshift(id);
      this.#noteKept(lane, id);
    }
    this.#offer(lane);
    return free;
  }

  /**
   * Which of the mails that hold a reservation goes first, or `null`: rather one that waits here and may go
   * (`takeDue`). It is the one whose domain needs the longest, so that the whole is done the soonest.
   */
  choose(reserved: readonly number[], now: number): number | null {
    let first: number | null = null;
    let most = 0;
    for (const id of reserved) {
      const left = this.#laneOf.get(id)?.left ?? 1;
      if (left > most) [first, most] = [id, left];
    }
    const [due] = this.#due;
    return due !== undefined && freeAt(due) <= now && due.left > most ? null : first;
  }

  /** The mail that has reserved it is about to go. */
  grant(id: number, now: number): void {
    const lane = this.#laneOf.get(id);
    if (lane === undefined) return;
    this.#granted.set(id, lane.throttle.note(now));
    lane.left -= 1;
    this.release(id);
  }

  /** Its first byte leaves. */
  left(id: number, now: number): void {
    const grant = this.#granted.get(id);
    if (grant !== undefined) this.#laneOf.get(id)?.throttle.left(grant, now);
    this.#granted.delete(id);
  }

  /** The mail does not go now. */
  release(id: number): void {
    const lane = this.#laneOf.get(id);
    if (lane?.holder !== id) return;
    lane.holder = null;
    this.#offer(lane);
  }

  /** It has had its grant, and has to go again. */
  comeBack(id: number): void {
    const lane = this.#laneOf.get(id);
    if (lane !== undefined) lane.left += 1;
  }

  look(now: number): DomainLook {
    let slowest: DomainLook['slowest'] = null;
    for (const { domain, left, throttle } of this.#lanes.values()) {
      const first = Math.max(0, throttle.freeAt() - now);
      const milliseconds = left === 0 ? -1 : first + (left - 1) * throttle.interval;
      if (milliseconds > (slowest?.milliseconds ?? -1))
        slowest = { domain, mails: left, milliseconds };
    }
    return { waiting: this.#waiting, delayed: this.#delayed.size, slowest };
  }

  #findLane(domain: string, rate: Rate): Lane {
    const known = this.#lanes.get(domain);
    if (known !== undefined) return known;
    const throttle = new Throttle(rate);
    const lane: Lane = { domain, throttle, kept: [], first: 0, left: 0, holder: null };
    this.#lanes.set(domain, lane);
    return lane;
  }

  #noteKept(lane: Lane, id: number): void {
    this.#waiting += 1;
    this.#delayed.add(id);
    if (lane.kept.length - lane.first === 1) this.#offer(lane);
  }

  #withdraw(lane: Lane): void {
    const at = this.#due.indexOf(lane);
    if (at >= 0) this.#due.splice(at, 1);
  }

  /** Puts it among those that can be asked, if it has something and nobody holds it. */
  #offer(lane: Lane): void {
    if (lane.holder !== null || lane.first === lane.kept.length) return;
    this.#withdraw(lane);
    const time = freeAt(lane);
    this.#due.splice(this.#due.findLastIndex((other) => freeAt(other) <= time) + 1, 0, lane);
  }
}

function freeAt({ holder, throttle }: Lane): number {
  return holder === null ? throttle.freeAt() : BEYOND;
}

import type { Life } from './lives.ts';

// A classic stamp knows no fractions of a second.
const SLACK = 2000;

interface Session {
  openedAt: number;
  /** The last mail that was begun in it. */
  queueId: string | null;
  life: Life | null;
}

/**
 * The relay's side of SMTP connections, by what its `smtpd` processes log. A mail cannot be taken any more
 * once every session that was open when it was sent has ended.
 */
export class Sessions {
  /** How many were seen from their beginning to their end. */
  whole = 0;
  readonly #watched: readonly number[];
  readonly #witnessed = new Set<number>();
  readonly #open = new Map<string, Session>();
  readonly #byQueueId = new Map<string, Session>();

  /** @param watched times (milliseconds) of which it is to be known whether a session was open */
  constructor(watched: readonly number[]) {
    this.#watched = watched;
  }

  open(process: string, openedAt: number): void {
    this.#open.set(process, { openedAt, queueId: null, life: null });
  }

  /** A mail is begun under a queue id; who sent it is not known yet. */
  noteMail(process: string, queueId: string): void {
    const session = this.#open.get(process);
    if (session === undefined) return;
    if (session.queueId !== null) this.#byQueueId.delete(session.queueId);
    session.queueId = queueId;
    session.life = null;
    this.#byQueueId.set(queueId, session);
  }

  /** The mail begun under this queue id is one of ours. */
  noteLife(queueId: string, life: Life): void {
    const session = this.#byQueueId.get(queueId);
    if (session !== undefined) session.life = life;
    this.#byQueueId.delete(queueId);
  }

  forget(queueId: string): void {
    this.#byQueueId.delete(queueId);
  }

  /** The connection was lost before the last dot of the mail begun last. */
  noteLost(process: string): void {
    const life = this.#open.get(process)?.life;
    if (life !== undefined && life !== null && Number.isNaN(life.takenAt)) life.refused = true;
  }

  close(process: string, closedAt: number): void {
    const session = this.#open.get(process);
    if (session === undefined) return;
    this.#open.delete(process);
    if (session.queueId !== null) this.#byQueueId.delete(session.queueId);
    this.whole += 1;
    for (const time of this.#watched)
      if (time >= session.openedAt - SLACK && time <= closedAt + SLACK) this.#witnessed.add(time);
  }

  /** Whether a session was open at one of the watched times. */
  witnessed(time: number): boolean {
    return this.#witnessed.has(time);
  }

  /** When the sessions were opened that the log does not see end. */
  listOpen(): number[] {
    return [...this.#open.values()].map(({ openedAt }) => openedAt);
  }
}

import { chooseDelivery, isSameAddress, type Delivery } from './delivery.ts';
import type { Life, Status } from './lives.ts';
import { findAccepted, type KnownMail } from './ledger-view.ts';
import type { PostfixLog } from './postfix-log.ts';

/** The relay's clock against ours. */
interface Clock {
  /** What is to be taken off the relay's times, in milliseconds. */
  shift: number;
  /** `false`: the mails that both know lie apart by too different times. */
  sound: boolean;
  /** How many mails both know. */
  samples: number;
}

/** What a log says of one mail. */
export interface Trace {
  /** The first time it stood in the relay's queue, by our clock; `null`: the log does not show it there. */
  takenAt: number | null;
  queueId: string | null;
  delivery: Delivery | null;
  /** Handed on to a filter of whose doings the log says nothing. */
  passedOn: boolean;
  /** Begun or put on hold, without a sign that it was taken or refused. */
  unfinished: boolean;
  held: boolean;
}

/** Below this, clocks are taken for equal. */
const SAME_CLOCK = 5000;
const QUARTER = 15 * 60_000;
const MOST_SPREAD = 120_000;

/** The mails by their ids in the ledger. */
export type KnownMails = ReadonlyMap<number, KnownMail>;

/** What the log says of each mail it knows, by the mail's id. */
export function traceMails(
  log: PostfixLog,
  mails: KnownMails,
): { traces: Map<number, Trace>; clock: Clock } {
  const clock = compareClocks(log.lives, mails);
  const byMail = new Map<number, Life[]>();
  for (const life of log.lives) {
    const known = byMail.get(life.mail);
    if (known === undefined) byMail.set(life.mail, [life]);
    else known.push(life);
  }
  const traces = new Map<number, Trace>();
  for (const [id, lives] of byMail) {
    const mail = mails.get(id);
    const trace = mail === undefined ? null : traceMail(mail, lives, clock.shift);
    if (trace !== null) traces.set(id, trace);
  }
  return { traces, clock };
}

/** The relay may keep another time, or a log without a zone may have been written in another one. */
function compareClocks(lives: readonly Life[], mails: KnownMails): Clock {
  const seen = new Set<number>();
  const gaps: number[] = [];
  for (const { mail, takenAt, presumed } of lives) {
    if (presumed || Number.isNaN(takenAt) || seen.has(mail)) continue;
    seen.add(mail);
    const known = mails.get(mail);
    const settledAt = known === undefined ? null : findAccepted(known)?.settledAt;
    if (typeof settledAt === 'number') gaps.push(takenAt - settledAt);
  }
  gaps.sort((a, b) => a - b);
  const at = (share: number): number => gaps[Math.floor(share * (gaps.length - 1))] ?? 0;
  const median = at(0.5);
  // Zones lie quarter hours apart; what remains is the time between the queue and the reply.
  const zone = Math.round(median / QUARTER) * QUARTER;
  const shift = Math.abs(median - zone) < SAME_CLOCK ? zone : median;
  return { shift, sound: at(0.95) - at(0.05) < MOST_SPREAD, samples: gaps.length };
}

function traceMail(mail: KnownMail, lives: readonly Life[], shift: number): Trace | null {
  const statuses = lives.flatMap((life) =>
    findStatuses(mail, life).map((status) => ({ life, status })),
  );
  const own = lives.filter(({ presumed }) => !presumed);
  if (own.length === 0 && statuses.length === 0) return null;
  const last = statuses.filter(({ life, status }) => !isFollowed(status, life, own));
  const ends = last.filter(({ status }) => !isPassedOn(status));
  const taken = lives
    .filter(({ presumed, takenAt }) => !presumed && !Number.isNaN(takenAt))
    .toSorted((a, b) => a.takenAt - b.takenAt);
  const first = taken[0] ?? statuses[0]?.life;
  const delivery = chooseDelivery(ends.map(({ status }) => status.delivery));
  return {
    takenAt: first === undefined ? null : first.takenAt - shift,
    queueId: first?.queueId ?? null,
    delivery: delivery === null ? null : { ...delivery, at: delivery.at - shift },
    passedOn: last.length > ends.length,
    unfinished: own.some(({ takenAt, refused }) => Number.isNaN(takenAt) && !refused),
    held: own.some(({ takenAt, held }) => Number.isNaN(takenAt) && held),
  };
}

/** Copies for archives go out under the same queue id; only our own recipient counts. */
function findStatuses({ recipient }: KnownMail, { statuses, presumed }: Life): Status[] {
  const own = statuses.filter(
    (status) =>
      isSameAddress(status.recipient, recipient) ||
      (status.original !== null && isSameAddress(status.original, recipient)),
  );
  // The relay rewrote the address, but there is nobody else it could mean.
  return own.length > 0 || presumed || statuses.length !== 1 ? own : statuses;
}

/** Whether the log shows where the mail went next. */
function isFollowed(status: Status, life: Life, lives: readonly Life[]): boolean {
  const others = lives.filter((other) => other.queueId !== life.queueId);
  if (status.next !== null) return others.some(({ queueId }) => queueId === status.next);
  const startedAt = Number.isNaN(life.startedAt) ? life.takenAt : life.startedAt;
  return status.piped && others.some((other) => other.startedAt >= startedAt);
}

function isPassedOn({ next, local, delivery }: Status): boolean {
  return delivery.kind === 'delivered' && local && next !== null;
}

import { findAccepted, type KnownAttempt } from './ledger-view.ts';
import type { KnownMails, Trace } from './log-conclusions.ts';
import type { PostfixLog, Reach } from './postfix-log.ts';

/**
 * Why a log does not prove that a mail was not taken: `not_covered` it does not reach over the time;
 * `incomplete` it lacks mails the relay did take, or lines were thrown away; `session_open` a connection
 * of that time does not end in it; `unfinished` the mail was begun, and what came of it is not there;
 * `held` the relay put it on hold; `clocks` its times do not fit ours; `foreign` nothing shows that it is this
 * relay's log.
 */
export type OpenReason =
  | 'not_covered'
  | 'incomplete'
  | 'session_open'
  | 'unfinished'
  | 'held'
  | 'clocks'
  | 'foreign';

interface Facts {
  log: PostfixLog;
  mails: KnownMails;
  traces: ReadonlyMap<number, Trace>;
  clock: { shift: number; sound: boolean; samples: number };
}

// Rotation starts a new file; a longer silence between two files may be a file that is not here.
const ROTATION_GAP = 15 * 60_000;
// Our wait for the reply (RFC 5321 §4.5.3.2.6), and the relay's own wait for a filter (milter_content_timeout).
const LONGEST_WAIT = 11 * 60_000;
const LONGEST_FILTER = 6 * 60_000;
// From the end of the session into the queue, where no mail of that time is seen to be stuck on the way.
const QUEUE_MS = 60_000;
const LOSS_BEFORE = 5 * 60_000;
const LOSS_AFTER = 60 * 60_000;
const EDGE = 2000;

/** Judges attempts of which the relay's log shows no mail in its queue: `null` if it was provably not taken. */
export function createUnsentJudge(
  facts: Facts,
): (attempt: KnownAttempt, trace: Trace | undefined) => OpenReason | null {
  const stretches = joinReaches(facts);
  const open = facts.log.sessions.listOpen().map((at) => at - facts.clock.shift);
  const completeness = new Map<string, OpenReason | null>();
  return (attempt, trace) => {
    if (!facts.clock.sound) return 'clocks';
    const { releasedAt } = attempt;
    if (releasedAt === null) return 'not_covered';
    const covering = stretches.filter(({ from, to }) => from <= releasedAt && to >= releasedAt);
    if (covering.length === 0) return 'not_covered';
    if (hasLoss(facts, releasedAt)) return 'incomplete';
    const key = `${attempt.relay} ${covering.map(({ from }) => from).join(' ')}`;
    let fault = completeness.get(key);
    if (fault === undefined) {
      fault = checkComplete(facts, attempt.relay, covering);
      completeness.set(key, fault);
    }
    if (fault === 'foreign' && facts.log.sessions.witnessed(releasedAt)) fault = null;
    if (fault !== null) return fault;
    if (trace?.held === true) return 'held';
    const end = Math.max(...covering.map(({ to }) => to));
    if (end >= hangsUntil(attempt, releasedAt)) return null;
    if (facts.log.sessions.whole === 0) return 'not_covered';
    if (open.some((at) => at <= releasedAt + EDGE)) return 'session_open';
    return trace?.unfinished === true && end < releasedAt + QUEUE_MS ? 'unfinished' : null;
  };
}

function hangsUntil({ settledAt }: KnownAttempt, releasedAt: number): number {
  return Math.min(settledAt ?? Infinity, releasedAt + LONGEST_WAIT) + LONGEST_FILTER;
}

/** Files of one host that follow each other, by our clock. */
function joinReaches({ log, clock }: Facts): Reach[] {
  const reaches = log.reaches
    .filter(({ from, to }) => !Number.isNaN(from) && !Number.isNaN(to))
    .map(({ host, from, to }) => ({ host, from: from - clock.shift, to: to - clock.shift }))
    .toSorted((a, b) => a.from - b.from);
  const stretches: Reach[] = [];
  for (const reach of reaches) {
    const before = stretches.findLast(({ host }) => host === reach.host);
    if (before !== undefined && reach.from - before.to <= ROTATION_GAP)
      before.to = Math.max(before.to, reach.to);
    else stretches.push(reach);
  }
  // A classic stamp knows no fractions of a second.
  return stretches.map(({ host, from, to }) => ({ host, from, to: to + 999 }));
}

function hasLoss({ log, clock }: Facts, releasedAt: number): boolean {
  return log.losses.some((loss) => {
    const at = loss - clock.shift;
    return at >= releasedAt - LOSS_BEFORE && at <= releasedAt + LOSS_AFTER;
  });
}

/** A log that lacks one mail the relay took may lack another. */
function checkComplete(
  { mails, traces }: Facts,
  relay: string,
  stretches: readonly Reach[],
): OpenReason | null {
  let found = 0;
  for (const mail of mails.values()) {
    const accepted = findAccepted(mail);
    const at = accepted?.settledAt;
    if (accepted?.relay !== relay || typeof at !== 'number') continue;
    const inside = stretches.some(({ from, to }) => from + EDGE <= at && to - EDGE >= at);
    const known = typeof traces.get(mail.id)?.takenAt === 'number';
    if (inside && !known) return 'incomplete';
    if (known) found += 1;
  }
  return found > 0 ? null : 'foreign';
}

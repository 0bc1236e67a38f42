import { chooseDelivery, isSameAddress, type Delivery } from './delivery.ts';
import type { DeliveryReport, ReportedRecipient } from './delivery-report.ts';
import { listUncertain, type KnownAttempt, type KnownMail } from './ledger-view.ts';
import { traceMails, type Trace } from './log-conclusions.ts';
import type { PostfixLog } from './postfix-log.ts';
import { createUnsentJudge, type OpenReason } from './unsent.ts';

/** What evidence changes of one mail. */
export interface MailChange {
  mail: KnownMail;
  /** `accepted`: the relay has it; `unsent`: it provably has not, so that it may be sent; `null`: as it was. */
  settled: { kind: 'accepted'; at: number } | { kind: 'unsent' } | null;
  attempts: { id: number; outcome: 'accepted' | 'unsent' | null; queueId: string | null }[];
  delivery: Delivery | null;
}

export interface MailPlan {
  changes: MailChange[];
  /** Mails the evidence speaks of without telling anything new. */
  unchanged: number;
  /** Mails that stay uncertain, and why the log does not settle them; `no_log`: none was given. */
  open: { mail: KnownMail; why: OpenReason | 'no_log' }[];
  /** Mails the relay handed to a filter whose own log is not here. */
  passedOn: number;
  reports: { used: number; unknown: number; foreignRecipient: number; silent: number };
  /** How far the relay's clock was ahead of ours, in milliseconds, where that had to be allowed for. */
  clockShift: number;
}

export interface MailEvidence {
  log: PostfixLog | null;
  reports: readonly DeliveryReport[];
}

/** Holds a log and reports against the ledger. Pure: the same evidence, applied and planned again, changes nothing. */
export function planMails(list: readonly KnownMail[], { log, reports }: MailEvidence): MailPlan {
  const mails = new Map(list.map((mail) => [mail.id, mail]));
  const traced = log === null ? null : traceMails(log, mails);
  const traces = traced?.traces ?? new Map<number, Trace>();
  const judge =
    log === null || traced === null ? null : createUnsentJudge({ log, mails, ...traced });
  const { byMail, counts } = matchReports(list, reports);
  const plan: MailPlan = {
    changes: [],
    unchanged: 0,
    open: [],
    passedOn: 0,
    reports: counts,
    clockShift: traced?.clock.shift ?? 0,
  };
  for (const mail of list) {
    const trace = traces.get(mail.id);
    const told = byMail.get(mail.id) ?? [];
    if (trace?.passedOn === true) plan.passedOn += 1;
    const change = planMail(mail, trace, told);
    if (change === null && mail.state === 'uncertain') planUnsent(plan, mail, trace, judge);
    else if (change !== null && isChange(change)) plan.changes.push(change);
    else if (change !== null) plan.unchanged += 1;
  }
  return plan;
}

/** `null`: nothing shows that the relay has it. */
function planMail(
  mail: KnownMail,
  trace: Trace | undefined,
  told: readonly Delivery[],
): MailChange | null {
  const takenAt = trace?.takenAt ?? told[0]?.at ?? null;
  if (takenAt === null || mail.state === 'claimed' || mail.state === 'sending') return null;
  const traced = trace?.delivery ?? null;
  const known = mail.delivery === null ? [] : [mail.delivery];
  const delivery = chooseDelivery([...known, ...(traced === null ? [] : [traced]), ...told]);
  return {
    mail,
    settled: mail.state === 'accepted' ? null : { kind: 'accepted', at: takenAt },
    attempts: proveAccepted(mail, takenAt, trace?.queueId ?? null),
    delivery: delivery === mail.delivery ? null : delivery,
  };
}

/** The attempt by which the relay got it: the last that had begun by then. */
function proveAccepted(
  { attempts }: KnownMail,
  takenAt: number,
  queueId: string | null,
): MailChange['attempts'] {
  const candidates = attempts.filter(
    ({ outcome }) => outcome === 'uncertain' || outcome === 'accepted',
  );
  const begun = candidates.findLast(({ releasedAt }) => (releasedAt ?? Infinity) <= takenAt + 2000);
  const attempt = begun ?? candidates[0];
  if (attempt === undefined) return [];
  const isNews = attempt.outcome === 'uncertain' || (attempt.queueId === null && queueId !== null);
  if (!isNews) return [];
  const outcome = attempt.outcome === 'uncertain' ? 'accepted' : null;
  return [{ id: attempt.id, outcome, queueId: attempt.queueId ?? queueId }];
}

function isChange({ settled, attempts, delivery }: MailChange): boolean {
  return settled !== null || attempts.length > 0 || delivery !== null;
}

function planUnsent(
  plan: MailPlan,
  mail: KnownMail,
  trace: Trace | undefined,
  judge: ReturnType<typeof createUnsentJudge> | null,
): void {
  const unsent: KnownAttempt[] = [];
  let why: OpenReason | 'no_log' | null = null;
  for (const attempt of listUncertain(mail)) {
    const reason = judge === null ? 'no_log' : judge(attempt, trace);
    if (reason === null) unsent.push(attempt);
    else why ??= reason;
  }
  if (why !== null) plan.open.push({ mail, why });
  if (unsent.length === 0) return;
  const attempts = unsent.map(({ id }) => ({ id, outcome: 'unsent' as const, queueId: null }));
  const settled = why === null ? { kind: 'unsent' as const } : null;
  plan.changes.push({ mail, settled, attempts, delivery: null });
}

/** Whoever forges a report does not know what the ids of our mails look like inside. */
function matchReports(
  mails: readonly KnownMail[],
  reports: readonly DeliveryReport[],
): { byMail: Map<number, Delivery[]>; counts: MailPlan['reports'] } {
  const byMail = new Map<number, Delivery[]>();
  const counts = { used: 0, unknown: 0, foreignRecipient: 0, silent: 0 };
  if (reports.length === 0) return { byMail, counts };
  const byMessageId = new Map(mails.map((mail) => [mail.messageId, mail]));
  for (const report of reports) {
    const mail = identify(report, byMessageId);
    if (mail === undefined) counts.unknown += 1;
    else if (report.recipients.length === 0) counts.silent += 1;
    else {
      const facts = report.recipients.filter((one) => isAbout(mail, one));
      if (facts.length === 0) {
        counts.foreignRecipient += 1;
        continue;
      }
      counts.used += 1;
      const told = facts.map(({ delivery }) => timeDelivery(mail, delivery));
      byMail.set(mail.id, [...(byMail.get(mail.id) ?? []), ...told]);
    }
  }
  return { byMail, counts };
}

function identify(
  { envelopeId, messageId }: DeliveryReport,
  mails: ReadonlyMap<string, KnownMail>,
): KnownMail | undefined {
  const byMessageId = messageId === null ? undefined : mails.get(messageId);
  if (envelopeId === null) return byMessageId;
  const byEnvelope = mails.get(`<${envelopeId.replace(/^<|>$/g, '')}>`);
  // The returned head may have been cut off, but it must not name another mail.
  return messageId === null || byMessageId === byEnvelope ? byEnvelope : undefined;
}

/** A forwarder reports where it sent the mail on to; whom it was for is then named as the original. */
function isAbout({ recipient }: KnownMail, { original }: ReportedRecipient): boolean {
  return original === null || isSameAddress(original, recipient);
}

function timeDelivery({ settledAt, createdAt }: KnownMail, delivery: Delivery): Delivery {
  return Number.isNaN(delivery.at) ? { ...delivery, at: settledAt ?? createdAt } : delivery;
}

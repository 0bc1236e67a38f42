import type { Campaign } from '../../campaign/campaign.ts';
import type { Due } from '../../confirmations/about.ts';
import { createComposer } from '../../confirmations/composer.ts';
import { composeDrafts, type ResendPlan } from '../../confirmations/resend.ts';
import type { Context } from '../../context.ts';
import type { Database } from '../../database/statements.ts';
import { exitCodes, Failure } from '../../failure.ts';
import { createFormats } from '../../i18n/formats.ts';
import { findBusiest, type DomainLoad } from '../../mail/domain-load.ts';
import { sendQueued, type Summary } from '../../mail/engine.ts';
import { countDomains } from '../../mail/ledger.ts';
import { prepare, requeueUncertain, withdraw, type Draft } from '../../mail/outbox.ts';
import { probeRelay } from '../../mail/probe.ts';
import type { Counts } from '../../mail/progress.ts';
import { startRunner, type Runner } from '../../mail/runner.ts';
import { createProgress } from '../../terminal/progress.ts';
import { askPassword } from './password.ts';
import { renderPlan, renderSummary, writeProgress } from './send-report.ts';
import { describeLoad, estimateSeconds } from './send-time.ts';
import { templateFolder, type Means } from './settings.ts';

/** All that is decided before the first mail is stored. */
export interface Errand {
  /** What sends the rest, as it is typed. */
  rest: string;
  means: Means;
  plan: ResendPlan;
  selected: number;
  /** The domain that gets the most mails, where domains have a rate of their own. */
  busiest: DomainLoad | null;
  timeZone: string;
  /** The mails to be prepared, composed as they are asked for. */
  drafts: () => Iterable<Draft[]>;
  /** What is left out and what remains, counted when asked. */
  leftOver: () => Record<string, unknown>;
}

/**
 * Tries the templates on the first mail of each kind. `due`: what is to be written, once it is certain.
 * @throws Failure `template_faulty`, `setting_missing`
 */
export function makeErrand(
  context: Context,
  campaign: Campaign,
  {
    rest,
    means,
    plan,
    due = () => plan.fresh,
    leftOver,
  }: Omit<Errand, 'selected' | 'busiest' | 'timeZone' | 'drafts'> & { due?: () => readonly Due[] },
): Errand {
  const { database, settings } = campaign;
  const folder = templateFolder(context, settings);
  const composer = createComposer(campaign, means.relay.kind === 'smtp', folder);
  const now = context.actor.now();
  const drafts = (): Iterable<Draft[]> => composeDrafts(database, composer, due(), now);
  const tried = new Map(plan.fresh.map((due) => [due.purpose, due]));
  for (const group of composeDrafts(database, composer, [...tried.values()], now)) void group;
  const selected = plan.fresh.length + plan.waiting.length + plan.retried.length;
  const timeZone = settings['campaign.time-zone'];
  const busiest = means.domainRate === null ? null : findBusiest(listLoads(database, plan));
  return { rest, means, plan, selected, busiest, timeZone, drafts, leftOver };
}

function* listLoads(
  database: Database,
  { fresh, waiting, retried }: ResendPlan,
): Generator<DomainLoad> {
  for (const { booking } of fresh) {
    const email = booking.person.email ?? '';
    yield { domain: email.slice(email.lastIndexOf('@') + 1), mails: 1 };
  }
  yield* countDomains(database, [...waiting, ...retried]);
}

/** Composes everything and stores nothing. */
export function rehearse(context: Context, errand: Errand): void {
  const { out, text } = context;
  for (const group of watch(context, errand)) void group;
  const load = { ...describeLoad(errand), estimated_seconds: estimateSeconds(errand) };
  const document = { dry_run: true, ...countNothing(errand), ...load };
  out.result(document, () => [...renderPlan(context, errand), text.mail.plan.dryRun]);
}

/**
 * Plans, asks and sends as the only one that does: two plans would name the same people.
 * @param agree asks for consent, after the plan was shown
 * @throws Failure why it was refused or stopped, `interrupted`
 */
export async function sendErrand(
  context: Context,
  campaign: Campaign,
  plan: () => Errand,
  agree: (errand: Errand) => Promise<boolean>,
): Promise<number> {
  const runner = startRunner(campaign.database, context.actor);
  try {
    const errand = plan();
    const { out } = context;
    if (errand.selected === 0) {
      withdraw(runner.database, runner.actor, errand.plan.obsolete);
      out.result(countNothing(errand), () => renderPlan(context, errand));
      return 0;
    }
    for (const line of renderPlan(context, errand)) out.note(line);
    const password = await askPassword(context, errand.means.relay);
    if (!(await agree(errand))) throw new Failure('interrupted', {});
    // A relay that is down, or does not let us in, refuses the run before anything is stored.
    const fault = await probeRelay(errand.means.relay, password);
    if (fault !== null) throw fault;
    return await send(context, campaign, runner, errand, password);
  } finally {
    runner.release();
  }
}

function countNothing({ selected, leftOver }: Errand): Record<string, unknown> {
  return { selected, accepted: 0, failed: 0, uncertain: 0, ...leftOver(), seconds: 0 };
}

/** The drafts group by group, with a line of progress. */
function* watch({ out, text, language }: Context, { plan, drafts }: Errand): Generator<Draft[]> {
  const { number } = createFormats(language, 'UTC');
  const total = number(plan.fresh.length);
  const progress = createProgress(out);
  let done = 0;
  try {
    for (const group of drafts()) {
      yield group;
      done += group.length;
      progress.show(text.mail.composing(number(done), total));
    }
  } finally {
    progress.done();
  }
}

/** Stores every mail before the first one leaves; if one cannot be composed, none does. */
function freeze({ database, actor }: Runner, groups: Iterable<Draft[]>): number[] {
  const ids: number[] = [];
  try {
    for (const group of groups) ids.push(...prepare(database, actor, group).ids);
    return ids;
  } catch (error) {
    withdraw(database, actor, ids);
    throw error;
  }
}

async function send(
  context: Context,
  { settings }: Campaign,
  runner: Runner,
  errand: Errand,
  password: string | null,
): Promise<number> {
  const { out, text } = context;
  const { means, plan, leftOver } = errand;
  const { database, actor, recovered } = runner;
  withdraw(database, actor, plan.obsolete);
  const fresh = freeze(runner, watch(context, errand));
  const retried = requeueUncertain(database, actor, plan.retried);
  const onlyIds = [...plan.waiting, ...retried, ...fresh];
  const signal = context.onInterrupt();
  signal.drain.addEventListener('abort', () => out.note(text.mail.draining));
  const progress = createProgress(out);
  const onProgress = (counts: Counts): void => progress.show(writeProgress(context, counts));
  const summary = await sendQueued(runner, { ...means, password, onlyIds, signal, onProgress });
  progress.done();
  const { selected, accepted, failed, uncertain, retrying, seconds } = summary;
  const timeZone = settings['campaign.time-zone'];
  const counts = { selected, accepted, failed, uncertain, ...leftOver(), seconds };
  const held = { ...describeLoad(errand), held_back: summary.domains?.delayed ?? 0 };
  out.result({ ...counts, retrying, recovered, ...held }, () =>
    renderSummary(context, summary, { errand, recovered, timeZone }),
  );
  return conclude(summary);
}

/** @throws Failure why the run stopped, `interrupted` */
function conclude({ stopped, interrupted, failed, uncertain, retrying }: Summary): number {
  if (stopped !== null) throw stopped;
  if (interrupted) throw new Failure('interrupted', {});
  return failed + uncertain + retrying > 0 ? exitCodes.relay_unreachable : 0;
}

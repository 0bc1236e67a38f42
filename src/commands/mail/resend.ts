import type { Command } from 'commander';
import { requireReference } from '../../bookings/reference.ts';
import { findBooking } from '../../bookings/storage.ts';
import type { Campaign } from '../../campaign/campaign.ts';
import { createComposer } from '../../confirmations/composer.ts';
import { countConfirmations } from '../../confirmations/counts.ts';
import {
  composeDrafts,
  planMissing,
  planReferences,
  type ResendPlan,
} from '../../confirmations/resend.ts';
import type { Context } from '../../context.ts';
import { exitCodes, Failure } from '../../failure.ts';
import type { Text } from '../../i18n/text.ts';
import { sendQueued, type Summary } from '../../mail/engine.ts';
import { prepare, requeueUncertain, withdraw, type Draft } from '../../mail/outbox.ts';
import { probeRelay } from '../../mail/probe.ts';
import type { Counts } from '../../mail/progress.ts';
import type { Relay } from '../../mail/relay.ts';
import { startRunner, type Runner } from '../../mail/runner.ts';
import { parseRate, type Rate } from '../../mail/throttle.ts';
import { createProgress } from '../../terminal/progress.ts';
import { positiveCount } from '../options.ts';
import { askPassword } from './password.ts';
import { renderPlan, renderSummary, writeProgress } from './resend-report.ts';
import { chooseRelay, inForce, templateFolder } from './settings.ts';

interface Options {
  missing?: boolean;
  limit?: number;
  rate?: Rate;
  connections?: number;
  relay?: string;
  retryUncertain?: boolean;
  dryRun?: boolean;
}

/** How a run sends: what the plan shows and the engine gets. */
interface Means {
  relay: Relay;
  rate: Rate;
  connections: number;
}

/** All that is decided before the first mail is stored. */
export interface Errand {
  means: Means;
  plan: ResendPlan;
  selected: number;
  /** The mails to be prepared, composed as they are asked for. */
  drafts: () => Iterable<Draft[]>;
  /** What is left out and what remains, counted when asked. */
  leftOver: () => Record<string, unknown>;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['mail resend'];
  return command
    .argument('[reference...]', words.reference)
    .option('--missing', options.missing)
    .option('--limit <n>', options.limit, positiveCount('--limit'))
    .option('--rate <n/unit>', options.rate, readRate)
    .option('--connections <n>', options.connections, readConnections)
    .option('--relay <url>', options.relay)
    .option('--retry-uncertain', options.retryUncertain)
    .option('--dry-run', options.dryRun);
}

function readRate(value: string): Rate {
  const rate = parseRate(value);
  if (rate === null)
    throw new Failure('invalid_value', { option: '--rate', value, expected: 'rate' });
  return rate;
}

function readConnections(value: string): number {
  if (/^([1-9]|[1-4]\d|50)$/.test(value)) return Number(value);
  throw new Failure('invalid_value', { option: '--connections', value, expected: 'connections' });
}

export async function run(
  context: Context,
  options: Options,
  references: string[],
): Promise<number> {
  const { out, ask, text } = context;
  if (options.missing !== true && references.length === 0) {
    throw new Failure('one_option_needed', { options: ['--missing', '<reference>'] });
  }
  if (options.missing && references.length > 0) {
    throw new Failure('options_conflict', { option: '--missing', other: '<reference>' });
  }
  const campaign = await context.campaign();
  if (options.dryRun) {
    const errand = makeErrand(context, campaign, options, references);
    for (const group of errand.drafts()) void group;
    const document = { dry_run: true, ...countNothing(errand) };
    out.result(document, () => [...renderPlan(context, errand), text.mail.plan.dryRun]);
    return 0;
  }
  if (!ask.canConsent) {
    // What is wrong with the request itself is said first.
    makeErrand(context, campaign, options, references);
    throw new Failure('consent_needed', { command: 'mail resend' });
  }
  // From the plan to the last mail nobody else may plan: two plans would name the same people.
  const runner = startRunner(campaign.database, context.actor);
  try {
    return await perform(context, campaign, runner, options, references);
  } finally {
    runner.release();
  }
}

async function perform(
  context: Context,
  campaign: Campaign,
  runner: Runner,
  options: Options,
  references: string[],
): Promise<number> {
  const { out, ask, text } = context;
  const errand = makeErrand(context, campaign, options, references);
  if (errand.selected === 0) {
    out.result(countNothing(errand), () => renderPlan(context, errand));
    return 0;
  }
  for (const line of renderPlan(context, errand)) out.note(line);
  const { label } = errand.means.relay;
  const password = await askPassword(context, errand.means.relay);
  const agreed = await ask.consent(text.mail.asked(String(errand.selected), label), 'mail resend');
  if (!agreed) throw new Failure('interrupted', {});
  // A relay that is down, or does not let us in, refuses the run before anything is stored.
  const fault = await probeRelay(errand.means.relay, password);
  if (fault !== null) throw fault;
  return await send(context, runner, errand, password);
}

/** Decides who gets a mail, and tries the templates on the first. @throws Failure `template_faulty`, `setting_missing` */
function makeErrand(
  context: Context,
  campaign: Campaign,
  options: Options,
  references: string[],
): Errand {
  const { database, settings } = campaign;
  const means = chooseMeans(context, campaign, options);
  const plan = makePlan(campaign, options, references);
  const folder = templateFolder(context, settings);
  const composer = createComposer(campaign, means.relay.kind === 'smtp', folder);
  const now = context.actor.now();
  const drafts = (): Iterable<Draft[]> => composeDrafts(database, composer, plan, now);
  // A fault in a template shows before anybody is asked.
  for (const booking of plan.fresh.slice(0, 1)) composer.compose(booking, 1, now);
  const selected = plan.fresh.length + plan.waiting.length + plan.retried.length;
  const leftOver = (): Record<string, unknown> => {
    const { missing, queued } = countConfirmations(database);
    return { skipped: plan.skipped.length, remaining: missing + queued, left_out: plan.skipped };
  };
  return { means, plan, selected, drafts, leftOver };
}

function countNothing({ selected, leftOver }: Errand): Record<string, unknown> {
  return { selected, accepted: 0, failed: 0, uncertain: 0, ...leftOver(), seconds: 0 };
}

function chooseMeans(context: Context, campaign: Campaign, options: Options): Means {
  const rate = options.rate ?? parseRate(inForce(context, campaign, 'mail.rate', undefined));
  const connections = inForce(context, campaign, 'mail.connections', undefined);
  return {
    relay: chooseRelay(context, campaign, options.relay),
    rate: rate ?? { limit: 300, period: 60_000 },
    connections: options.connections ?? Number(connections),
  };
}

function makePlan({ database }: Campaign, options: Options, references: string[]): ResendPlan {
  const wish = { retryUncertain: options.retryUncertain === true, limit: options.limit ?? null };
  if (options.missing) return planMissing(database, wish);
  const unique = [...new Set(references.map(requireReference))];
  return planReferences(
    database,
    unique.map((reference) => findBooking(database, reference)),
    wish,
  );
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
  runner: Runner,
  { means, plan, drafts, leftOver }: Errand,
  password: string | null,
): Promise<number> {
  const { out, text } = context;
  const { database, actor } = runner;
  const fresh = freeze(runner, drafts());
  const retried = requeueUncertain(database, actor, plan.retried);
  const onlyIds = [...plan.waiting, ...retried, ...fresh];
  const signal = context.onInterrupt();
  signal.drain.addEventListener('abort', () => out.note(text.mail.draining));
  const progress = createProgress(out);
  const onProgress = (counts: Counts): void => progress.show(writeProgress(context, counts));
  const summary = await sendQueued(runner, { ...means, password, onlyIds, signal, onProgress });
  progress.done();
  const { selected, accepted, failed, uncertain, retrying, seconds } = summary;
  const { recovered } = runner;
  const timeZone = (await context.campaign()).settings['campaign.time-zone'];
  const counts = { selected, accepted, failed, uncertain, ...leftOver(), seconds };
  out.result({ ...counts, retrying, recovered }, () =>
    renderSummary(context, summary, { relay: means.relay, recovered, timeZone }),
  );
  return conclude(summary);
}

/** @throws Failure why the run stopped, `interrupted` */
function conclude({ stopped, interrupted, failed, uncertain, retrying }: Summary): number {
  if (stopped !== null) throw stopped;
  if (interrupted) throw new Failure('interrupted', {});
  return failed + uncertain + retrying > 0 ? exitCodes.relay_unreachable : 0;
}

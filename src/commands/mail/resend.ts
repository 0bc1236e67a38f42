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
import { prepare, requeueUncertain } from '../../mail/outbox.ts';
import { probeRelay } from '../../mail/probe.ts';
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
export interface Means {
  relay: Relay;
  rate: Rate;
  connections: number;
}

// A clerk's booking waits no longer than one such group takes to be stored.
const GROUP = 500;

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
  if (options.missing !== true && references.length === 0) {
    throw new Failure('one_option_needed', { options: ['--missing', '<reference>'] });
  }
  if (options.missing && references.length > 0) {
    throw new Failure('options_conflict', { option: '--missing', other: '<reference>' });
  }
  const campaign = await context.campaign();
  const means = chooseMeans(context, campaign, options);
  if (options.dryRun) return await resend(context, campaign, means, options, references, null);
  // Planned by the one who sends: nothing is prepared that a run under way does not know of.
  const runner = startRunner(campaign.database, context.actor);
  try {
    return await resend(context, campaign, means, options, references, runner);
  } finally {
    runner.release();
  }
}

async function resend(
  context: Context,
  campaign: Campaign,
  means: Means,
  options: Options,
  references: string[],
  runner: Runner | null,
): Promise<number> {
  const { out, ask, text } = context;
  const plan = makePlan(campaign, options, references);
  const folder = templateFolder(context, campaign.settings);
  const composer = createComposer(campaign, means.relay.kind === 'smtp', folder);
  const drafts = composeDrafts(campaign.database, composer, plan, context.actor.now());
  const selected = drafts.length + plan.waiting.length + plan.retried.length;
  const describe = (): string[] => renderPlan(context, plan, means, selected);
  if (runner === null || selected === 0) {
    const none = { accepted: 0, failed: 0, uncertain: 0, seconds: 0 };
    const document = {
      dry_run: runner === null,
      selected,
      ...none,
      ...leftOver(campaign, plan),
    };
    out.result(document, () =>
      runner === null ? [...describe(), text.mail.plan.dryRun] : describe(),
    );
    return 0;
  }
  for (const line of describe()) out.note(line);
  const password = await askPassword(context, means.relay);
  const question = text.mail.asked(String(selected), means.relay.label);
  if (!(await ask.consent(question, 'mail resend'))) throw new Failure('interrupted', {});
  // A relay that takes nothing from us is told before anything is stored.
  const fault = await probeRelay(means.relay, password);
  if (fault !== null) throw fault;
  return await send(context, campaign, plan, { ...means, password, runner }, drafts);
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

function leftOver({ database }: Campaign, plan: ResendPlan): Record<string, unknown> {
  const { missing, queued } = countConfirmations(database);
  return { skipped: plan.skipped.length, remaining: missing + queued, left_out: plan.skipped };
}

async function send(
  context: Context,
  campaign: Campaign,
  plan: ResendPlan,
  means: Means & { password: string | null; runner: Runner },
  drafts: ReturnType<typeof composeDrafts>,
): Promise<number> {
  const { out, actor, text } = context;
  const { database } = campaign;
  const ids = [...plan.waiting, ...requeueUncertain(database, actor, plan.retried)];
  for (let at = 0; at < drafts.length; at += GROUP) {
    ids.push(...prepare(database, actor, drafts.slice(at, at + GROUP)).ids);
  }
  const signal = context.onInterrupt();
  signal.drain.addEventListener('abort', () => out.note(text.mail.draining));
  const progress = createProgress(out);
  const summary = await sendQueued({
    database,
    actor,
    ...means,
    onlyIds: ids,
    signal,
    onProgress: (counts) => progress.show(writeProgress(context, counts)),
  });
  progress.done();
  const { selected, accepted, failed, uncertain, seconds } = summary;
  const document = { selected, accepted, failed, uncertain, ...leftOver(campaign, plan), seconds };
  const retrying = { retrying: summary.retrying, recovered: summary.recovered };
  out.result({ ...document, ...retrying }, () =>
    renderSummary(context, summary, means.relay, campaign.settings['campaign.time-zone']),
  );
  return conclude(summary);
}

/** @throws Failure why the run stopped, `interrupted` */
function conclude({ stopped, interrupted, failed, uncertain, retrying }: Summary): number {
  if (stopped !== null) throw stopped;
  if (interrupted) throw new Failure('interrupted', {});
  return failed + uncertain + retrying > 0 ? exitCodes.relay_unreachable : 0;
}

import type { Command } from 'commander';
import type { Booking } from '../../bookings/storage.ts';
import type { Campaign } from '../../campaign/campaign.ts';
import type { Due } from '../../confirmations/about.ts';
import type { Queued } from '../../confirmations/prepare.ts';
import { findAsked } from '../../confirmations/resend-storage.ts';
import { findLeftoverContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import { readCase } from '../../duplicates/cases-storage.ts';
import { planAuto, planChoice, type AutoPlan } from '../../duplicates/plan.ts';
import {
  findMember,
  requireOpen,
  resolveCases,
  type Resolution,
} from '../../duplicates/resolve.ts';
import type { Database } from '../../database/statements.ts';
import { Failure } from '../../failure.ts';
import type { Text } from '../../i18n/text.ts';
import type { renderQueued as RenderQueued } from '../mail/queue.ts';
import { offerMail, resolveDocument, renderIntents, renderResolutions } from './resolve-report.ts';
import { parseCase, probability } from './typed.ts';

interface Options {
  keep?: string;
  auto?: boolean;
  minProbability?: number;
  notify?: boolean;
  dryRun?: boolean;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['duplicate resolve'];
  return command
    .argument('[case]', words.case)
    .option('--keep <reference>', options.keep)
    .option('--auto', options.auto)
    .option('--min-probability <p>', options.minProbability, probability('--min-probability'))
    .option('--notify', options.notify)
    .option('--dry-run', options.dryRun);
}

export async function run(context: Context, options: Options, [typed]: string[]): Promise<void> {
  const { database } = await context.campaign();
  if (options.auto) {
    checkAuto(options, typed);
    const plan = planAuto(database, options.minProbability ?? 1);
    await carryOut(context, plan, { ...options, asks: true });
    return;
  }
  if (typed === undefined) throw new Failure('missing_argument', { argument: 'case' });
  if (options.minProbability !== undefined)
    throw new Failure('options_conflict', { option: '--min-probability', other: '<case>' });
  const found = readCase(database, parseCase(typed));
  if (options.keep === undefined)
    throw new Failure('missing_option', { option: '--keep <reference>' });
  const keep = findMember(found, options.keep);
  requireOpen(found);
  const intent = planChoice(database, found, keep);
  // What was named with what to keep is meant; a list is worth a second look.
  const asks = intent.cancel.length > 1;
  await carryOut(context, { intents: [intent], skipped: [] }, { ...options, asks });
}

function checkAuto({ keep, minProbability }: Options, typed: string | undefined): void {
  if (typed !== undefined)
    throw new Failure('options_conflict', { option: '--auto', other: '<case>' });
  if (keep !== undefined)
    throw new Failure('options_conflict', { option: '--auto', other: '--keep' });
  if (minProbability === undefined)
    throw new Failure('missing_option', { option: '--min-probability <p>' });
}

/** Shows what would happen, asks, and does just that. @throws Failure `consent_needed`, `interrupted` */
async function carryOut(
  context: Context,
  plan: AutoPlan,
  { dryRun = false, notify = false, asks }: Options & { asks: boolean },
): Promise<void> {
  const { out, ask, text, actor } = context;
  const campaign = await context.campaign();
  const { database, settings } = campaign;
  const timeZone = settings['campaign.time-zone'];
  const freedSeatsTo = findLeftoverContingent(database, settings);
  const preview = (): string[] => renderIntents(context, plan);
  if (plan.intents.length === 0) {
    out.result(resolveDocument(plan, [], { timeZone, dryRun }), preview);
    return;
  }
  if (!dryRun && asks) {
    if (ask.canConsent) for (const line of preview()) out.note(line);
    const agreed = await ask.consent(text.duplicates.resolve.ask, 'duplicate resolve');
    if (!agreed) throw new Failure('interrupted', {});
  }
  const choices = plan.intents.map(({ case: { id, probability }, keep, cancel }) => ({
    case: id,
    keep: keep.id,
    shown: { probability, cancel: cancel.map((one) => one.id) },
  }));
  const act = (dry: boolean): Resolution[] =>
    resolveCases(database, actor, choices, { freedSeatsTo, dryRun: dry });
  const mails = notify && !dryRun ? await openMails(context, campaign, act) : null;
  const done = act(dryRun);
  const told = mails?.queue(listCancelled(done).map(toDue)) ?? null;
  out.result(resolveDocument(plan, done, { timeZone, dryRun, told }), () =>
    dryRun
      ? [...preview(), text.duplicates.resolve.dryRun]
      : [
          ...renderResolutions(context, done),
          ...(isAskedNow(database, done) ? [text.duplicates.asked.leaving] : []),
          ...(mails === null || told === null
            ? offerMail(text, listCancelled(done))
            : mails.render(context, told)),
        ],
  );
}

// Who was asked before has answered; who is being asked at this moment reads of bookings that are gone.
function isAskedNow(database: Database, done: readonly Resolution[]): boolean {
  return done.some(({ case: { members } }) => {
    const bookings = members.map(({ id }) => id);
    return findAsked(database, bookings) === 'leaving';
  });
}

function listCancelled(done: readonly Resolution[]): Booking[] {
  return done.flatMap(({ cancellations }) => cancellations.map(({ booking }) => booking));
}

function toDue(booking: Booking): Due {
  return { booking, purpose: 'cancellation' };
}

/** Gets ready to queue the mails before anything is cancelled. */
async function openMails(
  context: Context,
  campaign: Campaign,
  act: (dry: boolean) => Resolution[],
): Promise<{ queue: (wanted: readonly Due[]) => Queued; render: typeof RenderQueued }> {
  // What composes mails is loaded for those who want one.
  const { openQueue, renderQueued } = await import('../mail/queue.ts');
  const [first] = listCancelled(act(true));
  return { queue: openQueue(context, campaign, first && toDue(first)), render: renderQueued };
}

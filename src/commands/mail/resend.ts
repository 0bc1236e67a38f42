import type { Command } from 'commander';
import { requireReference } from '../../bookings/reference.ts';
import { findBooking } from '../../bookings/storage.ts';
import type { Campaign } from '../../campaign/campaign.ts';
import { countConfirmations, countOtherMails } from '../../confirmations/counts.ts';
import {
  planMissing,
  planReferences,
  planWaiting,
  type ResendPlan,
} from '../../confirmations/resend.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import type { Rate } from '../../mail/throttle.ts';
import { choice, positiveCount } from '../options.ts';
import { makeErrand, rehearse, sendErrand, type Errand } from './send.ts';
import { chooseMeans, declareMeans } from './settings.ts';

/** What a mail can be sent for by its booking alone. */
type Choice = 'confirmation' | 'change' | 'cancellation';

interface Options {
  missing?: boolean;
  waiting?: boolean;
  purpose?: Choice;
  limit?: number;
  rate?: Rate;
  domainRate?: Rate | 'off';
  connections?: number;
  relay?: string;
  retryUncertain?: boolean;
  dryRun?: boolean;
}

const choices: readonly Choice[] = ['confirmation', 'change', 'cancellation'];

export function declare(command: Command, text: Text): Command {
  const { arguments: words, options } = text.commands['mail resend'];
  const named = command
    .argument('[reference...]', words.reference)
    .option('--missing', options.missing)
    .option('--waiting', options.waiting)
    .option('--purpose <kind>', options.purpose, choice('--purpose', choices, 'resend_purpose'))
    .option('--limit <n>', options.limit, positiveCount('--limit'));
  return declareMeans(named, text)
    .option('--retry-uncertain', options.retryUncertain)
    .option('--dry-run', options.dryRun);
}

export async function run(
  context: Context,
  options: Options,
  references: string[],
): Promise<number> {
  const { ask, text, language } = context;
  checkSelection(options, references);
  const campaign = await context.campaign();
  const make = (): Errand => plan(context, campaign, options, references);
  if (options.dryRun) {
    rehearse(context, make());
    return 0;
  }
  if (!ask.canConsent) {
    // What is wrong with the request itself is said first.
    make();
    throw new Failure('consent_needed', { command: 'mail resend' });
  }
  const { number } = createFormats(language, 'UTC');
  return await sendErrand(context, campaign, make, ({ selected, means }) =>
    ask.consent(text.mail.asked(number(selected), means.relay.label), 'mail resend'),
  );
}

/** Either all that is missing, or all that waits, or these. */
function checkSelection(options: Options, references: readonly string[]): void {
  const { missing, waiting, purpose } = options;
  const given = [
    ...(missing ? ['--missing'] : []),
    ...(waiting ? ['--waiting'] : []),
    ...(references.length > 0 ? ['<reference>'] : []),
  ];
  const [option, other] = given;
  if (option === undefined)
    throw new Failure('one_option_needed', { options: ['--missing', '--waiting', '<reference>'] });
  if (other !== undefined) throw new Failure('options_conflict', { option, other });
  if (purpose !== undefined && references.length === 0)
    throw new Failure('options_conflict', { option, other: '--purpose' });
}

/** Decides who gets a mail. @throws Failure `template_faulty`, `setting_missing` */
function plan(
  context: Context,
  campaign: Campaign,
  options: Options,
  references: readonly string[],
): Errand {
  const means = chooseMeans(context, campaign, options);
  const chosen = choose(context, campaign, options, references);
  const rest = `slotdesk mail resend ${options.missing ? '--missing' : '--waiting'}`;
  const leftOver = (): Record<string, unknown> => {
    const { missing, queued } = countConfirmations(campaign.database);
    return {
      skipped: chosen.skipped.length,
      remaining: queued + (options.waiting ? countOtherMails(campaign.database) : missing),
      left_out: chosen.skipped,
    };
  };
  return makeErrand(context, campaign, { rest, means, plan: chosen, leftOver });
}

function choose(
  { actor }: Context,
  { database }: Campaign,
  { missing, waiting, purpose, retryUncertain, limit }: Options,
  references: readonly string[],
): ResendPlan {
  const wish = {
    retryUncertain: retryUncertain === true,
    limit: limit ?? null,
    now: actor.now(),
  };
  if (missing) return planMissing(database, wish);
  if (waiting) return planWaiting(database, wish);
  const bookings = [...new Set(references.map(requireReference))].map((reference) =>
    findBooking(database, reference),
  );
  return planReferences(database, bookings, { ...wish, purpose: purpose ?? null });
}

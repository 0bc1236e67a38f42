import type { Command } from 'commander';
import { listBookings, type Booking } from '../../bookings/storage.ts';
import type { Campaign } from '../../campaign/campaign.ts';
import { createComposer } from '../../confirmations/composer.ts';
import { findNotice, keepNotice, type Notice } from '../../confirmations/notices.ts';
import { composeDue, planDue } from '../../confirmations/resend.ts';
import { confirmationStates, type ConfirmationState } from '../../confirmations/state.ts';
import { findContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import { readFileBytes } from '../../csv/open.ts';
import { Failure } from '../../failure.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { countQueued } from '../../mail/messages.ts';
import type { Purpose } from '../../mail/purposes.ts';
import { parseTime } from '../../time/parse.ts';
import { count, oneOf, positiveCount } from '../options.ts';
import { makeErrand, rehearse, sendErrand, type Errand } from './send.ts';
import { chooseMeans, declareMeans, templateFolder, type MeansOptions } from './settings.ts';

interface Options extends MeansOptions {
  subject: string;
  text: string;
  contingent?: string;
  from?: string;
  to?: string;
  confirmation?: ConfirmationState[];
  outsideArea?: boolean;
  recipients?: number;
  limit?: number;
  retryUncertain?: boolean;
  dryRun?: boolean;
}

export function declare(command: Command, text: Text): Command {
  const { options } = text.commands['mail notice'];
  const parseStates = oneOf('--confirmation', confirmationStates, 'confirmation_state');
  const named = command
    .requiredOption('--subject <subject>', options.subject)
    .requiredOption('--text <file>', options.text)
    .option('--contingent <name>', options.contingent)
    .option('--from <time>', options.from)
    .option('--to <time>', options.to)
    .option('--confirmation <states>', options.confirmation, parseStates)
    .option('--outside-area', options.outsideArea)
    .option('--recipients <n>', options.recipients, count('--recipients'))
    .option('--limit <n>', options.limit, positiveCount('--limit'));
  return declareMeans(named, text)
    .option('--retry-uncertain', options.retryUncertain)
    .option('--dry-run', options.dryRun);
}

export async function run(context: Context, options: Options): Promise<number> {
  const notice = {
    subject: requireText('--subject', options.subject, options.subject),
    text: requireText('--text', options.text, await readText(context, options.text)),
  };
  const campaign = await context.campaign();
  const make = (): Errand => plan(context, campaign, options, notice);
  if (options.dryRun) {
    const errand = make();
    showExample(context, campaign, errand);
    rehearse(context, errand);
    return 0;
  }
  return await sendErrand(context, campaign, make, async (errand) => {
    showExample(context, campaign, errand);
    await agree(context, errand.selected, options.recipients);
    return true;
  });
}

function requireText(option: string, value: string, text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new Failure('invalid_value', { option, value, expected: 'text' });
  return trimmed;
}

/** @throws Failure `file_missing`, `file_unreadable`, `invalid_value` if it is not UTF-8 */
async function readText({ stdin, path }: Context, file: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file === '-' ? stdin : readFileBytes(path(file)))
    pieces.push(piece as Uint8Array);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
    return text.replaceAll(/\r\n?/g, '\n');
  } catch {
    throw new Failure('invalid_value', { option: '--text', value: file, expected: 'utf8_file' });
  }
}

/** Who gets it: nobody twice, whatever the filters were before. */
function plan(context: Context, campaign: Campaign, options: Options, notice: Notice): Errand {
  const { database } = campaign;
  const known = findNotice(database, notice);
  // Nobody has had what has not been kept yet; it is kept when its mails are.
  const purpose: Purpose = known ?? 'notice-0';
  const about = { kind: 'notice', ...notice } as const;
  const wanted = choose(campaign, options).map((booking) => ({ booking, purpose, about }));
  const { limit = null, retryUncertain = false } = options;
  const wish = { limit, retryUncertain, once: true };
  const chosen = planDue(database, wanted, { ...wish, now: context.actor.now() });
  const leftOver = (): Record<string, unknown> => ({
    skipped: chosen.skipped.length,
    remaining: countQueued(database, findNotice(database, notice) ?? purpose),
    left_out: chosen.skipped,
  });
  return makeErrand(context, campaign, {
    rest: 'slotdesk mail notice …',
    means: chooseMeans(context, campaign, options),
    plan: chosen,
    due: () => {
      const kept = keepNotice(database, context.actor, notice);
      return chosen.fresh.map((one) => ({ ...one, purpose: kept }));
    },
    leftOver,
  });
}

function choose({ database, settings }: Campaign, options: Options): Booking[] {
  const { contingent, confirmation, outsideArea } = options;
  const date = settings['campaign.date'] === '' ? null : settings['campaign.date'];
  const read = (time: string | undefined): number | null =>
    time === undefined ? null : parseTime(time, settings['campaign.time-zone'], date);
  const from = read(options.from);
  const to = read(options.to);
  const bookings = listBookings(database, {
    state: ['binding'],
    ...(confirmation === undefined ? {} : { confirmation }),
    ...(outsideArea ? { outsideArea } : {}),
    ...(contingent === undefined ? {} : { contingent: findContingent(database, contingent) }),
  });
  if (from === null && to === null) return bookings;
  return bookings.filter(({ slot: { startsAt } }) => {
    return startsAt !== null && startsAt >= (from ?? startsAt) && (to === null || startsAt < to);
  });
}

/** The first mail as its person will read it. */
function showExample(context: Context, campaign: Campaign, { plan: { fresh } }: Errand): void {
  const { out, text, actor } = context;
  const [first] = fresh;
  if (first === undefined) return;
  const composer = createComposer(campaign, false, templateFolder(context, campaign.settings));
  const mail = composeDue(campaign.database, composer, first, actor.now());
  if (mail === null) return;
  out.note('');
  out.note(text.queue.notice.example);
  out.note(`  ${text.mail.subject}: ${mail.subject}`);
  for (const line of mail.text.trimEnd().split('\n')) out.note(line === '' ? '' : `  ${line}`);
  out.note('');
}

/** The number of recipients, typed: `--yes` is no answer to it. @throws Failure `answer_needed`, `recipients_differ` */
async function agree(
  { ask, text, language }: Context,
  selected: number,
  given: number | undefined,
): Promise<void> {
  if (given !== undefined) {
    if (given !== selected) throw new Failure('recipients_differ', { given, selected });
    return;
  }
  const words = text.queue.notice;
  const { number } = createFormats(language, 'UTC');
  const isRight = (typed: string): boolean => typed.replaceAll(/[\s.,']/g, '') === String(selected);
  await ask.value(words.askCount(number(selected)), '--recipients', {
    check: (typed) => (isRight(typed) ? null : words.notTheCount(String(selected))),
  });
}

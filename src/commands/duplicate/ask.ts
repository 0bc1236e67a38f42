import type { Command } from 'commander';
import { fullName } from '../../bookings/person.ts';
import { surplusRequest } from '../../confirmations/about.ts';
import type { Queued } from '../../confirmations/prepare.ts';
import type { Context } from '../../context.ts';
import {
  isUnchanged,
  planAsk,
  type AskPlan,
  type Question,
  type SilentReason,
} from '../../duplicates/ask.ts';
import { Failure } from '../../failure.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { renderTable } from '../../terminal/table.ts';
import { openQueue, renderQueued } from '../mail/queue.ts';
import { parseCase, probability } from './typed.ts';

interface Options {
  minProbability?: number;
  dryRun?: boolean;
}

const SURE = 0.9;

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['duplicate ask'];
  return command
    .argument('[case...]', words.case)
    .option('--min-probability <p>', options.minProbability, probability('--min-probability'))
    .option('--dry-run', options.dryRun);
}

export async function run(context: Context, options: Options, typed: string[]): Promise<void> {
  const { out, ask, text } = context;
  const campaign = await context.campaign();
  const dryRun = options.dryRun === true;
  const named = typed.map(parseCase);
  if (named.length > 0 && options.minProbability !== undefined)
    throw new Failure('options_conflict', { option: '--min-probability', other: '<case>' });
  const minProbability = options.minProbability ?? SURE;
  const plan = planAsk(campaign.database, { named, minProbability });
  const wanted = plan.questions.map(({ keep, bookings }) => surplusRequest(keep, bookings));
  // A faulty template is refused before anybody is asked.
  const queue = openQueue(context, campaign, wanted[0]);
  const words = text.duplicates.ask;
  if (dryRun || plan.questions.length === 0) {
    const lines = (): string[] => [
      ...renderPlan(context, plan),
      ...(dryRun ? [text.duplicates.resolve.dryRun] : []),
    ];
    out.result(toDocument(plan, null), lines);
    return;
  }
  if (ask.canConsent) for (const line of renderPlan(context, plan)) out.note(line);
  const { number } = createFormats(context.language, 'UTC');
  const question = words.agree(plan.questions.length, number(plan.questions.length));
  if (!(await ask.consent(question, 'duplicate ask'))) throw new Failure('interrupted', {});
  const questions = new Map(plan.questions.map((one) => [one.keep.id, one]));
  // Whoever decided meanwhile is not overruled by an answer to an older list.
  const queued = queue(wanted, ({ booking }) => {
    const shown = questions.get(booking.id);
    return shown !== undefined && isUnchanged(campaign.database, shown);
  });
  out.result(toDocument(plan, queued), () => [...renderQueued(context, queued), words.answers]);
}

function toDocument({ questions, silent }: AskPlan, queued: Queued | null): unknown {
  return {
    selected: questions.length,
    queued: queued?.queued ?? 0,
    questions: questions.map(({ case: id, keep, bookings }) => ({
      case: id,
      to: keep.reference,
      email: keep.person.email,
      bookings: bookings.map(({ reference }) => reference),
    })),
    skipped: queued?.skipped ?? [],
    not_asked: silent,
    stored: queued !== null,
  };
}

function renderPlan({ out, text, language }: Context, { questions, silent }: AskPlan): string[] {
  const { duplicates: words, bookings, mail } = text;
  const { number } = createFormats(language, 'UTC');
  const counts = new Map<SilentReason, number>();
  for (const { reason } of silent) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const left = [...counts].map(([reason, count]) => words.ask.silent[reason](number(count)));
  if (questions.length === 0) return [...left, words.ask.nobody];
  const table = renderTable<Question>(
    [
      { title: words.case, value: (one) => String(one.case), align: 'right' },
      { title: words.who, value: ({ keep }) => fullName(keep.person), flexible: true },
      {
        title: bookings.email,
        value: ({ keep }) => keep.person.email ?? mail.states.none_possible,
        flexible: true,
      },
      {
        title: words.bookings,
        value: (one) => one.bookings.map(({ reference }) => reference).join(' '),
        flexible: true,
      },
    ],
    questions,
    out.columns,
    out.style.strong,
  );
  return [...table, ...left];
}

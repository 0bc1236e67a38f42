import { formatReference } from '../../bookings/reference.ts';
import type { EvidencePlan } from '../../confirmations/evidence.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import type { MailChange } from '../../mail/evidence/plan.ts';
import { renderTable } from '../../terminal/table.ts';
import { wrap } from '../../terminal/width.ts';
import { toIso } from '../../time/zone.ts';
import type { FileRead } from './evidence.ts';

interface Told {
  plan: EvidencePlan;
  /** Message-IDs of our form that the campaign does not know. */
  strangers: number;
  read: readonly FileRead[];
  dryRun: boolean;
}

type Words = Text['evidence'];
type Figures = Record<keyof Words['figures'], number>;
type Unmatched = Record<keyof Words['unmatchedKinds'], number>;

const SHOWN = 20;

function countFigures({ mails, claims }: EvidencePlan): Figures {
  const count = (wanted: (change: MailChange) => boolean): number =>
    mails.changes.filter(wanted).length;
  const claimed = [...claims.claims.values()];
  return {
    accepted: count(({ settled }) => settled?.kind === 'accepted'),
    unsent: count(({ settled }) => settled?.kind === 'unsent'),
    delivered: count(({ delivery }) => delivery?.kind === 'delivered'),
    deferred: count(({ delivery }) => delivery?.kind === 'deferred'),
    bounced: count(({ delivery }) => delivery?.kind === 'bounced'),
    claimed: claimed.filter(({ claim }) => claim === 'sent').length,
    claimedNot: claimed.filter(({ claim }) => claim === 'not_sent').length,
    unchanged: mails.unchanged + claims.unchanged,
  };
}

function countUnmatched({ plan: { mails, claims }, strangers }: Told): Unmatched {
  const rows = (why: string): number => claims.unused.filter((row) => row.why === why).length;
  return {
    unknownReports: mails.reports.unknown,
    foreignRecipient: mails.reports.foreignRecipient,
    silentReports: mails.reports.silent,
    passedOn: mails.passedOn,
    strangers,
    unknownRows: rows('unknown'),
    cancelledRows: rows('cancelled'),
    severalRows: rows('several'),
    unreadableRows: rows('unreadable'),
  };
}

function listBounced({ mails }: EvidencePlan): MailChange[] {
  return mails.changes.filter(({ delivery }) => delivery?.kind === 'bounced');
}

export function toDocument(told: Told, timeZone: string): Record<string, unknown> {
  const { plan, read, dryRun } = told;
  const { claimedNot, ...figures } = countFigures(plan);
  const unmatched = countUnmatched(told);
  const toTime = (at: number | null): string | null => (at === null ? null : toIso(timeZone, at));
  return {
    dry_run: dryRun,
    files: read.map((file) =>
      file.format === 'postfix' ? { ...file, from: toTime(file.from), to: toTime(file.to) } : file,
    ),
    ...figures,
    claimed_not: claimedNot,
    clock_shift_seconds: Math.round(plan.mails.clockShift / 1000),
    bounces: listBounced(plan).map(({ mail, delivery }) => ({
      reference: formatReference(mail.reference),
      message_id: mail.messageId,
      at: toTime(delivery?.at ?? null),
      reason: delivery?.reason,
      code: delivery?.code,
      words: delivery?.words,
    })),
    uncertain: plan.mails.open.map(({ mail, why }) => ({
      reference: formatReference(mail.reference),
      message_id: mail.messageId,
      why,
    })),
    unmatched: {
      reports_unknown: unmatched.unknownReports,
      reports_other_recipient: unmatched.foreignRecipient,
      reports_silent: unmatched.silentReports,
      passed_on: unmatched.passedOn,
      message_ids_unknown: unmatched.strangers,
      rows: plan.claims.unused,
    },
  };
}

/** What was read, what it shows, what stays open, what could not be used, what to do next. */
export function renderEvidence(context: Context, told: Told, timeZone: string): string[] {
  const { text, out, language } = context;
  const words = text.evidence;
  const { number } = createFormats(language, timeZone);
  const { plan } = told;
  const figures = countFigures(plan);
  const lines = renderFiles(context, told.read, timeZone);
  const seconds = Math.round(plan.mails.clockShift / 1000);
  if (seconds !== 0) lines.push(words.clockShift(number(Math.abs(seconds))));
  lines.push('', ...renderFigures(context, figures));
  lines.push(...renderBounces(context, plan), ...renderOpen(context, plan));
  lines.push(...renderUnmatched(context, told));
  if (told.dryRun) lines.push('', words.dryRun);
  else if (figures.unsent > 0) lines.push('', words.next.unsent);
  if (figures.bounced > 0) lines.push(words.next.bounced);
  return lines.flatMap((line) => wrapLong(line, out.columns));
}

function renderFiles(
  { text, language }: Context,
  read: readonly FileRead[],
  timeZone: string,
): string[] {
  const { files, standardInput } = text.evidence;
  const { number, moment } = createFormats(language, timeZone);
  return read.map((file) => {
    const name = file.file === '-' ? standardInput : file.file;
    switch (file.format) {
      case 'postfix':
        return file.from === null || file.to === null
          ? files.untimed(name, number(file.lines))
          : files.postfix(name, number(file.lines), moment(file.from), moment(file.to));
      case 'dsn':
        return files.dsn(name, number(file.mails), number(file.reports));
      case 'csv':
        return files.csv(name, number(file.rows));
      default:
        return file satisfies never;
    }
  });
}

function renderFigures({ text, out, language }: Context, figures: Figures): string[] {
  const words = text.evidence;
  const { number } = createFormats(language, 'UTC');
  const shown = Object.entries(figures).filter(([, count]) => count > 0);
  if (shown.length === 0) return [words.nothing];
  const names: Record<string, string> = words.figures;
  const table = renderTable(
    [
      { title: words.mails, value: ([, count]) => number(count), align: 'right' },
      { title: words.shows, value: ([name]) => names[name] ?? '', flexible: true },
    ],
    shown,
    out.columns,
    out.style.strong,
  );
  const isNews = shown.some(([name]) => name !== 'unchanged');
  return isNews ? table : [...table, words.nothingNew];
}

function renderBounces({ text, out }: Context, plan: EvidencePlan): string[] {
  const words = text.evidence;
  const bounced = listBounced(plan);
  if (bounced.length === 0) return [];
  const table = renderTable(
    [
      { title: text.mail.reference, value: ({ mail }) => formatReference(mail.reference) },
      {
        title: words.reason,
        value: ({ delivery }) => words.reasons[delivery?.reason ?? 'other'],
        flexible: true,
      },
      { title: words.words, value: ({ delivery }) => delivery?.words ?? '', flexible: true },
    ],
    bounced.slice(0, SHOWN),
    out.columns,
    out.style.faint,
  );
  const more = bounced.length > SHOWN ? ['…'] : [];
  return ['', out.style.strong(words.bounces), ...table, ...more];
}

function renderOpen({ text, out, language }: Context, { mails }: EvidencePlan): string[] {
  const words = text.evidence;
  const { number } = createFormats(language, 'UTC');
  if (mails.open.length === 0) return [];
  const counts = new Map<(typeof mails.open)[number]['why'], number>();
  for (const { why } of mails.open) counts.set(why, (counts.get(why) ?? 0) + 1);
  const lines = [...counts].map(([why, count]) => `  ${number(count)} × ${words.openReasons[why]}`);
  return ['', out.style.warn(words.open(number(mails.open.length))), ...lines];
}

function renderUnmatched({ text, out, language }: Context, told: Told): string[] {
  const words = text.evidence;
  const { number } = createFormats(language, 'UTC');
  const shown = Object.entries(countUnmatched(told)).filter(([, count]) => count > 0);
  if (shown.length === 0) return [];
  const names: Record<string, string> = words.unmatchedKinds;
  const lines = shown.map(([kind, count]) => {
    const rows = told.plan.claims.unused.filter(({ why }) => `${why}Rows` === kind);
    const numbers = rows.slice(0, SHOWN).map(({ line }) => number(line));
    const more = rows.length > SHOWN ? ', …' : '';
    const where = rows.length === 0 ? '' : ` (${words.lines(numbers.join(', ') + more)})`;
    return `  ${number(count)} × ${names[kind] ?? ''}${where}`;
  });
  return ['', out.style.strong(words.unmatched), ...lines];
}

/** What is indented stays so when it takes several lines. */
function wrapLong(line: string, columns: number): string[] {
  const indented = line.startsWith('  ');
  return indented
    ? wrap(line.trimStart(), columns, '    ').map((one) => one.replace(/^(?! )/, '  '))
    : [line];
}

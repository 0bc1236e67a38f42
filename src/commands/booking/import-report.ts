import type { Fault } from '../../bookings/fault.ts';
import type { ImportReport } from '../../bookings/import.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { cleanDeep } from '../../terminal/clean.ts';
import { wrap } from '../../terminal/width.ts';

const SHOWN = 20;

/** What is wrong with a cell and how to mend it, in one or two sentences. */
export function describeFault(text: Text, fault: Fault): string {
  // Code and facts belong to one fault, which the union of all of them no longer shows.
  const say = text.import.faults[fault.code] as (facts: unknown) => {
    message: string;
    hint: string;
  };
  const { message, hint } = say(cleanDeep(fault.facts));
  return `${message} ${hint}`;
}

/** What an import came to. */
export interface Outcome {
  stored: boolean;
  dryRun: boolean;
  /** Rows that somebody was faster with than a decided import. */
  late: number;
}

/** The import's figures and the first of its faults, as lines. */
export function renderReport(
  { text, out, language }: Context,
  report: ImportReport,
  { stored, dryRun }: Outcome,
): string[] {
  const words = text.import;
  const { number } = createFormats(language, 'UTC');
  const count = report.files.reduce((sum, { faults }) => sum + faults, 0);
  const severalFiles = report.files.length > 1;
  const lines = firstFaults(report).flatMap((fault) => {
    const place = words.place(
      severalFiles ? fault.file : null,
      number(fault.line),
      fault.column,
      fault.value,
    );
    return wrap(`${out.style.strong(place)} ${describeFault(text, fault)}`, out.columns, '  ');
  });
  if (count > SHOWN) lines.push(out.style.faint(words.moreFaults(number(count - SHOWN))));
  if (count > 0) lines.push('');
  lines.push(...renderFigures({ text, out, language }, report));
  if (dryRun) lines.push(words.dryRun);
  else if (!stored) lines.push(words.refused);
  return lines;
}

function firstFaults({ files }: ImportReport): Fault[] {
  const first: Fault[] = [];
  for (const { readRejected } of files)
    for (const { faults } of readRejected()) {
      first.push(...faults.slice(0, SHOWN - first.length));
      if (first.length >= SHOWN) return first;
    }
  return first;
}

const NAMED = 5;

/** What becomes, or would become, of the rows. */
export function renderFigures(
  { text, out, language }: Pick<Context, 'text' | 'out' | 'language'>,
  report: ImportReport,
): string[] {
  const words = text.import;
  const { number } = createFormats(language, 'UTC');
  const skipped = report.files.reduce(
    (sum, { skipped: { sums, headers, states } }) => sum + sums + headers + states,
    0,
  );
  const figures: [string, number][] = [
    [words.imported, report.imported],
    [words.updated, report.updated],
    [words.resurrected, report.resurrected],
    [words.unchanged, report.unchanged],
    [words.rejected, report.rejected],
    [words.skipped, skipped],
  ];
  const counted = figures
    .filter(([, count], index) => index === 0 || count > 0)
    .map(([word, count]) => `${number(count)} ${word}`);
  const lines = [words.summary(report.rows, number(report.rows), counted.join(', '))];
  const { count, references } = report.vanished;
  if (count > 0) {
    const named = references.slice(0, NAMED).join(', ') + (count > NAMED ? ', …' : '');
    lines.push(...wrap(words.vanished(number(count), named), out.columns, '  '));
  }
  if (report.outsideArea > 0) lines.push(words.outsideArea(number(report.outsideArea)));
  return lines;
}

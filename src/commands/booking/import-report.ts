import type { Fault, Warning } from '../../bookings/fault.ts';
import type { ImportReport } from '../../bookings/import.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { cleanDeep } from '../../terminal/clean.ts';
import { wrap } from '../../terminal/width.ts';

const SHOWN = 20;
const SHOWN_WARNINGS = 5;

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

export function describeWarning(text: Text, warning: Warning): string {
  const say = text.import.warnings[warning.code] as (facts: unknown) => string;
  return say(cleanDeep(warning.facts));
}

/** What an import came to. */
export interface Outcome {
  stored: boolean;
  dryRun: boolean;
  /** Rows that somebody was faster with than a decided import. */
  late: number;
}

type Placed = Pick<Fault, 'file' | 'line' | 'column' | 'value'>;

/** The import's figures and the first of its faults and warnings, by kind, as lines. */
export function renderReport(
  context: Context,
  report: ImportReport,
  { stored, dryRun }: Outcome,
): string[] {
  const { text, language } = context;
  const words = text.import;
  const { number } = createFormats(language, 'UTC');
  const faulty = report.files.reduce((sum, { faults }) => sum + faults, 0);
  const warnings = report.files.flatMap((file) => file.warnings);
  const warned = report.files.reduce((sum, file) => sum + file.warned, 0);
  const say = (fault: Fault): string => describeFault(text, fault);
  const warn = (warning: Warning): string => describeWarning(text, warning);
  const lines = renderPlaces(context, report, readFaults(report), say, {
    most: SHOWN,
    count: faulty,
    more: words.moreFaults,
  });
  if (faulty > 0) lines.push('');
  lines.push(...renderFigures(context, report));
  if (warned > 0) {
    lines.push('', words.warned(warned, number(warned)));
    lines.push(
      ...renderPlaces(context, report, warnings, warn, {
        most: SHOWN_WARNINGS,
        count: warned,
        more: words.moreWarnings,
      }),
      '',
    );
  }
  if (dryRun) lines.push(words.dryRun);
  else if (!stored) lines.push(words.refused);
  return lines;
}

function* readFaults({ files }: ImportReport): Generator<Fault> {
  for (const { readRejected } of files) for (const { faults } of readRejected()) yield* faults;
}

/** What is said once, with the places it is said of; every kind is shown before many of one are. */
function renderPlaces<P extends Placed>(
  { text, out, language }: Context,
  { files }: ImportReport,
  all: Iterable<P>,
  say: (place: P) => string,
  { most, count, more }: { most: number; count: number; more: (left: string) => string },
): string[] {
  const words = text.import;
  const { number } = createFormats(language, 'UTC');
  const kinds = new Map<string, { size: number; places: P[] }>();
  for (const each of all) {
    const sentence = say(each);
    let kind = kinds.get(sentence);
    if (kind === undefined) kinds.set(sentence, (kind = { size: 0, places: [] }));
    kind.size++;
    if (kind.places.length < most) kind.places.push(each);
  }
  const sizes = [...kinds.values()].map(({ size }) => size);
  const shares = shareOut(most, sizes);
  const lines = [...kinds].flatMap(([sentence, { size, places }], at) => {
    const shown = places.slice(0, shares[at]).flatMap(({ file, line, column, value }) => {
      const place = words.place(files.length > 1 ? file : null, number(line), column, value);
      return wrap(place, out.columns - 2, '  ').map((line) => `  ${line}`);
    });
    if (shown.length === 0) return [];
    const title = size > 1 ? `${number(size)} × ${sentence}` : sentence;
    return [...wrap(out.style.strong(title), out.columns, '  '), ...shown];
  });
  const left = count - shares.reduce((sum, share) => sum + share, 0);
  if (left > 0) lines.push(out.style.faint(more(number(left))));
  return lines;
}

/** One each in turn, until there are no more or all are given. */
function shareOut(most: number, sizes: readonly number[]): number[] {
  const shares = sizes.map(() => 0);
  let left = most;
  for (let round = 1; left > 0 && sizes.some((size) => size >= round); round++) {
    for (const [at, size] of sizes.entries()) {
      if (size < round || left === 0) continue;
      shares[at] = round;
      left--;
    }
  }
  return shares;
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

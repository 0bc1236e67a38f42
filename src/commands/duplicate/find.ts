import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { searchDuplicates, type SearchReport } from '../../duplicates/search.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { createProgress } from '../../terminal/progress.ts';
import { writeCommand } from '../shell.ts';
import { probability } from './typed.ts';

interface Options {
  minProbability?: number;
}

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands['duplicate find'];
  return command.option(
    '--min-probability <p>',
    options.minProbability,
    probability('--min-probability'),
  );
}

export async function run(context: Context, options: Options): Promise<void> {
  const { actor, out, text, language } = context;
  const { database, settings } = await context.campaign();
  const { number } = createFormats(language, 'UTC');
  const words = text.duplicates.find;
  const progress = createProgress(out);
  const report = searchDuplicates(database, actor, {
    minProbability: options.minProbability ?? Number(settings['duplicates.min-probability']),
    onProgress: (step, done) => {
      if (step === 'storing') progress.show(words.storing);
      else progress.show(words[step](number(done)));
    },
  });
  progress.done();
  out.result(toDocument(report), () => render(context, report));
}

function toDocument(report: SearchReport): Record<string, unknown> {
  const { bookings, cases, pairs, compared, created, reopened, closed, moved, oversize } = report;
  return {
    bookings,
    cases,
    pairs,
    compared,
    new: created,
    reopened,
    stale: closed,
    changed_meanwhile: moved,
    oversize,
  };
}

function render({ text, language }: Context, report: SearchReport): string[] {
  const words = text.duplicates.find;
  const { number } = createFormats(language, 'UTC');
  const { bookings, cases, compared, created, reopened, closed, moved, oversize, isDue } = report;
  return [
    words.done(number(bookings), cases, number(cases)),
    isDue ? words.compared(number(compared)) : words.unchanged,
    ...(created + reopened + closed > 0
      ? [words.figures(number(created), number(reopened), number(closed))]
      : []),
    ...(moved > 0 ? [words.moved(number(moved))] : []),
    ...(oversize > 0 ? [words.oversize(number(oversize))] : []),
    ...(cases > 0 ? [words.next(writeCommand('duplicate', 'review'))] : []),
  ];
}

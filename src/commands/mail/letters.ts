import { extname } from 'node:path';
import type { Command } from 'commander';
import { fullName } from '../../bookings/person.ts';
import { requireReference } from '../../bookings/reference.ts';
import { findBooking } from '../../bookings/storage.ts';
import { listLettersToWrite, markLetters, type Letter } from '../../confirmations/letters.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import { writeFileWhole } from '../../files.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { renderTable } from '../../terminal/table.ts';
import { toIso } from '../../time/zone.ts';
import { explainLetter, writeLettersCsv, writeLettersPage } from './letters-file.ts';

interface Options {
  output?: string;
  all?: boolean;
  done?: boolean;
  undo?: boolean;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['mail letters'];
  return command
    .argument('[reference...]', words.reference)
    .option('-o, --output <file>', options.output)
    .option('--all', options.all)
    .option('--done', options.done)
    .option('--undo', options.undo);
}

export async function run(context: Context, options: Options, references: string[]): Promise<void> {
  const { done, undo, output } = options;
  if (done && undo) throw new Failure('options_conflict', { option: '--done', other: '--undo' });
  const [reference] = references;
  if (!done && !undo) {
    if (reference !== undefined)
      throw new Failure('one_option_needed', { options: ['--done', '--undo'] });
    await list(context, options);
    return;
  }
  const option = done ? '--done' : '--undo';
  if (output !== undefined) throw new Failure('options_conflict', { option, other: '--output' });
  if (reference === undefined) throw new Failure('missing_argument', { argument: 'reference' });
  await mark(context, references, done === true);
}

async function mark(context: Context, references: string[], done: boolean): Promise<void> {
  const { out, text, actor, language } = context;
  const { database } = await context.campaign();
  const unique = [...new Set(references.map(requireReference))];
  const bookings = unique.map((reference) => findBooking(database, reference));
  const marked = markLetters(database, actor, bookings, done);
  const { number } = createFormats(language, 'UTC');
  const say = done ? text.letters.marked : text.letters.unmarked;
  const document = { [done ? 'marked' : 'unmarked']: marked, unchanged: bookings.length - marked };
  out.result(document, () => [say(number(marked))]);
}

async function list(context: Context, { output, all }: Options): Promise<void> {
  const { out, text, language, actor } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const file = output === undefined ? null : context.path(output);
  const form = file === null ? null : chooseForm(file);
  const letters = listLettersToWrite(database, { all: all === true });
  const title = text.letters.title(settings['campaign.name']);
  if (file !== null) {
    const page = { title, timeZone, now: actor.now() };
    writeFileWhole(
      file,
      form === 'html'
        ? writeLettersPage(context, letters, page)
        : writeLettersCsv(context, letters, timeZone),
    );
  }
  const { number } = createFormats(language, timeZone);
  const people = letters.map((letter) => toDocument(letter, timeZone));
  const document = file === null ? people : { file, people: people.length };
  out.result(document, () =>
    file === null
      ? render(context, letters)
      : [text.letters.written(file, number(letters.length)), text.letters.mark],
  );
}

function chooseForm(file: string): 'csv' | 'html' {
  const end = extname(file).toLowerCase();
  if (end === '.html' || end === '.htm') return 'html';
  if (end === '.csv') return 'csv';
  throw new Failure('invalid_value', { option: '--output', value: file, expected: 'letters_file' });
}

function toDocument({ booking, why, doneAt }: Letter, timeZone: string): Record<string, unknown> {
  const { reference, person, confirmation } = booking;
  return {
    reference,
    email: person.email,
    phone: person.phone,
    booking: booking.state,
    state: confirmation?.state ?? null,
    why,
    done_at: doneAt === null ? null : toIso(timeZone, doneAt),
  };
}

function render({ text, out }: Context, letters: readonly Letter[]): string[] {
  const words = text.letters;
  if (letters.length === 0) return [out.style.good(words.nobody)];
  const table = renderTable(
    [
      { title: words.reference, value: ({ booking }) => booking.reference },
      { title: words.name, value: ({ booking }) => fullName(booking.person), flexible: true },
      { title: words.phone, value: ({ booking }) => booking.person.phone ?? '' },
      { title: words.why, value: (letter) => explainLetter(text, letter), flexible: true },
    ],
    letters,
    out.columns,
    out.style.strong,
  );
  return [...table, '', words.mark];
}

import type { Command } from 'commander';
import { resizeSlot } from '../../contingents/resize.ts';
import { findContingent } from '../../contingents/storage.ts';
import { findSlot } from '../../contingents/slots.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { count } from '../options.ts';
import { readClock } from './clock.ts';
import { toDocument } from './table.ts';

interface Options {
  capacity: number;
  contingent?: string;
  dryRun?: boolean;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['slot resize'];
  return command
    .argument('<slot>', words.slot)
    .requiredOption('--capacity <n>', options.capacity, count('--capacity'))
    .option('--contingent <name>', options.contingent)
    .option('--dry-run', options.dryRun);
}

export async function run(
  context: Context,
  { capacity, contingent, dryRun = false }: Options,
  [typed = '']: string[],
): Promise<void> {
  const { out, text, actor, language } = context;
  const { database, settings } = await context.campaign();
  const within = contingent === undefined ? null : findContingent(database, contingent);
  const clock = readClock(settings);
  const { id } = findSlot(database, typed, clock, within);
  const { before, after } = resizeSlot(database, actor, id, capacity, { dryRun });
  const document = {
    before: toDocument(before, clock.timeZone),
    after: toDocument(after, clock.timeZone),
    stored: !dryRun && before.seats !== after.seats,
  };
  out.result(document, () => {
    const words = text.contingents;
    const { number } = createFormats(language, clock.timeZone);
    const by = after.seats - before.seats;
    const sign = by < 0 ? '−' : '+';
    const sum = words.difference(`${sign}${number(Math.abs(by))}`);
    const line = words.resized(String(id), number(before.seats), number(after.seats), sum);
    const owed = after.overbooked > 0 ? [words.overbookedBy(number(after.overbooked))] : [];
    return [line, ...owed, ...(dryRun ? [words.release.dryRun] : [])];
  });
}

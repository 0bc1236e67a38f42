import type { Command } from 'commander';
import { findContingent } from '../../contingents/storage.ts';
import { findSlot, listSlots } from '../../contingents/slots.ts';
import type { Context } from '../../context.ts';
import type { Text } from '../../i18n/text.ts';
import { readClock } from './clock.ts';
import { renderSlots, toDocument } from './table.ts';

interface Options {
  contingent?: string;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['slot show'];
  return command.argument('<slot>', words.slot).option('--contingent <name>', options.contingent);
}

export async function run(
  context: Context,
  { contingent }: Options,
  [typed = '']: string[],
): Promise<void> {
  const { database, settings } = await context.campaign();
  const within = contingent === undefined ? null : findContingent(database, contingent);
  const clock = readClock(settings);
  const slot = findSlot(database, typed, clock, within);
  context.out.result(toDocument(slot, clock.timeZone), () =>
    renderSlots(context, [slot], clock.timeZone, {
      contingents: true,
      all: () => listSlots(database, { free: true }),
    }),
  );
}

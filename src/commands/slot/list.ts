import type { Command } from 'commander';
import { findContingent } from '../../contingents/storage.ts';
import { listSlots, listSlotsAt } from '../../contingents/slots.ts';
import type { Context } from '../../context.ts';
import type { Text } from '../../i18n/text.ts';
import { renderSlots, toDocument } from './table.ts';

interface Options {
  contingent?: string;
  free?: boolean;
  overbooked?: boolean;
}

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands['slot list'];
  return command
    .option('--contingent <name>', options.contingent)
    .option('--free', options.free)
    .option('--overbooked', options.overbooked);
}

export async function run(context: Context, options: Options): Promise<void> {
  const { out, text } = context;
  const { database, settings } = await context.campaign();
  const { contingent, ...filter } = options;
  const chosen = {
    ...filter,
    ...(contingent === undefined ? {} : { contingent: findContingent(database, contingent) }),
  };
  const slots = listSlotsAt(database, chosen, context.actor.now());
  const timeZone = settings['campaign.time-zone'];
  out.result(
    // Ten thousand slots are written one way or the other, never both.
    out.json ? slots.map((slot) => toDocument(slot, timeZone)) : null,
    () =>
      slots.length === 0
        ? [text.contingents.noSlots]
        : renderSlots(context, slots, timeZone, {
            contingents: true,
            all: () => listSlots(database, { free: true }),
          }),
  );
}

import type { Command } from 'commander';
import { listContingents, type ContingentFigures } from '../../contingents/figures.ts';
import { listSlots, listSlotsAt, type SlotFigures } from '../../contingents/slots.ts';
import { findContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { measureWidth } from '../../terminal/width.ts';
import { renderSlots, toDocument as toSlotDocument } from '../slot/table.ts';
import { toFullDocument } from './list.ts';
import { listStuck } from './remedies.ts';

export function declare(command: Command, { commands }: Text): Command {
  return command.argument('<name>', commands['contingent show'].arguments.name);
}

export async function run(context: Context, _: unknown, [typed = '']: string[]): Promise<void> {
  const { out, actor } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const id = findContingent(database, typed);
  const all = listContingents(database, actor.now());
  const contingent = all.find((one) => one.id === id);
  if (contingent === undefined) return;
  const slots = listSlotsAt(database, { contingent: id }, actor.now());
  const document = {
    ...toFullDocument(contingent, timeZone),
    slots: slots.map((slot) => toSlotDocument(slot, timeZone)),
  };
  out.result(document, () => [
    ...renderFacts(context, contingent, timeZone),
    '',
    ...renderSlots(context, slots, timeZone, {
      contingents: false,
      all: (): SlotFigures[] => listSlots(database, { free: true }),
    }),
    ...renderStuck(context, all, contingent, timeZone),
  ]);
}

function renderFacts(
  { text, out, language }: Context,
  contingent: ContingentFigures,
  timeZone: string,
): string[] {
  const words = text.contingents;
  const { number, moment } = createFormats(language, timeZone);
  const { name, kind, state, opensAt, channels, overrideWhy, overbooked } = contingent;
  const seats = words.seatsLine(
    number(contingent.seats),
    number(contingent.bound),
    number(contingent.free),
  );
  const facts: [string, string | null][] = [
    [words.state, words.states[state]],
    [words.kind, words.kinds[kind]],
    [words.opensAt, opensAt === null ? null : moment(opensAt)],
    [words.channel, channels.map((channel) => words.channels[channel]).join(', ')],
    [words.overrideWhy, overrideWhy],
    [words.seats, overbooked > 0 ? `${seats}, ${words.overbookedBy(number(overbooked))}` : seats],
  ];
  const shown = facts.filter(([, value]) => value !== null && value !== '');
  const width = Math.max(...shown.map(([title]) => measureWidth(title)));
  return [
    out.style.strong(name),
    ...shown.map(([title, value]) => `${title.padEnd(width)}  ${value}`),
  ];
}

function renderStuck(
  { text, out, language }: Context,
  all: readonly ContingentFigures[],
  { name }: ContingentFigures,
  timeZone: string,
): string[] {
  const { number } = createFormats(language, timeZone);
  const stuck = listStuck(all, text.contingents.remedies, number, name);
  return stuck.flatMap(([what, how]) => ['', out.style.warn(what), `  ${how}`]);
}

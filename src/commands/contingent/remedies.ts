import { countSafeFree, type ContingentFigures } from '../../contingents/figures.ts';
import type { SlotFigures } from '../../contingents/slots.ts';
import type { Text } from '../../i18n/text.ts';
import { writeCommand } from '../shell.ts';

type Words = Text['contingents']['remedies'];
type Remedy = [what: string, how: string];

/** Contingents (`only` one, or all) whose free seats nobody can get, in words, each with the command that mends it. */
export function listStuck(
  contingents: readonly ContingentFigures[],
  words: Words,
  number: (value: number) => string,
  only?: string,
): Remedy[] {
  const safe = countSafeFree(contingents);
  return contingents.flatMap(({ name, kind, state, free }): Remedy[] => {
    if (free === 0 || (only !== undefined && only !== name)) return [];
    const open = ['contingent', 'open', name];
    if (state === 'closed')
      return [
        [
          words.closed(name, number(free)),
          writeCommand('contingent', 'release', name, '--into', '…'),
        ],
      ];
    if (state === 'gated')
      return [[words.gated(name, number(safe)), writeCommand(...open, '--override', '--why', '…')]];
    // Standbys are held back on purpose as long as a regular seat is free.
    if (state === 'held' && (kind === 'regular' || safe === 0))
      return [[words.held(name, number(free)), writeCommand(...open)]];
    return [];
  });
}

/**
 * Overbooked slots, each with the command that mends it: seats of the same window where another
 * contingent has enough, else more seats.
 * @param all the slots where such seats may be
 */
export function listOverbooked(
  slots: readonly SlotFigures[],
  all: readonly SlotFigures[],
  words: Words,
  write: {
    number: (value: number) => string;
    window: (slot: SlotFigures) => string;
    at: (instant: number) => string;
  },
): Remedy[] {
  return slots
    .filter(({ overbooked }) => overbooked > 0)
    .map((slot): Remedy => {
      const { id, contingent, startsAt, overbooked, bound } = slot;
      const giver = all.find(
        (other) =>
          other.startsAt === startsAt &&
          other.contingentId !== slot.contingentId &&
          other.free >= overbooked,
      );
      const at = startsAt === null ? 'anytime' : write.at(startsAt);
      const some = ['--seats', String(overbooked), '--at-slot', at];
      const how =
        giver === undefined
          ? writeCommand('slot', 'resize', String(id), '--capacity', String(bound))
          : writeCommand('contingent', 'release', giver.contingent, '--into', contingent, ...some);
      return [
        words.overbooked(String(id), write.window(slot), contingent, write.number(overbooked)),
        how,
      ];
    });
}

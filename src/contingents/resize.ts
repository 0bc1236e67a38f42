import { change, type Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { sumSeats } from './figures.ts';
import { sweepHolds } from './holds.ts';
import { issueSeats } from './seats.ts';
import { readSlot, type SlotFigures } from './slots.ts';

/**
 * Gives a slot another capacity: the one command beside `add` that changes the sum of the seats.
 * Returns the slot before and after.
 * @throws Failure `seats_bound`, `seats_held` if it would take away a seat that is bound or held
 */
export function resizeSlot(
  database: Database,
  actor: Actor,
  id: number,
  capacity: number,
  { dryRun = false } = {},
): { before: SlotFigures; after: SlotFigures } {
  return change(database, actor, () => {
    sweepHolds(database, actor.now());
    const before = requireSlot(database, id);
    const { contingent, bound, held, seats } = before;
    // An overbooked slot may grow towards what is bound, never shrink.
    if (capacity < bound && capacity < seats) {
      throw new Failure('seats_bound', { slot: id, contingent, capacity, bound });
    }
    if (capacity < bound + held && capacity < seats)
      throw new Failure('seats_held', { slot: id, contingent, capacity, bound, held });
    const sum = sumSeats(database);
    if (capacity !== seats) issueSeats(database, 'resize', id, capacity - seats);
    const after = requireSlot(database, id);
    const facts = {
      slot: id,
      capacity: [seats, capacity],
      bound,
      overbooked: [before.overbooked, after.overbooked],
      sum: [sum, sum + capacity - seats],
    };
    const stored = !dryRun && capacity !== seats;
    return { result: { before, after }, entry: stored ? { action: 'slot.resize', facts } : null };
  });
}

function requireSlot(database: Database, id: number): SlotFigures {
  const slot = readSlot(database, id);
  if (slot === null) throw new Failure('slot_unknown', { slot: String(id) });
  return slot;
}

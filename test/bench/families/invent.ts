import type { Scene } from './change.ts';
import { createContacts } from './contacts.ts';
import { damageRow } from './damage.ts';
import type { World } from './home.ts';
import { inventGroup } from './households.ts';
import type { Person } from './person.ts';
import { createPlaces } from './places.ts';
import { createRandom, type Random } from './random.ts';
import { rebook } from './rebook.ts';
import type { FamilyRow, Typed } from './row.ts';
import { chooseLater, chooseSlot, chooseStart, writeMinute, type Slot } from './times.ts';
import { typeBooking } from './typing.ts';

export interface FamilyPlan {
  /** The same seed, the same rows. */
  seed: number;
  rows: number;
  /** So many of the rows are somebody's second or later booking, 0 to 0.5. */
  rebookings: number;
}

/** So many rows were damaged by a spreadsheet. */
const DAMAGED = 0.015;
const MOST_BOOKINGS = 4;

interface Booking {
  person: Person;
  typed: Typed;
  /** Since the campaign opened. */
  minute: number;
  slot: Slot;
  changes: string;
}

/** Those who book together. */
interface Group {
  bookings: readonly Booking[];
}

/**
 * Bookings of invented families, labelled with who each one is, in the order in which they were booked.
 * @throws RangeError if so many rows or re-bookings cannot be
 */
export function inventFamilies({ seed, rows, rebookings }: FamilyPlan): FamilyRow[] {
  if (!Number.isSafeInteger(seed)) throw new RangeError('seed must be a whole number');
  if (!Number.isSafeInteger(rows) || rows < 1) throw new RangeError('rows must be 1 or more');
  if (!(rebookings >= 0 && rebookings <= 0.5))
    throw new RangeError('rebookings must be from 0 to 0.5');
  const again = Math.round(rows * rebookings);
  const world: World = {
    random: createRandom(seed, 1),
    places: createPlaces(rows),
    contacts: createContacts(),
    counts: { persons: 0, households: 0, kin: 0 },
  };
  const groups = inventFirst(world, rows - again, createRandom(seed, 2));
  const later = inventAgain(world, groups, again, createRandom(seed, 3));
  const bookings = [...groups.flatMap((group) => group.bookings), ...later];
  const damaging = createRandom(seed, 4);
  return bookings
    .toSorted((one, other) => one.minute - other.minute)
    .map((booking, at) => writeRow(booking, at, damaging));
}

/** Everybody's first booking; the last group may be cut short. */
function inventFirst(world: World, persons: number, random: Random): Group[] {
  const groups: Group[] = [];
  for (let left = persons; left > 0;) {
    const people = inventGroup(world).flatMap(({ members }) => members);
    const booking = people.slice(0, left);
    const start = chooseStart(random);
    const slot = chooseSlot(random);
    let minute = start;
    const bookings = booking.map((person): Booking => {
      minute += 1 + random.below(3);
      return { person, typed: typeBooking(person, random), minute, slot, changes: '' };
    });
    groups.push({ bookings });
    left -= bookings.length;
  }
  return groups;
}

/** Second and later bookings: of one person, or of a whole group that pressed the button again. */
function inventAgain(
  world: World,
  groups: readonly Group[],
  count: number,
  random: Random,
): Booking[] {
  const done = new Map<string, number>();
  const later: Booking[] = [];
  while (later.length < count) {
    const { bookings } = random.pick(groups);
    const isTogether = random.chance(0.3);
    const chosen = isTogether ? bookings : [random.pick(bookings)];
    const isSame = random.chance(isTogether ? 0.4 : 0.2);
    const delay = chooseLater(random);
    const slot = chooseSlot(random);
    const session: Scene['session'] = {};
    const others = bookings.map(({ person }) => person);
    for (const { person, typed, minute } of chosen) {
      const times = done.get(person.id) ?? 1;
      if (times === MOST_BOOKINGS || later.length === count) continue;
      done.set(person.id, times + 1);
      const { contacts, places } = world;
      const scene = { random, person, others, contacts, places, session };
      later.push({
        ...rebook(typed, isSame, scene),
        ...{ person, slot, minute: minute + delay },
      });
    }
  }
  return later;
}

function writeRow(booking: Booking, at: number, damaging: Random): FamilyRow {
  const { person, typed, minute, slot, changes } = booking;
  const damaged = damaging.chance(DAMAGED) ? damageRow(typed, damaging) : null;
  return {
    external_id: `P${100_001 + at}`,
    ...typed,
    ...damaged?.changed,
    slot_start: slot.start,
    contingent: slot.contingent,
    state: 'binding',
    booked_at: writeMinute(minute),
    person: person.id,
    household: person.household,
    kin: person.kin,
    situation: person.situation,
    changes,
    damage: damaged?.code ?? '',
  };
}

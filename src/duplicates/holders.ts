import type { Person } from '../bookings/person.ts';
import { findCandidates, type Block } from '../bookings/search-storage.ts';
import { listPersonTokens, token } from '../bookings/search-tokens.ts';
import type { Database } from '../database/statements.ts';
import { readBookings, type Booking } from '../bookings/storage.ts';
import type { Distinct } from './distinct.ts';
import { addFew, identify } from './few.ts';
import { countNamed, readBindingIdentities } from './holders-storage.ts';
import { createHistogram, startModel, toProbability } from './model.ts';
import { countBinding } from './search-storage.ts';
import { HELD_FROM } from './rules.ts';
import { findVeto } from './vetoes.ts';
import { createWeigh, type Frequency } from './weigh.ts';

/** A binding booking that somebody seems to hold already. */
interface Holder {
  booking: number;
  /** That both are one person's. */
  probability: number;
}

// Of a block of namesakes so many are looked at.
const LOOKED_AT = 100;

/**
 * Asks the matcher about one person against all bookings, by the search index: whom of them he or she may be,
 * the likeliest first. Only the rules weigh, with how common the names are in this campaign.
 * @param from the least probability, 0 to 1
 */
function findHolders(database: Database, person: Person, from: number): Holder[] {
  const candidates = readBindingIdentities(
    database,
    findCandidates(database, listBlocks(person), LOOKED_AT),
  );
  if (candidates.length === 0) return [];
  const total = countBinding(database);
  const {
    first: own,
    table,
    compare,
  } = addFew(database, [identify(person), ...candidates.map(({ identity }) => identity)]);
  const model = startModel(total, createHistogram(new Float64Array()));
  const keepLikely = (pairs: readonly Pair[], others: Frequency['others']): Pair[] => {
    const { score } = createWeigh(table, model, compare, { total, others });
    return pairs
      .map((pair) => ({ ...pair, probability: toProbability(score(own, pair.at)) }))
      .filter(({ probability }) => probability >= from);
  };
  const pairs = candidates.map(({ id }, place): Pair => {
    const at = own + 1 + place;
    return { booking: id, at, probability: 1 };
  });
  const possible = pairs.filter(({ at }) => {
    const veto = findVeto(table, own, at, compare.all(own, at));
    return veto !== 'two_names' && veto !== 'generations';
  });
  // As if nobody else had these names, which says most for one person: who falls short even so needs no counting.
  const likely = keepLikely(possible, () => 0);
  if (likely.length === 0) return [];
  return keepLikely(
    likely,
    countInCampaign(database, table, [own, ...likely.map(({ at }) => at)]),
  ).toSorted((a, b) => b.probability - a.probability || a.booking - b.booking);
}

/** The person and one candidate, by their places in the table. */
interface Pair extends Holder {
  at: number;
}

// More of them are no help to somebody with a caller on the line.
const HELD = 4;

/** The bookings that somebody who is about to book probably holds already, the likeliest first. */
export function findHeld(database: Database, person: Person): Booking[] {
  const holders = findHolders(database, person, HELD_FROM).slice(0, HELD);
  const bookings = readBookings(
    database,
    holders.map(({ booking }) => booking),
  );
  return holders.flatMap(({ booking }) => bookings.filter(({ id }) => id === booking));
}

// What two bookings of one person have in common somewhere, as the index knows it: few questions, for each takes its time.
function listBlocks(person: Person): Block[] {
  const { given, family, birth, birthday, email, phones } = listPersonTokens(person);
  const blocks: Block[] = [];
  const reached = email === null ? phones : [email, ...phones];
  if (reached.length > 0) blocks.push({ wide: [reached], narrow: reached.map((one) => [one]) });
  const sounds = [...new Set([...given, ...family])];
  const hasNames = given.length > 0 && family.length > 0;
  if (birth !== null && birthday !== null && sounds.length > 0) {
    // Of the many Annas born on some 3rd of April: those of the same year, and those of the same name.
    const narrow = [[sounds, birth], ...(hasNames ? [[given, family, birthday]] : [])];
    blocks.push({ wide: [sounds, birthday], narrow });
  }
  // Of the many Anna Müllers: those whose date differs by a slip (a slip in the year leaves the birthday).
  if (hasNames) {
    const near = birth === null ? undefined : [[given, family, listNearDates(birth)]];
    blocks.push({ wide: [given, family], narrow: near });
  }
  if (birth !== null && person.postalCode !== null)
    blocks.push({ wide: [birth, token.postalCode(person.postalCode)] });
  return blocks;
}

/** Dates of the same year, as tokens, with the same month, the same day, or both the other way round. */
function listNearDates(birth: string): string[] {
  const [year, month, day] = [birth.slice(0, -4), birth.slice(-4, -2), birth.slice(-2)];
  const two = (_: unknown, at: number): string => String(at + 1).padStart(2, '0');
  return [
    ...Array.from({ length: 31 }, two).map((other) => year + month + other),
    ...Array.from({ length: 12 }, two).map((other) => year + other + day),
    year + day + month,
  ];
}

/** How many bookings have the names that stand at these places; no others are weighed. */
function countInCampaign(
  database: Database,
  { columns, pools }: Distinct,
  places: readonly number[],
): Frequency['others'] {
  const wanted = {
    givenName: new Set(places.map((at) => columns.givenName[at])),
    familyName: new Set(places.map((at) => columns.familyName[at])),
  };
  return (field, value) => {
    if (field !== 'givenName' && field !== 'familyName') return 0;
    if (!wanted[field].has(value)) return 0;
    const words = pools[field].text(value).split(' ');
    return Math.min(...words.map((word) => countNamed(database, token.name(word))));
  };
}

import type { Person } from '../bookings/person.ts';
import { findCandidates } from '../bookings/search-storage.ts';
import { listPersonTokens, token } from '../bookings/search-tokens.ts';
import type { Database } from '../database/statements.ts';
import { readBookings, type Booking } from '../bookings/storage.ts';
import { createCompare } from './compare.ts';
import { collapse } from './distinct.ts';
import { countNamed, readBindingIdentities } from './holders-storage.ts';
import { createHistogram, startModel, toProbability } from './model.ts';
import { countBinding } from './search-storage.ts';
import { createRows, type Identity } from './rows.ts';
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
  const ids = findCandidates(database, listBlocks(person), LOOKED_AT);
  const known = readBindingIdentities(database, ids);
  if (known.length === 0) return [];
  const total = countBinding(database);
  const rows = createRows();
  rows.add(toIdentity(person));
  for (const { identity } of known) rows.add(identity);
  const distinct = collapse(rows);
  const compare = createCompare(distinct);
  const model = startModel(total, createHistogram(new Float64Array()));
  const frequency = countInCampaign(database, total, distinct.pools);
  const weigh = createWeigh(distinct, model, compare, frequency);
  const placeOf = new Map<number, number>();
  for (let i = 0; i < distinct.count; i++)
    for (const row of distinct.rows.subarray(distinct.starts[i], distinct.starts[i + 1]))
      placeOf.set(row, i);
  const own = placeOf.get(0) ?? 0;
  return known
    .map(({ id }, at): Holder | null => {
      const other = placeOf.get(at + 1) ?? 0;
      const veto = findVeto(distinct, own, other, compare.all(own, other));
      if (veto === 'two_names' || veto === 'generations') return null;
      return { booking: id, probability: toProbability(weigh.score(own, other)) };
    })
    .filter((holder): holder is Holder => holder !== null && holder.probability >= from)
    .toSorted((a, b) => b.probability - a.probability || a.booking - b.booking);
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

// What two bookings of one person have in common somewhere, as the index knows it.
function listBlocks(person: Person): string[][] {
  const { given, family, birth, birthday, email, phones } = listPersonTokens(person);
  const blocks: string[][] = [...phones.map((phone) => [phone])];
  if (email !== null) blocks.push([email]);
  for (const sound of [...given, ...family]) {
    if (birth !== null) blocks.push([sound, birth]);
    if (birthday !== null) blocks.push([sound, birthday]);
  }
  for (const one of given) for (const other of family) blocks.push([one, other]);
  if (birth !== null && person.postalCode !== null)
    blocks.push([birth, token.postalCode(person.postalCode)]);
  return blocks;
}

function toIdentity(person: Person): Identity {
  return {
    givenName: person.givenName ?? '',
    familyName: person.familyName ?? '',
    birthDate: person.birthDate ?? '',
    email: person.email ?? '',
    phone: person.phone ?? '',
    street: person.street ?? '',
    postalCode: person.postalCode ?? '',
    city: person.city ?? '',
  };
}

function countInCampaign(
  database: Database,
  total: number,
  pools: Parameters<typeof createWeigh>[0]['pools'],
): Frequency {
  return {
    total,
    others: (field, value) => {
      if (field !== 'givenName' && field !== 'familyName') return 0;
      const words = pools[field].text(value).split(' ');
      return Math.min(...words.map((word) => countNamed(database, token.name(word))));
    },
  };
}

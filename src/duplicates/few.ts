import type { Person } from '../bookings/person.ts';
import type { Database } from '../database/statements.ts';
import { createCompare, type Compare } from './compare.ts';
import type { Distinct } from './distinct.ts';
import { createRows, type Identity, type Rows } from './rows.ts';

/** Identities to be compared with the first of them, each by itself: there is nothing to gain from collapsing so few. */
export interface Few {
  table: Distinct;
  compare: Compare;
  /** The place of the first; the others follow. */
  first: number;
}

interface Kept extends Omit<Few, 'first'> {
  rows: Rows;
}

// As many as fit into what rows first take up: their columns are never replaced.
const ROOM = 1000;
const kept = new WeakMap<Database, Kept>();

/** What was compared is remembered from one answer of a caller to the next: preparing it costs more than comparing. */
export function addFew(database: Database, identities: readonly Identity[]): Few {
  const last = kept.get(database);
  const hasRoom = last !== undefined && last.rows.count() + identities.length <= ROOM;
  const rows = hasRoom ? last.rows : createRows();
  const first = rows.count();
  for (const identity of identities) rows.add(identity);
  if (hasRoom) return { table: last.table, compare: last.compare, first };
  const columns = rows.columns();
  const starts = Uint32Array.from({ length: columns.givenName.length + 1 }, (_, at) => at);
  const table = { columns, pools: rows.pools, count: starts.length - 1, rows: starts, starts };
  const compare = createCompare(table);
  kept.set(database, { rows, table, compare });
  return { table, compare, first };
}

/** What the matcher reads of a person. */
export function identify(person: Person): Identity {
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

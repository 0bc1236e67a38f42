import {
  normaliseAddress,
  normaliseBirthDate,
  normaliseCity,
  normaliseEmail,
  normaliseFamilyName,
  normaliseGivenName,
  normalisePhone,
  normalisePostalCode,
} from './normalise.ts';
import { createPools, type Pools } from './pools.ts';
import type { ValuePool } from './value-pool.ts';

/** What the matcher reads of a booking, as it was written; empty where nothing is known. */
export interface Identity {
  givenName: string;
  familyName: string;
  /** ISO `1985-07-04`. */
  birthDate: string;
  email: string;
  phone: string;
  /** With its house number. */
  street: string;
  postalCode: string;
  city: string;
}

export const columnNames = [
  'givenName',
  'familyName',
  'birthDate',
  'email',
  'phone',
  'address',
  'postalCode',
  'city',
] as const;
type ColumnName = (typeof columnNames)[number];
export type Columns = Record<ColumnName, Uint32Array>;

/** Bookings as numbers of normalised values; `birthDate` holds the date itself (`19850704`), 0 is missing. */
export interface Rows {
  add: (identity: Identity) => void;
  count: () => number;
  columns: () => Columns;
  pools: Pools;
}

const REMEMBERED = 1 << 15;

export function createRows(): Rows {
  const pools = createPools();
  const read = {
    givenName: remember(pools.givenName, normaliseGivenName),
    familyName: remember(pools.familyName, normaliseFamilyName),
    postalCode: remember(pools.postalCode, normalisePostalCode),
    city: remember(pools.city, normaliseCity),
    address: remember(pools.address, normaliseAddress),
  };
  let columns = allocate(1 << 10);
  let count = 0;
  return {
    add: (identity) => {
      if (count === columns.givenName.length) columns = lengthen(columns);
      columns.givenName[count] = read.givenName(identity.givenName);
      columns.familyName[count] = read.familyName(identity.familyName);
      columns.birthDate[count] = normaliseBirthDate(identity.birthDate);
      columns.email[count] = pools.email.intern(normaliseEmail(identity.email));
      columns.phone[count] = pools.phone.intern(normalisePhone(identity.phone));
      columns.address[count] = read.address(identity.street);
      columns.postalCode[count] = read.postalCode(identity.postalCode);
      columns.city[count] = read.city(identity.city);
      count++;
    },
    count: () => count,
    columns: () => columns,
    pools,
  };
}

// Names, places and streets recur: normalising each spelling once is most of the speed.
function remember(pool: ValuePool, normalise: (text: string) => string): (text: string) => number {
  let known = new Map<string, number>();
  return (text) => {
    if (text === '') return 0;
    let id = known.get(text);
    if (id === undefined) {
      id = pool.intern(normalise(text));
      if (known.size === REMEMBERED) known = new Map();
      known.set(text, id);
    }
    return id;
  };
}

function allocate(length: number): Columns {
  const make = (): Uint32Array => new Uint32Array(length);
  return {
    givenName: make(),
    familyName: make(),
    birthDate: make(),
    email: make(),
    phone: make(),
    address: make(),
    postalCode: make(),
    city: make(),
  };
}

function lengthen(columns: Columns): Columns {
  const length = Math.ceil(columns.givenName.length * 1.6);
  const longer = allocate(length);
  for (const name of columnNames) longer[name].set(columns[name]);
  return longer;
}

import { codePhonetically } from '../names/phonetic.ts';
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
import { createValuePool, mixHash, type ValuePool } from './value-pool.ts';

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

/** Names with what blocking needs of them, by the number of their value. */
interface NamePool extends ValuePool {
  /** Of the first word: a hash of its sound, and of its first three letters; 0 for the empty name. */
  sound: (id: number) => number;
  start: (id: number) => number;
}

/** Addresses with their house number; 0 if there is none. */
interface AddressPool extends ValuePool {
  houseNumber: (id: number) => number;
}

export interface Pools {
  givenName: NamePool;
  familyName: NamePool;
  email: ValuePool;
  phone: ValuePool;
  address: AddressPool;
  postalCode: ValuePool;
  city: ValuePool;
}

/** Bookings as numbers of normalised values; `birthDate` holds the date itself (`19850704`), 0 is missing. */
export interface Rows {
  add: (identity: Identity) => void;
  count: () => number;
  columns: () => Columns;
  pools: Pools;
}

const REMEMBERED = 1 << 16;

export function createRows(): Rows {
  const pools: Pools = {
    givenName: createNamePool(),
    familyName: createNamePool(),
    email: createValuePool(),
    phone: createValuePool(),
    address: createAddressPool(),
    postalCode: createValuePool(),
    city: createValuePool(),
  };
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

function createNamePool(): NamePool {
  const sounds = createNumbers();
  const starts = createNumbers();
  const pool = notice(createValuePool(), (id, text) => {
    const word = pickWord(text);
    sounds.set(id, hashText(codePhonetically(word)));
    starts.set(id, hashText(word.slice(0, 3)));
  });
  return { ...pool, sound: sounds.get, start: starts.get };
}

function createAddressPool(): AddressPool {
  const houseNumbers = createNumbers();
  const pool = notice(createValuePool(), (id, text) => {
    const number = parseInt(text, 10);
    houseNumbers.set(id, Number.isNaN(number) ? 0 : number);
  });
  return { ...pool, houseNumber: houseNumbers.get };
}

/** The pool, with `see` called for every text that is new to it. */
function notice(pool: ValuePool, see: (id: number, text: string) => void): ValuePool {
  return {
    ...pool,
    intern: (text) => {
      const before = pool.size();
      const id = pool.intern(text);
      if (id === before) see(id, text);
      return id;
    },
  };
}

/** A growing list of numbers; what was never set is 0. */
function createNumbers(): {
  get: (id: number) => number;
  set: (id: number, value: number) => void;
} {
  let values = new Uint32Array(1 << 9);
  return {
    get: (id) => values[id] ?? 0,
    set: (id, value) => {
      if (id >= values.length) {
        const longer = new Uint32Array(Math.max(id + 1, values.length * 2));
        longer.set(values);
        values = longer;
      }
      values[id] = value;
    },
  };
}

// A stray letter is a slip of the blank key (`h o`) or an initial: the whole says more.
function pickWord(name: string): string {
  const blank = name.indexOf(' ');
  if (blank === -1) return name;
  return blank === 1 ? name.replaceAll(' ', '') : name.slice(0, blank);
}

/** Never 0, which is "missing". */
function hashText(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at);
  return mixHash(hash) || 1;
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

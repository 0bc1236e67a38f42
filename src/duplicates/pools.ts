import { hasShortForms } from '../names/given-names.ts';
import { codePhonetically } from '../names/phonetic.ts';
import { splitAddress } from './normalise.ts';
import { createValuePool, mixHash, type ValuePool } from './value-pool.ts';

/** Names with what is asked of them again and again, by the number of their value. */
export interface NamePool extends ValuePool {
  /** Of the first word: a hash of its sound, and of its first three letters; 0 for the empty name. */
  sound: (id: number) => number;
  start: (id: number) => number;
  /** Whether it is one word of two letters and more. */
  isWord: (id: number) => boolean;
  /** Whether it is, or has, a short form. */
  hasForms: (id: number) => boolean;
}

interface EmailPool extends ValuePool {
  /** A hash of the part before the `@`. */
  box: (id: number) => number;
}

interface PhonePool extends ValuePool {
  /** A hash of the last seven digits; 0 if there are no more than these. */
  tail: (id: number) => number;
}

/** Addresses with their parts, each by its number in its own pool; 0 if it is missing. */
interface AddressPool extends ValuePool {
  /** The house number without its letter. */
  houseNumber: (id: number) => number;
  number: (id: number) => number;
  street: (id: number) => number;
  streets: ValuePool;
}

export interface Pools {
  givenName: NamePool;
  familyName: NamePool;
  email: EmailPool;
  phone: PhonePool;
  address: AddressPool;
  postalCode: ValuePool;
  city: ValuePool;
}

export function createPools(): Pools {
  return {
    givenName: createNamePool(),
    familyName: createNamePool(),
    email: createEmailPool(),
    phone: createPhonePool(),
    address: createAddressPool(),
    postalCode: createValuePool(),
    city: createValuePool(),
  };
}

function createNamePool(): NamePool {
  const sounds = createNumbers();
  const starts = createNumbers();
  const traits = createNumbers();
  const pool = notice(createValuePool(), (id, text) => {
    const word = pickWord(text);
    sounds.set(id, hashText(codePhonetically(word)));
    starts.set(id, hashText(word.slice(0, 3)));
    const isWord = text.length > 1 && !text.includes(' ');
    traits.set(id, (isWord ? WORD : 0) | (hasShortForms(text) ? FORMS : 0));
  });
  return {
    ...pool,
    sound: sounds.get,
    start: starts.get,
    isWord: (id) => (traits.get(id) & WORD) !== 0,
    hasForms: (id) => (traits.get(id) & FORMS) !== 0,
  };
}

const [WORD, FORMS] = [1, 2];

function createEmailPool(): EmailPool {
  const boxes = createNumbers();
  const pool = notice(createValuePool(), (id, text) => {
    boxes.set(id, hashText(text.slice(0, text.lastIndexOf('@'))));
  });
  return { ...pool, box: boxes.get };
}

function createPhonePool(): PhonePool {
  const tails = createNumbers();
  const pool = notice(createValuePool(), (id, text) => {
    tails.set(id, text.length > 7 ? hashText(text.slice(-7)) : 0);
  });
  return { ...pool, tail: tails.get };
}

function createAddressPool(): AddressPool {
  const houseNumbers = createNumbers();
  const ownNumbers = createNumbers();
  const ownStreets = createNumbers();
  const numbers = createValuePool();
  const streets = createValuePool();
  const pool = notice(createValuePool(), (id, text) => {
    const { number, street } = splitAddress(text);
    const houseNumber = parseInt(number, 10);
    houseNumbers.set(id, Number.isNaN(houseNumber) ? 0 : houseNumber);
    ownNumbers.set(id, numbers.intern(number));
    ownStreets.set(id, streets.intern(street));
  });
  return {
    ...pool,
    houseNumber: houseNumbers.get,
    number: ownNumbers.get,
    street: ownStreets.get,
    streets,
  };
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

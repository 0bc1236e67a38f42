/**
 * Texts by number, each once, in typed arrays: a `Map` of a million strings costs half the run time and
 * ends at 2^24 entries. Number 0 is the empty text: missing.
 */
export interface ValuePool {
  /** The number of a text; a new one gets the next. */
  intern: (text: string) => number;
  text: (id: number) => string;
  /** A hash of the text alone, the same whatever was interned before. */
  hash: (id: number) => number;
  /** How many different texts there are, the empty one counted. */
  size: () => number;
  /** Length in bytes. */
  length: (id: number) => number;
  /** Which letters occur, one bit a kind; 0 if not all are ASCII. */
  letters: (id: number) => number;
  /** How many bytes two texts begin alike with, at most four. */
  sharedStart: (id: number, other: ValuePool, otherId: number) => number;
  byteAt: (id: number, at: number) => number;
}

export function createValuePool(): ValuePool {
  let bytes = Buffer.allocUnsafe(1 << 14);
  let offsets = new Uint32Array(1 << 9);
  let hashes = new Uint32Array(1 << 9);
  let letters = new Uint32Array(1 << 9);
  let table = new Int32Array(1 << 10);
  let count = 1;
  let scratch = Buffer.allocUnsafe(1 << 10);

  const length = (id: number): number => (offsets[id + 1] ?? 0) - (offsets[id] ?? 0);
  const byteAt = (id: number, at: number): number => bytes[(offsets[id] ?? 0) + at] ?? 0;
  const grow = (): void => {
    const wider = table.length * 2;
    table = new Int32Array(wider);
    for (let id = 1; id < count; id++) {
      let at = (hashes[id] ?? 0) & (wider - 1);
      while (table[at] !== 0) at = (at + 1) & (wider - 1);
      table[at] = id;
    }
    offsets = widen(offsets, wider >> 1);
    hashes = widen(hashes, wider >> 1);
    letters = widen(letters, wider >> 1);
  };
  const store = (at: number, hash: number, length: number): number => {
    const from = offsets[count] ?? 0;
    if (from + length > bytes.length) {
      const longer = Buffer.allocUnsafe(Math.max(from + length, Math.ceil(bytes.length * 1.5)));
      bytes.copy(longer, 0, 0, from);
      bytes = longer;
    }
    scratch.copy(bytes, from, 0, length);
    const id = count++;
    hashes[id] = hash;
    letters[id] = readLetters(scratch, length);
    table[at] = id;
    if ((count + 1) * 2 > table.length) grow();
    offsets[count] = from + length;
    return id;
  };
  return {
    intern: (text) => {
      if (text === '') return 0;
      if (text.length * 3 > scratch.length) scratch = Buffer.allocUnsafe(text.length * 4);
      const length = encode(text, scratch);
      const hash = hashBytes(scratch, length);
      let at = hash & (table.length - 1);
      for (let id = table[at] ?? 0; id !== 0; id = table[at] ?? 0) {
        const from = offsets[id] ?? 0;
        if (
          hashes[id] === hash &&
          equals(bytes, from, (offsets[id + 1] ?? 0) - from, scratch, length)
        )
          return id;
        at = (at + 1) & (table.length - 1);
      }
      return store(at, hash, length);
    },
    text: (id) =>
      id === 0
        ? ''
        : bytes.toString(letters[id] === 0 ? 'utf8' : 'latin1', offsets[id], offsets[id + 1]),
    hash: (id) => hashes[id] ?? 0,
    size: () => count,
    length,
    letters: (id) => letters[id] ?? 0,
    byteAt,
    sharedStart: (id, other, otherId) => {
      const end = Math.min(4, length(id), other.length(otherId));
      let at = 0;
      while (at < end && byteAt(id, at) === other.byteAt(otherId, at)) at++;
      return at;
    },
  };
}

function widen(values: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(length + 2);
  wider.set(values);
  return wider;
}

function encode(text: string, into: Buffer): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return into.write(text, 'utf8');
    into[at] = code;
  }
  return text.length;
}

function readLetters(bytes: Uint8Array, length: number): number {
  let letters = 0;
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 127) return 0;
    letters |= 1 << (byte & 31);
  }
  return letters >>> 0;
}

/** FNV-1a with a final mix. */
function hashBytes(bytes: Uint8Array, length: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return mixHash(hash);
}

/** Spreads the bits of a 32-bit number (the final step of MurmurHash3, Austin Appleby, public domain). */
export function mixHash(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function equals(
  bytes: Uint8Array,
  from: number,
  size: number,
  other: Uint8Array,
  length: number,
): boolean {
  if (size !== length) return false;
  for (let at = 0; at < length; at++) if (bytes[from + at] !== other[at]) return false;
  return true;
}

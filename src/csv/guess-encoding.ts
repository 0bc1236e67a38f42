import { isAscii } from 'node:buffer';
import { countUtf8, type Encoding } from './encodings.ts';

const marks: readonly { encoding: Encoding; bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** The encoding that a byte order mark names, and the length of the mark. */
export function readByteOrderMark(start: Buffer): { encoding: Encoding; length: number } | null {
  for (const { encoding, bytes } of marks) {
    if (bytes.every((byte, at) => start[at] === byte)) return { encoding, length: bytes.length };
  }
  return null;
}

/** UTF-16 without a mark: ASCII letters of it have a zero at every other place. */
export function guessUtf16(start: Buffer): Encoding | null {
  const zeros = [0, 0];
  const length = Math.min(start.length - (start.length % 2), 4096);
  for (let at = 0; at < length; at++) if (start[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > length * 0.3 && even < length * 0.02) return 'utf-16le';
  if (even > length * 0.3 && odd < length * 0.02) return 'utf-16be';
  return null;
}

/**
 * The encoding of bytes without a mark, `null` as long as all is ASCII and there is nothing to tell.
 * A few broken bytes among sound UTF-8 characters do not make the file something else: they are
 * faults of the file, and reading all of it as Windows-1252 would destroy every sound umlaut.
 */
export function guessByteEncoding(bytes: Buffer): Encoding | null {
  if (isAscii(bytes)) return null;
  const { sound, broken } = countUtf8(bytes);
  if (sound + broken === 0) return null;
  if (sound >= broken) return 'utf-8';
  return looksLikeMacintosh(bytes) ? 'macintosh' : 'windows-1252';
}

// ä ö ü Ä Ö Ü ß of Windows-1252, and the ü of a Mac: 0x9F, which Windows knows as the rare Ÿ.
const WINDOWS_UMLAUTS = new Set([0xe4, 0xf6, 0xfc, 0xc4, 0xd6, 0xdc, 0xdf]);

function looksLikeMacintosh(bytes: Buffer): boolean {
  return bytes.includes(0x9f) && !bytes.some((byte) => WINDOWS_UMLAUTS.has(byte));
}

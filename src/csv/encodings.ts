import { isUtf8 } from 'node:buffer';
import { unreachable } from '../failure.ts';
import { LOST_CHARACTER, markByte } from './marks.ts';

export const encodings = ['utf-8', 'windows-1252', 'macintosh', 'utf-16le', 'utf-16be'] as const;

export type Encoding = (typeof encodings)[number];

const aliases = new Map<string, Encoding>([
  ['utf8', 'utf-8'],
  ['utf-8-sig', 'utf-8'],
  ['ascii', 'utf-8'],
  ['cp1252', 'windows-1252'],
  ['ansi', 'windows-1252'],
  // Whoever says Latin-1 means it as browsers do: 0x80–0x9F are letters and quotes, not controls.
  ['latin1', 'windows-1252'],
  ['iso-8859-1', 'windows-1252'],
  ['macroman', 'macintosh'],
  ['utf16le', 'utf-16le'],
  ['utf16be', 'utf-16be'],
]);

/** The encoding a person means by a name, or `null`. */
export function parseEncoding(name: string): Encoding | null {
  const wanted = name.trim().toLowerCase().replaceAll('_', '-');
  return encodings.find((encoding) => encoding === wanted) ?? aliases.get(wanted) ?? null;
}

/** Bytes to text, piece by piece; what cannot be decoded becomes a mark (marks.ts). */
export interface Decoder {
  /** `last`: what is left over belongs to no further byte. */
  write: (bytes: Buffer, last: boolean) => string;
}

export function createDecoder(encoding: Encoding): Decoder {
  switch (encoding) {
    case 'utf-8':
      return carryOver(decodeUtf8);
    case 'utf-16le':
      return carryOver(decodeUtf16);
    case 'utf-16be':
      return carryOver((bytes, last) => decodeUtf16(swapBytes(bytes), last));
    case 'windows-1252':
      return { write: (bytes) => decodeTable(bytes, WINDOWS_1252, C1) };
    case 'macintosh':
      return { write: (bytes) => decodeTable(bytes, MACINTOSH, UPPER_HALF) };
    default:
      return unreachable(encoding);
  }
}

interface Decoded {
  text: string;
  /** How many bytes at the end belong to a character that is not complete yet. */
  open: number;
}

function carryOver(decode: (bytes: Buffer, last: boolean) => Decoded): Decoder {
  let carried: Buffer = Buffer.alloc(0);
  return {
    write: (bytes, last) => {
      const all = carried.length === 0 ? bytes : Buffer.concat([carried, bytes]);
      const { text, open } = decode(all, last);
      carried = Buffer.from(all.subarray(all.length - open));
      return text;
    },
  };
}

// windows-1252 as Microsoft's table has it ("best fit" additions left out): `·` is a byte without a
// character. Not TextDecoder's, which in Node 20 returns Latin-1 for these 32 bytes.
const WINDOWS_1252 = '€·‚ƒ„…†‡ˆ‰Š‹Œ·Ž··‘’“”•–—˜™š›œ·žŸ';
const C1 = /[\u0080-\u009F]/g;

// Apple's ROMAN.TXT of unicode.org, 0x80–0xFF; 0xCA is the no-break space, 0xF0 the apple.
const MACINTOSH =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø' +
  '¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';
const UPPER_HALF = /[\u0080-\u00FF]/g;

function decodeTable(bytes: Buffer, table: string, exceptions: RegExp): string {
  return bytes.toString('latin1').replace(exceptions, (character) => {
    const byte = character.charCodeAt(0);
    const letter = table[byte - 0x80] ?? '';
    const isHole = letter === '·' && table === WINDOWS_1252;
    return isHole ? markByte(byte) : letter;
  });
}

function decodeUtf8(bytes: Buffer, last: boolean): Decoded {
  const open = last ? 0 : measureOpenEnd(bytes);
  const whole = bytes.subarray(0, bytes.length - open);
  if (isUtf8(whole)) return { text: whole.toString('utf8'), open };
  let text = '';
  let sound = 0;
  let at = 0;
  while (at < whole.length) {
    const length = measureSequence(whole, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += whole.toString('utf8', sound, at) + markByte(whole[at] ?? 0);
    at += 1;
    sound = at;
  }
  return { text: text + whole.toString('utf8', sound), open };
}

/**
 * The length of the well-formed UTF-8 sequence at a place (Unicode 16, table 3-7); 0 if it is
 * ill-formed, -1 if it is well-formed as far as the bytes go.
 */
function measureSequence(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return -1;
    let least = 0x80;
    let most = 0xbf;
    if (i === 1) {
      if (lead === 0xe0) least = 0xa0;
      if (lead === 0xed) most = 0x9f;
      if (lead === 0xf0) least = 0x90;
      if (lead === 0xf4) most = 0x8f;
    }
    if (byte < least || byte > most) return 0;
  }
  return length;
}

/** How many bytes at the end are the beginning of a UTF-8 character. */
export function measureOpenEnd(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    if (measureSequence(bytes, bytes.length - back) === -1) return back;
  }
  return 0;
}

/** How many characters beyond ASCII are well-formed UTF-8 here, and how many bytes are not. */
export function countUtf8(bytes: Buffer): { sound: number; broken: number } {
  let sound = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length;) {
    const length = measureSequence(bytes, at);
    if (length === -1) break;
    if (length > 1) sound++;
    if (length === 0) broken++;
    at += Math.max(1, length);
  }
  return { sound, broken };
}

function decodeUtf16(bytes: Buffer, last: boolean): Decoded {
  let open = bytes.length % 2;
  const lastUnit = bytes.length - open >= 2 ? bytes.readUInt16LE(bytes.length - open - 2) : 0;
  if (!last && lastUnit >= 0xd800 && lastUnit < 0xdc00) open += 2;
  const odd = last && open > 0 ? markByte(bytes[bytes.length - 1] ?? 0) : '';
  const whole = bytes.subarray(0, bytes.length - open).toString('utf16le');
  return {
    text: whole.replace(/\p{Surrogate}/gu, LOST_CHARACTER) + odd,
    open: last ? 0 : open,
  };
}

function swapBytes(bytes: Buffer): Buffer {
  const even = bytes.length - (bytes.length % 2);
  const swapped = Buffer.from(bytes);
  swapped.subarray(0, even).swap16();
  return swapped;
}

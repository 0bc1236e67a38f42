import { createDecoder, measureOpenEnd, type Decoder, type Encoding } from './encodings.ts';
import { guessByteEncoding, guessUtf16, readByteOrderMark } from './guess-encoding.ts';

export type Bytes = AsyncIterable<Uint8Array> | Uint8Array;

export interface DecodedText {
  text: string;
  /** What it was read as; all-ASCII text counts as UTF-8 until the first byte says otherwise. */
  encoding: Encoding;
  last: boolean;
}

/** One size of piece whatever the source hands over, so that guesses do not depend on its pieces. */
const BLOCK = 65_536;

const NONE: Buffer = Buffer.alloc(0);

/** Bytes in blocks of 64 KiB, the last one shorter (and empty only if there are no bytes at all). */
export async function* cutBlocks(input: Bytes): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const piece of input instanceof Uint8Array ? [input] : input) {
    parts.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    length += piece.byteLength;
    if (length <= BLOCK) continue;
    const all = Buffer.concat(parts);
    let at = 0;
    for (; all.length - at > BLOCK; at += BLOCK) {
      yield { bytes: all.subarray(at, at + BLOCK), last: false };
    }
    parts = [all.subarray(at)];
    length = all.length - at;
  }
  yield { bytes: Buffer.concat(parts), last: true };
}

/**
 * Strict decoding: what cannot be decoded becomes a mark (marks.ts), never a silent `�`. A chosen
 * encoding wins; else a byte order mark; else valid UTF-8 is that, and the rest is Windows-1252.
 */
export async function* decodeBlocks(
  blocks: AsyncIterable<{ bytes: Buffer; last: boolean }>,
  chosen: Encoding | null,
): AsyncGenerator<DecodedText> {
  let encoding = chosen;
  let decoder: Decoder | null = null;
  let isStart = true;
  // The beginning of a character that the end of a block cut in two, as long as nothing says of which encoding.
  let cut = NONE;
  for await (const { bytes, last } of blocks) {
    let rest = cut.length === 0 ? bytes : Buffer.concat([cut, bytes]);
    if (isStart) {
      const mark = readByteOrderMark(bytes);
      if (mark !== null && (chosen === null || chosen === mark.encoding)) {
        encoding = mark.encoding;
        rest = bytes.subarray(mark.length);
      }
      encoding ??= guessUtf16(bytes);
      isStart = false;
    }
    encoding ??= guessByteEncoding(rest);
    if (encoding !== null) decoder ??= createDecoder(encoding);
    cut = decoder === null && !last ? rest.subarray(rest.length - measureOpenEnd(rest)) : NONE;
    rest = rest.subarray(0, rest.length - cut.length);
    const text = decoder === null ? rest.toString('latin1') : decoder.write(rest, last);
    yield { text, encoding: encoding ?? 'utf-8', last };
  }
}

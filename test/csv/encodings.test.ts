import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutBlocks, decodeBlocks } from '../../src/csv/decode.ts';
import { createDecoder, parseEncoding, type Encoding } from '../../src/csv/encodings.ts';
import { findLost, markByte } from '../../src/csv/marks.ts';

function decode(encoding: Encoding, bytes: Uint8Array | number[], cuts: number[] = []): string {
  const all = Buffer.from(bytes);
  const decoder = createDecoder(encoding);
  const places = [0, ...cuts.map((cut) => cut % (all.length + 1)).toSorted((a, b) => a - b)];
  const parts = places.map((at, i) => all.subarray(at, places[i + 1] ?? all.length));
  return parts.map((part, i) => decoder.write(part, i === parts.length - 1)).join('');
}

async function read(
  bytes: Uint8Array,
  chosen: Encoding | null = null,
): Promise<{ text: string; encoding: string }> {
  let text = '';
  let encoding = '';
  for await (const piece of decodeBlocks(cutBlocks(bytes), chosen)) {
    text += piece.text;
    encoding = piece.encoding;
  }
  return { text, encoding };
}

describe('Windows-1252', () => {
  // The 27 characters of 0x80–0x9F by their code points; five bytes there have none.
  const upper: Record<number, number> = {
    0x80: 0x20ac,
    0x82: 0x201a,
    0x83: 0x0192,
    0x84: 0x201e,
    0x85: 0x2026,
    0x86: 0x2020,
    0x87: 0x2021,
    0x88: 0x02c6,
    0x89: 0x2030,
    0x8a: 0x0160,
    0x8b: 0x2039,
    0x8c: 0x0152,
    0x8e: 0x017d,
    0x91: 0x2018,
    0x92: 0x2019,
    0x93: 0x201c,
    0x94: 0x201d,
    0x95: 0x2022,
    0x96: 0x2013,
    0x97: 0x2014,
    0x98: 0x02dc,
    0x99: 0x2122,
    0x9a: 0x0161,
    0x9b: 0x203a,
    0x9c: 0x0153,
    0x9e: 0x017e,
    0x9f: 0x0178,
  };

  test.each(Array.from({ length: 256 }, (_, byte) => byte))('byte %i', (byte) => {
    const isC1 = byte >= 0x80 && byte < 0xa0;
    const expected = isC1 ? upper[byte] : byte;
    const text = decode('windows-1252', [byte]);
    expect(text).toBe(expected === undefined ? markByte(byte) : String.fromCodePoint(expected));
  });
});

test('every byte of a Mac file, by the bytes German and typography need', () => {
  const bytes = [0x80, 0x85, 0x86, 0x8a, 0x9a, 0x9f, 0xa7, 0xca, 0xd2, 0xd3, 0xdb, 0xe3, 0xff];
  expect(decode('macintosh', bytes)).toBe('ÄÖÜäöüß\u00A0“”€„ˇ');
  const all = decode(
    'macintosh',
    Array.from({ length: 256 }, (_, byte) => byte),
  );
  expect(new Set(all).size).toBe(256);
});

test.each([
  ['a lone Latin-1 byte', [0x4d, 0xfc, 0x6c], 2, 0xfc],
  ['an overlong form', [0xc0, 0xaf], 1, 0xc0],
  ['a surrogate', [0x61, 0xed, 0xa0, 0x80], 2, 0xed],
  ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80], 1, 0xf4],
  ['a sequence that the end cuts', [0x61, 0xe2, 0x82], 2, 0xe2],
])('UTF-8 with %s says where and what', (_, bytes, position, byte) => {
  const text = decode('utf-8', bytes);
  expect(text).not.toContain('\uFFFD');
  expect(findLost(text)).toEqual({ position, byte });
});

test('a replacement character in the file is a character lost earlier', () => {
  expect(findLost('M\uFFFDller')).toEqual({ position: 2, byte: null });
  expect(findLost('Müller €')).toBeNull();
});

test('UTF-16 with half a pair or half a unit does not pass as text', () => {
  expect(findLost(decode('utf-16le', [0x41, 0, 0x3d, 0xd8, 0x42, 0]))?.position).toBe(2);
  expect(findLost(decode('utf-16be', [0, 0x41, 0x42]))?.position).toBe(2);
});

test.each<[Encoding, (text: string) => Buffer]>([
  ['utf-8', (text) => Buffer.from(text)],
  ['utf-16le', (text) => Buffer.from(text, 'utf16le')],
  ['utf-16be', (text) => Buffer.from(text, 'utf16le').swap16()],
])('%s comes out the same however the bytes are cut', (encoding, encode) => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, fc.array(fc.nat(200), { maxLength: 5 }), (text, cuts) => {
      expect(decode(encoding, encode(text), cuts)).toBe(text);
    }),
  );
});

test('broken UTF-8 comes out the same however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.array(fc.nat(200), { maxLength: 5 }), (bytes, cuts) => {
      expect(decode('utf-8', bytes, cuts)).toBe(decode('utf-8', bytes));
    }),
  );
});

describe('guessing', () => {
  test.each([
    ['utf-8', Buffer.from('Müller')],
    ['utf-8', Buffer.from('\uFEFFMuller')],
    ['utf-8', Buffer.from('Muller')],
    ['windows-1252', Buffer.from('M\xfcller', 'latin1')],
    ['windows-1252', Buffer.from('Preis: 5 \x80', 'latin1')],
    ['utf-16le', Buffer.from('\uFEFFMüller', 'utf16le')],
    ['utf-16be', Buffer.from('\uFEFFMüller', 'utf16le').swap16()],
    ['utf-16le', Buffer.from('Name;Ort\r\nMüller;Speyer', 'utf16le')],
    ['macintosh', Buffer.from([0x4d, 0x9f, 0x6c, 0x6c, 0x65, 0x72])],
  ])('%s', async (encoding, bytes) => {
    const read1 = await read(bytes);
    expect(read1.encoding).toBe(encoding);
    expect(read1.text).not.toContain('\uFEFF');
  });

  test('one broken byte does not turn a UTF-8 file into Windows-1252', async () => {
    const bytes = Buffer.concat([Buffer.from('Grüße aus Köln, M'), Buffer.from([0xfc, 0x6c])]);
    const { text, encoding } = await read(bytes);
    expect(encoding).toBe('utf-8');
    expect(text.startsWith('Grüße aus Köln')).toBe(true);
    expect(findLost(text)).toEqual({ position: 18, byte: 0xfc });
  });

  test('the first umlaut decides, be it after a megabyte of ASCII', async () => {
    const ascii = Buffer.alloc(1_000_000, 'a');
    const windows = await read(Buffer.concat([ascii, Buffer.from([0xfc])]));
    expect(windows.encoding).toBe('windows-1252');
    expect(windows.text.at(-1)).toBe('ü');
    const unicode = await read(Buffer.concat([ascii, Buffer.from('ü')]));
    expect(unicode.text.at(-1)).toBe('ü');
  });

  test.each(['ü', '€', '😀'])('the first is %s, and a block ends within it', async (letter) => {
    const { length } = Buffer.from(letter);
    for (let before = 65_536 - length; before <= 65_536; before++) {
      const read1 = await read(Buffer.from(`${'a'.repeat(before)}${letter};`));
      expect([read1.encoding, read1.text.slice(before)]).toEqual(['utf-8', `${letter};`]);
    }
    const windows = await read(Buffer.from(`${'a'.repeat(65_535)}\xfcb\xe9`, 'latin1'));
    expect([windows.encoding, windows.text.slice(-3)]).toEqual(['windows-1252', 'übé']);
  });

  test('a chosen encoding is obeyed', async () => {
    const { text } = await read(Buffer.from('ü'), 'windows-1252');
    expect(text).toBe('Ã¼');
  });

  test('names people use', () => {
    expect(parseEncoding('UTF_8')).toBe('utf-8');
    expect(parseEncoding('cp1252')).toBe('windows-1252');
    expect(parseEncoding('constructor')).toBeNull();
  });
});

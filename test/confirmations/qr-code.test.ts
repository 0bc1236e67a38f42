import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { drawQrCode } from '../../src/confirmations/qr-code.ts';

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

function readChunks(png: Buffer): Map<string, Buffer> {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001A\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const typed = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(typed));
    chunks.set(typed.toString('latin1', 0, 4), typed.subarray(4));
    at += length + 12;
  }
  return chunks;
}

/** The pixels, `true` for dark (PNG specification, §9: filters None and Up are enough here). */
function readPixels(png: Buffer): boolean[][] {
  const chunks = readChunks(png);
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  expect([...header.subarray(8)]).toEqual([1, 0, 0, 0, 0]);
  const data = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const stride = Math.ceil(width / 8) + 1;
  expect(data.length).toBe(stride * height);
  let above = Buffer.alloc(stride - 1);
  return Array.from({ length: height }, (_, y) => {
    const filter = data[y * stride];
    const line = Buffer.from(data.subarray(y * stride + 1, (y + 1) * stride));
    if (filter === 2) line.forEach((byte, x) => (line[x] = (byte + (above[x] ?? 0)) & 0xff));
    else expect(filter).toBe(0);
    above = line;
    return Array.from(
      { length: width },
      (_, x) => (((line[x >> 3] ?? 0) >> (7 - (x & 7))) & 1) === 0,
    );
  });
}

/** The modules without the quiet zone; every pixel of a module must agree. */
function readModules(pixels: boolean[][]): boolean[][] {
  const scale = 8;
  const modules = Array.from({ length: pixels.length / scale }, (_, y) =>
    Array.from(
      { length: pixels.length / scale },
      (_, x) => pixels[y * scale]?.[x * scale] ?? false,
    ),
  );
  pixels.forEach((line, y) =>
    line.forEach((dark, x) =>
      expect(dark).toBe(modules[Math.floor(y / scale)]?.[Math.floor(x / scale)]),
    ),
  );
  const size = modules.length;
  modules.forEach((line, y) =>
    line.forEach((dark, x) => {
      if (Math.min(x, y) < 4 || Math.max(x, y) >= size - 4) expect(dark).toBe(false);
    }),
  );
  return modules.slice(4, -4).map((line) => line.slice(4, -4));
}

const masks: ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

/** A reader of undamaged codes of version 1 in alphanumeric mode (ISO/IEC 18004, §7.7 to §7.9, §6.4.4). */
function decode(modules: boolean[][]): { text: string; correction: number } {
  const isDark = (y: number, x: number): boolean => modules[y]?.[x] ?? false;
  const toNumber = (bits: boolean[]): number =>
    bits.reduce((value, bit) => value * 2 + Number(bit), 0);
  const format = toNumber([0, 1, 2, 3, 4].map((x) => isDark(8, x))) ^ 0b10101;
  const mask = masks[format & 7] ?? (() => false);
  const isFunction = (y: number, x: number): boolean =>
    y === 6 || x === 6 || (y < 9 && (x < 9 || x > 12)) || (y > 12 && x < 9);
  const bits: boolean[] = [];
  let upward = true;
  for (let right = 20; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < 21; step++) {
      const y = upward ? 20 - step : step;
      for (const x of [right, right - 1])
        if (!isFunction(y, x)) bits.push(isDark(y, x) !== mask(y, x));
    }
    upward = !upward;
  }
  const take = (count: number): number => toNumber(bits.splice(0, count));
  expect(take(4)).toBe(0b0010);
  let text = '';
  for (let left = take(9); left > 0; left -= 2) {
    const value = take(left > 1 ? 11 : 6);
    text +=
      left > 1
        ? `${ALPHANUMERIC[Math.floor(value / 45)]}${ALPHANUMERIC[value % 45]}`
        : ALPHANUMERIC[value];
  }
  return { text, correction: format >> 3 };
}

describe('drawQrCode', () => {
  it.each(['K7QX-9F2M', '2222-2222', 'ABCD-EFGH', 'ZZZZ-9999', 'A'])('can be read: %s', (text) => {
    const pixels = readPixels(drawQrCode(text));
    expect(pixels).toHaveLength(232);
    // 0 stands for level M in the format bits.
    expect(decode(readModules(pixels))).toEqual({ text, correction: 0 });
  });

  it('grows for a longer reference and stays crisp', () => {
    const pixels = readPixels(drawQrCode('a much longer reference of another city'));
    expect(pixels.length).toBeGreaterThan(232);
    expect(readModules(pixels).length % 4).toBe(1);
  });

  it('is small, and the same each time', () => {
    const png = drawQrCode('K7QX-9F2M');
    expect(png.length).toBeLessThan(500);
    expect(drawQrCode('K7QX-9F2M').equals(png)).toBe(true);
  });
});

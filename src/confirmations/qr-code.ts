import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const QUIET_ZONE = 4;
/** Pixels of a module: at one bit a pixel, a module is exactly one byte of a row. */
const SCALE = 8;
/** A small window: setting up a large one costs more than compressing seven kilobytes of repeated rows. */
const COMPRESSION = { level: 4, windowBits: 10, memLevel: 2, chunkSize: 1024 };

/**
 * A text as QR code (ISO/IEC 18004, error correction M, quiet zone 4), as a black-and-white PNG of
 * one bit a pixel; a reference makes 232 × 232 pixels.
 */
export function drawQrCode(text: string): Buffer {
  const { data } = encode(text, { ecc: 'M', border: 0 });
  const size = data.length + 2 * QUIET_ZONE;
  const margin = Array.from({ length: QUIET_ZONE }, () => drawModules([], size));
  const rows = [...margin, ...data.map((modules) => drawModules(modules, size)), ...margin];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size * SCALE, 0);
  header.writeUInt32BE(size * SCALE, 4);
  header[8] = 1; // bits a pixel; the zeros that follow: grayscale, deflate, standard filters, not interlaced
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), COMPRESSION)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The pixel rows of a row of modules: the first plain, the others "the same as above" (filter Up). */
function drawModules(modules: boolean[], size: number): Buffer {
  const width = size + 1;
  const rows = Buffer.alloc(width * SCALE);
  rows.fill(0xff, 1, width);
  modules.forEach((dark, index) => {
    if (dark) rows[1 + QUIET_ZONE + index] = 0x00;
  });
  for (let row = 1; row < SCALE; row++) rows[row * width] = 2;
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(data.length + 12);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  data.copy(framed, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, data.length + 8)), data.length + 8);
  return framed;
}

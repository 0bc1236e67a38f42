import { createReadStream } from 'node:fs';
import { Failure } from '../failure.ts';

/**
 * The bytes of a file, opened when the first are asked for.
 * @throws Failure `file_missing`, `file_unreadable`
 */
export async function* readFileBytes(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(file, { highWaterMark: 262_144 })) {
      if (piece instanceof Uint8Array) yield piece;
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') throw new Failure('file_missing', { file });
    throw new Failure('file_unreadable', { file, reason: String(error.code) });
  }
}

import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '../../failure.ts';
import { systemCode } from '../../system-error.ts';

export const evidenceFormats = ['postfix', 'dsn', 'csv'] as const;
export type EvidenceFormat = (typeof evidenceFormats)[number];

/** A file as it was opened, unpacked if it was packed; its bytes can be read once. */
export interface Source {
  /** As a command names it. */
  name: string;
  head: Buffer;
  bytes: AsyncIterable<Buffer>;
}

const PIECE = 1 << 20;
const STAMPED =
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)\S* \S+ \S+?: /;
const HEADER_FIELD = /^[!-9;-~]+:(?:[ \t]|$)/;

/** The mails in a folder and the folders in it: what lies in a Maildir's `cur` and `new`, and `*.eml`. */
export function listFiles(path: string): string[] {
  const found: string[] = [];
  const walk = (folder: string, inMailbox: boolean): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const file = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'tmp') walk(file, ['cur', 'new'].includes(entry.name));
      } else if (entry.isFile() && (inMailbox || extname(entry.name).toLowerCase() === '.eml'))
        found.push(file);
    }
  };
  walk(path, ['cur', 'new'].includes(basename(path)));
  return found.toSorted();
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Opens a file, or standard input, and reads its beginning.
 * @throws Failure `file_missing`, `file_unreadable`, the latter also for a packed file that is damaged
 */
export async function openSource(file: string, stdin: Readable | null): Promise<Source> {
  const raw = stdin ?? createReadStream(file, { highWaterMark: PIECE });
  const pieces = explainErrors(unpack(raw), file)[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done === true) return { name: file, head: Buffer.alloc(0), bytes: rejoin([], pieces) };
  return { name: file, head: first.value, bytes: rejoin([first.value], pieces) };
}

async function* explainErrors(pieces: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  try {
    yield* pieces;
  } catch (error) {
    const reason = systemCode(error);
    if (reason === 'ENOENT') throw new Failure('file_missing', { file }, { cause: error });
    throw new Failure('file_unreadable', { file, reason }, { cause: error });
  }
}

async function* unpack(raw: Readable): AsyncGenerator<Buffer> {
  const pieces: AsyncIterator<Buffer> = raw[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done === true) return;
  const whole = rejoin([first.value], pieces);
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) yield* whole;
  else {
    const unpacked = createGunzip({ chunkSize: PIECE });
    // An error of either reaches who reads the unpacked side.
    pipeline(Readable.from(whole), unpacked, () => undefined);
    for await (const piece of unpacked) yield piece as Buffer;
  }
}

async function* rejoin(
  first: readonly Buffer[],
  rest: AsyncIterator<Buffer>,
): AsyncGenerator<Buffer> {
  yield* first;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

/** What a file is, by how it begins. */
export function guessFormat(head: Buffer): EvidenceFormat {
  const lines = head.subarray(0, 65_536).toString('latin1').split(/\r?\n/);
  const filled = lines.filter((line) => line !== '' && !line.startsWith('-- '));
  const [first = ''] = filled;
  // A log that was rotated a moment ago.
  if (head.length === 0) return 'postfix';
  if (filled.slice(0, 20).some((line) => STAMPED.test(line))) return 'postfix';
  return /^From \S/.test(first) || HEADER_FIELD.test(first) ? 'dsn' : 'csv';
}

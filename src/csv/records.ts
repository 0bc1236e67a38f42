import { Failure } from '../failure.ts';
import { cutBlocks, decodeBlocks, type Bytes } from './decode.ts';
import { guessDelimiter, guessLineEnd, readSeparatorLine, type LineEnd } from './delimiter.ts';
import type { Encoding } from './encodings.ts';
import { looksBinary, recogniseForeign } from './foreign.ts';
import { createJsonSplitter, looksLikeJsonLines } from './json-lines.ts';
import { createSplitter, type CsvRecord, type Splitter } from './split.ts';

/** What was guessed of a file, or chosen, for a command to say. */
export interface CsvSource {
  encoding: Encoding;
  delimiter: string;
  /** `null`: there is only one line. */
  lineEnd: LineEnd | null;
  /** Whether the last line is complete; a file that was cut off often ends without a line end. */
  endsInLineEnd: boolean;
}

export interface CsvBatch {
  source: CsvSource;
  records: CsvRecord[];
  /** Whether some cell may hold a NUL or another control character, one that nobody sees, or one that is lost. */
  suspicious: boolean;
}

export interface CsvOptions {
  /** The file's name, for a refusal. */
  file: string;
  encoding: Encoding | null;
  delimiter: string | null;
}

const SUSPICIOUS =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFFD\u{10FE00}-\u{10FEFF}]/u;

/**
 * The records of a CSV file with their lines, in batches of some thousand, blank ones left out. Memory
 * stays at a few MiB whatever the size of the file. There is one batch at least, be it empty.
 * @throws Failure `not_csv`
 */
export async function* readRecords(input: Bytes, options: CsvOptions): AsyncGenerator<CsvBatch> {
  const blocks = refuseForeign(cutBlocks(input), options.file);
  let pending = '';
  let form: { source: CsvSource; splitter: Splitter; isJson: boolean } | null = null;
  for await (const { text, encoding, last } of decodeBlocks(blocks, options.encoding)) {
    pending += text;
    if (form === null) {
      if (looksBinary(pending))
        throw new Failure('not_csv', { file: options.file, kind: 'binary' });
      const start = recogniseForm(pending, encoding, options.delimiter);
      pending = pending.slice(start.skipped);
      const isJson = looksLikeJsonLines(pending);
      form = {
        source: start.source,
        isJson,
        splitter: isJson
          ? createJsonSplitter()
          : createSplitter({ ...start.source, firstLine: start.skipped > 0 ? 2 : 1 }),
      };
    }
    form.source.encoding = encoding;
    if (last) form.source.endsInLineEnd = /[\r\n]$/.test(pending);
    const { records, rest } = form.splitter(pending, last);
    // An escape may stand for any character.
    const suspicious = SUSPICIOUS.test(pending) || (form.isJson && pending.includes('\\'));
    pending = rest;
    if (records.length > 0 || last) yield { source: { ...form.source }, records, suspicious };
  }
}

async function* refuseForeign(
  blocks: ReturnType<typeof cutBlocks>,
  file: string,
): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let isStart = true;
  for await (const block of blocks) {
    const kind = isStart ? recogniseForeign(block.bytes) : null;
    if (kind !== null) throw new Failure('not_csv', { file, kind });
    isStart = false;
    yield block;
  }
}

function recogniseForm(
  text: string,
  encoding: Encoding,
  chosen: string | null,
): { source: CsvSource; skipped: number } {
  const hint = readSeparatorLine(text);
  const skipped = hint?.length ?? 0;
  const delimiter = chosen ?? hint?.delimiter ?? guessDelimiter(text.slice(skipped));
  const lineEnd = guessLineEnd(text);
  return { source: { encoding, delimiter, lineEnd, endsInLineEnd: true }, skipped };
}

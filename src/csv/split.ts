import { CsvError, parse, type Options } from 'csv-parse/sync';
import type { LineEnd } from './delimiter.ts';
import { readLine } from './plain-line.ts';

/** Characters. What is longer is no cell of a table but a file gone wrong. */
export const FIELD_LIMIT = 65_536;
export const RECORD_LIMIT = 1_048_576;

/** `unreadable`: no JSON object in a file of them. */
type RecordProblem = 'unbalanced_quote' | 'unreadable' | 'record_too_long';

export interface CsvRecord {
  /** Where the record starts; the first line of the file is 1. */
  line: number;
  cells: string[];
  problem: RecordProblem | null;
  /** The file ends in it, without a line end. */
  isOpenEnd: boolean;
}

interface Form {
  delimiter: string;
  lineEnd: LineEnd | null;
  firstLine: number;
}

/** Splits as much of a text as is complete; `rest` is to be put before the next piece. */
export type Splitter = (text: string, last: boolean) => { records: CsvRecord[]; rest: string };

/**
 * Blocks of whole lines to records. Lines whose quotes stand where they belong are cut at a glance; from the
 * first that is otherwise, csv-parse reads, and both read alike. What it cannot read costs one line, not the
 * file: the line is returned with its problem and reading goes on with the next one. Strict where a stray quote
 * would swallow the lines that follow; a quote in the midst of an unquoted cell is a character.
 */
export function createSplitter(form: Form): Splitter {
  const options: Options = {
    delimiter: form.delimiter,
    record_delimiter: form.lineEnd === 'cr' ? ['\r\n', '\r'] : ['\r\n', '\n'],
    relax_column_count: true,
    // Blanks around a quoted cell (`a, "b"`) are no part of it.
    trim: true,
  };
  const state: State = { form, options, line: form.firstLine, isDiscarding: false };
  return (text, last) => {
    const records: CsvRecord[] = [];
    const start = state.isDiscarding ? skipLine(text, form) : 0;
    if (start === -1) return { records, rest: '' };
    if (state.isDiscarding) state.line++;
    state.isDiscarding = false;
    const end = last ? text.length : measureWholeLines(text, form);
    const block = Buffer.from(text.slice(start, end));
    const left = splitBlock(block, last, state, records);
    const rest = left + text.slice(end);
    if (end <= start && rest.length > RECORD_LIMIT) {
      records.push(makeProblem(state.line, [rest.slice(0, FIELD_LIMIT)], 'record_too_long'));
      state.isDiscarding = true;
      return { records, rest: '' };
    }
    if (last) markOpenEnd(records, text);
    return { records, rest };
  };
}

interface State {
  form: Form;
  options: Options;
  line: number;
  /** In the midst of a line that is longer than any record may be. */
  isDiscarding: boolean;
}

const [LF, CR] = [0x0a, 0x0d];

/** A cell of more lines than this is csv-parse's: each further one reads all from the first again. */
const MOST_LINES = 32;

/**
 * What csv-parse makes of lines that are as they should be, several times as fast (tests hold it to that);
 * returns where the first one starts that is not. Each record is a string of its own: who remembers a cell must
 * not keep the whole block with it.
 */
function splitPlain(block: Buffer, state: State, records: CsvRecord[]): number {
  const { delimiter, lineEnd } = state.form;
  const mark = lineEnd === 'cr' ? CR : LF;
  // The quoted cells of an old Mac's file may hold line ends of two kinds; a quote may be named as the separator.
  if ((mark === CR || delimiter.includes('"')) && block.includes('"')) return 0;
  let start = 0;
  while (start < block.length) {
    let end = findEnd(block, mark, start);
    let cells = readLine(block.toString('utf8', start, end), delimiter);
    let within = 0;
    for (; cells === 'open' && within < MOST_LINES && end < block.length; within++) {
      end = findEnd(block, mark, end + 1);
      cells = readLine(block.toString('utf8', start, end), delimiter);
    }
    if (typeof cells === 'string') return start;
    addRecord(records, cells, within, state);
    start = end + 1;
    if (mark === CR && block[start] === LF) start++;
  }
  return start;
}

function findEnd(block: Buffer, mark: number, from: number): number {
  const at = block.indexOf(mark, from);
  return at === -1 ? block.length : at;
}

function splitBlock(block: Buffer, last: boolean, state: State, records: CsvRecord[]): string {
  let rest = block;
  for (;;) {
    rest = rest.subarray(splitPlain(rest, state, records));
    if (rest.length === 0) return '';
    const { cells, length, error } = parseBlock(rest, state.options);
    const mayHoldLines = rest.includes('"');
    for (const each of cells) {
      addRecord(records, each, mayHoldLines ? countLines(each, state.form) : 0, state);
    }
    if (error === null) return '';
    rest = rest.subarray(length);
    const isOpen = error === 'CSV_QUOTE_NOT_CLOSED' && !last && rest.length <= RECORD_LIMIT;
    if (isOpen) return rest.toString();
    rest = rest.subarray(splitBadLine(rest, error, state, records));
  }
}

/** The records of a block up to the first that cannot be read, and where (in bytes) that one starts. */
function parseBlock(
  block: Buffer,
  options: Options,
): { cells: string[][]; length: number; error: string | null } {
  try {
    return { cells: parse(block, options), length: block.length, error: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ...parseUpTo(block, options), error: error.code };
  }
}

function parseUpTo(block: Buffer, options: Options): { cells: string[][]; length: number } {
  const cells: string[][] = [];
  let length = 0;
  try {
    parse(block, {
      ...options,
      on_record: (record: string[], { bytes }) => {
        cells.push(record);
        length = bytes;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return { cells, length };
}

/** Reads one physical line that no strict reading accepts; returns its length in bytes. */
function splitBadLine(rest: Buffer, error: string, state: State, records: CsvRecord[]): number {
  const length = measureLine(rest, state.form);
  const line = rest
    .subarray(0, length)
    .toString()
    .replace(/[\r\n]+$/, '');
  const relaxed = error === 'INVALID_OPENING_QUOTE' ? parseRelaxed(line, state.options) : null;
  records.push(
    relaxed === null
      ? makeProblem(state.line, line.split(state.form.delimiter), 'unbalanced_quote')
      : { line: state.line, cells: relaxed, problem: null, isOpenEnd: false },
  );
  state.line++;
  return length;
}

function parseRelaxed(line: string, options: Options): string[] | null {
  try {
    const [cells = []] = parse(line, { ...options, relax_quotes: true });
    return cells.some((cell) => cell.startsWith('"')) ? null : cells;
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** @param within the line ends in its cells */
function addRecord(records: CsvRecord[], cells: string[], within: number, state: State): void {
  const { line } = state;
  state.line += 1 + within;
  let length = 0;
  for (const cell of cells) length += cell.length;
  if (length === 0) return;
  const problem = length > RECORD_LIMIT ? 'record_too_long' : null;
  records.push({ line, cells, problem, isOpenEnd: false });
}

function makeProblem(line: number, cells: string[], problem: RecordProblem): CsvRecord {
  return { line, cells, problem, isOpenEnd: false };
}

function markOpenEnd(records: CsvRecord[], text: string): void {
  const record = records.at(-1);
  if (record !== undefined && !/[\r\n]$/.test(text)) record.isOpenEnd = true;
}

function countLines(cells: readonly string[], form: Form): number {
  let count = 0;
  for (const cell of cells) {
    if (!cell.includes('\n') && !cell.includes('\r')) continue;
    count += cell.match(form.lineEnd === 'cr' ? /\r\n|\n|\r/g : /\n/g)?.length ?? 0;
  }
  return count;
}

function measureWholeLines(text: string, form: Form): number {
  return 1 + text.lastIndexOf(form.lineEnd === 'cr' ? '\r' : '\n');
}

function measureLine(block: Buffer, form: Form): number {
  const at = block.indexOf(form.lineEnd === 'cr' ? '\r' : '\n');
  return at === -1 ? block.length : at + 1;
}

/** Where the next line starts, -1 if this one still goes on. */
function skipLine(text: string, form: Form): number {
  const at = text.indexOf(form.lineEnd === 'cr' ? '\r' : '\n');
  return at === -1 ? -1 : at + 1;
}

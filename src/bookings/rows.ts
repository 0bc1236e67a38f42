import type { Bytes } from '../csv/decode.ts';
import { restoreFormula } from '../csv/formula.ts';
import { parseDelimiter } from '../csv/delimiter.ts';
import { encodings, parseEncoding, type Encoding } from '../csv/encodings.ts';
import { readRecords, type CsvSource } from '../csv/records.ts';
import type { CsvRecord } from '../csv/split.ts';
import { Failure } from '../failure.ts';
import { toLocal } from '../time/zone.ts';
import { findCell, nameField, type OddPhone } from './rows-cells.ts';
import { checkRow, type CheckedRow, type CheckOptions, type RejectedRow } from './rows-check.ts';
import { rememberInstants } from './rows-times.ts';
import { readDate } from './field-dates.ts';
import { foldWord, type RowState } from './field-words.ts';
import type { Warning } from './fault.ts';
import type { Field } from './fields.ts';
import { checkChoice, findHeader, type Mapping } from './layout-match.ts';

export interface RowOptions {
  /** As faults and refusals name it. */
  file: string;
  /** As typed; `null`: guessed. */
  encoding: string | null;
  delimiter: string | null;
  layout: string | null;
  /** Field → header. */
  map: ReadonlyMap<string, string>;
  /** Word of the file → what it means. */
  mapState: ReadonlyMap<string, RowState>;
  timeZone: string;
  /** ISO date. */
  campaignDate: string | null;
  /** Milliseconds. */
  now: number;
  /** The entitled postal codes; `null`: everyone is entitled. */
  area: ReadonlySet<string> | null;
}

/** How a file was read: what was guessed and matters is said. */
export interface RowSource extends CsvSource {
  /** `null`: no known layout, all columns were named by `--map`. */
  layout: string | null;
  headerLine: number;
  headers: readonly string[];
  /** The header of each field that has one. */
  columns: Partial<Record<Field, string>>;
}

export interface RowBatch {
  source: RowSource;
  rows: CheckedRow[];
  rejected: RejectedRow[];
  /** In the order of the lines, of each kind. */
  warnings: Warning[];
  /** Lines that are no bookings: sums, the header once more, states mapped to `skip`. */
  skipped: { sums: number; headers: number; states: number };
}

const HEADER_WITHIN = 30;

/**
 * The rows of a file, checked, in batches; the first one comes as soon as the header is known, even if
 * it has no rows. Nothing but the current batch is kept in memory.
 * @throws Failure `encoding_unknown`, `invalid_value`, `layout_unknown`, `field_unknown`, `not_csv`,
 * `header_unknown`, `layout_unrecognised`, `too_many_columns`
 */
export async function* readRows(input: Bytes, options: RowOptions): AsyncGenerator<RowBatch> {
  const chosen = chooseForm(options);
  checkChoice(options);
  const check: CheckOptions = {
    timeZone: options.timeZone,
    toInstant: rememberInstants(options.timeZone),
    campaignDate: options.campaignDate,
    today: toLocal(options.timeZone, options.now).date,
    area: options.area,
    mapState: new Map([...options.mapState].map(([word, state]) => [foldWord(word), state])),
  };
  let oddLeft = MOST_ODD;
  let header: { mapping: Mapping; line: number; cells: readonly string[] } | null = null;
  for await (const batch of readRecords(input, { file: options.file, ...chosen })) {
    let { records } = batch;
    if (header === null) {
      if (records.length === 0) throw new Failure('not_csv', { file: options.file, kind: 'empty' });
      const start = records.slice(0, HEADER_WITHIN);
      const { index, mapping } = findHeader(
        start.map(({ cells }) => cells),
        options,
      );
      header = { mapping, line: start[index]?.line ?? 1, cells: mapping.headers };
      if (mapping.dateInName)
        check.campaignDate = readDateInName(options.file) ?? check.campaignDate;
      records = records.slice(index + 1);
    }
    const source = { ...batch.source, ...describe(header.mapping), headerLine: header.line };
    const { oddPhones, ...checked } = checkRecords(
      records,
      header.mapping,
      batch.suspicious,
      options.file,
      check,
    );
    oddLeft -= oddPhones.length;
    if (oddPhones.length > 0 && oddLeft > 0) {
      checked.warnings.push(...(await judgePhones(oddPhones)));
    }
    yield { source, ...checked };
  }
}

// The library judges some 40,000 in a second: a file full of them is not worth a minute.
const MOST_ODD = 100_000;

async function judgePhones(phones: readonly OddPhone[]): Promise<Warning[]> {
  const { toE164 } = await import('./field-phone-library.ts');
  return phones.flatMap(({ phone, ...place }) =>
    toE164(phone) === null ? [{ ...place, code: 'doubtful_phone' as const, facts: {} }] : [],
  );
}

/** `Tagesübersicht_Bürgeramt_20.06.2021.csv`: the day of all its rows. */
function readDateInName(file: string): string | null {
  const [match] = [...file.matchAll(/(?<!\d)(\d{1,2}\.\d{1,2}\.\d{4})(?!\d)/g)].slice(-1);
  const day = match?.[1] === undefined ? null : readDate(match[1], 'dmy');
  return day !== null && 'value' in day ? day.value : null;
}

function chooseForm({ encoding, delimiter }: RowOptions): {
  encoding: Encoding | null;
  delimiter: string | null;
} {
  const chosen = encoding === null ? null : parseEncoding(encoding);
  if (encoding !== null && chosen === null) {
    throw new Failure('encoding_unknown', { name: encoding, known: encodings });
  }
  const separator = delimiter === null ? null : parseDelimiter(delimiter);
  if (delimiter !== null && separator === null) {
    const option = '--delimiter';
    throw new Failure('invalid_value', { option, value: delimiter, expected: 'delimiter' });
  }
  return { encoding: chosen, delimiter: separator };
}

function describe(mapping: Mapping): Pick<RowSource, 'layout' | 'headers' | 'columns'> {
  const columns: Partial<Record<Field, string>> = {};
  for (const field of mapping.places.keys()) columns[field] = nameField(mapping, field) ?? '';
  return { layout: mapping.layout, headers: mapping.headers, columns };
}

function checkRecords(
  records: readonly CsvRecord[],
  mapping: Mapping,
  suspicious: boolean,
  file: string,
  options: CheckOptions,
): Omit<RowBatch, 'source'> & { oddPhones: OddPhone[] } {
  const rows: CheckedRow[] = [];
  const rejected: RejectedRow[] = [];
  const warnings: Warning[] = [];
  const oddPhones: OddPhone[] = [];
  const skipped = { sums: 0, headers: 0, states: 0 };
  for (const each of records) {
    const { line, problem, isOpenEnd } = each;
    const cells = fitCells(each.cells, mapping.headers.length);
    const record = { line, cells, problem, isOpenEnd };
    const reading = { file, mapping, record, suspicious, faults: [], warnings, oddPhones };
    if (isSum(reading)) skipped.sums++;
    else if (isHeader(record.cells, mapping.headers)) skipped.headers++;
    else {
      const checked = checkRow(reading, options);
      if ('row' in checked) rows.push(checked.row);
      else if ('rejected' in checked) rejected.push(checked.rejected);
      else skipped.states++;
    }
  }
  return { rows, rejected, warnings, oddPhones, skipped };
}

/** Without blank cells beyond the header's. */
function fitCells(cells: string[], length: number): string[] {
  if (cells.length <= length) return cells;
  return cells.slice(length).every((cell) => cell === '') ? cells.slice(0, length) : cells;
}

/** A figure under a name's column is a count, not a name. */
const COUNT = /^(?:\d{1,6}(?:[.,]\d{1,2})?)?$/;
const SUM = /^(?:summe|gesamt|gesamtsumme|insgesamt|total|sum)\s*(?:[:=]\s*)?[\d.,]*$/i;

/** `Summe` and the like in the first cell, and nothing that names a person. */
function isSum(reading: Parameters<typeof findCell>[0]): boolean {
  if (!SUM.test(reading.record.cells[0]?.trim() ?? '')) return false;
  const others = reading.record.cells.slice(1);
  const rest = { ...reading, record: { ...reading.record, cells: ['', ...others] } };
  return NAMING.every((field) => COUNT.test(findCell(rest, field)?.text ?? ''));
}

const NAMING: readonly Field[] = [
  'given_name',
  'family_name',
  'full_name',
  'birth_date',
  'email',
  'phone',
  'external_id',
  'reference',
];

/** Files put together by hand hold the header of each. */
function isHeader(cells: readonly string[], headers: readonly string[]): boolean {
  return headers.every((header, column) => header === restoreFormula(cells[column] ?? ''));
}

import { findLost } from '../csv/marks.ts';
import { restoreFormula } from '../csv/formula.ts';
import { FIELD_LIMIT, RECORD_LIMIT, type CsvRecord } from '../csv/split.ts';
import { showValue, toHex, type Fault, type Finding, type Warning } from './fault.ts';
import type { Reading } from './field-dates.ts';
import type { Field } from './fields.ts';
import { isSpreadsheetError } from './field-contact.ts';
import { dropUnseen, findControl, isBlank } from './field-names.ts';
import type { Mapping, Place } from './layout-match.ts';

/** A cell that counts for a field: its text with the formula quote taken back, and its header. */
export interface Cell {
  text: string;
  column: string;
}

/** One record while it is read, and what was found wrong with it so far. */
export interface RowReading {
  file: string;
  mapping: Mapping;
  record: CsvRecord;
  /** May hold characters that no cell may hold, or that nobody sees. */
  suspicious: boolean;
  faults: Fault[];
  /** What looks wrong in the rows of the batch so far. */
  warnings: Warning[];
  /** Phone numbers of the batch that only the library can judge. */
  oddPhones: OddPhone[];
}

export interface OddPhone extends Pick<Warning, 'file' | 'line' | 'column' | 'value'> {
  phone: string;
}

/** The first cell of a field that is not blank; `null` if there is none. Says what is wrong with it. */
export function pickCell(reading: RowReading, field: Field): Cell | null {
  const cell = findCell(reading, field);
  if (cell === null) return null;
  if (reading.suspicious) {
    const control = findControl(cell.text);
    if (control !== null) addFault(reading, cell, control);
  }
  if (isSpreadsheetError(cell.text)) {
    addFault(reading, cell, { code: 'spreadsheet_error', facts: {} });
    return null;
  }
  return cell;
}

export function findCell({ mapping, record, suspicious }: RowReading, field: Field): Cell | null {
  const places = mapping.places.get(field);
  if (places === undefined) return null;
  for (const place of places) {
    const shown = readPlace(place, record.cells);
    const text = suspicious ? dropUnseen(shown) : shown;
    if (!isBlank(text)) return { text, column: place.header };
  }
  return null;
}

/** The header to name where a field of the row is missing; `null` if the file has no column for it. */
export function nameField(mapping: Mapping, field: Field): string | null {
  return mapping.places.get(field)?.[0]?.header ?? null;
}

export function addFault(
  reading: RowReading,
  { text, column }: { text: string; column: string | null },
  finding: Finding,
): void {
  reading.faults.push({ ...placeOf(reading, { text, column }), ...finding });
}

export function placeOf(
  { file, record }: RowReading,
  { text, column }: { text: string; column: string | null },
): Pick<Fault, 'file' | 'line' | 'column' | 'value'> {
  return { file, line: record.line, column, value: showValue(text) };
}

function readPlace(place: Place, cells: readonly string[]): string {
  const { columns, blank } = place;
  if (columns.length > 1 || blank !== null) return joinPlace(place, cells);
  return restoreFormula(cells[columns[0] ?? 0] ?? '').trim();
}

// Apart, as joinRaw is: a function that holds a closure costs an allocation wherever it is called.
function joinPlace({ columns, by, blank }: Place, cells: readonly string[]): string {
  const parts = columns.map((column) => restoreFormula(cells[column] ?? '').trim());
  if (blank !== null) return parts.map((part) => (isBlank(part) ? blank : part)).join(by);
  return parts.some(isBlank) ? '' : parts.join(by);
}

/** What is wrong with the record as such, and with characters anywhere in it, extras included. */
export function checkRecord(reading: RowReading): void {
  const { record, mapping } = reading;
  const expected = mapping.headers.length;
  const found = record.cells.length;
  const finding = judgeRecord(record, found, expected);
  if (finding !== null) {
    addFault(reading, { text: record.cells.join(' '), column: null }, finding);
  }
  for (let column = 0; column < found; column++) {
    const text = record.cells[column] ?? '';
    if (text.length <= FIELD_LIMIT && !reading.suspicious) continue;
    const cell = { text, column: mapping.headers[column] ?? '' };
    if (text.length > FIELD_LIMIT) {
      addFault(reading, cell, { code: 'field_too_long', facts: { limit: FIELD_LIMIT } });
    }
    if (reading.suspicious) checkCharacters(reading, cell);
  }
}

function judgeRecord(record: CsvRecord, found: number, expected: number): Finding | null {
  const { problem, isOpenEnd } = record;
  if (isOpenEnd && (found < expected || problem === 'unbalanced_quote')) {
    return { code: 'truncated', facts: { found, expected } };
  }
  if (problem === 'unbalanced_quote') return { code: 'unbalanced_quote', facts: {} };
  if (problem === 'unreadable') return { code: 'unreadable_line', facts: {} };
  if (problem === 'record_too_long')
    return { code: 'record_too_long', facts: { limit: RECORD_LIMIT } };
  return found === expected ? null : { code: 'wrong_field_count', facts: { found, expected } };
}

function checkCharacters(reading: RowReading, cell: Cell): void {
  const lost = findLost(cell.text);
  if (lost !== null) {
    const byte = lost.byte === null ? null : toHex(lost.byte, 2);
    addFault(reading, cell, { code: 'undecodable', facts: { byte, position: lost.position } });
  }
  if (cell.text.includes('\0')) addFault(reading, cell, { code: 'nul_character', facts: {} });
}

/** The value of a cell; what is wrong with it becomes a fault of the row. `rules` are handed to `read`. */
export function takeValue<T, Rules extends readonly unknown[]>(
  reading: RowReading,
  cell: Cell | null,
  read: (text: string, ...rules: Rules) => Reading<T>,
  ...rules: Rules
): T | null {
  if (cell === null) return null;
  const result = read(cell.text, ...rules);
  if ('value' in result) return result.value;
  addFault(reading, cell, result.finding);
  return null;
}

/** The cells that counted, by field, and the others by the key of their column, as they stand in the file. */
export function keepCells({ mapping, record }: RowReading): {
  cells: Partial<Record<Field, string>>;
  extras: Record<string, string>;
} {
  const cells: Partial<Record<Field, string>> = {};
  // Without a prototype: else what stands under a header `__proto__` would be lost.
  const extras = Object.create(null) as Record<string, string>;
  for (const [field, places] of mapping.places) {
    let chosen: Place | null = null;
    for (const place of places) {
      const text = readRaw(place, record.cells);
      if (isBlank(text)) continue;
      if (chosen === null) {
        cells[field] = text;
        chosen = place;
        // The second phone number is not lost because the first one counts.
      } else if (!haveCommon(chosen.columns, place.columns)) {
        extras[place.columns.map((column) => mapping.keys[column] ?? '').join(' + ')] = text;
      }
    }
  }
  for (const { column, key } of mapping.extras) {
    const text = record.cells[column] ?? '';
    if (text !== '') extras[key] = text;
  }
  return { cells, extras };
}

function readRaw(place: Place, cells: readonly string[]): string {
  return place.columns.length > 1 ? joinRaw(place, cells) : (cells[place.columns[0] ?? 0] ?? '');
}

function joinRaw({ columns, by }: Place, cells: readonly string[]): string {
  return columns.map((column) => cells[column] ?? '').join(by);
}

function haveCommon(some: readonly number[], others: readonly number[]): boolean {
  return some.some((column) => others.includes(column));
}

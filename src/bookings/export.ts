import { createHmac, randomBytes } from 'node:crypto';
import { neutraliseFormula, neutraliseQuoted } from '../csv/formula.ts';
import { change, type Actor } from '../database/change.ts';
import { readSecret } from '../database/secrets.ts';
import type { Database } from '../database/statements.ts';
import {
  chooseColumns,
  quoteText,
  readPages,
  prepareExport,
  type ExportColumn,
  type ValueForm,
} from './export-storage.ts';
import { createTimeWriter } from './export-times.ts';
import type { BookingFilter } from './storage.ts';

export const dialects = ['excel-de', 'rfc4180', 'jsonl'] as const;

/** `excel-de` opens right in a German spreadsheet, `rfc4180` and `jsonl` are for programs. */
export type Dialect = (typeof dialects)[number];

export interface ExportOptions {
  dialect: Dialect;
  /** Names of columns (export-storage.ts). */
  columns: readonly string[];
  pseudonymous: boolean;
  timeZone: string;
  filter: BookingFilter;
  /** Needed for the column of phone numbers as E.164 alone. */
  phone?: ValueForm['phone'];
}

export interface Export {
  /** The names of the columns that are written. */
  columns: string[];
  /** @param count told how many bookings each part has */
  parts: (count: (bookings: number) => void) => Generator<Uint8Array>;
}

/**
 * Notes that citizens' data are about to leave the campaign, and in what form: not whose, nor whereto.
 * Before the first byte does, so that an export that is stopped is known of as well.
 * @throws Failure `database_locked`
 */
export function noteExport(database: Database, actor: Actor, options: ExportOptions): void {
  const { dialect, columns, pseudonymous, filter } = options;
  const facts = { dialect, columns, pseudonymous, filters: Object.keys(filter) };
  change(database, actor, () => ({ result: null, entry: { action: 'booking.export', facts } }));
}

/**
 * The bookings in the order they came, as text of a dialect, in parts of some hundred. What an import
 * reads back is the same: times to the millisecond, phone numbers with their `+`.
 */
export function exportBookings(database: Database, options: ExportOptions): Export {
  const { dialect, filter } = options;
  const form: ValueForm = {
    isGerman: dialect === 'excel-de',
    time: createTimeWriter(options.timeZone, dialect === 'excel-de'),
    pseudonym: createPseudonyms(readSecret(database, 'opaque')),
    phone: options.phone ?? ((phone) => phone),
  };
  prepareExport(database, form);
  const columns = chooseColumns(database, options.columns, { ...options, form });
  const writer =
    dialect === 'jsonl' ? createJsonWriter(columns) : createCsvWriter(columns, dialect);
  return {
    columns: columns.map(({ name }) => name),
    *parts(count) {
      if (writer.start !== '') yield Buffer.from(writer.start);
      for (const page of readPages(database, filter, writer.line)) {
        yield writer.finish(page.text);
        count(page.count);
      }
    },
  };
}

interface Writer {
  start: string;
  /** SQL that writes a booking. */
  line: string;
  finish: (page: Buffer) => Uint8Array;
}

function createJsonWriter(columns: readonly ExportColumn[]): Writer {
  const parts = columns.map(({ name, value }, at) => {
    const key = `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    return `${quoteText(key)}, json_quote(${value})`;
  });
  return { start: '', line: join([...parts, `'}\n'`]), finish: (page) => page };
}

const forms = {
  'excel-de': { delimiter: ';', mark: '\uFEFF' },
  rfc4180: { delimiter: ',', mark: '' },
};

function createCsvWriter(
  columns: readonly ExportColumn[],
  dialect: Exclude<Dialect, 'jsonl'>,
): Writer {
  const { delimiter, mark } = forms[dialect];
  // No cell holds it, whatever people typed: a line end would look like the start of a formula. No UTF-8 has
  // its first byte either, by which it is found soonest.
  const end = `\u00FF${randomBytes(6).toString('hex')}`;
  const lineEnd = `'"', CAST(x'${Buffer.from(end, 'latin1').toString('hex')}' AS TEXT)`;
  const write = (isDoubled: (column: ExportColumn) => boolean): string => {
    const cells = columns.map((column, at) => {
      const { value } = column;
      const text = isDoubled(column) ? `replace(${value}, '"', '""')` : value;
      return `'${at === 0 ? '' : `"${delimiter}`}"', ${text}`;
    });
    return join([...cells, lineEnd]);
  };
  return {
    start: `${mark}${columns.map(({ name }) => quote(neutraliseFormula(name))).join(delimiter)}\r\n`,
    line: lookForQuotes(columns, write),
    finish: (page) => {
      const text = neutraliseQuoted(page.toString('latin1'));
      return Buffer.from(text.replaceAll(end, '\r\n'), 'latin1');
    },
  };
}

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/**
 * Quotes are rare: one look at all that people typed into a booking costs less than to double them in each cell.
 * What other files had is made by a function and not made twice.
 */
function lookForQuotes(
  columns: readonly ExportColumn[],
  write: (isDoubled: (column: ExportColumn) => boolean) => string,
): string {
  const typed = columns.filter(({ origin }) => origin === 'typed').map(({ value }) => value);
  const always = write(({ origin }) => origin !== 'ours');
  if (typed.length === 0) return always;
  const seldom = write(({ origin }) => origin === 'extra');
  return `iif(instr(${join(typed)}, '"'), ${always}, ${seldom})`;
}

/** More than SQL takes in one call. */
const MOST = 200;

function join(parts: readonly string[]): string {
  if (parts.length <= MOST) return `concat(${parts.join(', ')})`;
  const groups: string[] = [];
  for (let at = 0; at < parts.length; at += MOST) groups.push(join(parts.slice(at, at + MOST)));
  return join(groups);
}

/** @param key of the campaign: without it no pseudonym can be tried out against a list of references */
function createPseudonyms(key: Uint8Array): ValueForm['pseudonym'] {
  return (reference) =>
    createHmac('sha256', key).update(`pseudonym:${reference}`).digest('hex').slice(0, 16);
}

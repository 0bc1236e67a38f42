import { neutraliseFormula } from '../csv/formula.ts';
import { formatRecords, type CsvForm } from '../csv/write.ts';
import { readSecret } from '../database/secrets.ts';
import { sql, type Database } from '../database/statements.ts';
import { toInstant, toIso, toLocal } from '../time/zone.ts';
import {
  chooseColumns,
  createPseudonyms,
  type ExportRow,
  type ValueForm,
} from './export-columns.ts';
import { writeFilter, type BookingFilter } from './storage.ts';

export const dialects = ['excel-de', 'rfc4180', 'jsonl'] as const;

/** `excel-de` opens right in a German spreadsheet, `rfc4180` and `jsonl` are for programs. */
export type Dialect = (typeof dialects)[number];

export interface ExportOptions {
  dialect: Dialect;
  /** Names of columns (export-columns.ts). */
  columns: readonly string[];
  pseudonymous: boolean;
  timeZone: string;
  filter: BookingFilter;
}

const ACCEPTED = `
  SELECT settled_at FROM message WHERE message.id = confirmation.message_id AND message.state = 'accepted'`;

const SELECT = `
  SELECT booking.*, slot.starts_at, contingent.name AS contingent, confirmation.state AS confirmation_state,
    CASE WHEN confirmation.message_id IS NULL THEN NULL ELSE (${ACCEPTED}) END AS accepted_at
  FROM booking
  JOIN slot ON slot.id = booking.slot_id
  JOIN contingent ON contingent.id = slot.contingent_id
  LEFT JOIN confirmation ON confirmation.booking_id = booking.id`;

const TOGETHER = 500;

/**
 * The bookings in the order they came, as text of a dialect, in parts of some hundred. What an import
 * reads back is the same: times to the millisecond, phone numbers with their `+`.
 * @param count told how many bookings each part has
 */
export function* exportBookings(
  database: Database,
  options: ExportOptions,
  count: (bookings: number) => void,
): Generator<string> {
  const { where, values } = writeFilter(options.filter);
  const columns = chooseColumns(options.columns, options.pseudonymous);
  const key = readSecret(database, 'opaque');
  const form = createForm(options, createPseudonyms(key));
  const write = createWriter(options);
  yield write.start;
  let records: (string | null)[][] = [];
  const rows = sql(database, `${SELECT}${where} ORDER BY booking.id`);
  for (const row of rows.iterate(...values) as IterableIterator<ExportRow>) {
    records.push(columns.map((column) => column(row, form)));
    if (records.length < TOGETHER) continue;
    yield write.records(records);
    count(records.length);
    records = [];
  }
  yield write.records(records);
  count(records.length);
}

interface Writer {
  start: string;
  records: (records: readonly (string | null)[][]) => string;
}

const forms: Record<Exclude<Dialect, 'jsonl'>, CsvForm & { mark: string }> = {
  'excel-de': { delimiter: ';', lineEnd: 'crlf', mark: '\uFEFF' },
  rfc4180: { delimiter: ',', lineEnd: 'crlf', mark: '' },
};

function createWriter({ dialect, columns }: ExportOptions): Writer {
  if (dialect === 'jsonl') {
    const write = (cells: readonly (string | null)[]): string =>
      `${JSON.stringify(Object.fromEntries(cells.map((cell, at) => [columns[at], cell])))}\n`;
    return { start: '', records: (records) => records.map(write).join('') };
  }
  const form = forms[dialect];
  const write = (records: readonly (string | null)[][]): string =>
    formatRecords(
      records.map((cells) => cells.map((cell) => (cell === null ? '' : neutraliseFormula(cell)))),
      form,
    );
  return { start: form.mark + write([[...columns]]), records: write };
}

function createForm(
  { dialect, timeZone }: ExportOptions,
  pseudonym: ValueForm['pseudonym'],
): ValueForm {
  const isGerman = dialect === 'excel-de';
  const times = new Map<number, string>();
  const write = (instant: number): string =>
    isGerman ? writeGermanTime(timeZone, instant) : toIso(timeZone, instant);
  return {
    pseudonym,
    date: isGerman ? writeGermanDate : (iso) => iso,
    time: (instant) => {
      let text = times.get(instant);
      if (text !== undefined) return text;
      text = write(instant);
      // Thousands of bookings share a slot; when they were made is each its own.
      if (times.size > 5000) times.clear();
      times.set(instant, text);
      return text;
    },
  };
}

function writeGermanDate(iso: string): string {
  return `${iso.slice(8)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`;
}

/** `20.06.2021 07:00`; what a local time cannot say exactly (the hour that comes twice) with its offset. */
function writeGermanTime(timeZone: string, instant: number): string {
  const local = toLocal(timeZone, instant);
  if (toInstant(timeZone, local)?.instant !== instant) return toIso(timeZone, instant);
  const time = local.time.endsWith(':00') ? local.time.slice(0, 5) : local.time;
  return `${writeGermanDate(local.date)} ${time}`;
}

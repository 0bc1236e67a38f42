import { foldHeader, layouts } from '../bookings/layouts.ts';
import type { Field } from '../bookings/fields.ts';
import { readMoment } from '../bookings/field-dates.ts';
import { readAnswer } from '../bookings/field-words.ts';
import type { Bytes } from '../csv/decode.ts';
import { readRecords } from '../csv/records.ts';
import type { CsvRecord } from '../csv/split.ts';
import { Failure } from '../failure.ts';
import { parseAddress } from '../mail/address.ts';
import { toInstant } from '../time/zone.ts';

/** What names a booking in a list, the surest first. */
const keys = ['external_id', 'reference', 'email'] as const satisfies readonly Field[];
type Key = (typeof keys)[number];

/** One row of the portal's list of sent mails; `at` in milliseconds, `null` if the list has no times. */
export interface SentRow {
  line: number;
  key: Key;
  value: string;
  claim: 'sent' | 'not_sent';
  at: number | null;
}

export interface SentList {
  file: string;
  rows: SentRow[];
  /** Lines that name nobody, or no time that can be read. */
  unreadable: number[];
}

type Columns = { keys: { key: Key; column: number }[]; times: number[] };

const HEADER_WITHIN = 30;
const more: Partial<Record<Key, readonly string[]>> = {
  email: ['Empfänger', 'Recipient', 'To', 'An', 'Mail', 'rcpt'],
  external_id: ['Bestellung', 'Order', 'Ticket', 'Buchung', 'Booking', 'id'],
};
const SENT = [
  'sent_at | sent at | sent | sent on | mail_sent_at | send time | delivered_at',
  'gesendet | gesendet am | gesendet um | versandt | versandt am | verschickt | verschickt am',
  'Versand | Versandzeit | Versanddatum | Versandzeitpunkt | Sendezeit | Zeitpunkt | Zeitstempel | timestamp',
].flatMap((names) => names.split(' | '));
const DAYS = ['Datum', 'Date', 'Tag'];
const TIMES = ['Uhrzeit', 'Zeit', 'Time'];

/**
 * Reads what the portal says it has sent: addresses, its own numbers or our references, with a time or a
 * yes. A list without a header is one of addresses.
 * @throws Failure `evidence_unrecognised`, `not_csv`
 */
export async function readSentList(
  input: Bytes,
  { file, timeZone }: { file: string; timeZone: string },
): Promise<SentList> {
  const list: SentList = { file, rows: [], unreadable: [] };
  let columns: Columns | null = null;
  for await (const { records } of readRecords(input, { file, encoding: null, delimiter: null })) {
    let rows = records;
    if (columns === null) {
      const found = findColumns(records.slice(0, HEADER_WITHIN));
      if (found === null) throw new Failure('evidence_unrecognised', { file });
      columns = found.columns;
      rows = records.slice(found.first);
    }
    for (const record of rows) {
      const row = readRow(record, columns, timeZone);
      if (row === null) list.unreadable.push(record.line);
      else list.rows.push(row);
    }
  }
  return list;
}

function findColumns(records: readonly CsvRecord[]): { columns: Columns; first: number } | null {
  for (const [index, { cells }] of records.entries()) {
    const address = cells.findIndex((cell) => parseAddress(cell.trim()) !== null);
    if (address >= 0) {
      const times = cells.flatMap((cell, column) => (isMoment(cell) ? [column] : []));
      return { columns: { keys: [{ key: 'email', column: address }], times }, first: index };
    }
    const columns = matchHeader(cells.map(foldHeader));
    if (columns.keys.length > 0) return { columns, first: index + 1 };
  }
  return null;
}

function matchHeader(cells: readonly string[]): Columns {
  const find = (names: readonly string[]): number => {
    const folded = new Set(names.map(foldHeader));
    return cells.findIndex((cell) => folded.has(cell));
  };
  const found = keys
    .map((key) => ({ key, column: find([...nameField(key), ...(more[key] ?? [])]) }))
    .filter(({ column }) => column >= 0);
  const sent = find([...nameField('confirmation_sent'), ...SENT]);
  const parts = [find(DAYS), find(TIMES)].filter((column) => column >= 0);
  return { keys: found, times: sent >= 0 ? [sent] : parts };
}

/** Every header that any layout knows for a field. */
function nameField(field: Field): string[] {
  return layouts.flatMap(({ columns }) =>
    (columns[field] ?? []).filter((source) => typeof source === 'string'),
  );
}

function isMoment(cell: string): boolean {
  return cell.trim() !== '' && 'value' in readMoment(cell, 'dmy');
}

function readRow({ line, cells }: CsvRecord, columns: Columns, timeZone: string): SentRow | null {
  const key = columns.keys.find(({ column }) => (cells[column] ?? '').trim() !== '');
  if (key === undefined) return null;
  const value = (cells[key.column] ?? '').trim();
  const base = { line, key: key.key, value };
  if (columns.times.length === 0) return { ...base, claim: 'sent', at: null };
  const text = columns.times
    .map((column) => (cells[column] ?? '').trim())
    .join(' ')
    .trim();
  const answer = readAnswer(text);
  if (answer !== null) return { ...base, claim: answer === 'yes' ? 'sent' : 'not_sent', at: null };
  const at = readInstant(text, timeZone);
  return at === null ? null : { ...base, claim: 'sent', at };
}

function readInstant(text: string, timeZone: string): number | null {
  const moment = readMoment(text, 'dmy');
  if (text === '' || !('value' in moment)) return null;
  if ('instant' in moment.value) return moment.value.instant;
  const { date, time } = moment.value;
  if (date === null) return null;
  return toInstant(timeZone, { date, time: time ?? '00:00:00' })?.instant ?? null;
}

import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { showValue, type Fault, type Warning } from './fault.ts';
import { createRowStore, type StoreOptions, type Stored } from './import-storage.ts';
import { createSeen, findVanished, type Vanished } from './import-vanished.ts';
import type { CheckedRow, RejectedRow } from './rows-check.ts';
import type { RowBatch, RowSource } from './rows.ts';

/** A file, read and checked; rejected rows wait for those that the campaign refuses. */
export interface ReadFile {
  file: string;
  source: RowSource;
  rows: CheckedRow[];
  rejected: RejectedRow[];
  /** The first of them, and how many there are. */
  warnings: Warning[];
  warned: number;
  skipped: RowBatch['skipped'];
}

/** More of them say nothing new, and a million would fill the memory. */
const MOST_WARNINGS = 1000;

interface ImportCounts {
  rows: number;
  imported: number;
  updated: number;
  /** Cancelled by the portal before, and now binding again; not among `updated`. */
  resurrected: number;
  unchanged: number;
  rejected: number;
}

export interface ImportReport extends ImportCounts {
  outsideArea: number;
  vanished: Vanished;
  stored: boolean;
  files: ReadFile[];
}

export interface ImportOptions extends Omit<StoreOptions, 'importId' | 'now'> {
  dryRun: boolean;
  /** Keeps the faulty rows before the sound ones are stored; `null`: one faulty row refuses all. */
  keepRejects: ((files: readonly ReadFile[]) => void) | null;
}

function openFile(file: string, source: RowSource): ReadFile {
  const skipped = { sums: 0, headers: 0, states: 0 };
  return { file, source, rows: [], rejected: [], warnings: [], warned: 0, skipped };
}

// Nobody mends so many rows: the file is not what it is read as.
const MOST_REJECTED = 100_000;

function refuseFlood({ file, rejected }: ReadFile): void {
  const [first] = rejected;
  if (rejected.length <= MOST_REJECTED || first === undefined) return;
  const { line, faults } = first;
  const column = faults[0]?.column ?? null;
  throw new Failure('too_many_faults', { file, limit: MOST_REJECTED, line, column });
}

/** Reads a whole file. @throws Failure as `readRows`, `too_many_faults` */
export async function collectRows(
  file: string,
  batches: AsyncIterable<RowBatch>,
): Promise<ReadFile> {
  let read: ReadFile | null = null;
  for await (const { source, rows, rejected, warnings, skipped } of batches) {
    read ??= openFile(file, source);
    // What the file is read as may show only late in it.
    read.source = source;
    for (const row of rows) read.rows.push(row);
    for (const row of rejected) read.rejected.push(row);
    refuseFlood(read);
    read.warnings.push(...warnings.slice(0, MOST_WARNINGS - read.warnings.length));
    read.warned += warnings.length;
    read.skipped.sums += skipped.sums;
    read.skipped.headers += skipped.headers;
    read.skipped.states += skipped.states;
  }
  if (read === null) throw new Error('a file yields at least one batch');
  return read;
}

/**
 * Stores the sound rows of all files in one change, the files in their order: all of them or none. A dry
 * run goes the same way and takes everything back.
 */
export function importFiles(
  database: Database,
  actor: Actor,
  files: readonly ReadFile[],
  { dryRun, keepRejects, ...rules }: ImportOptions,
): ImportReport {
  return change(database, actor, () => {
    const now = actor.now();
    const importId = openImport(database, actor, files);
    const { store, find } = createRowStore(database, { ...rules, importId, now });
    const counts: ImportCounts = {
      rows: 0,
      imported: 0,
      updated: 0,
      resurrected: 0,
      unchanged: 0,
      rejected: 0,
    };
    const seen = createSeen();
    const sources = new Set<string>();
    const meet = (bookingId: number | null, source: string, isNew: boolean): void => {
      if (bookingId === null) return;
      seen.add(bookingId);
      if (!isNew) sources.add(source);
    };
    let outsideArea = 0;
    const judged = files.map((read) => {
      const rejected = [...read.rejected];
      const source = read.source.layout ?? '';
      for (const { externalId } of rejected) {
        if (externalId !== null) meet(find(externalId), source, false);
      }
      for (const row of read.rows) {
        const stored = store(row, source);
        meet(stored.bookingId, source, stored.kind === 'imported');
        if (stored.kind === 'faulty') rejected.push(reject(read, row, stored));
        else counts[stored.kind]++;
        if (stored.kind === 'imported' && isOutside(row, rules.area)) outsideArea++;
      }
      rejected.sort((a, b) => a.line - b.line);
      counts.rows += read.rows.length + read.rejected.length;
      counts.rejected += rejected.length;
      return { ...read, rejected };
    });
    const vanished = findVanished(database, importId, sources, seen);
    const stored = !dryRun && (counts.rejected === 0 || keepRejects !== null);
    if (stored && counts.rejected > 0) keepRejects?.(judged);
    const facts = { import: importId, ...counts, vanished: vanished.count };
    return {
      result: { ...counts, outsideArea, vanished, stored, files: judged },
      entry: stored ? { action: 'booking.import', facts } : null,
    };
  });
}

function openImport(database: Database, actor: Actor, files: readonly ReadFile[]): number {
  const names = JSON.stringify(files.map(({ file }) => file));
  const insert = 'INSERT INTO booking_import (at, actor, files) VALUES (?, ?, ?)';
  return Number(sql(database, insert).run(actor.now(), actor.name, names).lastInsertRowid);
}

function reject(
  { file, source }: ReadFile,
  row: CheckedRow,
  { field, finding }: Extract<Stored, { kind: 'faulty' }>,
): RejectedRow {
  const column = field === null ? null : nameColumn(source, field);
  const value = showValue(field === null ? '' : valueOf(row, field));
  const fault: Fault = { ...finding, file, line: row.line, column, value };
  return { line: row.line, cells: row.original, faults: [fault], externalId: row.externalId };
}

// A slot may stand in one column or in two.
function nameColumn({ columns }: RowSource, field: keyof RowSource['columns']): string | null {
  if (field !== 'slot_start') return columns[field] ?? null;
  return columns.slot_start ?? columns.slot_time ?? columns.slot_date ?? null;
}

function valueOf({ cells }: CheckedRow, field: keyof CheckedRow['cells']): string {
  if (field !== 'slot_start') return cells[field] ?? '';
  return cells.slot_start ?? [cells.slot_date, cells.slot_time].filter(Boolean).join(' ');
}

function isOutside({ person }: CheckedRow, area: ReadonlySet<string> | null): boolean {
  return person.postalCode !== null && area !== null && !area.has(person.postalCode);
}

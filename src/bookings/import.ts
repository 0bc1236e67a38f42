import type { Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { showValue, type Fault, type Warning } from './fault.ts';
import { summariseStaged, type ImportPlan } from './import-decide.ts';
import { createJudge, type Judged, type JudgeOptions } from './import-judge.ts';
import { readRejected, redrawNamed, stageRejected } from './import-staged-rows.ts';
import { createSeen, findVanished, type Vanished } from './import-vanished.ts';
import type { CheckedRow, RejectedRow } from './rows-check.ts';
import type { RowBatch, RowSource } from './rows.ts';
import { createSeatPlan } from './seat-plan.ts';

/** A file whose rows are judged. */
export interface JudgedFile {
  file: string;
  source: RowSource;
  /** How many of its rows are refused. */
  rejected: number;
  /** How many faults those rows have. */
  faults: number;
  /** The first warnings, and how many there are. */
  warnings: Warning[];
  warned: number;
  skipped: RowBatch['skipped'];
  /** The refused rows by their lines, as long as the staging area is there. */
  readRejected: () => Iterable<RejectedRow>;
}

/** More of them say nothing new, and a million would fill the memory. */
const MOST_WARNINGS = 1000;

// Nobody mends so many rows: the file is not what it is read as.
const MOST_REJECTED = 100_000;

interface ImportCounts {
  rows: number;
  imported: number;
  updated: number;
  /** Cancelled by the portal before, and now binding again; not among `updated`. */
  resurrected: number;
  unchanged: number;
  rejected: number;
}

/** What an import would do, or has done. */
export interface ImportReport extends ImportCounts {
  outsideArea: number;
  vanished: Vanished;
  files: JudgedFile[];
  plan: ImportPlan;
}

/** A file with its rows, which are read when they are asked for. */
export interface ImportFile {
  file: string;
  batches: AsyncIterable<RowBatch>;
}

/**
 * Reads and judges all files, in their order, against the campaign as it is and what the rows before have
 * changed. Everything goes into the staging area; nobody is locked out, and nothing is kept in memory.
 * @throws Failure as `readRows`; `too_many_faults`; `interrupted`
 */
export async function judgeFiles(
  database: Database,
  files: readonly ImportFile[],
  options: JudgeOptions,
  watch: { signal: AbortSignal | null; judged: (rows: number) => void },
): Promise<ImportReport> {
  const seats = createSeatPlan(database, options, options.now);
  const desk = createDesk(database, options, createJudge(database, seats, options));
  for (const [at, { file, batches }] of files.entries()) {
    for await (const batch of batches) {
      desk.take(at, file, batch);
      watch.judged(desk.counts.rows);
      await new Promise((resolve) => setImmediate(resolve));
      if (watch.signal?.aborted) throw new Failure('interrupted', {});
    }
  }
  const vanished = await findVanished(database, desk.sources, desk.seen, watch.signal);
  redrawNamed(database);
  const plan = summariseStaged(database, seats.outcome());
  return { ...desk.counts, outsideArea: desk.outside(), vanished, files: desk.files, plan };
}

interface Desk {
  take: (at: number, file: string, batch: RowBatch) => void;
  counts: ImportCounts;
  outside: () => number;
  files: JudgedFile[];
  seen: ReturnType<typeof createSeen>;
  /** The layouts of which a stored booking was met. */
  sources: Set<string>;
}

function createDesk(
  database: Database,
  { area }: JudgeOptions,
  judge: ReturnType<typeof createJudge>,
): Desk {
  const counts: ImportCounts = {
    rows: 0,
    imported: 0,
    updated: 0,
    resurrected: 0,
    unchanged: 0,
    rejected: 0,
  };
  const files: JudgedFile[] = [];
  const firsts: RejectedRow[] = [];
  const seen = createSeen();
  const sources = new Set<string>();
  let outside = 0;
  const find = database.prepare('SELECT id FROM main.booking WHERE external_id = ?').pluck();
  const meet = (bookingId: number | null | undefined, source: string): void => {
    if (bookingId === null || bookingId === undefined) return;
    seen.add(bookingId);
    sources.add(source);
  };
  const refuse = (at: number, row: RejectedRow): void => {
    stageRejected(database, at, row);
    counts.rejected++;
    const file = files[at];
    if (file === undefined) return;
    const first = (firsts[at] ??= row);
    file.rejected++;
    file.faults += row.faults.length;
    if (file.rejected > MOST_REJECTED) throw refuseFlood(file.file, first);
  };
  const judgeBatch = (at: number, file: string, { source, rows, rejected }: RowBatch): void => {
    const layout = source.layout ?? '';
    for (const row of rejected) {
      if (row.externalId !== null) meet(find.get(row.externalId) as number | undefined, layout);
      refuse(at, row);
    }
    for (const row of rows) {
      const judged = judge(row, layout);
      meet(judged.bookingId, layout);
      if (judged.kind === 'faulty') refuse(at, reject(file, source, row, judged));
      else counts[judged.kind]++;
      if (judged.kind === 'imported' && isOutside(row, area)) outside++;
    }
    counts.rows += rows.length + rejected.length;
  };
  const take: Desk['take'] = (at, file, batch) => {
    const { source, skipped, warnings } = batch;
    const known = (files[at] ??= {
      ...{
        file,
        source,
        rejected: 0,
        faults: 0,
        warnings: [],
        warned: 0,
        skipped: { sums: 0, headers: 0, states: 0 },
      },
      readRejected: () => readRejected(database, at),
    });
    // What the file is read as may show only late in it.
    known.source = source;
    known.warnings.push(...warnings.slice(0, MOST_WARNINGS - known.warnings.length));
    known.warned += warnings.length;
    known.skipped.sums += skipped.sums;
    known.skipped.headers += skipped.headers;
    known.skipped.states += skipped.states;
    // One transaction of the staging file, and one view of the campaign: nobody waits for either.
    database.exec('BEGIN');
    try {
      judgeBatch(at, file, batch);
      database.exec('COMMIT');
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };
  return { take, counts, outside: () => outside, files, seen, sources };
}

function refuseFlood(file: string, { line, faults }: RejectedRow): Failure {
  const column = faults[0]?.column ?? null;
  return new Failure('too_many_faults', { file, limit: MOST_REJECTED, line, column });
}

function reject(
  file: string,
  source: RowSource,
  row: CheckedRow,
  { field, finding }: Extract<Judged, { kind: 'faulty' }>,
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

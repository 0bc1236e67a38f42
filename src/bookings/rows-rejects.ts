import { writeSeparatorLine } from '../csv/delimiter.ts';
import { neutraliseFormula, restoreFormula } from '../csv/formula.ts';
import { LOST_CHARACTER, replaceMarks } from '../csv/marks.ts';
import { formatRecords, writeLineEnd } from '../csv/write.ts';
import { foldHeader, rejectColumns } from './layouts.ts';
import type { RejectedRow } from './rows-check.ts';
import type { RowSource } from './rows.ts';

/**
 * The rejects file's text for rejected rows: the input's own columns in its own form and three more that
 * say what is wrong; read again, those are ignored. A row that nobody has mended is a fault again: what
 * is lost of it (undecodable, cut off, a stray quote, cells that are not there) is written as `�`, cells
 * beyond the header stay beyond it.
 * @param explain the reason in words, made by the command from a row's faults
 */
export function formatRejects(
  source: Pick<RowSource, 'headers' | 'delimiter' | 'lineEnd'>,
  rows: readonly RejectedRow[],
  { withHeader, explain }: { withHeader: boolean; explain: (row: RejectedRow) => string },
): string {
  const width = source.headers.length;
  // Those of an earlier rejects file say what was wrong then.
  const own = source.headers.flatMap((header, column) => (isRejectColumn(header) ? [] : [column]));
  const header = [...own.map((column) => source.headers[column] ?? ''), ...rejectColumns];
  const records = rows.map((row) => {
    const cells = markLosses(row, width);
    const columns = new Set(row.faults.map(({ column }) => column).filter((name) => name !== null));
    return [
      ...own.map((column) => cells[column] ?? ''),
      String(row.line),
      [...columns].join(', '),
      explain(row),
      ...cells.slice(width),
    ].map(formatCell);
  });
  if (!withHeader) return formatRecords(records, source);
  const hint = writeSeparatorLine(source.delimiter);
  const start = hint === null ? '' : hint + writeLineEnd(source);
  // The mark lets a spreadsheet read the umlauts right, whatever the input's encoding was.
  return `\uFEFF${start}${formatRecords([header.map(formatCell), ...records], source)}`;
}

function isRejectColumn(header: string): boolean {
  return rejectColumns.some((name) => foldHeader(name) === foldHeader(header));
}

function markLosses({ cells, faults }: RejectedRow, width: number): string[] {
  const codes = new Set(faults.map(({ code }) => code));
  const isCut = codes.has('truncated');
  const hasStrayQuote = isCut || codes.has('unbalanced_quote');
  const marked = cells.map((cell) => (hasStrayQuote ? cell.replaceAll('"', LOST_CHARACTER) : cell));
  if (isCut) marked.push((marked.pop() ?? '') + LOST_CHARACTER);
  while (marked.length < width) marked.push(LOST_CHARACTER);
  return marked;
}

/** Safe to open in a spreadsheet, and read again as it was read now. */
function formatCell(cell: string): string {
  return replaceMarks(neutraliseFormula(restoreFormula(cell)), () => LOST_CHARACTER);
}

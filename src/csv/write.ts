export interface CsvForm {
  delimiter: string;
  lineEnd: 'crlf' | 'lf' | 'cr' | null;
}

/**
 * CSV text of records, each ended by the line end. Every cell is quoted: a lone LF in a cell of a CRLF
 * file, blanks at its ends and a single empty cell survive (RFC 4180, section 2).
 */
export function formatRecords(records: Iterable<readonly string[]>, form: CsvForm): string {
  const lineEnd = form.lineEnd === 'lf' ? '\n' : form.lineEnd === 'cr' ? '\r' : '\r\n';
  const between = `"${form.delimiter}"`;
  let text = '';
  for (const record of records) text += `"${record.map(quote).join(between)}"${lineEnd}`;
  return text;
}

function quote(cell: string): string {
  return cell.includes('"') ? cell.replaceAll('"', '""') : cell;
}

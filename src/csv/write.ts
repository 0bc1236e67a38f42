import { stringify } from 'csv-stringify/sync';

export interface CsvForm {
  delimiter: string;
  lineEnd: 'crlf' | 'lf' | 'cr' | null;
}

/**
 * CSV text of records, each ended by the line end. Every cell is quoted: a lone LF in a cell of a CRLF
 * file, blanks at its ends and a single empty cell survive (RFC 4180, section 2).
 */
export function formatRecords(records: Iterable<readonly string[]>, form: CsvForm): string {
  return stringify(
    Array.from(records, (record) => [...record]),
    {
      delimiter: form.delimiter,
      record_delimiter: writeLineEnd(form),
      quoted: true,
      quoted_empty: true,
    },
  );
}

export function writeLineEnd({ lineEnd }: CsvForm): string {
  return lineEnd === 'lf' ? '\n' : lineEnd === 'cr' ? '\r' : '\r\n';
}

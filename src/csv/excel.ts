import { neutraliseFormula } from './formula.ts';
import { formatRecords } from './write.ts';

/**
 * A table as a German Excel opens it by a double click: UTF-8 with a byte order mark, semicolons, CRLF,
 * and nothing that would run as a formula.
 */
export function formatForExcel(records: Iterable<readonly string[]>): string {
  const cells = [...records].map((record) => record.map(neutraliseFormula));
  return `\uFEFF${formatRecords(cells, { delimiter: ';', lineEnd: 'crlf' })}`;
}

/**
 * Cells that a spreadsheet would run as a formula get one more `'` in front, those that start so
 * already too, so that the way back is exact. A formula may also start after a separator or a quote:
 * a spreadsheet that expects another separator cuts the cell there.
 * OWASP "CSV Injection"; full-width forms are normalised to the ASCII signs by some programs.
 */
const SIGNS = '=+\\-@\\t\\r\\n\\0\uFF1D\uFF0B\uFF0D\uFF20';
const START = '(?<=^|[;,|"\\t\\r\\n])';
const DANGEROUS = new RegExp(`${START}(?='*[${SIGNS}])`, 'g');
const NEUTRALISED = new RegExp(`${START}'(?='*[${SIGNS}])`, 'g');

// What most cells are not: the long search is for those that may hold a place where a formula starts.
const POSSIBLE = new RegExp(`^['${SIGNS}]|[;,|"\\t\\r\\n]`);

export function neutraliseFormula(cell: string): string {
  return POSSIBLE.test(cell) ? cell.replace(DANGEROUS, "'") : cell;
}

/** Takes back exactly what `neutraliseFormula` does. */
export function restoreFormula(cell: string): string {
  return cell.includes("'") ? cell.replace(NEUTRALISED, '') : cell;
}

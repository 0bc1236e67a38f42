/**
 * Cells that a spreadsheet would run as a formula get one more `'` in front, those that start so
 * already too, so that the way back is exact. A formula may also start after a separator or a quote:
 * a spreadsheet that expects another separator cuts the cell there.
 * OWASP "CSV Injection"; full-width forms are normalised to the ASCII signs by some programs.
 */
const SIGNS = '=+\\-@\\t\\r\\n\\0\uFF1D\uFF0B\uFF0D\uFF20';
const SEPARATORS = ';,|\\t\\r\\n';
const START = `(?<=^|["${SEPARATORS}])`;
const DANGEROUS = new RegExp(`${START}(?='*[${SIGNS}])`, 'g');
const NEUTRALISED = new RegExp(`${START}'(?='*[${SIGNS}])`, 'g');

// What most cells are not: the long search is for those that may hold a place where a formula starts.
const POSSIBLE = new RegExp(`^['${SIGNS}]|[;,|"\\t\\r\\n]`);

export function neutraliseFormula(cell: string): string {
  return POSSIBLE.test(cell) ? cell.replace(DANGEROUS, "'") : cell;
}

// The same places, searched from their signs, which are rarer than the quote before each cell; the
// full-width forms as their bytes.
const WITHIN = new RegExp(
  `[=+\\-@\\t\\r\\n\\0\\xEF](?<=["${SEPARATORS}]'*[^])(?:(?<!\\xEF)|(?=\\xBC[\\x9D\\x8B\\x8D\\xA0]))`,
  'g',
);

/**
 * Lines of CSV, each cell quoted and its quotes doubled, with every cell neutralised: the same as cell by
 * cell, several times faster. Line ends between lines would count as signs: they must not stand there yet.
 * @param lines the bytes of UTF-8 text, a character each
 */
export function neutraliseQuoted(lines: string): string {
  return lines.replace(WITHIN, "'$&");
}

/** Takes back exactly what `neutraliseFormula` does. */
export function restoreFormula(cell: string): string {
  return cell.includes("'") ? cell.replace(NEUTRALISED, '') : cell;
}

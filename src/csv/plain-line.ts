const QUOTE = 0x22;

/**
 * The cells of a line, without its LF, as csv-parse reads them if it trims (what `trim` does: ECMAScript's blanks) and takes
 * a quote in the midst of an unquoted cell for a character. `open`: a quoted cell goes on behind the end of the line;
 * `odd`: a quote stands where none belongs.
 */
export function readLine(line: string, delimiter: string): string[] | 'open' | 'odd' {
  if (line.includes('"')) return readQuoted(line, delimiter);
  const cells = line.split(delimiter);
  for (let column = 0; column < cells.length; column++) {
    cells[column] = (cells[column] ?? '').trim();
  }
  return cells;
}

function readQuoted(line: string, delimiter: string): ReturnType<typeof readLine> {
  const length = line.endsWith('\r') ? line.length - 1 : line.length;
  const cells: string[] = [];
  let isRelaxed = false;
  for (let at = 0; ; at += delimiter.length) {
    if (line.charCodeAt(at) === QUOTE) {
      const close = findClose(line, at + 1);
      if (close === -1) return isRelaxed ? 'odd' : 'open';
      const text = line.slice(at + 1, close);
      cells.push(text.includes('"') ? text.replaceAll('""', '"') : text);
      at = close + 1;
    } else {
      const next = line.indexOf(delimiter, at);
      const text = line.slice(at, next === -1 ? length : next);
      cells.push(text.trim());
      isRelaxed ||= text.includes('"');
      at += text.length;
    }
    if (at === length) return isRelaxed && isDoubtful(line, cells) ? 'odd' : cells;
    if (!line.startsWith(delimiter, at)) return 'odd';
  }
}

/** Quotes in the midst of a cell are characters only if the line is a whole record and none begins a cell. */
function isDoubtful(line: string, cells: readonly string[]): boolean {
  return line.includes('\n') || cells.some((cell) => cell.startsWith('"'));
}

/** The quote that ends a cell: two of them are one of its own. */
function findClose(line: string, from: number): number {
  let close = line.indexOf('"', from);
  while (close !== -1 && line.charCodeAt(close + 1) === QUOTE) close = line.indexOf('"', close + 2);
  return close;
}

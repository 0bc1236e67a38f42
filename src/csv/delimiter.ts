const delimiters = [';', ',', '\t', '|'] as const;

export type LineEnd = 'crlf' | 'lf' | 'cr';

/** The separator a person means: one character, or `tab`. `null` if it cannot separate anything. */
export function parseDelimiter(typed: string): string | null {
  if (/^(?:tab|\\t|\t)$/i.test(typed)) return '\t';
  return /^[^\s"'\p{L}\p{N}]$/u.test(typed) ? typed : null;
}

/** Excel's own hint, a first line `sep=;`. `length` is that of the line with its end. */
export function readSeparatorLine(text: string): { delimiter: string; length: number } | null {
  const match = /^"?sep=(.)"?(?:\r\n|\n|\r|$)/iu.exec(text);
  const delimiter = parseDelimiter(match?.[1] ?? '');
  return match === null || delimiter === null ? null : { delimiter, length: match[0].length };
}

/** That line, without its end, where the separator is none that is guessed; else nothing. */
export function writeSeparatorLine(delimiter: string): string | null {
  return delimiters.some((known) => known === delimiter) ? null : `sep=${delimiter}`;
}

/** The line end that most lines have; `null` if there is only one line. Those within quotes are text. */
export function guessLineEnd(text: string): LineEnd | null {
  return countLineEnds(text.replaceAll(/"[^"]*"/g, '')) ?? countLineEnds(text);
}

function countLineEnds(text: string): LineEnd | null {
  const crlf = text.match(/\r\n/g)?.length ?? 0;
  const lf = (text.match(/\n/g)?.length ?? 0) - crlf;
  // A lone CR at the very end of a sample may be half of a CRLF.
  const cr = (text.match(/\r(?!\n)(?!$)/g)?.length ?? 0) + (/^[^\r\n]*\r$/.test(text) ? 1 : 0);
  if (crlf + lf + cr === 0) return null;
  if (cr > crlf + lf) return 'cr';
  return crlf >= lf ? 'crlf' : 'lf';
}

const SAMPLE_LINES = 60;

/**
 * The separator of a table: the one that most lines hold equally often. Separators in quotes do not
 * count; a line with an odd number of quotes begins or ends a field of several lines and tells nothing.
 */
export function guessDelimiter(text: string): string {
  const lines = text
    .split(/\r\n|\n|\r/, SAMPLE_LINES)
    .filter((line) => line.trim() !== '' && (line.split('"').length - 1) % 2 === 0)
    .map((line) => line.replaceAll(/"[^"]*"/g, ''));
  let best = ';';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const score = scoreDelimiter(lines, delimiter);
    if (score > bestScore) {
      bestScore = score;
      best = delimiter;
    }
  }
  return best;
}

function scoreDelimiter(lines: readonly string[], delimiter: string): number {
  const frequency = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(delimiter).length - 1;
    if (count > 0) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  }
  let score = 0;
  // How many lines agree weighs most; then that there are many columns.
  for (const [count, agreeing] of frequency) {
    score = Math.max(score, (agreeing / lines.length) ** 2 * Math.log2(1 + count));
  }
  return score;
}

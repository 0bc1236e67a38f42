const INVISIBLE = /[\p{Mn}\p{Me}\p{Cf}]/u;
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}|[\u{20000}-\u{3FFFD}]/u;
const PLAIN = /^[ -~\u00A1-\u00AC\u00AE-\u02FF–…█░]*$/;
// oxlint-disable-next-line no-control-regex
const COLOR = /\u001B\[[0-9;]*m/g;

/** Columns a text takes on a terminal: combining marks none, East Asian wide characters two. */
export function measureWidth(text: string): number {
  // Most cells are plain: Latin letters, and the blocks of a heat line.
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text.replace(COLOR, '')) {
    if (!INVISIBLE.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** The text cut to `width` columns, with `…` where something is missing. */
export function shorten(text: string, width: number): string {
  if (measureWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += measureWidth(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Breaks a sentence at blanks into lines of at most `width` columns. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && measureWidth(line) + 1 + measureWidth(word) > width) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A line as it is if it fits, with the blanks it begins with; else broken at its blanks. */
export function fold(line: string, width: number): string[] {
  return measureWidth(line) <= width ? [line] : wrap(line, width);
}

/**
 * What could not be decoded must stay visible until a person has seen it. A byte that no character
 * belongs to becomes a private-use character that carries the byte (as Python's `surrogateescape`
 * does, PEP 383, but well-formed, so that it survives UTF-8): U+10FE00 + byte.
 */
const FIRST_MARK = 0x10fe00;

// U+FFFD in a file is a loss as well, only an earlier one.
const LOST = /[\u{10FE00}-\u{10FEFF}\uFFFD]/u;
const EVERY_MARK = /[\u{10FE00}-\u{10FEFF}]/gu;

export const LOST_CHARACTER = '\uFFFD';

export function markByte(byte: number): string {
  return String.fromCodePoint(FIRST_MARK + byte);
}

/** The first character of a text that could not be decoded; `byte` is `null` if it was lost earlier. */
export function findLost(text: string): { byte: number | null; position: number } | null {
  const match = LOST.exec(text);
  if (match === null) return null;
  const code = match[0].codePointAt(0) ?? 0;
  return {
    byte: code >= FIRST_MARK ? code - FIRST_MARK : null,
    position: Array.from(text.slice(0, match.index)).length + 1,
  };
}

/** A text with each undecodable byte written by `show`. */
export function replaceMarks(text: string, show: (byte: number) => string): string {
  return text.replace(EVERY_MARK, (mark) => show((mark.codePointAt(0) ?? 0) - FIRST_MARK));
}

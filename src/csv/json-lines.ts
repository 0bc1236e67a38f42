import { neutraliseFormula } from './formula.ts';
import { LOST_CHARACTER } from './marks.ts';
import { RECORD_LIMIT, type CsvRecord, type Splitter } from './split.ts';

/** Whether a text is one JSON object a line, as an export of ours is. */
export function looksLikeJsonLines(text: string): boolean {
  return /^\s*\{\s*"/.test(text);
}

/**
 * One JSON object a line, as records of a table: the keys of the first are its header, at line 1. Cells
 * are written as a CSV would hold them, so that both are read alike. A line that is no object, or has keys
 * the first has not, is returned with its problem.
 */
export function createJsonSplitter(): Splitter {
  let line = 1;
  let names: readonly string[] | null = null;
  let isDiscarding = false;
  return (text, last) => {
    const records: CsvRecord[] = [];
    if (isDiscarding) {
      const next = text.indexOf('\n') + 1;
      if (next === 0) return { records, rest: '' };
      isDiscarding = false;
      line++;
      text = text.slice(next);
    }
    const add = (cells: string[], problem: CsvRecord['problem'], isOpenEnd: boolean): void => {
      records.push({ line, cells, problem, isOpenEnd });
    };
    const end = last ? text.length : text.lastIndexOf('\n') + 1;
    const rest = text.slice(end);
    const lines = text.slice(0, end).split('\n');
    for (const [at, each] of lines.entries()) {
      const isOpenEnd = last && at === lines.length - 1;
      const object = readObject(each);
      if (object !== null && names === null) {
        names = Object.keys(object);
        add(names.map(toCell), null, false);
      }
      if (object === null || names === null) {
        if (each.trim() !== '') add([each], isOpenEnd ? null : 'unreadable', isOpenEnd);
      } else add(toCells(object, names), null, false);
      if (at < lines.length - 1) line++;
    }
    if (rest.length <= RECORD_LIMIT) return { records, rest };
    add([rest.slice(0, 100)], 'record_too_long', false);
    isDiscarding = true;
    return { records, rest: '' };
  };
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Of keys that the header has not, the cells stand beyond it. */
function toCells(object: Record<string, unknown>, names: readonly string[]): string[] {
  const others = Object.keys(object).filter((name) => !names.includes(name));
  // Of its own: each object has a `constructor`.
  return [...names, ...others].map((name) =>
    toCell(Object.hasOwn(object, name) ? writeCell(object[name]) : ''),
  );
}

/** As a CSV would hold it. An escape may stand for half a character, which no encoding can write. */
function toCell(text: string): string {
  return neutraliseFormula(text.replace(/\p{Surrogate}/gu, LOST_CHARACTER));
}

function writeCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

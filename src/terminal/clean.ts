// C0 and C1 controls, line and paragraph separators, zero-width and bidirectional marks: nothing of
// these may reach a terminal from a person's name or a file's.
const DANGEROUS =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;

/** Data as it may stand in a line of a terminal: controls and invisible characters become `·`. */
export function clean(data: string): string {
  return data.replace(DANGEROUS, '·');
}

/** `clean` for every string in a piece of data. */
export function cleanDeep<T>(data: T): T {
  if (typeof data === 'string') return clean(data) as T;
  if (Array.isArray(data)) return data.map(cleanDeep) as T;
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, cleanDeep(value)]),
  ) as T;
}

/** JSON of a document, with what could act on a terminal written as `\u…`: the same data. */
export function toJson(document: unknown): string {
  return JSON.stringify(document, null, 2).replace(DANGEROUS, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

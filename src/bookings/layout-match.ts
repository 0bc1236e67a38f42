import { restoreFormula } from '../csv/formula.ts';
import { LOST_CHARACTER, replaceMarks } from '../csv/marks.ts';
import { Failure } from '../failure.ts';
import { nearest } from '../nearest.ts';
import { showValue } from './fault.ts';
import type { DateOrder } from './field-dates.ts';
import { fields, isField, type Field } from './fields.ts';
import type { Layout, Source } from './layout.ts';
import { EXTRA_PREFIX, foldHeader, layouts, rejectColumns } from './layouts.ts';

/** One place a field is read from: a column, or several that are joined. Numbers count from 0. */
export interface Place {
  columns: readonly number[];
  by: string;
  /** What a blank part is read as; `null`: a blank part makes the whole blank. */
  blank: string | null;
  /** May read columns of other fields. */
  shared: boolean;
  /** The header as it stands in the file, of two columns both. */
  header: string;
}

/** Which column is what, for one file. */
export interface Mapping {
  /** `null`: only what `--map` named. */
  layout: string | null;
  dateOrder: DateOrder;
  headers: readonly string[];
  places: ReadonlyMap<Field, readonly Place[]>;
  /** What the cells of each column are kept under if they are no field's: no two alike. */
  keys: readonly string[];
  /** Columns without a field, with the key they are kept under. */
  extras: readonly { column: number; key: string }[];
  /** The words of the layout's program, folded by `foldWord`. */
  states: ReadonlyMap<string, 'binding' | 'cancelled'>;
  /** A program fills the state of each row; a blank one is not taken for binding. */
  stateNeeded: boolean;
  doubts: readonly number[];
  quantity: readonly number[];
  dateInName: boolean;
}

const COLUMN_LIMIT = 200;

export interface MappingChoice {
  file: string;
  layout: string | null;
  /** Field → header, as `--map` says. */
  map: ReadonlyMap<string, string>;
}

/** @throws Failure `layout_unknown`, `field_unknown` */
export function checkChoice({ layout, map }: MappingChoice): void {
  const known = layouts.map(({ name }) => name);
  if (layout !== null && !known.includes(layout)) {
    throw new Failure('layout_unknown', { name: layout, known, nearest: nearest(layout, known) });
  }
  for (const field of map.keys()) {
    if (isField(field)) continue;
    throw new Failure('field_unknown', { field, known: fields, nearest: nearest(field, fields) });
  }
}

/**
 * Finds the header among the first records of a file (titles may stand above it) and the layout: the
 * first record that names a person and something to reach or place them by. A program's layout goes
 * before a general one, then the one that knows more columns.
 * @throws Failure `header_unknown`, `layout_unrecognised`, `too_many_columns`
 */
export function findHeader(
  records: readonly (readonly string[])[],
  choice: MappingChoice,
): { index: number; mapping: Mapping } {
  for (const [index, cells] of records.entries()) {
    const headers = readHeaders(cells);
    const mapping = matchLayouts(headers, choice);
    if (mapping === null) continue;
    if (headers.length > COLUMN_LIMIT) {
      const found = headers.length;
      throw new Failure('too_many_columns', { file: choice.file, found, limit: COLUMN_LIMIT });
    }
    return { index, mapping };
  }
  // What has most cells is most probably meant as the header.
  const tables = records.map(readHeaders);
  const widest = Math.max(...tables.map(({ length }) => length));
  const headers = tables.find(({ length }) => length === widest) ?? [];
  throw explainMiss(headers, choice);
}

/** Without blank columns at the end; an undecodable character of a header is no fault of every row. */
function readHeaders(cells: readonly string[]): string[] {
  let length = cells.length;
  while (length > 0 && cells[length - 1]?.trim() === '') length--;
  return cells
    .slice(0, length)
    .map((cell) => restoreFormula(replaceMarks(cell, () => LOST_CHARACTER)));
}

function matchLayouts(headers: readonly string[], choice: MappingChoice): Mapping | null {
  const columns = new Map<string, number[]>();
  for (const [column, header] of headers.entries()) {
    const key = foldHeader(header);
    columns.set(key, [...(columns.get(key) ?? []), column]);
  }
  for (const header of choice.map.values()) if (!columns.has(foldHeader(header))) return null;
  let best: { mapping: Mapping; score: number } | null = null;
  for (const layout of [null, ...layouts]) {
    if (choice.layout !== null && layout?.name !== choice.layout) continue;
    if (layout !== null && choice.layout === null && !hasSignature(layout, columns)) continue;
    const mapping = mapColumns(layout, headers, columns, choice.map);
    if (listMissing(mapping).length > 0) continue;
    const isProgram = layout !== null && layout.signature.length > 0;
    const score = countPlaced(mapping) + (isProgram ? 1000 : 0);
    if (best === null || score > best.score) best = { mapping, score };
  }
  return best?.mapping ?? null;
}

function hasSignature(layout: Layout, columns: ReadonlyMap<string, number[]>): boolean {
  return layout.signature.every((group) => group.some((header) => columns.has(foldHeader(header))));
}

function mapColumns(
  layout: Layout | null,
  headers: readonly string[],
  columns: ReadonlyMap<string, readonly number[]>,
  map: ReadonlyMap<string, string>,
): Mapping {
  const places = new Map<Field, Place[]>();
  const taken = new Set<number>();
  const take = (field: Field, place: Place): void => {
    places.set(field, [...(places.get(field) ?? []), place]);
    for (const column of place.columns) taken.add(column);
  };
  for (const [field, header] of map) {
    const [column] = columns.get(foldHeader(header)) ?? [];
    if (isField(field) && column !== undefined) take(field, makePlace([column], headers));
  }
  for (const [field, sources] of Object.entries(layout?.columns ?? {})) {
    if (!isField(field) || map.has(field)) continue;
    const own = new Set<number>();
    for (const place of sources.flatMap((source) =>
      findPlaces(source, { headers, columns, places }),
    )) {
      // A column belongs to one field; only what it is joined with may be read a second time.
      const isFree =
        place.shared || place.columns.every((column) => own.has(column) || !taken.has(column));
      const isKnown = places.get(field)?.some((known) => isSamePlace(known, place)) === true;
      if (!isFree || isKnown) continue;
      take(field, place);
      for (const column of place.columns) own.add(column);
    }
  }
  const find = (names: readonly string[]): number[] =>
    names
      .flatMap((name) => columns.get(foldHeader(name)) ?? [])
      .filter((column) => !taken.has(column));
  const keys = nameKeys(headers);
  return {
    layout: layout?.name ?? null,
    dateOrder: layout?.dateOrder ?? null,
    headers,
    places,
    keys,
    extras: listExtras(headers, keys, taken),
    states: new Map(Object.entries(layout?.states ?? {})),
    stateNeeded: (layout?.signature.length ?? 0) > 0,
    doubts: find(layout?.doubts ?? []),
    quantity: find(layout?.quantity ?? []),
    dateInName: layout?.dateInName === true,
  };
}

function findPlaces(
  source: Source,
  file: {
    headers: readonly string[];
    columns: ReadonlyMap<string, readonly number[]>;
    places: ReadonlyMap<Field, readonly Place[]>;
  },
): Place[] {
  const { headers, columns, places } = file;
  if (typeof source === 'string') {
    const found = columns.get(foldHeader(source)) ?? [];
    return found.map((column) => makePlace([column], headers));
  }
  if ('beside' in source) {
    return places.has(source.beside) ? findPlaces(source.header, file) : [];
  }
  const found = source.join.map((header) => columns.get(foldHeader(header))?.[0]);
  const both = found.filter((column) => column !== undefined);
  return both.length < found.length ? [] : [makePlace(both, headers, source)];
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.columns.join() === b.columns.join();
}

function makePlace(
  columns: readonly number[],
  headers: readonly string[],
  { by, blank, shared }: { by: string; blank?: string; shared?: boolean } = { by: '' },
): Place {
  const header = columns.map((column) => headers[column] ?? '').join(' + ');
  return { columns, by, blank: blank ?? null, shared: shared === true, header };
}

/** Headers may be there twice or not at all; what is kept needs names of its own all the same. */
function nameKeys(headers: readonly string[]): string[] {
  const taken = new Set<string>();
  return headers.map((header, column) => {
    const name = nameExtra(header.trim()) || `#${column + 1}`;
    let key = name;
    for (let count = 2; taken.has(key); count++) key = `${name} (${count})`;
    taken.add(key);
    return key;
  });
}

function listExtras(
  headers: readonly string[],
  keys: readonly string[],
  taken: ReadonlySet<number>,
): { column: number; key: string }[] {
  const ignored = new Set<string>(rejectColumns.map(foldHeader));
  return keys
    .map((key, column) => ({ column, key }))
    .filter(({ column }) => !taken.has(column) && !ignored.has(foldHeader(headers[column] ?? '')));
}

function nameExtra(header: string): string {
  return header.startsWith(EXTRA_PREFIX) ? header.slice(EXTRA_PREFIX.length) : header;
}

function countPlaced(mapping: Mapping): number {
  return mapping.headers.length - mapping.extras.length;
}

const REACHED_BY: readonly Field[] = [
  'email',
  'phone',
  'birth_date',
  'street',
  'postal_code',
  'city',
  'slot_start',
  'slot_date',
  'slot_time',
  'external_id',
  'reference',
];

/** The fields without which a table is no list of bookings. */
function listMissing({ places }: Mapping): Field[] {
  const isNamed = places.has('family_name') || places.has('full_name');
  const isReached = REACHED_BY.some((field) => places.has(field));
  const names: Field[] = places.has('given_name') ? [] : ['given_name'];
  return [
    ...(isNamed ? [] : [...names, 'family_name' as const]),
    ...(isReached ? [] : ['email' as const]),
  ];
}

function explainMiss(headers: readonly string[], choice: MappingChoice): Failure {
  const folded = new Set(headers.map(foldHeader));
  for (const header of choice.map.values()) {
    if (folded.has(foldHeader(header))) continue;
    return new Failure('header_unknown', {
      file: choice.file,
      header,
      nearest: nearest(header, headers),
    });
  }
  const mapping = mapBest(headers, choice);
  const missing = listMissing(mapping);
  const free = mapping.extras
    .map(({ column }) => headers[column] ?? '')
    .filter((header) => header !== '');
  const parts = missing.map((field) => `--map "${field}=${suggestHeader(field, free) ?? '…'}"`);
  return new Failure('layout_unrecognised', {
    file: choice.file,
    headers: headers.slice(0, COLUMN_LIMIT).map(showValue),
    missing,
    map: parts.join(' '),
  });
}

function mapBest(headers: readonly string[], choice: MappingChoice): Mapping {
  const columns = new Map(headers.map((header, column) => [foldHeader(header), [column]]));
  const tried = layouts
    .filter(({ name, signature }) =>
      choice.layout === null ? signature.length === 0 : name === choice.layout,
    )
    .map((layout) => mapColumns(layout, headers, columns, choice.map));
  return tried.reduce((best, next) => (countPlaced(next) > countPlaced(best) ? next : best));
}

/** The header that comes nearest to any name of a field; it is not offered a second time. */
function suggestHeader(field: Field, free: string[]): string | null {
  for (const layout of layouts) {
    for (const source of layout.columns[field] ?? []) {
      const name = typeof source === 'string' ? source : 'header' in source ? source.header : null;
      const header = name === null ? null : (nearest(name, free) ?? findWithin(name, free));
      if (header === null) continue;
      free.splice(free.indexOf(header), 1);
      return header;
    }
  }
  return null;
}

function findWithin(name: string, headers: readonly string[]): string | null {
  const wanted = foldHeader(name);
  return headers.find((header) => wanted.length > 3 && foldHeader(header).includes(wanted)) ?? null;
}

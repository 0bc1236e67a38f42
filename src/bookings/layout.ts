import type { DateOrder } from './field-dates.ts';
import type { Field } from './fields.ts';

/**
 * Where a field's value stands: under a header; under a header that means this only `beside` a column
 * for another field; or in several columns, joined `by` a character. A joined value is blank if one
 * part is, unless a blank part has a meaning of its own: then it is written as `blank`. A `shared` one
 * reads columns that other fields have.
 */
export type Source =
  | string
  | { header: string; beside: Field }
  | { join: readonly string[]; by: string; blank?: string; shared?: boolean };

/** How one program, or people, name the columns of a list of bookings. */
export interface Layout {
  name: string;
  /** Of each group the file has a header. Empty: a layout any list may have, chosen when no program's fits. */
  signature: readonly (readonly string[])[];
  dateOrder: DateOrder;
  /**
   * The fields, in the order they take their columns; of several sources the first that is not blank
   * counts, and a header that is there twice is two sources. Compared by `foldHeader`.
   */
  columns: Partial<Record<Field, readonly Source[]>>;
  /** This program's own words for a state, folded by `foldWord`. What only waits has no word here. */
  states?: Readonly<Record<string, 'binding' | 'cancelled'>>;
  /** Columns whose yes says that the row is perhaps not binding: a waiting list, a cancellation. */
  doubts?: readonly string[];
  /** Columns that say how many people the row stands for; more than one is a fault. */
  quantity?: readonly string[];
  /** The day stands in the file's name only, as `dd.mm.yyyy`. */
  dateInName?: boolean;
}

/** Headers, separated by ` | `. */
export function headers(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(' | '));
}

import type { Booking } from '../bookings/storage.ts';
import type { Database } from '../database/statements.ts';
import type { Case } from './case.ts';
import { fieldNames, readVector } from './compare.ts';
import { readDifferences } from './decisions.ts';
import { addFew, identify } from './few.ts';
import type { FieldName } from './rules.ts';
import { findVeto, type Veto } from './vetoes.ts';

/** Why a pair is not one person's, or nobody but a person can say; `decided`: somebody said they are two. */
export type Objection = Veto | 'decided';

export interface Differences {
  /** The fields on which some two bookings do not agree as the matcher sees it: Müller and Mueller do. */
  fields: ReadonlySet<FieldName>;
  /** What no figure overrules, of two of these bookings by their ids. */
  objections: (a: number, b: number) => Objection[];
}

/** Compares bookings of a case, a dozen or so, each with each. */
export function findDifferences(
  database: Database,
  { kind }: Pick<Case, 'kind'>,
  bookings: readonly Booking[],
): Differences {
  const { table, compare, first } = addFew(
    database,
    bookings.map(({ person }) => identify(person)),
  );
  const placeOf = new Map(bookings.map(({ id }, at) => [id, first + at]));
  const fields = new Set<FieldName>();
  for (const [at] of bookings.entries())
    for (let other = 0; other < at; other++) {
      const levels = readVector(compare.all(first + at, first + other));
      for (const name of fieldNames)
        if (levels[name] !== null && levels[name] !== 'exact') fields.add(name);
    }
  const areDifferent = readDifferences(database);
  return {
    fields,
    objections: (a, b) => {
      const [one, other] = [placeOf.get(a), placeOf.get(b)];
      // Where nobody books for a family, names that look alike are slips of the pen: such a pair was proposed.
      const isOpen = kind === 'review' && one !== undefined && other !== undefined;
      const veto = isOpen ? findVeto(table, one, other, compare.all(one, other)) : null;
      return [
        ...(veto === null ? [] : [veto]),
        ...(areDifferent(a, b) ? ['decided' as const] : []),
      ];
    },
  };
}

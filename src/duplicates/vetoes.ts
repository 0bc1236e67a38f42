import { areDifferentNames, couldBeSiblings } from './compare-names.ts';
import { readVector } from './compare.ts';
import type { Distinct } from './distinct.ts';
import { GENERATION_YEARS } from './rules.ts';

/**
 * What no figure overrules: `two_names` (both exist, neither is short for the other), `twins` (names that siblings
 * bear side by side, and one birth date: only a person can tell), `generations` (a father and his son) and `decades`
 * (a father and his son, or one digit that was mistyped: only a person can tell). `namesakes`: there is nothing but
 * names to compare, which many share.
 */
export type Veto = 'two_names' | 'twins' | 'generations' | 'decades' | 'namesakes';

export function findVeto(
  { columns, pools }: Pick<Distinct, 'columns' | 'pools'>,
  a: number,
  b: number,
  vector: number,
): Veto | null {
  const { givenName, familyName: _, ...others } = readVector(vector);
  const { birthDate } = others;
  const [dateA, dateB] = [columns.birthDate[a] ?? 0, columns.birthDate[b] ?? 0];
  const years = Math.abs(Math.floor(dateA / 10_000) - Math.floor(dateB / 10_000));
  if (years >= GENERATION_YEARS) {
    if (birthDate === 'different') return 'generations';
    if (birthDate === 'slip') return 'decades';
  }
  const otherwise = Object.values(others).every((level) => level === null) ? 'namesakes' : null;
  if (givenName === null || givenName === 'exact' || givenName === 'part') return otherwise;
  const names = pools.givenName;
  const nameA = names.text(columns.givenName[a] ?? 0);
  const nameB = names.text(columns.givenName[b] ?? 0);
  const bornTogether = birthDate === 'exact' || birthDate === 'slip';
  if (bornTogether && couldBeSiblings(nameA, nameB)) return 'twins';
  const isSuspect = givenName === 'look_alike' || givenName === 'different';
  return isSuspect && areDifferentNames(nameA, nameB) ? 'two_names' : otherwise;
}

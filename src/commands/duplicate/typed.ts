import { Failure } from '../../failure.ts';

/** A probability as typed: `0.99`, `0,99`, `99%`. */
export function probability(option: string): (value: string) => number {
  return (value) => {
    const typed = /^(\d{1,3}(?:[.,]\d{1,6})?|[.,]\d{1,6})\s*(%?)$/.exec(value.trim());
    const figure = Number(typed?.[1]?.replace(',', '.')) / (typed?.[2] === '%' ? 100 : 1);
    if (typed !== null && figure <= 1) return figure;
    throw new Failure('invalid_value', { option, value, expected: 'probability' });
  };
}

/** The number of a case. @throws Failure `invalid_value` */
export function parseCase(typed: string): number {
  if (/^\s*#?0*[1-9]\d{0,8}\s*$/.test(typed)) return Number(typed.trim().replace('#', ''));
  throw new Failure('invalid_value', { option: '<case>', value: typed, expected: 'case' });
}

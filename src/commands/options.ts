import { Failure, type Expected } from '../failure.ts';

/** Parsers for option values: what commander hands on is checked, or refused with exit code 2. */
type Parse<T> = (value: string) => T;

function refuse(option: string, value: string, expected: Expected): never {
  throw new Failure('invalid_value', { option, value, expected });
}

export function count(option: string): Parse<number> {
  return (value) => (/^\d{1,7}$/.test(value) ? Number(value) : refuse(option, value, 'count'));
}

export function positiveCount(option: string): Parse<number> {
  return (value) =>
    /^0*[1-9]\d{0,6}$/.test(value) ? Number(value) : refuse(option, value, 'positive_count');
}

/** One of a few words. */
export function choice<T extends string>(
  option: string,
  words: readonly T[],
  expected: Expected,
): Parse<T> {
  return (value) => words.find((word) => word === value.trim()) ?? refuse(option, value, expected);
}

/** One of a few words, collected when the option is repeated. */
export function oneOf<T extends string>(
  option: string,
  words: readonly T[],
  expected: Expected,
): (value: string, before?: T[]) => T[] {
  return (value, before = []) => {
    const chosen = value.split(',').map((word) => {
      const known = words.find((candidate) => candidate === word.trim());
      return known ?? refuse(option, word, expected);
    });
    return [...before, ...chosen];
  };
}

/** `LEFT=RIGHT`, collected as a map; `check` says whether the pair will do. */
export function pairs(
  option: string,
  expected: Expected,
  check: (left: string, right: string) => boolean = () => true,
): (value: string, before?: Map<string, string>) => Map<string, string> {
  return (value, before = new Map()) => {
    const at = value.indexOf('=');
    const [left, right] = [value.slice(0, at).trim(), value.slice(at + 1).trim()];
    if (at < 1 || right === '' || !check(left, right)) refuse(option, value, expected);
    return new Map([...before, [left, right]]);
  };
}

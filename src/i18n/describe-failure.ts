import type { Failure } from '../failure.ts';
import { cleanDeep } from '../terminal/clean.ts';
import type { Text } from './text.ts';

/** The two sentences of a refusal: what, and what to do. Its facts are made safe for a terminal. */
export function describeFailure(text: Text, failure: Failure): { message: string; hint: string } {
  // Code and facts belong to one failure, which the union of all of them no longer shows.
  const say = text.failures[failure.code] as (facts: unknown) => { message: string; hint: string };
  return say(cleanDeep(failure.facts));
}

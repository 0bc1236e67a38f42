import type { Model } from './model.ts';

/** What was learned from the bookings, and from how many. */
export interface Learned {
  bookings: number;
  model: Model;
}

interface Written {
  bookings: number;
  person: number[][];
  household: number[][];
  stranger: number[][];
  prior: Model['prior'];
  households: number;
}

export function writeLearned({ bookings, model }: Learned): string {
  const list = (shares: Model['person']): number[][] => shares.map((share) => [...share]);
  return JSON.stringify({
    bookings,
    person: list(model.person),
    household: list(model.household),
    stranger: list(model.stranger),
    prior: model.prior,
    households: model.households,
  } satisfies Written);
}

export function readLearned(text: string): Learned {
  const written = JSON.parse(text) as Written;
  const shares = (lists: number[][]): Model['person'] =>
    // The logarithm of nothing is infinite, for which JSON has no word.
    lists.map((list) => Float64Array.from(list, (value: number | null) => value ?? -Infinity));
  const { person, household, stranger, prior, households } = written;
  return {
    bookings: written.bookings,
    model: {
      person: shares(person),
      household: shares(household),
      stranger: shares(stranger),
      prior,
      households,
    },
  };
}

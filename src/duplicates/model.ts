import { fieldNames, radixes, readVectorInto } from './compare.ts';
import {
  DIFFERENT_AT_MOST,
  EXPECTED,
  FAMILIES_FROM,
  NO_FAMILIES_BELOW,
  TRUST_IN_FAMILIES,
  fields,
  TRUST_IN_RULES,
} from './rules.ts';

/** Natural logarithms of how often a level is met, by field and level number; level 0, missing, is 0: it says nothing. */
type Shares = Float64Array[];

/** What a set of bookings was found to be like; three kinds of pairs. */
export interface Model {
  person: Shares;
  household: Shares;
  stranger: Shares;
  /** Natural logarithms of the share of all pairs that is of a kind. */
  prior: { person: number; household: number; stranger: number };
  /** Others of one household or car, a booking. */
  households: number;
}

const ROUNDS = 8;

const FAMILY = fieldNames.indexOf('familyName');
const FAMILY_SWAPPED = fields.familyName.findIndex(({ name }) => name === 'swapped') + 1;

/** Natural logarithms of how probable a pair's agreement is if it is not one person's. */
export interface Rivals {
  household: number;
  stranger: number;
}

/** How often each comparison was met: a number of pairs for each vector, in the order of the vectors. */
export interface Histogram {
  vectors: Uint32Array;
  counts: Float64Array;
}

/** @param counts a number of pairs for every vector there can be */
export function createHistogram(counts: Float64Array): Histogram {
  const vectors: number[] = [];
  counts.forEach((count, vector) => {
    if (count > 0) vectors.push(vector);
  });
  return {
    vectors: Uint32Array.from(vectors),
    counts: Float64Array.from(vectors, (vector) => counts[vector] ?? 0),
  };
}

/** Pairs to learn from, and how many each stands for. */
export interface Sample {
  left: Uint32Array;
  right: Uint32Array;
  vectors: Uint32Array;
  counts: Uint32Array;
}

/** The model before anything but the strangers was learned. @param random comparisons of random pairs */
export function startModel(bookings: number, random: Histogram): Model {
  const allPairs = Math.max(1, (bookings * (bookings - 1)) / 2);
  return {
    person: readRules('person'),
    household: readRules('household'),
    stranger: learnStrangers(random),
    prior: setPrior(
      (EXPECTED.again * bookings) / allPairs,
      (EXPECTED.household * bookings) / allPairs,
    ),
    households: EXPECTED.household,
  };
}

/**
 * Learns from the bookings themselves, without labels: strangers from random pairs, one person's pairs by
 * expectation-maximisation over all compared pairs, held to the rules by `TRUST_IN_RULES`. Households stay as
 * the rules say, for nothing in the data tells a household's figures from one person's.
 * I. P. Fellegi, A. B. Sunter: A Theory for Record Linkage (1969); W. E. Winkler on EM (1988).
 */
export function learnModel(
  model: Model,
  bookings: number,
  sample: Sample,
  weighRivals: (a: number, b: number, vector: number) => Rivals,
): void {
  const allPairs = Math.max(1, (bookings * (bookings - 1)) / 2);
  const { vectors, places } = collectVectors(sample.vectors);
  const households = new Float64Array(places.length);
  const strangers = new Float64Array(places.length);
  for (let at = 0; at < places.length; at++) {
    const pair = [sample.left[at] ?? 0, sample.right[at] ?? 0] as const;
    const rivals = weighRivals(...pair, sample.vectors[at] ?? 0);
    households[at] = rivals.household;
    strangers[at] = rivals.stranger;
  }
  for (let round = 0; round < ROUNDS; round++) {
    const { prior } = model;
    const persons = Float64Array.from(
      vectors,
      (vector) => prior.person + weighPerson(model, vector),
    );
    const shares = new Float64Array(vectors.length);
    let [same, together] = [0, 0];
    for (let at = 0; at < places.length; at++) {
      const place = places[at] ?? 0;
      const count = sample.counts[at] ?? 0;
      const person = persons[place] ?? 0;
      const household = prior.household + (households[at] ?? 0);
      const stranger = prior.stranger + (strangers[at] ?? 0);
      const largest = Math.max(person, household, stranger);
      const likely = Math.exp(person - largest);
      const likelyTogether = Math.exp(household - largest);
      const all = likely + likelyTogether + Math.exp(stranger - largest);
      shares[place] = (shares[place] ?? 0) + (likely / all) * count;
      same += (likely / all) * count;
      together += (likelyTogether / all) * count;
    }
    const again = same / bookings + EXPECTED.againAtLeast;
    const seen = together / bookings;
    model.households = EXPECTED.householdAtLeast + (seen < NO_FAMILIES_BELOW * again ? 0 : seen);
    const families = areFamilies(model, bookings);
    const sums = sumLevels({ vectors, counts: shares });
    model.person = fieldNames.map((name, field) =>
      maximise(name, sums[field] ?? new Float64Array(), families),
    );
    model.prior = setPrior((again * bookings) / allPairs, (model.households * bookings) / allPairs);
  }
}

/** The different vectors, in order, and the place of each pair's among them. */
function collectVectors(all: Uint32Array): { vectors: Uint32Array; places: Uint32Array } {
  const vectors = Uint32Array.from(new Set(all)).toSorted();
  const placeOf = new Map<number, number>();
  vectors.forEach((vector, place) => placeOf.set(vector, place));
  return { vectors, places: all.map((vector) => placeOf.get(vector) ?? 0) };
}

/** Whether families are among those who booked. */
export function areFamilies({ households }: Pick<Model, 'households'>, bookings: number): boolean {
  const expected = EXPECTED.household * TRUST_IN_FAMILIES;
  return (households * bookings + expected) / (bookings + TRUST_IN_FAMILIES) >= FAMILIES_FROM;
}

/** Natural logarithm of how often one person's pairs agree in this way. */
export function weighPerson({ person }: Pick<Model, 'person'>, vector: number): number {
  let sum = 0;
  let rest = vector;
  for (let field = 0; field < fieldNames.length; field++) {
    const radix = radixes[field] ?? 1;
    const level = rest % radix;
    rest = Math.floor(rest / radix);
    sum += weighLevel(person, field, level);
  }
  return sum;
}

/** Swapped names agree as a whole, weighed with the given name. */
export function weighLevel(shares: Shares, field: number, level: number): number {
  return field === FAMILY && level === FAMILY_SWAPPED ? 0 : (shares[field]?.[level] ?? 0);
}

/** How many pairs agree on each level of each field. */
function sumLevels({ vectors, counts }: Histogram): Float64Array[] {
  const levels = new Uint8Array(fieldNames.length);
  const sums = fieldNames.map((_, field) => new Float64Array(radixes[field] ?? 1));
  vectors.forEach((vector, at) => {
    readVectorInto(vector, levels);
    sums.forEach((sum, field) => {
      const level = levels[field] ?? 0;
      sum[level] = (sum[level] ?? 0) + (counts[at] ?? 0);
    });
  });
  return sums;
}

function setPrior(person: number, household: number): Model['prior'] {
  const [again, together] = [Math.min(0.2, person), Math.min(0.2, household)];
  return {
    person: Math.log(again),
    household: Math.log(together),
    stranger: Math.log(1 - again - together),
  };
}

function readRules(kind: 'person' | 'household'): Shares {
  return fieldNames.map((name) =>
    Float64Array.from([0, ...fields[name].map((level) => Math.log(level[kind]))]),
  );
}

// As if one such pair had been seen in as many as the rules expect it in: what none of a few thousand random
// pairs happens to show is rare, but not impossible.
function learnStrangers(random: Histogram): Shares {
  const sums = sumLevels(random);
  return fieldNames.map((name, field) => {
    const sum = sums[field] ?? new Float64Array();
    const seen = sum.reduce((all, count, level) => (level === 0 ? all : all + count), 0);
    return Float64Array.from([
      0,
      ...fields[name].map(({ stranger }, at) =>
        Math.log(((sum[at + 1] ?? 0) + 1) / (seen + 1 / stranger)),
      ),
    ]);
  });
}

function maximise(
  name: (typeof fieldNames)[number],
  sums: Float64Array,
  families: boolean,
): Float64Array {
  const shares = mixShares(
    sums,
    fields[name].map((level) => level.person),
    TRUST_IN_RULES,
  );
  const cap = DIFFERENT_AT_MOST[name];
  const different = fields[name].findIndex((level) => level.name === 'different') + 1;
  if (cap !== undefined && families)
    shares[different] = Math.min(shares[different] ?? 0, Math.log(cap));
  return shares;
}

/** Logarithms of counted shares, with the rules' shares as so many pairs more. */
function mixShares(sums: Float64Array, rules: readonly number[], trust: number): Float64Array {
  const seen = sums.reduce((sum, count, level) => (level === 0 ? sum : sum + count), 0);
  return Float64Array.from([
    0,
    ...rules.map((share, at) => Math.log(((sums[at + 1] ?? 0) + share * trust) / (seen + trust))),
  ]);
}

/** Natural log-odds of the first kind against the two others. */
export function weighKinds(person: number, household: number, stranger: number): number {
  const larger = Math.max(household, stranger);
  return person - larger - Math.log1p(Math.exp(Math.min(household, stranger) - larger));
}

export function toProbability(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

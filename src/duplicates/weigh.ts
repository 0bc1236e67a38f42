import {
  fieldNames,
  HEAD_FIELDS,
  headCount,
  radixes,
  readVector,
  readVectorInto,
  type Compare,
} from './compare.ts';
import type { Distinct } from './distinct.ts';
import { weighKinds, weighLevel, weighPerson, type Model, type Rivals } from './model.ts';
import { fields, type FieldName, type LevelName } from './rules.ts';

/** One field of a pair: how it agrees and what that weighs for (above 0) or against one person. */
interface Evidence {
  field: FieldName;
  level: LevelName;
  /** Natural logarithm, against the likelier of the two other explanations. */
  weight: number;
}

type Named = 'givenName' | 'familyName' | 'birthDate' | 'email' | 'phone' | 'address';

const GIVEN = fieldNames.indexOf('givenName');
const FAMILY = fieldNames.indexOf('familyName');
const BIRTH = fieldNames.indexOf('birthDate');
const BIRTH_SLIP = fields.birthDate.findIndex(({ name }) => name === 'slip') + 1;
const SWAPPED = fieldNames.map(
  (name) => fields[name].findIndex((level) => level.name === 'swapped') + 1,
);

export interface Weigh {
  /** The explanations other than one person; the same object every time. */
  weighRivals: (a: number, b: number, vector: number) => Rivals;
  /** Natural log-odds that the two identities are one person's. */
  score: (a: number, b: number) => number;
  /** The same, or `-Infinity` if it is certain to be less than `least`, which is seen sooner. */
  scoreFrom: (least: number, a: number, b: number) => number;
  /** By how much what agrees besides the names speaks against two strangers: natural logarithm, 0 or more. */
  weighBesideNames: (a: number, b: number) => number;
  explain: (a: number, b: number) => { rival: 'household' | 'stranger'; evidence: Evidence[] };
}

// Bookings' worth of trust in the average frequency, for values seen once or twice. Birth dates are spread evenly
// but for those that were made up (1 January): of them as many as one is expected among.
const TRUST_IN_AVERAGE = 50;

/**
 * In how many ways one person's name comes to be written otherwise. Two names that are both common (Schmid and
 * Schmidt) agree by chance as often as the rarer of them is met; one that is a slip is met nowhere else.
 */
const WAYS: Partial<Record<LevelName, number>> = {
  part: 3,
  initial: 1,
  short_form: 3,
  slip: 200,
  fuzzy: 1000,
};

/**
 * Weighs pairs. That two strangers agree on a value is as likely as the value is frequent: "Müller" says less
 * than "Przybylski", and a mailbox of forty people next to nothing. The model may go on learning meanwhile.
 */
export function createWeigh(
  distinct: Distinct,
  model: Model,
  compare: Compare,
  frequency: Frequency = countWithin(distinct),
): Weigh {
  const { columns } = distinct;
  const shares = fieldNames.map((name, field) =>
    name === 'place'
      ? null
      : readShares(distinct, name, frequency, Math.exp(model.stranger[field]?.[1] ?? 0)),
  );
  const ways = fieldNames.map((name) => [
    0,
    ...fields[name].map((level) => Math.log(WAYS[level.name] ?? 0)),
  ]);
  const { givenName, familyName } = columns;
  const levels = new Uint8Array(fieldNames.length);
  const one = { household: 0, stranger: 0 };
  const sum = { household: 0, stranger: 0 };
  const valuesOf = fieldNames.map((name) => (name === 'place' ? null : columns[name]));

  /** Of one field: its share among strangers and in households, with the values' own frequency. */
  const weighField = (a: number, b: number, field: number, level: number): void => {
    one.household = model.household[field]?.[level] ?? 0;
    one.stranger = model.stranger[field]?.[level] ?? 0;
    const share = shares[field];
    const values = valuesOf[field];
    const name = fieldNames[field];
    if (!share || !values || name === undefined || name === 'place') return;
    if (level === SWAPPED[field]) weighSwap(a, b, field);
    else if (level === 1) {
      // Equal parts may be written in two ways: the rarer spelling is not what agrees.
      one.stranger = Math.max(share(values[a] ?? 0), share(values[b] ?? 0));
    } else if (field !== BIRTH) {
      const way = ways[field]?.[level] ?? -Infinity;
      if (way !== -Infinity) {
        const rarer = Math.min(
          frequency.others(name, values[a] ?? 0),
          frequency.others(name, values[b] ?? 0),
        );
        const byChance = way + Math.log(Math.max(0, rarer) / frequency.total);
        one.stranger = Math.min(0, Math.max(one.stranger, byChance));
      }
    }
    if (field === BIRTH && areTwinsRuledOut(levels))
      one.household = Math.min(one.household, one.stranger);
    // A given name recurs in a household as often as anywhere, or as it is handed down.
    if (field === GIVEN) one.household = Math.max(one.household, one.stranger);
  };

  // Swapped names agree as a whole: all of it is weighed with the given name, nothing with the family name.
  const weighSwap = (a: number, b: number, field: number): void => {
    if (field !== GIVEN) {
      one.household = one.stranger = 0;
      return;
    }
    const crossed = (i: number): number =>
      (shares[GIVEN]?.(givenName[i] ?? 0) ?? 0) + (shares[FAMILY]?.(familyName[i] ?? 0) ?? 0);
    one.stranger = Math.max(crossed(a), crossed(b));
  };

  const weighRivals = (a: number, b: number, vector: number): Rivals => {
    readVectorInto(vector, levels);
    sum.household = sum.stranger = 0;
    for (let field = 0; field < levels.length; field++) {
      const level = levels[field] ?? 0;
      if (level === 0) continue;
      weighField(a, b, field, level);
      sum.household += one.household;
      sum.stranger += one.stranger;
    }
    return sum;
  };
  const scoreVector = (a: number, b: number, vector: number): number => {
    const { household, stranger } = weighRivals(a, b, vector);
    const { prior } = model;
    return weighKinds(
      prior.person + weighPerson(model, vector),
      prior.household + household,
      prior.stranger + stranger,
    );
  };
  const everyDate = 1 / Math.exp(model.stranger[BIRTH]?.[1] ?? 0);
  const boundHead = createBound(model, -Math.log(frequency.total + everyDate));
  return {
    weighRivals,
    score: (a, b) => scoreVector(a, b, compare.all(a, b)),
    scoreFrom: (least, a, b) => {
      const head = compare.head(a, b);
      if (boundHead(head) < least) return -Infinity;
      return scoreVector(a, b, compare.complete(head, a, b));
    },
    weighBesideNames: (a, b) => {
      weighRivals(a, b, compare.all(a, b));
      return levels.reduce((weight, level, field) => {
        if (level === 0 || field === GIVEN || field === FAMILY) return weight;
        weighField(a, b, field, level);
        return weight + Math.max(0, weighLevel(model.person, field, level) - one.stranger);
      }, 0);
    },
    explain: (a, b) => {
      const vector = compare.all(a, b);
      const { household, stranger } = weighRivals(a, b, vector);
      const { prior } = model;
      const rival =
        prior.household + household > prior.stranger + stranger ? 'household' : 'stranger';
      const named = readVector(vector);
      const evidence = fieldNames.flatMap((field, at) => {
        const level = named[field];
        if (level === null) return [];
        weighField(a, b, at, levels[at] ?? 0);
        return [
          { field, level, weight: weighLevel(model.person, at, levels[at] ?? 0) - one[rival] },
        ];
      });
      return { rival, evidence };
    },
  };
}

/**
 * The most that a pair can score, whatever its other fields say: as one person's against one household's, for how
 * common a value is only speaks for the others. Learning makes a new person's model, and with it new bounds.
 */
function createBound(model: Model, rarestDate: number): (head: number) => number {
  const bounds = new Float64Array(headCount);
  let learned: Model['person'] | null = null;
  const gain = (field: number, level: number): number =>
    weighLevel(model.person, field, level) - weighLevel(model.household, field, level);
  const fill = (): void => {
    const { prior } = model;
    let rest = prior.person - prior.household;
    for (let field = HEAD_FIELDS; field < radixes.length; field++)
      rest += Math.max(...Array.from({ length: radixes[field] ?? 1 }, (_, at) => gain(field, at)));
    const levels = new Uint8Array(HEAD_FIELDS);
    for (let head = 0; head < headCount; head++) {
      readVectorInto(head, levels);
      let bound = rest;
      for (let field = 0; field < HEAD_FIELDS; field++) bound += gain(field, levels[field] ?? 0);
      const birth = levels[BIRTH] ?? 0;
      if (areTwinsRuledOut(levels) && birth !== 0) {
        const least = birth === 1 ? rarestDate : (model.stranger[BIRTH]?.[birth] ?? 0);
        bound += Math.max(0, (model.household[BIRTH]?.[birth] ?? 0) - least);
      }
      bounds[head] = bound;
    }
    learned = model.person;
  };
  return (head) => {
    if (learned !== model.person) fill();
    return bounds[head] ?? Infinity;
  };
}

/** Twins are born on one day, but never given one name. */
function areTwinsRuledOut(levels: Uint8Array): boolean {
  return levels[GIVEN] === 1 && (levels[BIRTH] ?? 0) <= BIRTH_SLIP;
}

/** How many of how many bookings have a value, besides the one that is asked about. */
export interface Frequency {
  others: (field: Named, value: number) => number;
  total: number;
}

function countWithin(distinct: Distinct): Frequency {
  const counted = new Map<Named, (value: number) => number>();
  const countField = (name: Named): ((value: number) => number) => {
    const counts = createNumbers(distinct, name, 0);
    const values = distinct.columns[name];
    for (let i = 0; i < distinct.count; i++) {
      const value = values[i] ?? 0;
      counts.set(value, counts.get(value) + 1);
    }
    counted.set(name, counts.get);
    return counts.get;
  };
  return {
    others: (name, value) => (counted.get(name) ?? countField(name))(value) - 1,
    total: distinct.count,
  };
}

/** Natural logarithm of how often a value is met among strangers, by its number; counted when asked. */
function readShares(
  distinct: Distinct,
  name: Named,
  { others, total }: Frequency,
  average: number,
): (value: number) => number {
  const trust = name === 'birthDate' ? 1 / average : TRUST_IN_AVERAGE;
  const known = createNumbers(distinct, name, NaN);
  return (value) => {
    const share = known.get(value);
    if (!Number.isNaN(share)) return share;
    const met = Math.max(0, others(name, value)) + average * trust;
    const fresh = Math.log(met / (total + trust));
    known.set(value, fresh);
    return fresh;
  };
}

interface Numbers {
  get: (value: number) => number;
  set: (value: number, number: number) => void;
}

/** A number for each value of a field: in an array where values are numbered, by the date itself where they are dates. */
function createNumbers({ pools }: Distinct, name: Named, unset: number): Numbers {
  if (name === 'birthDate') {
    const byDate = new Map<number, number>();
    return {
      get: (date) => byDate.get(date) ?? unset,
      set: (date, number) => void byDate.set(date, number),
    };
  }
  const numbers = new Float64Array(pools[name].size()).fill(unset);
  return {
    get: (value) => numbers[value] ?? unset,
    set: (value, number) => {
      numbers[value] = number;
    },
  };
}

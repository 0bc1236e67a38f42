/**
 * The rules by which two bookings are held to be one person's, as data to look at and argue with.
 *
 * For each field: the levels on which two values can agree, from the strongest to the weakest, and how
 * often each level is met in pairs of
 *   `person`     one person's two bookings,
 *   `household`  two persons of one household or one car,
 *   `stranger`   two people who have nothing to do with each other (only where too few pairs can be drawn
 *                from the bookings themselves to see it).
 * A value that is missing on either side says nothing. The shares of a column add up to about 1.
 *
 * Sources. `person`: error rates of a German cancer registry's record linkage (first name .01, surname .008,
 * day .005, month .002, year .004, postal code .04), which bound "different"; slips and short forms: this
 * project's estimate. Re-bookings often come from another mailbox or telephone: estimate. `household`: twins are
 * about 1.7 % of births in Germany (Destatis), which makes about .006 of the pairs in a household; fathers and
 * sons of one name: estimate; shared surnames, mailboxes and telephones: estimate.
 */

export interface Level {
  name: string;
  person: number;
  household: number;
  stranger: number;
}

const level = (name: string, person: number, household: number, stranger: number): Level => ({
  name,
  person,
  household,
  stranger,
});

export const fields = {
  givenName: [
    level('exact', 0.9, 0.01, 0.006),
    level('part', 0.025, 0.004, 0.001),
    level('initial', 0.004, 0.01, 0.01),
    level('short_form', 0.02, 0.001, 0.003),
    level('slip', 0.03, 0.002, 0.002),
    // Two names that both exist and look alike, as twins' often do: Lena and Lea.
    level('look_alike', 0.001, 0.03, 0.01),
    level('fuzzy', 0.006, 0.03, 0.03),
    level('different', 0.006, 0.91, 0.94),
    level('swapped', 0.005, 0.0002, 0.0002),
  ],
  familyName: [
    level('exact', 0.93, 0.75, 0.003),
    level('part', 0.02, 0.05, 0.002),
    level('slip', 0.03, 0.01, 0.003),
    level('fuzzy', 0.008, 0.01, 0.02),
    level('different', 0.008, 0.18, 0.97),
    level('swapped', 0.005, 0.0002, 0.0002),
  ],
  birthDate: [
    level('exact', 0.95, 0.006, 0.00005),
    level('slip', 0.034, 0.006, 0.002),
    level('two_parts', 0.006, 0.012, 0.004),
    level('same_year', 0.003, 0.03, 0.015),
    level('different', 0.006, 0.946, 0.98),
  ],
  email: [
    level('exact', 0.7, 0.6, 0.00001),
    level('same_box', 0.03, 0.01, 0.0001),
    level('slip', 0.03, 0.02, 0.0005),
    level('different', 0.24, 0.37, 0.999),
  ],
  phone: [
    level('exact', 0.75, 0.6, 0.00001),
    level('slip', 0.04, 0.02, 0.0001),
    level('different', 0.21, 0.38, 0.999),
  ],
  address: [
    level('exact', 0.85, 0.8, 0.0002),
    level('close', 0.08, 0.06, 0.0005),
    level('same_street', 0.02, 0.02, 0.005),
    // A street is also renamed, or known by half of its name.
    level('same_number', 0.01, 0.01, 0.02),
    level('different', 0.04, 0.11, 0.974),
  ],
  place: [
    level('exact', 0.88, 0.88, 0.03),
    // The town, and a postal code that is a slip of the other.
    level('close', 0.02, 0.005, 0.01),
    level('postal_code', 0.03, 0.03, 0.01),
    level('city', 0.03, 0.025, 0.04),
    level('near', 0.01, 0.01, 0.02),
    level('different', 0.03, 0.05, 0.89),
  ],
} as const satisfies Record<string, readonly Level[]>;

export type FieldName = keyof typeof fields;
export type LevelName = (typeof fields)[FieldName][number]['name'];

/** No less than this many pairs' worth of trust in the shares above, whatever the bookings seem to say. */
export const TRUST_IN_RULES = 100;

/** Where families book, learning never lifts one person's "different" above this: else fathers and sons are taken for one. */
export const DIFFERENT_AT_MOST: Partial<Record<FieldName, number>> = {
  givenName: 0.01,
  familyName: 0.02,
  birthDate: 0.008,
  address: 0.1,
  place: 0.06,
};

/**
 * Before anything is known: second bookings a booking, and others of one household or car a booking. The
 * second shares are the least that learning may come down to.
 */
export const EXPECTED = {
  again: 0.01,
  household: 0.8,
  againAtLeast: 0.001,
  householdAtLeast: 0.0001,
} as const;

/**
 * Fewer others of a household than this share of the second bookings are none: where nobody books for a family,
 * the few pairs that look like one are somebody's badly damaged second row.
 */
export const NO_FAMILIES_BELOW = 0.02;

/** From so many others of a household a booking on, families have booked, and the vetoes that protect them hold. */
export const FAMILIES_FROM = 0.1;
/** What is expected counts as if it had been seen in so many bookings: a handful of them show no families and prove nothing. */
export const TRUST_IN_FAMILIES = 50;

/** From here on a case is ready to resolve; below the second it is none. */
export const PROPOSE_FROM = 0.9;
export const REVIEW_FROM = 0.01;

/**
 * Where all that agrees besides the names weighs no more than this (natural logarithm: three to one), as in a town's list of
 * names, two may be namesakes: a person decides.
 */
export const NAMESAKES_BELOW = Math.log(3);

/** From here on somebody who books is told of what he or she seems to hold already. */
export const HELD_FROM = 0.5;

/** Groups are joined only while their bookings agree on the whole: natural log-odds, on average. */
export const MEAN_AT_LEAST = -3;

/** A father and his son: birth dates with nothing in common, and so many years between them. */
export const GENERATION_YEARS = 12;

/** Blocks above this size are compared with their nearest neighbours only, and reported. */
export const BLOCK_LIMIT = 100;
export const NEIGHBOURS = 12;
/** What is shared by more than these is too common to be a reason to compare by itself. */
export const RARE_LIMIT = 6;

/** Named with every case, so that an old one can be told from one found under other rules. */
export const MODEL_VERSION = 2;

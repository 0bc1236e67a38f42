import type { BookingState } from '../bookings/storage.ts';

export const caseStates = ['open', 'dismissed', 'resolved', 'stale'] as const;
/** `stale`: a booking of it was edited or cancelled since, or a newer search no longer finds it. */
export type CaseState = (typeof caseStates)[number];

/** `propose`: sure enough to be resolved; `review`: a person decides. */
export type CaseKind = 'propose' | 'review';

/** One field of a pair: how it agrees, and what that weighs for (above 0) or against one person. */
export interface Evidence {
  field: string;
  level: string;
  /** Natural logarithm of the odds. */
  weight: number;
}

/** Two bookings of a case, by their ids, and what speaks for and against one person. */
export interface PairEvidence {
  a: number;
  b: number;
  probability: number;
  evidence: Evidence[];
}

/** What somebody who is named by a booking has: the more, the rather it is kept. */
export type Standing = 'admitted' | 'binding' | 'standby';

/** A booking of a case; instants in milliseconds, the reference as printed. */
export interface Member {
  id: number;
  reference: string;
  givenName: string | null;
  familyName: string | null;
  state: BookingState;
  standing: Standing;
  bookedAt: number | null;
  contingent: string;
  startsAt: number | null;
  endsAt: number | null;
  /** How much of its window is bound: 1 is sold out. */
  demand: number;
  /** Cancelled to resolve this case. */
  cancelled: boolean;
}

/** Bookings that are probably one person's. */
export interface Case {
  id: number;
  state: CaseState;
  kind: CaseKind;
  probability: number;
  model: number;
  pairs: PairEvidence[];
  /** By their ids. */
  members: Member[];
  foundAt: number;
  decidedAt: number | null;
  decidedBy: string | null;
  why: string | null;
  /** The id of the booking that was kept. */
  kept: number | null;
}

/** The pair that decides: the one with the least probability. */
export function findWeakest({ pairs }: Case): PairEvidence | null {
  return pairs.reduce<PairEvidence | null>(
    (weakest, pair) =>
      weakest === null || pair.probability < weakest.probability ? pair : weakest,
    null,
  );
}

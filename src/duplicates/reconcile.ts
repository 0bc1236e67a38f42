import type { CaseKind, CaseState, PairEvidence } from './case.ts';

/** Bookings that a search takes for one person's, by their ids in rising order. */
export interface Found {
  members: number[];
  kind: CaseKind;
  probability: number;
  pairs: PairEvidence[];
}

/** A case as it stands before the search. */
export interface Known {
  id: number;
  state: CaseState;
  members: number[];
}

export interface Reconciled {
  create: Found[];
  /** Cases of the same bookings, with what is found now; `reopens`: it was stale. */
  update: { id: number; found: Found; reopens: boolean }[];
  /** Open cases that are none any more. */
  close: number[];
}

/**
 * What a search changes: a case is known again by its bookings, and a decision is never overruled.
 * @param isLookedAt whether the search looked at this booking again
 */
export function reconcile(
  found: readonly Found[],
  known: readonly Known[],
  isLookedAt: (booking: number) => boolean,
): Reconciled {
  const byMembers = new Map<string, Known>();
  // Of several with the same bookings the one that says most stands last: an open one, else a decided one.
  const order: CaseState[] = ['resolved', 'stale', 'dismissed', 'open'];
  for (const one of known.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)))
    if (one.state !== 'resolved') byMembers.set(toKey(one.members), one);
  const result: Reconciled = { create: [], update: [], close: [] };
  const seen = new Set<number>();
  for (const one of found) {
    const before = byMembers.get(toKey(one.members));
    if (before === undefined) result.create.push(one);
    else {
      seen.add(before.id);
      if (before.state === 'dismissed') continue;
      result.update.push({ id: before.id, found: one, reopens: before.state === 'stale' });
    }
  }
  for (const { id, state, members } of known)
    if (state === 'open' && !seen.has(id) && members.some(isLookedAt)) result.close.push(id);
  return result;
}

function toKey(members: readonly number[]): string {
  return members.toSorted((a, b) => a - b).join(' ');
}

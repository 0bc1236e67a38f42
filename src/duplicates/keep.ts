import type { Case, Member, Standing } from './case.ts';

/** Why a booking is the one to keep; `only`: no other is binding, `first`: nothing else tells them apart. */
export type KeepReason = 'admitted' | 'binding' | 'earliest' | 'first' | 'only';

const ranks: Record<Standing, number> = { admitted: 0, binding: 1, standby: 2 };
const LATEST = Number.MAX_SAFE_INTEGER;

/**
 * The booking to keep: admitted before binding before standby, then the earliest booked, since nobody gains
 * by trying again. `null` if none is binding.
 */
export function suggestKeep(
  members: readonly Member[],
): { member: Member; reason: KeepReason } | null {
  const [first, second] = members.filter(({ state }) => state === 'binding').toSorted(compare);
  if (first === undefined) return null;
  return { member: first, reason: second === undefined ? 'only' : tell(first, second) };
}

function compare(a: Member, b: Member): number {
  return (
    ranks[a.standing] - ranks[b.standing] ||
    (a.bookedAt ?? LATEST) - (b.bookedAt ?? LATEST) ||
    a.id - b.id
  );
}

function tell(first: Member, second: Member): KeepReason {
  if (first.standing !== second.standing)
    return first.standing === 'admitted' ? 'admitted' : 'binding';
  return first.bookedAt === second.bookedAt ? 'first' : 'earliest';
}

/**
 * What a decision is expected to free: the surplus seats, each worth as much as its window is in demand, times
 * the probability that they are surplus.
 */
export function estimateGain({ members, probability }: Case): number {
  const kept = suggestKeep(members)?.member.id;
  const surplus = members.filter(({ id, state }) => state === 'binding' && id !== kept);
  return probability * surplus.reduce((sum, { demand }) => sum + demand, 0);
}

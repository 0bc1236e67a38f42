import type { Database } from '../database/statements.ts';
import type { Case, Member } from './case.ts';
import { listCases } from './cases-storage.ts';
import { readDifferences } from './decisions.ts';
import { suggestKeep, type KeepReason } from './keep.ts';
import { findCaseKeeping, listSurplus } from './resolve.ts';

/** What resolving a case would do. */
export interface Intent {
  case: Case;
  keep: Member;
  /** Why this one is kept; `null`: somebody chose it. */
  reason: KeepReason | null;
  cancel: Member[];
}

export interface AutoPlan {
  intents: Intent[];
  /** Cases that would cancel a booking which was kept for another. */
  skipped: { case: number; reference: string; keptFor: number }[];
}

/** What resolving this case in favour of that booking would do. @throws Failure as `resolveCases` */
export function planChoice(database: Database, found: Case, keep: Member): Intent {
  const suggestion = suggestKeep(found.members);
  const reason = suggestion?.member.id === keep.id ? suggestion.reason : null;
  return { case: found, keep, reason, cancel: listSurplus(database, found, keep.id) };
}

/** Whether somebody has said of two bookings of the case, since it was found, that they are two persons'. */
export function holdsTwo(
  { members }: Case,
  areDifferent: (a: number, b: number) => boolean,
): boolean {
  const binding = members.filter(({ state }) => state === 'binding');
  return binding.some(({ id }, at) =>
    binding.slice(at + 1).some((other) => areDifferent(id, other.id)),
  );
}

/**
 * The open cases that are sure enough to be resolved without looking at each, every one in favour of the
 * booking to keep. Of cases that share a booking, the first decides; the others are looked at again.
 */
export function planAuto(database: Database, minProbability: number): AutoPlan {
  const plan: AutoPlan = { intents: [], skipped: [] };
  const taken = new Set<number>();
  const areDifferent = readDifferences(database);
  for (const found of listCases(database, ['open'])) {
    if (found.kind !== 'propose' || found.probability < minProbability) continue;
    const suggestion = suggestKeep(found.members);
    if (suggestion === null || found.members.some(({ id }) => taken.has(id))) continue;
    if (holdsTwo(found, areDifferent)) continue;
    const { member: keep, reason } = suggestion;
    const cancel = found.members.filter(({ id, state }) => id !== keep.id && state === 'binding');
    if (cancel.length === 0) continue;
    const kept = cancel.flatMap(({ id, reference }) => {
      const keptFor = findCaseKeeping(database, id);
      return keptFor === null ? [] : [{ case: found.id, reference, keptFor }];
    });
    plan.skipped.push(...kept.slice(0, 1));
    if (kept.length > 0) continue;
    for (const { id } of found.members) taken.add(id);
    plan.intents.push({ case: found, keep, reason, cancel });
  }
  return plan;
}

import { cancelOne, type Cancellation } from '../bookings/cancel.ts';
import { parseReference } from '../bookings/reference.ts';
import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import type { Case, Member } from './case.ts';
import { readCase } from './cases-storage.ts';
import { storeDecisions, type BookingPair } from './decisions.ts';

/** A case and the booking that is kept, by their ids. */
export interface Choice {
  case: number;
  keep: number;
  /** What was shown of the case before somebody agreed: whatever else it has become is not what was agreed to. */
  shown?: { probability: number; cancel: readonly number[] };
}

export interface Resolution {
  /** The case as it stands afterwards. */
  case: Case;
  kept: Member;
  cancellations: Cancellation[];
}

export interface ResolveOptions {
  /** The id of the contingent that gets the freed seats; `null`: each returns to its own. */
  freedSeatsTo: number | null;
  dryRun: boolean;
}

/**
 * Keeps one booking of each case and cancels the others, all of them or none. A booking that was kept for
 * one case is never cancelled for another: nobody loses the only appointment.
 * @throws Failure `case_unknown`, `case_decided`, `case_stale`, `case_changed`, `case_member_unknown`, `booking_cancelled`, `booking_kept`
 */
export function resolveCases(
  database: Database,
  actor: Actor,
  choices: readonly Choice[],
  { freedSeatsTo, dryRun }: ResolveOptions,
): Resolution[] {
  return change(database, actor, () => {
    const done = choices.map((choice) => resolveOne(database, actor, choice, freedSeatsTo));
    const facts = { reason: 'duplicate', cases: done.map((one) => one.facts) };
    return {
      result: done.map(({ resolution }) => resolution),
      entry: dryRun || done.length === 0 ? null : { action: 'duplicate.resolve', facts },
    };
  });
}

/** The binding bookings that lose their seat if `keep` is kept. @throws Failure as `resolveCases` */
export function listSurplus(database: Database, found: Case, keep: number): Member[] {
  requireOpen(found);
  const kept = found.members.find(({ id }) => id === keep);
  if (kept === undefined) throw new Error(`booking ${keep} is none of case ${found.id}`);
  if (kept.state === 'cancelled')
    throw new Failure('booking_cancelled', { reference: kept.reference });
  const surplus = found.members.filter(({ id, state }) => id !== keep && state === 'binding');
  for (const { id, reference } of surplus) {
    const other = findCaseKeeping(database, id);
    if (other !== null) throw new Failure('booking_kept', { reference, case: other });
  }
  return surplus;
}

/** The resolved case that a binding booking was kept for; `null`: none. */
export function findCaseKeeping(database: Database, booking: number): number | null {
  const found = sql(
    database,
    "SELECT id FROM duplicate_case WHERE kept = ? AND state = 'resolved' LIMIT 1",
  )
    .pluck()
    .get(booking) as number | undefined;
  return found ?? null;
}

/** The member that is meant by a reference. @throws Failure `case_member_unknown`, `reference_mistyped` */
export function findMember({ id, members }: Case, typed: string): Member {
  const parsed = parseReference(typed);
  if (parsed.kind === 'mistyped') throw new Failure('reference_mistyped', { reference: typed });
  const found = members.find(
    ({ reference }) => parsed.kind === 'valid' && reference.replace('-', '') === parsed.reference,
  );
  if (found !== undefined) return found;
  const references = members.map(({ reference }) => reference);
  throw new Failure('case_member_unknown', { case: id, reference: typed, members: references });
}

/** @throws Failure `case_decided`, `case_stale` */
export function requireOpen({ id, state }: Case): void {
  if (state === 'stale') throw new Failure('case_stale', { case: id });
  if (state !== 'open') throw new Failure('case_decided', { case: id, state });
}

/** @throws Failure `case_changed` */
function requireAsShown(
  { id, probability }: Case,
  surplus: readonly Member[],
  { shown }: Choice,
): void {
  if (shown === undefined) return;
  const agreed = new Set(shown.cancel);
  const isSame = surplus.length === agreed.size && surplus.every((one) => agreed.has(one.id));
  if (!isSame || probability < shown.probability) throw new Failure('case_changed', { case: id });
}

function resolveOne(
  database: Database,
  actor: Actor,
  choice: Choice,
  freedSeatsTo: number | null,
): { resolution: Resolution; facts: Record<string, unknown> } {
  const before = readCase(database, choice.case);
  const surplus = listSurplus(database, before, choice.keep);
  requireAsShown(before, surplus, choice);
  const now = actor.now();
  sql(
    database,
    `UPDATE duplicate_case SET state = 'resolved', kept = ?, decided_at = ?, decided_by = ?, why = NULL
     WHERE id = ?`,
  ).run(choice.keep, now, actor.name, choice.case);
  const pairs = surplus.map(({ id }): BookingPair =>
    id < choice.keep ? [id, choice.keep] : [choice.keep, id],
  );
  storeDecisions(database, choice.case, pairs, 'same');
  const done = surplus.map(({ id, reference }) => {
    const stored = reference.replace('-', '');
    const one = cancelOne(database, now, stored, { reason: 'duplicate', freedSeatsTo });
    sql(
      database,
      'UPDATE duplicate_member SET cancelled = 1, seat_to = ? WHERE case_id = ? AND booking_id = ?',
    ).run(one.cancellation.seat?.slot ?? null, choice.case, id);
    return one;
  });
  const after = readCase(database, choice.case);
  const kept = after.members.find(({ id }) => id === choice.keep);
  if (kept?.state !== 'binding') throw new Error(`case ${choice.case} would leave nobody seated`);
  return {
    resolution: { case: after, kept, cancellations: done.map(({ cancellation }) => cancellation) },
    facts: {
      case: choice.case,
      kept: { booking: choice.keep },
      bookings: done.map(({ facts }) => facts),
    },
  };
}

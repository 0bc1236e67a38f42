import { restoreBooking } from '../bookings/restore.ts';
import { sweepHolds } from '../contingents/holds.ts';
import { writeTime } from '../contingents/slots.ts';
import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import type { Case, Member } from './case.ts';
import { readCase } from './cases-storage.ts';
import { dropDecisions } from './decisions.ts';
import { lookAgain } from './dismiss.ts';

export interface Undone {
  was: 'dismissed' | 'resolved';
  /** As it stands afterwards. */
  case: Case;
  /** References of the bookings that are binding again. */
  restored: string[];
}

const NEAREST = 3;

/**
 * Takes decisions back, all of them or none: cancelled bookings get their seats again, if these are free.
 * @param timeZone the campaign's, for the words of a refusal
 * @throws Failure `case_unknown`, `case_undecided`, `case_seats_gone`
 */
export function undoCases(
  database: Database,
  actor: Actor,
  ids: readonly number[],
  { timeZone, dryRun }: { timeZone: string; dryRun: boolean },
): Undone[] {
  return change(database, actor, () => {
    sweepHolds(database, actor.now());
    const decided = [...new Set(ids)].map((id) => requireDecided(readCase(database, id)));
    const restored = restoreMembers(database, decided, timeZone);
    const result = decided.map((found) => reopen(database, found, restored));
    const cases = result.map(({ case: { id, state, members }, restored: references }) => ({
      case: id,
      state,
      restored: members
        .filter(({ reference }) => references.includes(reference))
        .map((member) => ({ booking: member.id })),
    }));
    return { result, entry: dryRun ? null : { action: 'duplicate.undo', facts: { cases } } };
  });
}

type Decided = Case & { state: Undone['was'] };

function requireDecided(found: Case): Decided {
  const { id, state } = found;
  if (state === 'open' || state === 'stale')
    throw new Failure('case_undecided', { case: id, state });
  return { ...found, state };
}

function reopen(
  database: Database,
  { id, state, members }: Decided,
  restored: ReadonlySet<number>,
): Undone {
  const holds = dropDecisions(database, id);
  const isBinding = sql(
    database,
    `SELECT count(*) > 1 AND min(state = 'binding') FROM duplicate_member
     JOIN booking ON booking.id = booking_id WHERE case_id = ?`,
  )
    .pluck()
    .get(id);
  sql(
    database,
    `UPDATE duplicate_case SET state = ?, kept = NULL, why = NULL, decided_at = NULL, decided_by = NULL
     WHERE id = ?`,
  ).run(holds && isBinding === 1 ? 'open' : 'stale', id);
  lookAgain(database, id);
  sql(database, 'UPDATE duplicate_member SET cancelled = 0, seat_to = NULL WHERE case_id = ?').run(
    id,
  );
  const own = members.filter((member) => member.cancelled && restored.has(member.id));
  return {
    was: state,
    case: readCase(database, id),
    restored: own.map(({ reference }) => reference),
  };
}

interface Seat {
  id: number;
  seatTo: number | null;
}

/**
 * Makes all that was cancelled for these cases binding again; returns the ids of those it made so. Whose seat was
 * owed to another promise comes last, so that nobody gets the seat of another of them.
 * @throws Failure `case_seats_gone`
 */
function restoreMembers(
  database: Database,
  decided: readonly Decided[],
  timeZone: string,
): Set<number> {
  const restored = new Set<number>();
  const wanted = decided.flatMap((found) => listSeats(database, found));
  const lost: typeof wanted = [];
  for (const one of wanted.toSorted(
    (a, b) => Number(a.seatTo === null) - Number(b.seatTo === null),
  ))
    if (restoreBooking(database, one.member.id, one.seatTo)) restored.add(one.member.id);
    else lost.push(one);
  const [first] = lost;
  if (first === undefined) return restored;
  const { startsAt } = first.member;
  throw new Failure('case_seats_gone', {
    case: first.case,
    references: lost
      .filter((one) => one.case === first.case)
      .map(({ member: { reference } }) => reference),
    window: startsAt === null ? null : writeTime(timeZone, startsAt),
    nearest: listNearest(database, startsAt, timeZone),
  });
}

/** Those cancelled for a case, who still are. */
function listSeats(
  database: Database,
  { id, members }: Case,
): { case: number; member: Member; seatTo: number | null }[] {
  const seats = sql(
    database,
    'SELECT booking_id AS id, seat_to AS seatTo FROM duplicate_member WHERE case_id = ? AND cancelled = 1',
  ).all(id) as Seat[];
  return seats.flatMap(({ id: booking, seatTo }) => {
    const member = members.find((one) => one.id === booking && one.state === 'cancelled');
    return member === undefined ? [] : [{ case: id, member, seatTo }];
  });
}

function listNearest(database: Database, startsAt: number | null, timeZone: string): string[] {
  const rows = sql(
    database,
    `SELECT DISTINCT starts_at FROM slot JOIN contingent ON contingent.id = contingent_id
     WHERE booked + held < capacity AND mode <> 'closed' AND starts_at IS NOT NULL
     ORDER BY abs(starts_at - ?), starts_at LIMIT ${NEAREST}`,
  )
    .pluck()
    .all(startsAt ?? 0) as number[];
  return rows.map((instant) => writeTime(timeZone, instant));
}

import { restoreBooking } from '../bookings/restore.ts';
import { sweepHolds } from '../contingents/holds.ts';
import { writeTime } from '../contingents/slots.ts';
import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import type { Case } from './case.ts';
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
    const result = [...new Set(ids)].map((id) => undoOne(database, id, timeZone));
    const cases = result.map(({ case: { id, state, members }, restored }) => ({
      case: id,
      state,
      restored: members
        .filter(({ reference }) => restored.includes(reference))
        .map((member) => ({ booking: member.id })),
    }));
    return { result, entry: dryRun ? null : { action: 'duplicate.undo', facts: { cases } } };
  });
}

function undoOne(database: Database, id: number, timeZone: string): Undone {
  const before = readCase(database, id);
  const { state } = before;
  if (state === 'open' || state === 'stale')
    throw new Failure('case_undecided', { case: id, state });
  const restored = restoreMembers(database, before, timeZone);
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
  return { was: state, case: readCase(database, id), restored };
}

interface Seat {
  id: number;
  reference: string;
  seatTo: number | null;
}

function restoreMembers(database: Database, { id, members }: Case, timeZone: string): string[] {
  const seats = sql(
    database,
    'SELECT booking_id AS id, seat_to AS seatTo FROM duplicate_member WHERE case_id = ? AND cancelled = 1',
  ).all(id) as Seat[];
  const lost: Case['members'] = [];
  const restored: string[] = [];
  for (const { id: booking, seatTo } of seats) {
    const member = members.find((one) => one.id === booking);
    if (member === undefined || member.state === 'binding') continue;
    if (restoreBooking(database, booking, seatTo)) restored.push(member.reference);
    else lost.push(member);
  }
  const [first] = lost;
  if (first === undefined) return restored;
  throw new Failure('case_seats_gone', {
    case: id,
    references: lost.map(({ reference }) => reference),
    window: first.startsAt === null ? null : writeTime(timeZone, first.startsAt),
    nearest: listNearest(database, first.startsAt, timeZone),
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

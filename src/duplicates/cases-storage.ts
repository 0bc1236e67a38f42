import { formatReference } from '../bookings/reference.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import type { Case, CaseKind, CaseState, Member, PairEvidence } from './case.ts';
import { estimateGain } from './keep.ts';

interface CaseRow {
  id: number;
  state: CaseState;
  kind: CaseKind;
  probability: number;
  model: number;
  pairs: string;
  foundAt: number;
  decidedAt: number | null;
  decidedBy: string | null;
  why: string | null;
  kept: number | null;
}

type MemberRow = Omit<Member, 'cancelled'> & { caseId: number; cancelled: number };

const CASE = `
  SELECT id, state, kind, probability, model, pairs, found_at AS foundAt, decided_at AS decidedAt,
         decided_by AS decidedBy, why, kept
  FROM duplicate_case`;

// CROSS JOIN: from the few cases to their bookings, whatever the planner has seen of the tables' sizes.
const MEMBERS = `
  SELECT case_id AS caseId, booking.id, reference, booking.state,
         given_name AS givenName, family_name AS familyName,
         iif(contingent.kind = 'standby', 'standby', 'binding') AS standing, booked_at AS bookedAt,
         contingent.name AS contingent, starts_at AS startsAt, ends_at AS endsAt,
         CAST(booked AS REAL) / max(1, capacity) AS demand, duplicate_member.cancelled
  FROM duplicate_case
  CROSS JOIN duplicate_member ON duplicate_member.case_id = duplicate_case.id
  CROSS JOIN booking ON booking.id = duplicate_member.booking_id
  JOIN slot ON slot.id = booking.slot_id
  JOIN contingent ON contingent.id = slot.contingent_id`;

/** Cases of these states, those first whose decision is expected to free the most that is in demand. */
export function listCases(database: Database, states: readonly CaseState[]): Case[] {
  const where = ` WHERE duplicate_case.state IN (${states.map(() => '?').join()})`;
  const cases = sql(database, `${CASE}${where} ORDER BY id`).all(...states) as CaseRow[];
  const members = new Map<number, MemberRow[]>(cases.map(({ id }) => [id, []]));
  const rows = sql(database, `${MEMBERS}${where} ORDER BY booking.id`).iterate(...states);
  for (const row of rows as Iterable<MemberRow>) members.get(row.caseId)?.push(row);
  return cases
    .map((row) => toCase(row, members.get(row.id) ?? []))
    .map((found) => ({ found, gain: estimateGain(found) }))
    .toSorted((a, b) => b.gain - a.gain || b.found.probability - a.found.probability)
    .map(({ found }) => found);
}

/** @throws Failure `case_unknown` */
export function readCase(database: Database, id: number): Case {
  const row = sql(database, `${CASE} WHERE id = ?`).get(id) as CaseRow | undefined;
  if (row === undefined) throw new Failure('case_unknown', { case: id });
  const where = ' WHERE duplicate_case.id = ? ORDER BY booking.id';
  return toCase(row, sql(database, MEMBERS + where).all(id) as MemberRow[]);
}

function toCase(row: CaseRow, members: readonly MemberRow[]): Case {
  return {
    ...row,
    pairs: JSON.parse(row.pairs) as PairEvidence[],
    members: members.map((member) => ({
      ...member,
      reference: formatReference(member.reference),
      cancelled: member.cancelled === 1,
    })),
  };
}

import { requireReference } from '../bookings/reference.ts';
import { findBooking, type Booking } from '../bookings/storage.ts';
import type { Database } from '../database/statements.ts';
import type { Case } from './case.ts';
import { listCases, readCase } from './cases-storage.ts';
import { suggestKeep } from './keep.ts';
import { readDifferences } from './decisions.ts';
import { holdsTwo } from './plan.ts';
import { requireOpen } from './resolve.ts';

/** One person who can be asked which bookings are not needed. */
export interface Question {
  case: number;
  /** Whose address the question goes to. */
  keep: Booking;
  /** All of the case that are binding, `keep` among them. */
  bookings: Booking[];
}

/**
 * Why a case is not asked about: nobody is sure enough; the bookings name different mailboxes, which would
 * tell one person of another's; the person is asked about another case already.
 */
export type SilentReason = 'unsure' | 'other_address' | 'asked_already';

export interface AskPlan {
  questions: Question[];
  silent: { case: number; reason: SilentReason }[];
}

/**
 * Whom to ask, each once: of the open cases those that are sure enough and of one mailbox; of cases somebody
 * named, all.
 * @throws Failure `case_unknown`, `case_decided`, `case_stale`
 */
export function planAsk(
  database: Database,
  { named, minProbability }: { named: readonly number[]; minProbability: number },
): AskPlan {
  const plan: AskPlan = { questions: [], silent: [] };
  const asked = new Set<number>();
  const areDifferent = readDifferences(database);
  const cases =
    named.length === 0
      ? listCases(database, ['open'])
      : [...new Set(named)].map((id) => readCase(database, id));
  for (const found of cases) {
    requireOpen(found);
    const question = makeQuestion(database, found);
    if (question === null) continue;
    const isDecided = holdsTwo(found, areDifferent);
    const doubt =
      named.length > 0 ? null : isDecided ? 'unsure' : findDoubt(found, question, minProbability);
    const reason = question.bookings.some(({ id }) => asked.has(id)) ? 'asked_already' : doubt;
    if (reason === null) {
      plan.questions.push(question);
      for (const { id } of question.bookings) asked.add(id);
    } else plan.silent.push({ case: found.id, reason });
  }
  return plan;
}

/**
 * Whether a question that was shown would be asked the same way now: the case is still open and its bookings
 * are as they were.
 */
export function isUnchanged(database: Database, question: Question): boolean {
  const found = readCase(database, question.case);
  if (found.state !== 'open') return false;
  return JSON.stringify(makeQuestion(database, found)) === JSON.stringify(question);
}

function makeQuestion(database: Database, { id, members }: Case): Question | null {
  const suggestion = suggestKeep(members);
  const bookings = members
    .filter(({ state }) => state === 'binding')
    .map(({ reference }) => findBooking(database, requireReference(reference)));
  const keep = bookings.find((booking) => booking.id === suggestion?.member.id);
  return keep === undefined || bookings.length < 2 ? null : { case: id, keep, bookings };
}

function findDoubt(
  { kind, probability }: Case,
  { bookings }: Question,
  minProbability: number,
): SilentReason | null {
  if (kind !== 'propose' || probability < minProbability) return 'unsure';
  const mailboxes = new Set(
    bookings.flatMap(({ person: { email } }) => (email === null ? [] : email.toLowerCase())),
  );
  return mailboxes.size > 1 ? 'other_address' : null;
}

import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import type { Case } from './case.ts';
import { readCase } from './cases-storage.ts';
import { pairUp, storeDecisions, type BookingPair } from './decisions.ts';
import { requireOpen } from './resolve.ts';

/** Who is whose, in the words of whoever decides. */
export interface Dismissal {
  /** `null`: nothing was said. */
  why: string | null;
  /** The ids of bookings that are somebody else's than the rest; none: all are different persons'. */
  others: readonly number[];
}

/**
 * Decides that bookings of a case are different persons'; what is decided holds as long as they say the same
 * of themselves. Where only some are somebody else's, the next search looks at all of them again.
 * @throws Failure `case_unknown`, `case_decided`, `case_stale`
 */
export function dismissCase(
  database: Database,
  actor: Actor,
  id: number,
  { why, others }: Dismissal,
): Case {
  return change(database, actor, () => {
    const before = readCase(database, id);
    requireOpen(before);
    sql(
      database,
      "UPDATE duplicate_case SET state = 'dismissed', why = ?, decided_at = ?, decided_by = ? WHERE id = ?",
    ).run(why, actor.now(), actor.name, id);
    const bookings = before.members.map((member) => member.id);
    const isOther = (booking: number): boolean => others.includes(booking);
    const isApart = (pair: BookingPair): boolean => isOther(pair[0]) !== isOther(pair[1]);
    const pairs = [...pairUp(bookings)];
    storeDecisions(database, id, others.length === 0 ? pairs : pairs.filter(isApart), 'different');
    if (others.length > 0) lookAgain(database, id);
    // The words may name a person: they stay out of the log.
    const apart = others.map((booking) => ({ booking }));
    const facts = { case: id, bookings, ...(apart.length === 0 ? {} : { apart }) };
    return { result: readCase(database, id), entry: { action: 'duplicate.dismiss', facts } };
  });
}

/** Lets the next search look at the bookings of a case again, although they say what they said. Within a change. */
export function lookAgain(database: Database, id: number): void {
  sql(
    database,
    'INSERT INTO duplicate_pending (booking_id) SELECT booking_id FROM duplicate_member WHERE case_id = ?',
  ).run(id);
}

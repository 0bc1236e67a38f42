import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import type { Case } from './case.ts';
import { readCase } from './cases-storage.ts';
import { pairUp, storeDecisions } from './decisions.ts';
import { requireOpen } from './resolve.ts';

/**
 * Decides that the bookings of a case are different persons'; what is decided holds as long as they say the
 * same of themselves.
 * @param why in the words of whoever decides; `null`: nothing was said
 * @throws Failure `case_unknown`, `case_decided`, `case_stale`
 */
export function dismissCase(
  database: Database,
  actor: Actor,
  id: number,
  why: string | null,
): Case {
  return change(database, actor, () => {
    const before = readCase(database, id);
    requireOpen(before);
    sql(
      database,
      "UPDATE duplicate_case SET state = 'dismissed', why = ?, decided_at = ?, decided_by = ? WHERE id = ?",
    ).run(why, actor.now(), actor.name, id);
    const bookings = before.members.map((member) => member.id);
    storeDecisions(database, id, pairUp(bookings), 'different');
    // The words may name a person: they stay out of the log.
    const facts = { case: id, bookings };
    return { result: readCase(database, id), entry: { action: 'duplicate.dismiss', facts } };
  });
}

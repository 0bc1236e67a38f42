import type { Database } from '../database/statements.ts';

export type TallyFinding = { code: 'tally'; name: string; kept: number; counted: number };
export type ConfirmationFinding = { code: 'confirmation'; count: number };

/** Counts bookings and confirmations again and compares them with the kept counts. */
export function checkTallies(database: Database): TallyFinding[] {
  const rows = database
    .prepare(
      `WITH counted (kind, value, n) AS (
         SELECT 'booking', state, count(*) FROM booking GROUP BY state
         UNION ALL SELECT 'outside_area', state, count(*) FROM booking
           WHERE outside_area = 1 AND state = 'binding' GROUP BY state
         UNION ALL SELECT 'confirmation', state, count(*) FROM confirmation GROUP BY state
         UNION ALL SELECT 'duplicate', state, count(*) FROM duplicate_case WHERE state = 'open')
       SELECT tally.kind || ' ' || tally.value AS name, tally.count AS kept, coalesce(n, 0) AS counted
       FROM tally LEFT JOIN counted USING (kind, value) WHERE kept <> counted`,
    )
    .all() as Omit<TallyFinding, 'code'>[];
  return rows.map((row) => ({ code: 'tally', ...row }));
}

/** Derives every confirmation's state from its evidence again and compares it with the kept one. */
export function checkConfirmations(database: Database): ConfirmationFinding[] {
  const count = database
    .prepare(
      `SELECT (SELECT count(*) FROM (SELECT * FROM confirmation_derived EXCEPT SELECT * FROM confirmation))
            + (SELECT count(*) FROM (SELECT * FROM confirmation EXCEPT SELECT * FROM confirmation_derived))`,
    )
    .pluck()
    .get() as number;
  return count === 0 ? [] : [{ code: 'confirmation', count }];
}

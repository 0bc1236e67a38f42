import { sql, type Database } from '../database/statements.ts';
import { confirmationStates, type ConfirmationState } from './state.ts';

/** How many mails wait that no confirmation's state tells of: cancellations, requests, offers, notices. */
export function countOtherMails(database: Database): number {
  return sql(
    database,
    `SELECT count(*) FROM message
     WHERE state IN ('queued', 'claimed', 'sending') AND purpose NOT IN ('confirmation', 'change')`,
  )
    .pluck()
    .get() as number;
}

/** Kept counts of the confirmations by state: O(1) whatever the number of bookings. */
export function countConfirmations(database: Database): Record<ConfirmationState, number> {
  const rows = sql(
    database,
    "SELECT value, count FROM tally WHERE kind = 'confirmation'",
  ).all() as {
    value: ConfirmationState;
    count: number;
  }[];
  const counts = new Map(rows.map((row) => [row.value, row.count]));
  return Object.fromEntries(
    confirmationStates.map((state) => [state, counts.get(state) ?? 0]),
  ) as Record<ConfirmationState, number>;
}

/** How many without an address nobody has written to or called yet, those the office cancelled included. */
export function countLetters(database: Database): number {
  return sql(
    database,
    `SELECT (SELECT count FROM tally WHERE kind = 'confirmation' AND value = 'none_possible') - count(*) + (
       SELECT count(*) FROM booking LEFT JOIN letter ON letter.booking_id = booking.id
       WHERE state = 'cancelled' AND email IS NULL AND cancel_reason IN ('staff', 'duplicate')
         AND letter.booking_id IS NULL)
     FROM letter JOIN confirmation USING (booking_id) WHERE confirmation.state = 'none_possible'`,
  )
    .pluck()
    .get() as number;
}

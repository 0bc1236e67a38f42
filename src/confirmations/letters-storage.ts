import { sql, type Database } from '../database/statements.ts';
import type { BounceReason } from '../mail/evidence/reasons.ts';

/** When whose booking was marked as contacted, in milliseconds. */
export function listLetters(database: Database): Map<number, number> {
  const rows = sql(database, 'SELECT booking_id AS id, done_at AS at FROM letter').all() as {
    id: number;
    at: number;
  }[];
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** Why the confirmation of a booking came back, by the booking's id. */
export function listBounceReasons(database: Database): Map<number, BounceReason> {
  const rows = sql(
    database,
    `SELECT confirmation.booking_id AS id, delivery_reason AS reason
     FROM confirmation JOIN message ON message.id = confirmation.message_id
     WHERE confirmation.state = 'bounced' AND delivery_reason IS NOT NULL`,
  ).all() as { id: number; reason: BounceReason }[];
  return new Map(rows.map(({ id, reason }) => [id, reason]));
}

/** Why the mail about its cancellation did not arrive, by the booking's id. */
export function listLostCancellations(database: Database): Map<number, 'refused' | BounceReason> {
  const rows = sql(
    database,
    `SELECT booking_id AS id, max(id) AS latest, state, delivery, delivery_reason AS reason
     FROM message WHERE purpose = 'cancellation' AND state <> 'cancelled' GROUP BY booking_id`,
  ).all() as { id: number; state: string; delivery: string | null; reason: BounceReason | null }[];
  const lost = new Map<number, 'refused' | BounceReason>();
  for (const { id, state, delivery, reason } of rows) {
    if (state === 'failed') lost.set(id, 'refused');
    else if (delivery === 'bounced') lost.set(id, reason ?? 'other');
  }
  return lost;
}

/** `false`: it was marked already. To be run in a transaction, as the one below. */
export function storeLetter(database: Database, bookingId: number, at: number): boolean {
  const insert = 'INSERT INTO letter (booking_id, done_at) VALUES (?, ?) ON CONFLICT DO NOTHING';
  return sql(database, insert).run(bookingId, at).changes === 1;
}

export function deleteLetter(database: Database, bookingId: number): boolean {
  return sql(database, 'DELETE FROM letter WHERE booking_id = ?').run(bookingId).changes === 1;
}

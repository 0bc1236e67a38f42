import { sql, type Database } from '../database/statements.ts';

/** A line of the audit log: who did what when, with ids, field names and figures. */
export interface AuditEntry {
  id: number;
  /** Milliseconds since 1970-01-01 UTC. */
  at: number;
  actor: string;
  action: string;
  facts: Record<string, unknown>;
  /** The references, as stored, of the bookings it is about: their own, and those of its mails. */
  references: string[];
  /** The names of the contingents it is about. */
  contingents: string[];
}

export interface AuditFilter {
  actor?: string;
  /** The booking's number in the file. */
  booking?: number;
  /** Milliseconds since 1970-01-01 UTC, inclusive. */
  since?: number;
  /** The newest so many. */
  limit?: number;
}

// Every number in a line's facts that names a booking, or a mail: what a mail's line lists are mails, but for
// the bookings themselves.
const OF_BOOKING =
  "(number.key = 'booking' OR number.path IN ('$.bookings', '$.bookings_claimed'))";
const NUMBERS = `json_tree(audit.facts) AS number
  WHERE number.type = 'integer'
    AND (${OF_BOOKING} OR audit.action LIKE 'mail.%' AND typeof(number.key) = 'integer')`;

/** The lines that pass the filter, oldest first. */
export function listAuditEntries(database: Database, filter: AuditFilter): AuditEntry[] {
  const rows = sql(
    database,
    `SELECT id, at, actor, action, facts FROM audit
     WHERE (@actor IS NULL OR actor = @actor) AND at >= @since
       AND (@booking IS NULL
         OR EXISTS (SELECT 1 FROM ${NUMBERS} AND iif(${OF_BOOKING}, number.value = @booking,
              number.value IN (SELECT id FROM message WHERE booking_id = @booking)))
         OR action = 'booking.import' AND facts ->> 'import' =
              (SELECT import_id FROM imported_row WHERE booking_id = @booking))
     ORDER BY id DESC LIMIT @limit`,
  ).all({
    actor: filter.actor ?? null,
    booking: filter.booking ?? null,
    since: filter.since ?? 0,
    limit: filter.limit ?? -1,
  }) as (Omit<AuditEntry, 'facts'> & { facts: string })[];
  return rows.toReversed().map((row) => ({
    ...row,
    facts: JSON.parse(row.facts) as Record<string, unknown>,
    references: listReferences(database, row.id),
    contingents: listContingentNames(database, row.id),
  }));
}

function listReferences(database: Database, id: number): string[] {
  return sql(
    database,
    `SELECT reference FROM booking WHERE id IN (
       SELECT iif(${OF_BOOKING}, number.value,
         (SELECT booking_id FROM message WHERE message.id = number.value))
       FROM audit, ${NUMBERS} AND audit.id = ?)
     ORDER BY id`,
  )
    .pluck()
    .all(id) as string[];
}

function listContingentNames(database: Database, id: number): string[] {
  return sql(
    database,
    `SELECT DISTINCT contingent.name FROM audit, json_tree(audit.facts) AS number
       JOIN contingent ON contingent.id = iif(number.key = 'slot',
         (SELECT contingent_id FROM slot WHERE slot.id = number.value), number.value)
     WHERE number.key IN ('contingent', 'slot') AND number.type = 'integer'
       AND audit.action NOT LIKE 'booking.%' AND audit.id = ?
     ORDER BY contingent.id`,
  )
    .pluck()
    .all(id) as string[];
}

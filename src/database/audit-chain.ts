import { createHmac } from 'node:crypto';

/** One line of the audit log as it is chained: ids, field names and figures, never a person's values. */
export interface AuditLine {
  id: number;
  at: number;
  actor: string;
  action: string;
  facts: string;
}

/**
 * HMAC-SHA-256 over the line before and this line: whoever changes, drops or inserts a line without
 * the campaign's key breaks every hash from there on.
 */
export function chainHash(key: Uint8Array, before: Uint8Array, line: AuditLine): Buffer {
  return createHmac('sha256', key)
    .update(before)
    .update(JSON.stringify([line.id, line.at, line.actor, line.action, line.facts]))
    .digest();
}

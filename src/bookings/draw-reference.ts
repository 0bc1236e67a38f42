import { sql, type Database } from '../database/statements.ts';
import { createReference } from './reference.ts';

/** A new reference that no booking has, as it is stored. */
export function drawReference(database: Database): string {
  for (;;) {
    const reference = createReference();
    if (sql(database, 'SELECT 1 FROM booking WHERE reference = ?').get(reference) === undefined) {
      return reference;
    }
  }
}

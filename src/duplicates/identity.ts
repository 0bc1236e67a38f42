import { createHmac } from 'node:crypto';
import { readSecret } from '../database/secrets.ts';
import { sql, type Database } from '../database/statements.ts';

/**
 * A keyed hash of all that identifies the person of a booking, by the booking's id; kept for the life of the
 * function. It changes with every one of these fields, and says nothing to who has not the campaign's key.
 */
export function createIdentityHash(database: Database): (booking: number) => Buffer {
  const key = readSecret(database, 'opaque');
  const known = new Map<number, Buffer>();
  return (booking) => {
    let hash = known.get(booking);
    if (hash === undefined) {
      const values = sql(
        database,
        `SELECT given_name, family_name, birth_date, email, phone, street, postal_code, city
         FROM booking WHERE id = ?`,
      )
        .raw()
        .get(booking);
      hash = createHmac('sha256', key).update(JSON.stringify(values)).digest().subarray(0, 16);
      known.set(booking, hash);
    }
    return hash;
  };
}

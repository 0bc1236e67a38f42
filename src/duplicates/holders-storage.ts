import { sql, type Database } from '../database/statements.ts';
import type { Identity } from './rows.ts';

/** What identifies the persons of those of these bookings that are binding. */
export function readBindingIdentities(
  database: Database,
  ids: readonly number[],
): { id: number; identity: Identity }[] {
  const rows = sql(
    database,
    `SELECT id, coalesce(given_name, '') AS givenName, coalesce(family_name, '') AS familyName,
       coalesce(birth_date, '') AS birthDate, coalesce(email, '') AS email, coalesce(phone, '') AS phone,
       coalesce(street, '') AS street, coalesce(postal_code, '') AS postalCode, coalesce(city, '') AS city
     FROM booking WHERE state = 'binding' AND id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  ).all(JSON.stringify(ids)) as ({ id: number } & Identity)[];
  return rows.map(({ id, ...identity }) => ({ id, identity }));
}

/** How many bookings have this token in the search index. */
export function countNamed(database: Database, token: string): number {
  const count = sql(database, 'SELECT doc FROM search_vocabulary WHERE term = ?')
    .pluck()
    .get(token);
  return typeof count === 'number' ? count : 0;
}

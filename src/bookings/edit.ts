import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { isOutside } from './area.ts';
import type { Person } from './person.ts';
import { indexBooking } from './search-storage.ts';
import { findBooking, type Booking } from './storage.ts';

/** What can be corrected in a booking; a `null` takes the value away, what is absent stays. */
export type Edits = Partial<Person & { note: string | null }>;

/** The columns of these fields, in the order in which a booking shows them. */
const columns = {
  givenName: 'given_name',
  familyName: 'family_name',
  birthDate: 'birth_date',
  email: 'email',
  phone: 'phone',
  street: 'street',
  postalCode: 'postal_code',
  city: 'city',
  note: 'note',
} as const satisfies Record<keyof Required<Edits>, string>;

export type EditedField = keyof typeof columns;

export interface Edit {
  before: Booking;
  after: Booking;
  /** The fields that are different now. */
  fields: EditedField[];
}

export interface EditOptions {
  /** The entitled postal codes; `null`: everyone is entitled. */
  area: ReadonlySet<string> | null;
  dryRun: boolean;
}

/**
 * Corrects fields of a booking, by its reference as stored; the values are checked before. What a mail says of them
 * is written anew, and an import does not take them back. A dry run goes the same way and takes everything back.
 * @throws Failure `booking_unknown`, `person_missing`
 */
export function editBooking(
  database: Database,
  actor: Actor,
  reference: string,
  edits: Edits,
  { area, dryRun }: EditOptions,
): Edit {
  return change(database, actor, () => {
    const before = findBooking(database, reference);
    const fields = (Object.keys(columns) as EditedField[]).filter(
      (field) => edits[field] !== undefined && edits[field] !== readField(before, field),
    );
    if (fields.includes('familyName') && edits.familyName === null)
      throw new Failure('person_missing', {});
    if (fields.length === 0) return { result: { before, after: before, fields }, entry: null };
    const set = new Map<string, unknown>(
      fields.map((field) => [columns[field], edits[field] ?? null]),
    );
    if (fields.includes('postalCode'))
      set.set('outside_area', isOutside(edits.postalCode ?? null, area));
    const assignments = [...set.keys()].map((column) => `${column} = ?`).join(', ');
    sql(database, `UPDATE booking SET ${assignments} WHERE id = ?`).run(...set.values(), before.id);
    indexBooking(database, before.id);
    const facts = { booking: before.id, fields: fields.map((field) => columns[field]) };
    return {
      result: { before, after: findBooking(database, reference), fields },
      entry: dryRun ? null : { action: 'booking.edit', facts },
    };
  });
}

/** What stands in a field of a booking. */
export function readField({ person, note }: Booking, field: EditedField): string | null {
  return field === 'note' ? note : person[field];
}

/**
 * Puts a line under the note of a booking, by its reference as stored, and returns it as it is then.
 * @throws Failure `booking_unknown`
 */
export function addNote(
  database: Database,
  actor: Actor,
  reference: string,
  text: string,
): Booking {
  return change(database, actor, () => {
    const { id, note } = findBooking(database, reference);
    const whole = note === null ? text : `${note}\n${text}`;
    sql(database, 'UPDATE booking SET note = ? WHERE id = ?').run(whole, id);
    return {
      result: findBooking(database, reference),
      entry: { action: 'booking.note', facts: { booking: id } },
    };
  });
}

import type { Situation } from './person.ts';

/** What somebody typed into the portal, under the import's field names. */
export interface Typed {
  given_name: string;
  family_name: string;
  birth_date: string;
  email: string;
  phone: string;
  street: string;
  house_number: string;
  postal_code: string;
  city: string;
}

/** A booking, and the truth about it. All values are text; empty: not given. */
export interface FamilyRow extends Typed {
  external_id: string;
  /** Local, `YYYY-MM-DD HH:MM`. */
  slot_start: string;
  contingent: string;
  state: 'binding';
  /** Local, `YYYY-MM-DD HH:MM`. */
  booked_at: string;
  /** Who it is: equal in all bookings of one person, and in no others. */
  person: string;
  /** Equal for those who live together. */
  household: string;
  /** Equal for twins (`twins-7`) and for relatives of one name (`namesakes-8`), wherever they live; else empty. */
  kin: string;
  situation: Situation;
  /** Of a re-booking: how it differs from the person's first booking, `field:change` by blanks, or `same`; else empty. */
  changes: string;
  /** What a spreadsheet did to the row afterwards, in the same form; mostly empty. */
  damage: string;
}

export const columns: readonly (keyof FamilyRow)[] = [
  ...(['external_id', 'given_name', 'family_name', 'birth_date', 'email', 'phone'] as const),
  ...(['street', 'house_number', 'postal_code', 'city', 'slot_start', 'contingent'] as const),
  ...(['state', 'booked_at', 'person', 'household', 'kin', 'situation'] as const),
  ...(['changes', 'damage'] as const),
];

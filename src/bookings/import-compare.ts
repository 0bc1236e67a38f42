import type { CheckedRow } from './rows-check.ts';
import type { CancelReason } from './storage.ts';

/** The columns of a booking that a file can say something about. */
export interface Values {
  given_name: string | null;
  family_name: string | null;
  birth_date: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  postal_code: string | null;
  city: string | null;
  booked_at: number | null;
  note: string | null;
  channel: string | null;
  portal_claim: string | null;
  portal_claim_at: number | null;
}

/** All that a file says of a booking; instants in milliseconds. */
export interface Said extends Values {
  slot_start: number | null;
  state: string;
}

/** What a row would change in a booking that is known. */
export interface Difference {
  /** The file's word is newer, and nobody has changed the value here. */
  changed: (keyof Said)[];
  /** Changed here and in the portal, each in its own way. */
  contested: (keyof Said)[];
}

export function toValues({ person, bookedAt, note, channel, claim }: CheckedRow): Values {
  return {
    given_name: person.givenName,
    family_name: person.familyName,
    birth_date: person.birthDate,
    email: person.email,
    phone: person.phone,
    street: person.street,
    postal_code: person.postalCode,
    city: person.city,
    booked_at: bookedAt,
    note,
    channel,
    portal_claim: claim?.state ?? null,
    portal_claim_at: claim?.at ?? null,
  };
}

/** What a row says; `null` says nothing. */
export function toSaid(row: CheckedRow): Said {
  return { ...toValues(row), slot_start: row.startsAt, state: row.state };
}

/**
 * Three-way comparison, as of two people's edits of one text: what the file said last, what stands here,
 * what the file says now. A blank cell takes nothing away; what the file repeats is no news, so that a
 * change made here stays; what staff have cancelled here stays cancelled, whatever the portal says.
 */
export function compareSaid(
  before: Said,
  here: Said,
  now: Said,
  cancelReason: CancelReason | null,
): Difference {
  const difference: Difference = { changed: [], contested: [] };
  for (const column of Object.keys(now) as (keyof Said)[]) {
    if (now[column] === null || now[column] === here[column] || now[column] === before[column])
      continue;
    const resurrects = column === 'state' && now.state === 'binding' && cancelReason !== 'portal';
    const isOurs = here[column] !== before[column] || resurrects;
    difference[isOurs ? 'contested' : 'changed'].push(column);
  }
  return difference;
}

/** The file's word from now on; what it leaves blank it has not taken back. */
export function mergeSaid(before: Said, now: Said): Said {
  const merged: Record<string, unknown> = { ...before };
  for (const [column, value] of Object.entries(now)) if (value !== null) merged[column] = value;
  return merged as unknown as Said;
}

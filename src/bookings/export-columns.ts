import { createHmac } from 'node:crypto';
import type { ConfirmationState } from '../confirmations/state.ts';
import type { Channel } from '../contingents/state.ts';
import { formatReference } from './reference.ts';
import type { BookingState } from './storage.ts';

/** A booking as an export reads it; instants in milliseconds. */
export interface ExportRow {
  reference: string;
  external_id: string | null;
  given_name: string | null;
  family_name: string | null;
  birth_date: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  postal_code: string | null;
  city: string | null;
  starts_at: number | null;
  contingent: string;
  state: BookingState;
  confirmation_state: ConfirmationState | null;
  portal_claim: 'sent' | 'not_sent' | null;
  portal_claim_at: number | null;
  /** When the relay took the mail we sent ourselves. */
  accepted_at: number | null;
  booked_at: number | null;
  channel: Channel;
  note: string | null;
}

/** How an export writes what is no text. */
export interface ValueForm {
  date: (iso: string) => string;
  /** @param instant milliseconds */
  time: (instant: number) => string;
  /** A name for a reference that is the same in every export of the campaign, and tells nothing. */
  pseudonym: (reference: string) => string;
}

type Column = (row: ExportRow, form: ValueForm) => string | null;

const time = (instant: number | null, form: ValueForm): string | null =>
  instant === null ? null : form.time(instant);

/** The columns an import reads back, in their order. */
const columns = {
  reference: (row) => formatReference(row.reference),
  external_id: (row) => row.external_id,
  given_name: (row) => row.given_name,
  family_name: (row) => row.family_name,
  birth_date: (row, form) => (row.birth_date === null ? null : form.date(row.birth_date)),
  email: (row) => row.email,
  phone: (row) => row.phone,
  street: (row) => row.street,
  postal_code: (row) => row.postal_code,
  city: (row) => row.city,
  slot_start: (row, form) => time(row.starts_at, form),
  contingent: (row) => row.contingent,
  state: (row) => row.state,
  confirmation_state: (row) => row.confirmation_state,
  confirmation_sent: (row, form) => writeClaim(row, form),
  booked_at: (row, form) => time(row.booked_at, form),
  channel: (row) => row.channel,
  note: (row) => row.note,
} as const satisfies Record<string, Column>;

/** What may leave the house without saying whose it is. Free text is not among it. */
const pseudonymous = {
  pseudonym: (row, form) => form.pseudonym(row.reference),
  birth_year: (row) => row.birth_date?.slice(0, 4) ?? null,
  postal_area: (row) =>
    /^\d{5}$/.test(row.postal_code ?? '') ? (row.postal_code?.slice(0, 3) ?? null) : null,
  slot_start: (row, form) => time(row.starts_at, form),
  contingent: (row) => row.contingent,
  state: (row) => row.state,
  confirmation_state: (row) => row.confirmation_state,
  channel: (row) => row.channel,
} as const satisfies Record<string, Column>;

export const exportColumns: readonly string[] = Object.keys(columns);
export const pseudonymousColumns: readonly string[] = Object.keys(pseudonymous);

/** The columns of these names; unknown names are left out. */
export function chooseColumns(names: readonly string[], isPseudonymous: boolean): Column[] {
  const known = new Map<string, Column>(Object.entries(isPseudonymous ? pseudonymous : columns));
  return names.flatMap((name) => known.get(name) ?? []);
}

/**
 * Whoever had a mail, the portal's or ours, must not have it once more because the bookings moved into
 * another campaign.
 */
function writeClaim(row: ExportRow, form: ValueForm): string | null {
  if (row.accepted_at !== null) return form.time(row.accepted_at);
  if (row.portal_claim === null) return null;
  if (row.portal_claim === 'not_sent') return 'no';
  return row.portal_claim_at === null ? 'yes' : form.time(row.portal_claim_at);
}

/** @param key of the campaign: without it no pseudonym can be tried out against a list of references */
export function createPseudonyms(key: Uint8Array): ValueForm['pseudonym'] {
  return (reference) =>
    createHmac('sha256', key).update(`pseudonym:${reference}`).digest('hex').slice(0, 16);
}

/** What a column of a file can be, for `--map FIELD=HEADER` and as our own export names its columns. */
export const fields = [
  'external_id',
  'reference',
  'given_name',
  'family_name',
  'full_name',
  'birth_date',
  'email',
  'phone',
  'street',
  'house_number',
  'postal_code',
  'city',
  'slot_start',
  'slot_date',
  'slot_time',
  'contingent',
  'state',
  // Derived from facts; an import recognises it, and believes the facts.
  'confirmation_state',
  'confirmation_sent',
  'booked_at',
  'channel',
  'note',
] as const;

export type Field = (typeof fields)[number];

export function isField(name: string): name is Field {
  return fields.some((field) => field === name);
}

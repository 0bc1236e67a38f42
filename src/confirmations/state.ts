/** Where a binding booking's confirmation stands: derived from evidence by the view `confirmation_derived`. */
export const confirmationStates = [
  'missing',
  'queued',
  'accepted',
  'delivered',
  'bounced',
  'failed',
  'uncertain',
  'none_possible',
] as const;
export type ConfirmationState = (typeof confirmationStates)[number];

/**
 * Why we believe so: `none` nothing speaks for a mail; `portal` the portal claims that it sent one,
 * `portal_not_sent` that it sent none; `own_sending` what the relay answered us; `folder` we wrote it into
 * a folder, where nobody receives it; `relay_log` the relay's log or a bounce; `no_address`; `outdated` they
 * were told an appointment that is no longer theirs.
 */
export type Evidence =
  | 'none'
  | 'portal'
  | 'portal_not_sent'
  | 'own_sending'
  | 'folder'
  | 'relay_log'
  | 'no_address'
  | 'outdated';

/** The states in which a person has, as far as is known, no confirmation although an address is there. */
export const openStates = [
  'missing',
  'failed',
  'bounced',
  'uncertain',
] as const satisfies readonly ConfirmationState[];

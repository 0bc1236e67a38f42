import { bookings } from './tables/bookings.ts';
import { campaign } from './tables/campaign.ts';
import { confirmations } from './tables/confirmations.ts';
import { contingents } from './tables/contingents.ts';
import { mail } from './tables/mail.ts';

export const APPLICATION_ID = 0x534c4454; // "SLDT"

/**
 * The schema, as numbered forward steps; `user_version` counts them. A step that has been released
 * is never edited. Instants are integers, milliseconds since 1970-01-01 UTC; birth dates ISO text.
 */
export const migrations: readonly string[] = [
  /* 1 */ [campaign, contingents, bookings, mail, confirmations].join(''),
];

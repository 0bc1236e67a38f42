import { bookings } from './tables/bookings.ts';
import { campaign } from './tables/campaign.ts';
import { confirmations } from './tables/confirmations.ts';
import { contingents } from './tables/contingents.ts';
import { duplicates } from './tables/duplicates.ts';
import { mail } from './tables/mail.ts';
import { search } from './tables/search.ts';

export const APPLICATION_ID = 0x534c4454; // "SLDT"

/**
 * Raised whenever a landed `tables` changes; `user_version` of a file says which it has. `upgrade.ts` brings
 * an older one to this.
 */
export const SCHEMA_VERSION = 4;

/**
 * The whole schema of today. Instants are integers, milliseconds since 1970-01-01 UTC; birth dates ISO text.
 */
export const tables = [
  campaign,
  contingents,
  bookings,
  mail,
  confirmations,
  search,
  duplicates,
].join('');

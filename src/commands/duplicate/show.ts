import type { Command } from 'commander';
import { requireReference } from '../../bookings/reference.ts';
import { findBooking, type Booking } from '../../bookings/storage.ts';
import type { Context } from '../../context.ts';
import { readCase } from '../../duplicates/cases-storage.ts';
import { findDifferences } from '../../duplicates/differences.ts';
import type { Text } from '../../i18n/text.ts';
import { toDocument as bookingDocument } from '../booking/document.ts';
import { listPairs, toDocument } from './document.ts';
import { renderCase } from './side-by-side.ts';
import { parseCase } from './typed.ts';
import type { Case } from '../../duplicates/case.ts';
import type { Database } from '../../database/statements.ts';

// Of more, --json shows all.
const MOST_SHOWN = 12;

export function declare(command: Command, { commands }: Text): Command {
  return command.argument('<case>', commands['duplicate show'].arguments.case);
}

export async function run(context: Context, _: unknown, [typed = '']: string[]): Promise<void> {
  const { out } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const found = readCase(database, parseCase(typed));
  const bookings = readBookings(database, found, out.json ? undefined : MOST_SHOWN);
  const differences = findDifferences(database, found, bookings.slice(0, MOST_SHOWN));
  const document = {
    ...toDocument(found, timeZone),
    pairs: listPairs(found, differences),
    members: bookings.map((booking) => bookingDocument(booking, timeZone)),
  };
  out.result(document, () => renderCase(context, found, bookings, { differences, timeZone }));
}

/** All that is known of the bookings of a case, in the order of its members; at most so many. */
export function readBookings(
  database: Database,
  { members }: Case,
  most = Number.MAX_SAFE_INTEGER,
): Booking[] {
  return members
    .slice(0, most)
    .map(({ reference }) => findBooking(database, requireReference(reference)));
}

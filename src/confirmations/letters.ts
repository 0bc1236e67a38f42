import { listBookings, type Booking } from '../bookings/storage.ts';
import { change, type Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';
import { isDeliverable } from '../mail/address.ts';
import type { BounceReason } from '../mail/evidence/reasons.ts';
import {
  deleteLetter,
  listBounceReasons,
  listLetters,
  listLostCancellations,
  storeLetter,
} from './letters-storage.ts';

/** Somebody no mail can reach. */
export interface Letter {
  booking: Booking;
  /** Why not: no address, one that nobody can write to, refused by the relay, or why it came back. */
  why: 'no_address' | 'unusable_address' | 'refused' | BounceReason;
  /** When somebody wrote or called, in milliseconds. */
  doneAt: number | null;
}

/**
 * All binding bookings whose confirmation no mail can bring, then those the office cancelled and whom no mail
 * can tell; by slot and name.
 */
export function listLettersToWrite(database: Database, wish: { all: boolean }): Letter[] {
  const done = listLetters(database);
  const reasons = listBounceReasons(database);
  const bookings = listBookings(database, {
    confirmation: ['none_possible', 'missing', 'failed', 'bounced'],
  });
  const lost = listLostCancellations(database);
  const cancelled = listBookings(database, { state: ['cancelled'] }).filter(
    ({ cancelReason }) => cancelReason === 'staff' || cancelReason === 'duplicate',
  );
  return [...bookings, ...cancelled].flatMap((booking) => {
    const why =
      booking.state === 'binding'
        ? findObstacle(booking, reasons.get(booking.id) ?? 'other')
        : (findBadAddress(booking) ?? lost.get(booking.id) ?? null);
    const doneAt = done.get(booking.id) ?? null;
    return why === null || (doneAt !== null && !wish.all) ? [] : [{ booking, why, doneAt }];
  });
}

function findObstacle(
  { person, confirmation }: Booking,
  reason: BounceReason,
): Letter['why'] | null {
  const bad = findBadAddress({ person });
  if (bad !== null) return bad;
  if (confirmation?.state === 'failed') return 'refused';
  return confirmation?.state === 'bounced' ? reason : null;
}

function findBadAddress({
  person: { email },
}: Pick<Booking, 'person'>): 'no_address' | 'unusable_address' | null {
  if (email === null) return 'no_address';
  return isDeliverable(email) ? null : 'unusable_address';
}

/** Marks bookings as contacted, or takes the mark back; returns how many that changed. */
export function markLetters(
  database: Database,
  actor: Actor,
  bookings: readonly Booking[],
  done: boolean,
): number {
  return change(database, actor, () => {
    const changed = bookings
      .map(({ id }) => id)
      .filter((id) => (done ? storeLetter(database, id, actor.now()) : deleteLetter(database, id)));
    const action = done ? 'mail.letters_done' : 'mail.letters_undone';
    const facts = { bookings: changed };
    return { result: changed.length, entry: changed.length === 0 ? null : { action, facts } };
  });
}

import { listBookings, type Booking } from '../bookings/storage.ts';
import { sql, type Database } from '../database/statements.ts';
import { parseAddress } from '../mail/address.ts';
import type { Draft } from '../mail/outbox.ts';
import { nextVersion } from '../mail/messages.ts';
import type { Composer } from './composer.ts';

/** Why a booking gets no mail in this run. */
type SkipReason = 'cancelled' | 'no_address' | 'unusable_address' | 'uncertain' | 'queued';

export interface ResendPlan {
  /** Bookings whose mail is prepared now. */
  fresh: Booking[];
  /** Those of `fresh` that have been sent or promised a confirmation before. */
  again: number;
  /** Mails of an earlier run that still wait: ids of the ledger. */
  waiting: number[];
  /** Mails with an uncertain fate that are sent once more: ids of the ledger. */
  retried: number[];
  skipped: { reference: string; reason: SkipReason }[];
  /** Addresses with letters beyond ASCII before the `@`: most servers refuse them. */
  doubtful: string[];
  /** What `limit` leaves for another run. */
  later: number;
}

/** All that miss their confirmation, what still waits, and with `retryUncertain` what is uncertain. */
export function planMissing(
  database: Database,
  wish: { retryUncertain: boolean; limit: number | null },
): ResendPlan {
  const room = createRoom(wish.limit);
  const waiting = room.take(listMessageIds(database, 'queued'));
  const retried = room.take(wish.retryUncertain ? listMessageIds(database, 'uncertain') : []);
  const { sendable, skipped } = sortOut(
    listBookings(database, { confirmation: ['missing'] }),
    false,
  );
  const fresh = room.take(sendable);
  return {
    fresh,
    again: 0,
    waiting,
    retried,
    skipped,
    doubtful: findDoubtful(fresh),
    later: room.later(),
  };
}

/** These bookings, whether they have had a confirmation or not: the operator's decision, each by name. */
export function planReferences(
  database: Database,
  bookings: readonly Booking[],
  wish: { retryUncertain: boolean; limit: number | null },
): ResendPlan {
  const room = createRoom(wish.limit);
  const { sendable, skipped, live } = sortOut(bookings, wish.retryUncertain);
  const find = (state: string): number[] =>
    live.flatMap(({ id, confirmation }) =>
      confirmation?.state === state ? findLiveMessage(database, id, state) : [],
    );
  const waiting = room.take(find('queued'));
  const retried = room.take(find('uncertain'));
  const fresh = room.take(sendable);
  const again = fresh.filter(({ confirmation }) => confirmation?.state !== 'missing').length;
  return {
    fresh,
    again,
    waiting,
    retried,
    skipped,
    doubtful: findDoubtful(fresh),
    later: room.later(),
  };
}

// A clerk's booking waits no longer than one such group takes to be stored.
const GROUP = 500;

/** The mails of a plan, group by group, so that memory holds one group. @throws Failure `template_faulty` */
export function* composeDrafts(
  database: Database,
  composer: Composer,
  bookings: readonly Booking[],
  at: number,
): Generator<Draft[]> {
  for (let start = 0; start < bookings.length; start += GROUP) {
    yield bookings.slice(start, start + GROUP).map((booking) => {
      const version = nextVersion(database, booking.id, 'confirmation');
      const { messageId, content } = composer.compose(booking, version, at);
      const recipient = booking.person.email ?? '';
      const draft = { bookingId: booking.id, purpose: 'confirmation', version, messageId, content };
      return { ...draft, sender: composer.sender.address, recipient };
    });
  }
}

function createRoom(limit: number | null): { take: <T>(list: T[]) => T[]; later: () => number } {
  let left = limit ?? Number.POSITIVE_INFINITY;
  let later = 0;
  return {
    take: (list) => {
      const taken = list.slice(0, left);
      left -= taken.length;
      later += list.length - taken.length;
      return taken;
    },
    later: () => later,
  };
}

function sortOut(
  bookings: readonly Booking[],
  retryUncertain: boolean,
): { sendable: Booking[]; live: Booking[]; skipped: ResendPlan['skipped'] } {
  const sendable: Booking[] = [];
  const live: Booking[] = [];
  const skipped: ResendPlan['skipped'] = [];
  for (const booking of bookings) {
    const reason = findObstacle(booking, retryUncertain);
    if (reason !== null) skipped.push({ reference: booking.reference, reason });
    else if (['queued', 'uncertain'].includes(booking.confirmation?.state ?? ''))
      live.push(booking);
    else sendable.push(booking);
  }
  return { sendable, live, skipped };
}

function findObstacle(
  { person, confirmation }: Booking,
  retryUncertain: boolean,
): SkipReason | null {
  if (confirmation === null) return 'cancelled';
  if (person.email === null) return 'no_address';
  if (parseAddress(person.email) === null) return 'unusable_address';
  return confirmation.state === 'uncertain' && !retryUncertain ? 'uncertain' : null;
}

function findDoubtful(bookings: readonly Booking[]): string[] {
  const needsUtf8 = ({ person }: Booking): boolean =>
    parseAddress(person.email ?? '')?.needsSmtpUtf8 === true;
  return bookings.filter(needsUtf8).map(({ reference }) => reference);
}

function listMessageIds(database: Database, state: 'queued' | 'uncertain'): number[] {
  const list = "SELECT id FROM message WHERE state = ? AND purpose = 'confirmation' ORDER BY id";
  return sql(database, list).pluck().all(state) as number[];
}

function findLiveMessage(database: Database, bookingId: number, state: string): number[] {
  return sql(
    database,
    "SELECT id FROM message WHERE booking_id = ? AND purpose = 'confirmation' AND state = ?",
  )
    .pluck()
    .all(bookingId, state) as number[];
}

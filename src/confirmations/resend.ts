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
  /** Those of `fresh` whose mail waits with bytes of yesterday: booking's id to the mail's in the ledger. */
  replaced: ReadonlyMap<number, number>;
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
  const { waiting, stale } = splitStale(room.take(listMails(database, 'queued')));
  const uncertain = room.take(wish.retryUncertain ? listMails(database, 'uncertain') : []);
  const { sendable, skipped } = sortOut(
    listBookings(database, { confirmation: ['missing'] }),
    false,
  );
  const rewritten = stale.size === 0 ? [] : listBookings(database, { confirmation: ['queued'] });
  const fresh = [...rewritten.filter(({ id }) => stale.has(id)), ...room.take(sendable)];
  return {
    fresh,
    replaced: stale,
    again: 0,
    waiting,
    retried: uncertain.map(({ id }) => id),
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
  const find = (state: string): Mail[] =>
    live.flatMap(({ id, confirmation }) =>
      confirmation?.state === state ? findMails(database, id, state) : [],
    );
  const { waiting, stale } = splitStale(room.take(find('queued')));
  const uncertain = room.take(find('uncertain'));
  const unsent = room.take(sendable);
  const again = unsent.filter(({ confirmation }) => confirmation?.state !== 'missing').length;
  const fresh = [...live.filter(({ id }) => stale.has(id)), ...unsent];
  return {
    fresh,
    replaced: stale,
    again,
    waiting,
    retried: uncertain.map(({ id }) => id),
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
  { fresh, replaced }: ResendPlan,
  at: number,
): Generator<Draft[]> {
  const sender = composer.sender.address;
  for (let start = 0; start < fresh.length; start += GROUP) {
    yield fresh.slice(start, start + GROUP).map((booking) => {
      const version = nextVersion(database, booking.id, 'confirmation');
      const { messageId, content } = composer.compose(booking, version, at);
      const recipient = booking.person.email ?? '';
      const draft = { bookingId: booking.id, purpose: 'confirmation', version, messageId, content };
      return { ...draft, sender, recipient, replaces: replaced.get(booking.id) };
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

/** A mail that waits, or whose fate is uncertain. */
interface Mail {
  id: number;
  bookingId: number;
  stale: number;
}

function splitStale(mails: readonly Mail[]): { waiting: number[]; stale: Map<number, number> } {
  const waiting = mails.filter(({ stale }) => stale === 0).map(({ id }) => id);
  const stale = new Map<number, number>();
  for (const mail of mails) if (mail.stale === 1) stale.set(mail.bookingId, mail.id);
  return { waiting, stale };
}

const MAILS = `SELECT id, booking_id AS bookingId, stale FROM message
  WHERE purpose = 'confirmation' AND state = ?`;

function listMails(database: Database, state: 'queued' | 'uncertain'): Mail[] {
  return sql(database, `${MAILS} ORDER BY id`).all(state) as Mail[];
}

function findMails(database: Database, bookingId: number, state: string): Mail[] {
  return sql(database, `${MAILS} AND booking_id = ?`).all(state, bookingId) as Mail[];
}

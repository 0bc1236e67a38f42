import { listBookings, readBookings, type Booking } from '../bookings/storage.ts';
import type { Database } from '../database/statements.ts';
import { parseAddress } from '../mail/address.ts';
import type { Draft } from '../mail/outbox.ts';
import { countCalendarMails, nextVersion, readPurpose } from '../mail/messages.ts';
import type { Purpose } from '../mail/purposes.ts';
import { listedBookings, readAbout, type Due } from './about.ts';
import type { Composer } from './composer.ts';
import type { ComposedMail } from './content.ts';
import {
  confirming,
  listLiveMails,
  listTouched,
  listUntouched,
  wasAskedAbout,
  wasSent,
  type LiveMail,
} from './resend-storage.ts';

/** Why a booking gets no mail in this run. */
export type SkipReason =
  | 'cancelled'
  | 'not_cancelled'
  | 'no_address'
  | 'unusable_address'
  | 'uncertain'
  | 'had_it';

export interface ResendPlan {
  /** Mails that are prepared now; those with `replaces` waited with bytes of yesterday. */
  fresh: Due[];
  /** Those of `fresh` whose booking has been sent or promised such a mail before. */
  again: number;
  /** Mails of an earlier run that still wait: ids of the ledger. */
  waiting: number[];
  /** Mails with an uncertain fate that are sent once more: ids of the ledger. */
  retried: number[];
  /** Mails that wait although nobody wants them any more: ids of the ledger. */
  obsolete: number[];
  skipped: { reference: string; reason: SkipReason }[];
  /** Addresses with letters beyond ASCII before the `@`: most servers refuse them. */
  doubtful: string[];
  /** What `limit` leaves for another run. */
  later: number;
}

export interface Wish {
  retryUncertain: boolean;
  limit: number | null;
  /** When it is planned, in milliseconds. */
  now: number;
}

/** All that miss their confirmation, what still waits, and with `retryUncertain` what is uncertain. */
export function planMissing(database: Database, wish: Wish): ResendPlan {
  const room = createRoom(wish.limit);
  const rewritten = takeQueued(database, confirming, room, wish.now);
  const uncertain = wish.retryUncertain ? listLiveMails(database, 'uncertain', confirming) : [];
  const retried = room.take(uncertain).map(({ id }) => id);
  const skipped: ResendPlan['skipped'] = [];
  const missing = listBookings(database, { confirmation: ['missing'] }).filter((booking) => {
    const reason = findObstacle(booking, 'confirmation');
    if (reason !== null) skipped.push({ reference: booking.reference, reason });
    return reason === null;
  });
  const due = room.take(missing).map((booking) => confirmationOf(database, booking));
  return finish({ ...rewritten, retried, skipped, again: 0 }, due, room.later());
}

/** Every mail that waits, of whatever kind; what it says of yesterday is written anew. With `retryUncertain` also what is uncertain. */
export function planWaiting(database: Database, wish: Wish): ResendPlan {
  const room = createRoom(wish.limit);
  const rewritten = takeQueued(database, null, room, wish.now);
  const uncertain = wish.retryUncertain ? listLiveMails(database, 'uncertain', null) : [];
  const retried = room.take(uncertain).map(({ id }) => id);
  return finish({ ...rewritten, retried, skipped: [], again: 0 }, [], room.later());
}

/**
 * A mail for each of these, whether they have had one or not: the operator's decision, each by name.
 * Without a `purpose` it is their confirmation.
 */
export function planReferences(
  database: Database,
  bookings: readonly Booking[],
  wish: Wish & { purpose: Purpose | null },
): ResendPlan {
  const wanted = bookings.map((booking): Due => {
    const { purpose } = wish;
    return purpose === null ? confirmationOf(database, booking) : { booking, purpose };
  });
  return planDue(database, wanted, wish);
}

/** These mails; `once`: nobody who has had one of the same purpose gets it again. */
export function planDue(
  database: Database,
  wanted: readonly Due[],
  wish: Wish & { once?: boolean },
): ResendPlan {
  const queued: LiveMail[] = [];
  const retried: number[] = [];
  const due: Due[] = [];
  const skipped: ResendPlan['skipped'] = [];
  let again = 0;
  for (const one of wanted) {
    const { booking, purpose } = one;
    const found = findObstacle(booking, purpose) ?? lookAtLive(database, one, wish);
    if (typeof found === 'string') skipped.push({ reference: booking.reference, reason: found });
    else if (found?.state === 'queued') queued.push(found);
    else if (found?.state === 'uncertain') retried.push(found.id);
    else {
      if (hadOne(database, booking, purpose)) again += 1;
      due.push(one);
    }
  }
  const room = createRoom(wish.limit);
  const rewritten = sortQueued(database, room.take(queued), wish.now);
  const retrying = room.take(retried);
  return finish({ ...rewritten, retried: retrying, skipped, again }, room.take(due), room.later());
}

/** The mail of the same kind that is on its way, or why there is to be none; `null`: nothing stands in the way. */
function lookAtLive(
  database: Database,
  due: Due,
  wish: Wish & { once?: boolean },
): LiveMail | SkipReason | null {
  const { booking, purpose } = due;
  const among = confirming.includes(purpose) ? confirming : [purpose];
  const [queued] = listLiveMails(database, 'queued', among, booking.id);
  if (queued !== undefined) return queued;
  const [uncertain] = listLiveMails(database, 'uncertain', among, booking.id);
  if (uncertain !== undefined) return wish.retryUncertain ? uncertain : 'uncertain';
  if (!wish.once) return null;
  return hasHad(database, due) ? 'had_it' : null;
}

/** Whether another mail of the kind would tell somebody what they have been told. */
function hasHad(database: Database, due: Due): boolean {
  const { booking, purpose } = due;
  if (purpose === 'surplus') return wasAskedAbout(database, listedBookings(due));
  if (!confirming.includes(purpose)) return wasSent(database, booking.id, purpose);
  return ['accepted', 'delivered'].includes(booking.confirmation?.state ?? '');
}

function hadOne(database: Database, { id, confirmation }: Booking, purpose: Purpose): boolean {
  if (confirming.includes(purpose)) return confirmation?.state !== 'missing';
  return wasSent(database, id, purpose);
}

/** The mail that confirms a booking as it is now. */
export function confirmationOf(database: Database, booking: Booking): Due {
  return { booking, purpose: choosePurpose(database, booking) };
}

/** Who was told another appointment learns of the change; everybody else gets a confirmation. */
function choosePurpose(database: Database, { confirmation }: Booking): Purpose {
  if (confirmation?.evidence !== 'outdated') return 'confirmation';
  const told =
    confirmation.messageId === null ? null : readPurpose(database, confirmation.messageId);
  return told === 'cancellation' ? 'confirmation' : 'change';
}

type Parts = Omit<ResendPlan, 'doubtful' | 'later'>;

function finish(parts: Parts, due: readonly Due[], later: number): ResendPlan {
  const fresh = [...parts.fresh, ...due];
  return { ...parts, fresh, doubtful: findDoubtful(fresh), later };
}

function takeQueued(
  database: Database,
  among: readonly Purpose[] | null,
  room: Room,
  now: number,
): Pick<ResendPlan, 'fresh' | 'waiting' | 'obsolete'> {
  const untouched = room.take(listUntouched(database, among));
  const sorted = sortQueued(database, room.take(listTouched(database, among)), now);
  return { ...sorted, waiting: [...untouched, ...sorted.waiting] };
}

/** What waits: as it is, to be written anew, or no longer wanted. */
function sortQueued(
  database: Database,
  mails: readonly LiveMail[],
  now: number,
): Pick<ResendPlan, 'fresh' | 'waiting' | 'obsolete'> {
  const isLate = ({ expiresAt }: LiveMail): boolean => expiresAt !== null && expiresAt <= now;
  const waiting = mails.filter((mail) => mail.stale === 0 && !isLate(mail)).map(({ id }) => id);
  const stale = mails.filter((mail) => mail.stale === 1 && !isLate(mail));
  const obsolete = mails.filter(isLate).map(({ id }) => id);
  const bookings = readBookings(
    database,
    stale.map(({ bookingId }) => bookingId),
  );
  const byId = new Map(bookings.map((booking) => [booking.id, booking]));
  const fresh: Due[] = [];
  for (const { id, bookingId, purpose, details, expiresAt } of stale) {
    const booking = byId.get(bookingId);
    if (booking === undefined) continue;
    const more = { details: details ?? undefined, expiresAt: expiresAt ?? undefined };
    const due: Due = { booking, purpose, ...more, replaces: id };
    const wanted = findObstacle(booking, purpose) === null && readAbout(database, due) !== null;
    if (wanted) fresh.push(due);
    else obsolete.push(id);
  }
  return { fresh, waiting, obsolete };
}

// A clerk's booking waits no longer than one such group takes to be stored.
const GROUP = 500;

/** The mails of a plan, group by group, so that memory holds one group. @throws Failure `template_faulty` */
export function* composeDrafts(
  database: Database,
  composer: Composer,
  fresh: readonly Due[],
  at: number,
): Generator<Draft[]> {
  for (let start = 0; start < fresh.length; start += GROUP) {
    yield fresh
      .slice(start, start + GROUP)
      .flatMap((due) => composeDraft(database, composer, due, at) ?? []);
  }
}

/** `null`: there is nothing left to say. */
function composeDraft(database: Database, composer: Composer, due: Due, at: number): Draft | null {
  const mail = composeDue(database, composer, due, at);
  if (mail === null) return null;
  const { booking, purpose, details, expiresAt, replaces } = due;
  const { version, messageId, content } = mail;
  const draft = { bookingId: booking.id, purpose, version, messageId, content };
  const sender = composer.sender.address;
  const recipient = booking.person.email ?? '';
  const { startsAt, endsAt } = booking.slot;
  const appointment = { startsAt, endsAt };
  return { ...draft, sender, recipient, appointment, details, expiresAt, replaces };
}

/** The mail as it would be sent; `null`: there is nothing left to say. @throws Failure `template_faulty`, `setting_missing` */
export function composeDue(
  database: Database,
  composer: Composer,
  due: Due,
  at: number,
): (ComposedMail & { messageId: string; version: number }) | null {
  const about = readAbout(database, due);
  if (about === null) return null;
  const { booking, purpose } = due;
  const version = nextVersion(database, booking.id, purpose);
  const sequence = countCalendarMails(database, booking.id);
  return { ...composer.compose(booking, { purpose, about, version, sequence, at }), version };
}

interface Room {
  take: <T>(list: T[]) => T[];
  later: () => number;
}

function createRoom(limit: number | null): Room {
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

function findObstacle({ state, person }: Booking, purpose: Purpose): SkipReason | null {
  if (purpose === 'cancellation' && state === 'binding') return 'not_cancelled';
  if (purpose !== 'cancellation' && state === 'cancelled') return 'cancelled';
  if (person.email === null) return 'no_address';
  return parseAddress(person.email) === null ? 'unusable_address' : null;
}

function findDoubtful(due: readonly Due[]): string[] {
  const needsUtf8 = ({ booking: { person } }: Due): boolean =>
    parseAddress(person.email ?? '')?.needsSmtpUtf8 === true;
  return due.filter(needsUtf8).map(({ booking }) => booking.reference);
}

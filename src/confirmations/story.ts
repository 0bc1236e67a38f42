import type { Booking } from '../bookings/storage.ts';
import type { Database } from '../database/statements.ts';
import type { Delivery } from '../mail/evidence/delivery.ts';
import type { BounceReason } from '../mail/evidence/reasons.ts';
import { calendarKinds } from '../mail/purposes.ts';
import { listMailRecords, type AttemptRecord, type MailRecord } from '../mail/history.ts';
import { listClaimsOf, listMailedBookings, type PortalClaim } from './story-storage.ts';

/** The kinds of mail a confirmation's story tells of. */
type StoryMail = (typeof calendarKinds)[number];

/** What happened on the way to a confirmation; instants in milliseconds, `null` where nobody knows when. */
export type StoryEvent =
  | { what: 'promised'; at: number | null }
  | { what: 'portal_sent' | 'portal_not_sent'; at: number | null }
  /** Prepared, and no attempt made so far. */
  | { what: 'prepared' | 'withdrawn'; mail: StoryMail; at: number }
  | {
      what: 'attempt';
      mail: StoryMail;
      at: number;
      /** Into a folder, where nobody receives it. */
      folder: boolean;
      outcome: AttemptRecord['outcome'];
      code: number | null;
      words: string | null;
      /** How many attempts the mail has had; the last one is told. */
      count: number;
    }
  | { what: Delivery['kind']; at: number; reason: BounceReason | null; words: string };

/** One person's story: what was promised, claimed, sent, answered, and what came back. */
export interface Story {
  booking: Booking;
  events: StoryEvent[];
  /** Why the last mail came back, if it did. */
  reason: BounceReason | null;
}

/** The stories of these bookings, in their order. */
export function tellStories(database: Database, bookings: readonly Booking[]): Story[] {
  const claims = listClaimsOf(
    database,
    bookings.map(({ id }) => id),
  );
  const mailed = listMailedBookings(database);
  return bookings.map((booking) => {
    const mails = mailed.has(booking.id)
      ? listMailRecords(database, { bookingId: booking.id }).toReversed()
      : [];
    const claim = claims.get(booking.id) ?? null;
    const own = mails.flatMap((mail) => {
      const kind = calendarKinds.find((one) => one === mail.purpose);
      return kind === undefined ? [] : [{ ...mail, kind }];
    });
    const reason = own.at(-1)?.delivery?.reason ?? null;
    return { booking, events: tell(booking, claim, own), reason };
  });
}

function tell(
  { bookedAt }: Booking,
  claim: PortalClaim | null,
  mails: readonly (MailRecord & { kind: StoryMail })[],
): StoryEvent[] {
  const events: StoryEvent[] = [{ what: 'promised', at: bookedAt }];
  if (claim !== null)
    events.push({ what: claim.claim === 'sent' ? 'portal_sent' : 'portal_not_sent', at: claim.at });
  return [...events, ...mails.flatMap(tellMail)];
}

function tellMail({
  kind: mail,
  state,
  createdAt,
  attempts,
  delivery,
}: MailRecord & { kind: StoryMail }): StoryEvent[] {
  const last = attempts.at(-1);
  const sending: StoryEvent =
    last === undefined
      ? { what: state === 'cancelled' ? 'withdrawn' : 'prepared', mail, at: createdAt }
      : {
          what: 'attempt',
          mail,
          at: last.claimedAt,
          folder: last.relay.startsWith('folder:'),
          outcome: last.outcome,
          code: last.code,
          words: last.reply,
          count: attempts.length,
        };
  if (delivery === null) return [sending];
  const { kind, at, reason, words } = delivery;
  return [sending, { what: kind, at, reason, words }];
}

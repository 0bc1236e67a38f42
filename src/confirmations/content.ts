/** One mail from plain facts: preview and sending take the same bytes from here. */
import { senderDomain, type Mailbox } from '../mail/headers.ts';
import { assembleMail } from '../mail/mime.ts';
import type { Kind } from '../mail/purposes.ts';
import { writeCalendar, type CalendarEvent } from './calendar.ts';
import { calendarFileName, describeReference, type SlotTimes } from './content-words.ts';
import { campaignDate, describeMail } from './content-values.ts';
import { drawQrCode } from './qr-code.ts';
import type { Templates } from './templates.ts';

/** What a mail is about, besides its booking. */
export type About =
  | { kind: 'confirmation' }
  /** `previous`: the appointment as it was told before; `null`: nobody knows. */
  | { kind: 'change'; previous: SlotTimes | null }
  | { kind: 'cancellation'; reason: string | null }
  /** The bookings that are probably one person's, that of the mail among them. */
  | { kind: 'surplus'; bookings: readonly { reference: string; slot: SlotTimes }[] }
  /** Milliseconds. */
  | { kind: 'standby-offer'; answerBy: number }
  | { kind: 'notice'; subject: string; text: string };

/** Empty texts count as absent. Instants are milliseconds since 1970-01-01 UTC. */
export interface MailInput {
  about: About;
  campaign: {
    name: string;
    location: string;
    /** `YYYY-MM-DD`, or empty: then every slot needs a time. */
    date: string;
    timeZone: string;
    /** The first start and the last end of the day, for slots without a time of day. */
    openingHours: SlotTimes | null;
    /** What to bring, one thing a line or between semicolons. */
    bring: string;
    /** How to cancel; if empty, the templates say: by a reply to this mail. */
    cancel: string;
  };
  booking: {
    /** As it is printed, e.g. `K7QX-9F2M`. */
    reference: string;
    givenName: string | null;
    familyName: string | null;
    email: string;
    slot: SlotTimes;
    bookedAt: number | null;
  };
  sender: { name: string; address: string };
  /** If empty, the sender's address. */
  replyTo: string;
  /** When the mail is written. */
  date: number;
  /** See `buildMessageId`. */
  messageId: string;
  /** What stands for the booking in ids: the same for each of its mails, telling nothing of the person. */
  opaque: string;
  /**
   * 0 for the first mail of a booking with a part for the calendar; a calendar heeds a later one only if it is
   * higher, whatever kind the mails are of.
   */
  sequence: number;
}

/** `content` is the mail, byte by byte; the rest is what it was made of. */
export interface ComposedMail {
  content: Buffer;
  subject: string;
  text: string;
  html: string;
  calendar: string | null;
  qrCode: { contentId: string; png: Buffer } | null;
}

/** What becomes of the appointment in a citizen's calendar; `null`: nothing. */
const calendarMethods: Record<Kind, CalendarEvent['method'] | null> = {
  confirmation: 'PUBLISH',
  change: 'PUBLISH',
  cancellation: 'CANCEL',
  surplus: null,
  'standby-offer': null,
  notice: null,
};

/**
 * @param templates those of the mail's kind
 * @throws Failure `setting_missing` for a slot without a time in a campaign without a date;
 *   `template_faulty` if the subject comes out empty
 */
export function composeMail(input: MailInput, templates: Templates): ComposedMail {
  const { booking, about } = input;
  if (templates.kind !== about.kind) throw new Error('templates of another kind of mail');
  const uid = `b${input.opaque}@slotdesk`;
  const showsCode = about.kind === 'confirmation' || about.kind === 'change';
  const contentId = `qr.b${input.opaque}@${senderDomain(input.sender.address)}`;
  const qrCode = showsCode ? { contentId, png: drawQrCode(booking.reference) } : null;
  const values = describeMail(input, templates.language, `cid:${contentId}`);
  const { subject, text, html } = templates.render(values);
  const replyTo: Mailbox = { name: values.sender_name, address: values.reply_address };
  const method = calendarMethods[about.kind];
  const event: Omit<CalendarEvent, 'method'> = {
    // Not of the sender's domain: a cancellation from another sender must find what it takes back.
    uid,
    sequence: input.sequence,
    stamp: input.date,
    time: toEventTime(input),
    summary: values.campaign_name ?? subject,
    location: values.campaign_place,
    description: `${describeReference(templates.language, values.reference)}\n${values.slot}`,
    organizer: replyTo,
  };
  const calendar =
    method === null ? null : { method, content: writeCalendar({ method, ...event }) };
  const content = assembleMail({
    messageId: input.messageId,
    date: input.date,
    language: templates.language,
    from: { name: values.sender_name, address: input.sender.address },
    replyTo,
    to: { name: values.full_name, address: booking.email },
    subject,
    text,
    html,
    image: qrCode === null ? null : { ...qrCode, filename: 'qr.png' },
    calendar:
      calendar === null ? null : { ...calendar, filename: calendarFileName(templates.language) },
  });
  return { content, subject, text, html, calendar: calendar?.content ?? null, qrCode };
}

/** The HTML as a file of its own: a browser knows no `cid:`, so the image stands in the page. */
export function toPreviewHtml({ html, qrCode }: ComposedMail): string {
  if (qrCode === null) return html;
  const data = `data:image/png;base64,${qrCode.png.toString('base64')}`;
  return html.replaceAll(`cid:${qrCode.contentId}`, data);
}

function toEventTime(input: MailInput): CalendarEvent['time'] {
  const { startsAt, endsAt } = input.booking.slot;
  if (startsAt === null || endsAt === null) return { date: campaignDate(input) };
  return { startsAt, endsAt, timeZone: input.campaign.timeZone };
}

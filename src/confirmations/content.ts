/** One confirmation mail from plain facts: preview and sending take the same bytes from here. */
import { Failure } from '../failure.ts';
import { senderDomain, type Mailbox } from '../mail/headers.ts';
import { assembleMail } from '../mail/mime.ts';
import { toLocal } from '../time/zone.ts';
import { writeCalendar, type CalendarEvent } from './calendar.ts';
import {
  calendarFileName,
  describeDate,
  describeReference,
  describeSlot,
  type MailLanguage,
  type SlotTimes,
} from './content-words.ts';
import { drawQrCode } from './qr-code.ts';
import type { TemplateValues } from './templates-grammar.ts';
import type { Templates } from './templates.ts';

/** Empty texts count as absent. Instants are milliseconds since 1970-01-01 UTC. */
export interface ConfirmationInput {
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
  /** 1 for the first mail of a booking; a deliberate second sending raises it. */
  version: number;
}

/** `content` is the mail, byte by byte; the rest is what it was made of. */
export interface Confirmation {
  content: Buffer;
  subject: string;
  text: string;
  html: string;
  calendar: string;
  qrCode: { contentId: string; png: Buffer };
}

// Controls, and marks that turn the direction of what follows them: a name must not rewrite its surroundings.
// oxlint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uFEFF\p{Surrogate}]+/gu;

/**
 * @throws Failure `setting_missing` for a slot without a time in a campaign without a date;
 *   `template_faulty` if the subject comes out empty
 */
export function composeConfirmation(input: ConfirmationInput, templates: Templates): Confirmation {
  const { booking } = input;
  const domain = senderDomain(input.sender.address);
  const uid = `b${input.opaque}@${domain}`;
  const qrCode = { contentId: `qr.${uid}`, png: drawQrCode(booking.reference) };
  const values = describe(input, templates.language, `cid:${qrCode.contentId}`);
  const { subject, text, html } = templates.render(values);
  const replyTo: Mailbox = { name: values.sender_name, address: values.reply_address };
  const calendar = writeCalendar({
    uid,
    sequence: input.version - 1,
    stamp: input.date,
    time: toEventTime(input),
    summary: values.campaign_name ?? subject,
    location: values.campaign_place,
    description: `${describeReference(templates.language, values.reference)}\n${values.slot}`,
    organizer: replyTo,
  });
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
    image: { contentId: qrCode.contentId, filename: 'qr.png', png: qrCode.png },
    calendar: { filename: calendarFileName(templates.language), content: calendar },
  });
  return { content, subject, text, html, calendar, qrCode };
}

/** The HTML as a file of its own: a browser knows no `cid:`, so the image stands in the page. */
export function toPreviewHtml({ html, qrCode }: Confirmation): string {
  const data = `data:image/png;base64,${qrCode.png.toString('base64')}`;
  return html.replaceAll(`cid:${qrCode.contentId}`, data);
}

function describe(input: ConfirmationInput, language: MailLanguage, qr: string): TemplateValues {
  const { campaign, booking } = input;
  const date = campaignDate(input);
  const given = tidy(booking.givenName);
  const family = tidy(booking.familyName);
  return {
    campaign_name: tidy(campaign.name),
    campaign_place: tidy(campaign.location),
    campaign_date: describeDate(language, date),
    given_name: given,
    family_name: family,
    full_name: tidy(`${given ?? ''} ${family ?? ''}`),
    reference: booking.reference,
    slot: describeSlot(language, booking.slot, { ...campaign, date }),
    booked_on: earlierDay(language, campaign.timeZone, booking.bookedAt, input.date),
    what_to_bring: campaign.bring.split(/[\r\n;]/).flatMap((line) => tidy(line) ?? []),
    how_to_cancel: tidy(campaign.cancel),
    reply_address: input.replyTo === '' ? input.sender.address : input.replyTo,
    sender_name: tidy(input.sender.name),
    qr,
  };
}

/** The campaign's date, or where none is set the local date of the slot. */
function campaignDate({ campaign, booking }: ConfirmationInput): string {
  if (campaign.date !== '') return campaign.date;
  if (booking.slot.startsAt !== null) return toLocal(campaign.timeZone, booking.slot.startsAt).date;
  throw new Failure('setting_missing', { key: 'campaign.date' });
}

function toEventTime(input: ConfirmationInput): CalendarEvent['time'] {
  const { startsAt, endsAt } = input.booking.slot;
  if (startsAt === null || endsAt === null) return { date: campaignDate(input) };
  return { startsAt, endsAt, timeZone: input.campaign.timeZone };
}

/** The day of the booking, if that was not today: then this mail is late, or one sent again. */
function earlierDay(
  language: MailLanguage,
  timeZone: string,
  bookedAt: number | null,
  now: number,
): string | null {
  if (bookedAt === null) return null;
  const { date } = toLocal(timeZone, bookedAt);
  return date < toLocal(timeZone, now).date ? describeDate(language, date) : null;
}

/** A value on one line; `null` if nothing is left of it. */
function tidy(value: string | null): string | null {
  const line = value?.replace(UNSAFE, ' ').replaceAll(/\s+/g, ' ').trim() ?? '';
  return line === '' ? null : line;
}

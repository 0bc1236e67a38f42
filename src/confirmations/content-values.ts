/** The facts of a mail in the words its templates ask for. */
import { Failure } from '../failure.ts';
import type { Kind } from '../mail/purposes.ts';
import { toLocal } from '../time/zone.ts';
import type { About, MailInput } from './content.ts';
import { describeDate, describeMoment, describeSlot, type MailLanguage } from './content-words.ts';
import type { CommonValues, KindValues, TemplateValues } from './placeholders.ts';

// Controls, and marks that turn the direction of what follows them: a name must not rewrite its surroundings.
// oxlint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uFEFF\p{Surrogate}]+/gu;

/** @throws Failure `setting_missing` for a slot without a time in a campaign without a date */
export function describeMail(
  input: MailInput,
  language: MailLanguage,
  qr: string,
): TemplateValues<Kind> {
  return { ...describeBooking(input, language), ...describeKind(input, language, qr) };
}

function describeBooking(input: MailInput, language: MailLanguage): CommonValues {
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
  };
}

function describeKind(input: MailInput, language: MailLanguage, qr: string): KindValues[Kind] {
  const { campaign, booking } = input;
  const about: About = input.about;
  const describe = (slot: MailInput['booking']['slot']): string =>
    describeSlot(language, slot, { ...campaign, date: campaignDate(input) });
  switch (about.kind) {
    case 'confirmation':
      return { qr } satisfies KindValues['confirmation'];
    case 'change': {
      const previous = about.previous === null ? null : describe(about.previous);
      return { qr, previous_slot: previous } satisfies KindValues['change'];
    }
    case 'cancellation': {
      const when = (reason: string): string | null =>
        about.reason === reason ? booking.reference : null;
      return {
        cancelled_by_citizen: when('citizen'),
        cancelled_as_duplicate: when('duplicate'),
      } satisfies KindValues['cancellation'];
    }
    case 'surplus': {
      const say = (one: (typeof about.bookings)[number]): string =>
        `${one.reference}: ${describe(one.slot)}`;
      return { appointments: about.bookings.map(say) } satisfies KindValues['surplus'];
    }
    case 'standby-offer': {
      const until = describeMoment(language, campaign.timeZone, about.answerBy);
      return { answer_by: until } satisfies KindValues['standby-offer'];
    }
    case 'notice':
      return {
        notice_subject: tidy(about.subject) ?? '',
        notice_text: about.text.split(/\n\s*\n/).flatMap((paragraph) => tidy(paragraph) ?? []),
      } satisfies KindValues['notice'];
    default:
      return about satisfies never;
  }
}

/** The campaign's date, or where none is set the local date of the slot. */
export function campaignDate({ campaign, booking }: MailInput): string {
  if (campaign.date !== '') return campaign.date;
  if (booking.slot.startsAt !== null) return toLocal(campaign.timeZone, booking.slot.startsAt).date;
  throw new Failure('setting_missing', { key: 'campaign.date' });
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

import { createHmac } from 'node:crypto';
import type { Booking } from '../bookings/storage.ts';
import type { Campaign } from '../campaign/campaign.ts';
import { parseSender, type Sender } from '../campaign/sender.ts';
import { readOpeningHours } from '../contingents/figures.ts';
import { readSecret } from '../database/secrets.ts';
import { Failure } from '../failure.ts';
import { buildMessageId } from '../mail/headers.ts';
import type { Kind, Purpose } from '../mail/purposes.ts';
import { composeMail, type About, type ComposedMail } from './content.ts';
import type { MailLanguage } from './content-words.ts';
import { loadTemplates, type Templates } from './templates.ts';

/** Which mail of a booking it is. */
interface Issue {
  purpose: Purpose;
  about: About;
  /** 1 for the first mail of this purpose; a deliberate second sending raises it. */
  version: number;
  /** How many mails of the booking had a part for the calendar before. */
  sequence: number;
  /** When it is written, in milliseconds. */
  at: number;
}

/** Makes the mails of a booking; preview and sending use the same. */
export interface Composer {
  sender: Sender;
  /** @throws Failure `template_faulty`, `setting_missing` */
  compose: (booking: Booking, issue: Issue) => ComposedMail & { messageId: string };
}

/** Who previews and mails into a folder come from until `mail.from` is set: an address that can never exist (RFC 2606). */
const NOBODY: Sender = { name: '', address: 'noreply@slotdesk.invalid' };

/**
 * Reads settings and templates once, the templates of a kind when the first mail of it is made. Without
 * `mail.from` nothing can be sent, only looked at.
 * @throws Failure `setting_missing` if mails are to be sent and `mail.from` is not set
 */
export function createComposer(
  { database, settings }: Campaign,
  forSending: boolean,
  templateFolder: string | null,
): Composer {
  const sender = parseSender(settings['mail.from']);
  if (sender === null && forSending) throw new Failure('setting_missing', { key: 'mail.from' });
  const from = sender ?? NOBODY;
  const language = settings['campaign.language'] as MailLanguage;
  const loaded = new Map<Kind, Templates>();
  const templatesOf = (kind: Kind): Templates => {
    const templates = loaded.get(kind) ?? loadTemplates(kind, language, templateFolder);
    loaded.set(kind, templates);
    return templates;
  };
  const key = readSecret(database, 'opaque');
  const facts = {
    campaign: {
      name: settings['campaign.name'],
      location: settings['campaign.location'],
      date: settings['campaign.date'],
      timeZone: settings['campaign.time-zone'],
      openingHours: readOpeningHours(database),
      bring: settings['campaign.bring'],
      cancel: settings['campaign.cancel'],
    },
    sender: from,
    replyTo: settings['mail.reply-to'],
  };
  return {
    sender: from,
    compose: (booking, { purpose, about, version, sequence, at }) => {
      const opaque = nameOpaquely(key, booking.id);
      const messageId = buildMessageId({ opaque, purpose, version, sender: from.address });
      const { person, slot, reference, bookedAt } = booking;
      const mail = composeMail(
        {
          ...facts,
          about,
          booking: { ...person, email: person.email ?? NOBODY.address, reference, slot, bookedAt },
          date: at,
          messageId,
          opaque,
          sequence,
        },
        templatesOf(about.kind),
      );
      return { ...mail, messageId };
    },
  };
}

/** Stands for a booking in Message-IDs and calendars: always the same, and nothing can be read from it. */
function nameOpaquely(key: Uint8Array, bookingId: number): string {
  return createHmac('sha256', key).update(`booking ${bookingId}`).digest('hex').slice(0, 20);
}

/** What the templates of each kind of mail may say. */
import type { Kind } from '../mail/purposes.ts';

/** What a placeholder stands for, in the words of the mail; `null` where it is not known. */
export interface CommonValues {
  campaign_name: string | null;
  campaign_place: string | null;
  campaign_date: string | null;
  given_name: string | null;
  family_name: string | null;
  full_name: string | null;
  reference: string;
  slot: string;
  booked_on: string | null;
  how_to_cancel: string | null;
  reply_address: string;
  sender_name: string | null;
  what_to_bring: string[];
}

/** What a kind of mail says besides. */
export interface KindValues {
  confirmation: {
    /** The address of the QR code's image. */
    qr: string;
  };
  change: {
    qr: string;
    /** The appointment as it was told before; `null`: nobody knows what was told. */
    previous_slot: string | null;
  };
  cancellation: {
    /** One of them is the reference, to be asked for by `if`; the other, or both, `null`. */
    cancelled_by_citizen: string | null;
    cancelled_as_duplicate: string | null;
  };
  surplus: {
    /** Each with its reference. */
    appointments: string[];
  };
  'standby-offer': {
    answer_by: string;
  };
  notice: {
    notice_subject: string;
    /** Its paragraphs. */
    notice_text: string[];
  };
}

/** The values of a kind's templates. */
export type TemplateValues<K extends Kind = 'confirmation'> = CommonValues & KindValues[K];

type Form = 'text' | 'list';

// The compiler keeps the names in step with the values.
const common: Record<keyof CommonValues, Form> = {
  campaign_name: 'text',
  campaign_place: 'text',
  campaign_date: 'text',
  given_name: 'text',
  family_name: 'text',
  full_name: 'text',
  reference: 'text',
  slot: 'text',
  booked_on: 'text',
  how_to_cancel: 'text',
  reply_address: 'text',
  sender_name: 'text',
  what_to_bring: 'list',
};

const own: { [K in Kind]: Record<keyof KindValues[K], Form> } = {
  confirmation: { qr: 'text' },
  change: { qr: 'text', previous_slot: 'text' },
  cancellation: { cancelled_by_citizen: 'text', cancelled_as_duplicate: 'text' },
  surplus: { appointments: 'list' },
  'standby-offer': { answer_by: 'text' },
  notice: { notice_subject: 'text', notice_text: 'list' },
};

/** The names a template of this kind may use. */
export function namesOf(kind: Kind): { texts: string[]; lists: string[] } {
  const all: [string, Form][] = [...Object.entries(common), ...Object.entries(own[kind])];
  const pick = (wanted: Form): string[] =>
    all.flatMap(([name, form]) => (form === wanted ? [name] : []));
  return { texts: pick('text'), lists: pick('list') };
}

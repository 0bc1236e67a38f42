import type { Campaign } from '../../campaign/campaign.ts';
import { readArea } from '../../campaign/settings.ts';
import type { SlotFigures } from '../../contingents/slots.ts';
import type { Channel } from '../../contingents/state.ts';
import type { Context } from '../../context.ts';
import type { Asking } from '../../desk/windows.ts';
import { Failure } from '../../failure.ts';
import { createFormats, type Formats } from '../../i18n/formats.ts';
import type { PhoneText } from '../../i18n/en/phone.ts';
import type { Dialog, Question } from '../../terminal/dialog.ts';
import { toLocal } from '../../time/zone.ts';

/** What was done at a desk, by references as printed, for its last line. */
interface Done {
  booked: string[];
  cancelled: string[];
  changed: string[];
}

/** One clerk's place: the campaign, the conversation and its words. */
export interface Desk {
  context: Context;
  campaign: Campaign;
  dialog: Dialog;
  words: PhoneText;
  formats: Formats;
  timeZone: string;
  area: ReadonlySet<string> | null;
  channel: Channel;
  /** Whether a seat is kept while a form with its window is open. */
  holds: boolean;
  done: Done;
}

export function createDesk(
  context: Context,
  campaign: Campaign,
  { dialog, words, channel, holds }: Pick<Desk, 'dialog' | 'words' | 'channel' | 'holds'>,
): Desk {
  const timeZone = campaign.settings['campaign.time-zone'];
  return {
    context,
    campaign,
    dialog,
    words,
    channel,
    holds,
    timeZone,
    formats: createFormats(context.language, timeZone),
    area: readArea(campaign.settings),
    done: { booked: [], cancelled: [], changed: [] },
  };
}

/** Who asks for windows, and when. */
export function askingOf({ context, channel, timeZone }: Desk): Asking {
  return { channel, timeZone, now: context.actor.now() };
}

/** Today in the campaign's zone, as ISO date. */
export function todayOf({ context, timeZone }: Desk): string {
  return toLocal(timeZone, context.actor.now()).date;
}

/** A window as it is said: `Sun, 20/06/2021, 09:15–09:30`. */
export function sayWindow(
  { formats, context: { text } }: Desk,
  { startsAt, endsAt }: Pick<SlotFigures, 'startsAt' | 'endsAt'>,
): string {
  return startsAt === null || endsAt === null
    ? text.bookings.anytime
    : formats.window(startsAt, endsAt);
}

/** The answer, or `null` for a step back. @throws Failure `interrupted` if nobody answers any more */
export async function put<T>({ dialog }: Desk, question: Question<T>): Promise<T | null> {
  const answer = await dialog.ask(question);
  if (answer.kind === 'end') throw new Failure('interrupted', {});
  return answer.kind === 'back' ? null : answer.value;
}

/** A question of a few choices, each by one key. */
export function menuOf<T>(
  message: string,
  choices: { value: T; label: string; key?: string }[],
  { help = '', notes = [] }: { help?: string; notes?: string[] } = {},
): Question<T> {
  const view = { notes, choices, enter: { refusal: '' } };
  return { message, typed: '', menu: true, help, look: () => view };
}

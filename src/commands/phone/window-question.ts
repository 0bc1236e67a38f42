import type { SlotFigures } from '../../contingents/slots.ts';
import { fitsTime, listFreeWindows, nearestWindows } from '../../desk/windows.ts';
import { readTime } from '../../bookings/field-dates.ts';
import { Failure, type FailureCode } from '../../failure.ts';
import { describeFailure } from '../../i18n/describe-failure.ts';
import { toInstant, toLocal } from '../../time/zone.ts';
import type { Choice, Question, View } from '../../terminal/dialog.ts';
import { askingOf, sayWindow, type Desk } from './desk.ts';

const OFFERED = 6;

/**
 * The question for a window: those that are free now, narrowed by a time as it is typed.
 * @param near the start of the window that somebody else has just taken, or of the one held today
 */
export function askWindow(desk: Desk, near: number | null | undefined): Question<SlotFigures> {
  const { words } = desk;
  return {
    message: words.fields.window,
    typed: '',
    menu: false,
    help: words.help.window,
    look: (typed) => look(desk, near, typed),
  };
}

function look(desk: Desk, near: number | null | undefined, typed: string): View<SlotFigures> {
  const { words, timeZone, campaign } = desk;
  const windows = listFreeWindows(campaign.database, askingOf(desk));
  const offer = (shown: readonly SlotFigures[], notes: string[]): View<SlotFigures> => ({
    notes,
    choices: shown.map((window) => toChoice(desk, window)),
    enter: { refusal: words.nothingFree },
  });
  if (typed.trim() === '') {
    return offer(
      near === undefined ? windows.slice(0, OFFERED) : nearestWindows(windows, near, OFFERED),
      [],
    );
  }
  const fitting = windows.filter((window) => fitsTime(window, typed, timeZone));
  if (fitting.length > 0) return offer(fitting.slice(0, OFFERED), []);
  const wanted = resolve(windows, typed, timeZone);
  return offer(nearestWindows(windows, wanted, OFFERED), [words.noWindow]);
}

/** A typed time on the day of the next free window; `null` if it is none. */
function resolve(windows: readonly SlotFigures[], typed: string, timeZone: string): number | null {
  const first = windows.find(({ startsAt }) => startsAt !== null)?.startsAt;
  const time = readTime(typed) ?? readTime(`${typed} Uhr`);
  if (first === undefined || first === null || time === null) return null;
  return toInstant(timeZone, { date: toLocal(timeZone, first).date, time })?.instant ?? null;
}

function toChoice(desk: Desk, window: SlotFigures): Choice<SlotFigures> {
  const { words, formats } = desk;
  const label = `${sayWindow(desk, window)}  ${words.home.seats(formats.number(window.free))}`;
  return { value: window, label };
}

// What can have happened to a window since it was offered.
const GONE: readonly FailureCode[] = [
  'sold_out',
  'contingent_closed',
  'channel_reserved',
  'standby_gated',
  'slot_unknown',
  'window_unknown',
  'window_outside',
];

/** Says that somebody was faster; any other error goes on its way. */
export function sayLost({ dialog, words, context }: Desk, error: unknown): void {
  if (!(error instanceof Failure) || !GONE.includes(error.code)) throw error;
  const { message } = describeFailure(context.text, error);
  dialog.say(['', dialog.style.warn(message), words.lost]);
}

import { fullName } from '../../bookings/person.ts';
import { formatReference, parseReference } from '../../bookings/reference.ts';
import type { Booking } from '../../bookings/storage.ts';
import { searchBookings } from '../../bookings/search.ts';
import { findByReference } from '../../desk/find.ts';
import type { Form } from '../../desk/form.ts';
import { listFreeWindows } from '../../desk/windows.ts';
import type { Choice, View } from '../../terminal/dialog.ts';
import { askingOf, menuOf, put, sayWindow, todayOf, type Desk } from './desk.ts';

/** What a clerk wants at the start of a call. */
export type Wish =
  | { kind: 'new'; name: string }
  | { kind: 'open'; reference: string }
  | { kind: 'resume'; form: Form }
  | { kind: 'leave' };

// With the lines above and below them on a terminal of 24 lines.
const HITS = 8;
const NEXT = 6;

/** The start of a call: what is free now, and one question. */
export async function askWish(desk: Desk, asides: readonly Form[]): Promise<Wish> {
  const { dialog, words } = desk;
  dialog.turn();
  dialog.say(sayFree(desk));
  let typed = '';
  for (;;) {
    const answer = await dialog.ask<Wish>({
      message: words.home.question,
      typed,
      menu: false,
      help: words.home.help,
      look: (text) => look(desk, asides, text),
    });
    if (answer.kind === 'end') return { kind: 'leave' };
    const wish: Wish = answer.kind === 'back' ? { kind: 'leave' } : answer.value;
    if (wish.kind !== 'leave' || (await agreeToLeave(desk, asides))) return wish;
    typed = '';
  }
}

async function agreeToLeave(desk: Desk, asides: readonly Form[]): Promise<boolean> {
  const { home } = desk.words;
  const notes = asides.length === 0 ? [] : [home.asideLost];
  const choices = [
    { value: false, label: home.stay, key: desk.words.keys.stay },
    { value: true, label: home.leaveNow, key: desk.words.keys.leave },
  ];
  return (await put(desk, menuOf(home.leave, choices, { notes }))) === true;
}

function sayFree(desk: Desk): string[] {
  const { campaign, words, formats, dialog } = desk;
  const windows = listFreeWindows(campaign.database, askingOf(desk));
  const free = windows.reduce((sum, window) => sum + window.free, 0);
  const title = dialog.style.strong(campaign.settings['campaign.name']);
  const { home } = words;
  if (free === 0) return [title, '', `${home.freeNow}  ${home.soldOut}`, ''];
  const next = windows.slice(0, NEXT).map((window) => {
    const count = home.seats(formats.number(window.free));
    return `  ${sayWindow(desk, window)}  ${count}`;
  });
  const sum = dialog.style.strong(home.free(free, formats.number(free)));
  return [title, '', `${home.freeNow}  ${sum}`, ...next, ''];
}

function look(desk: Desk, asides: readonly Form[], typed: string): View<Wish> {
  const { home } = desk.words;
  const text = typed.trim();
  const start: Choice<Wish> = {
    value: { kind: 'new', name: isName(text) ? text : '' },
    label: isName(text) ? home.newFor(text) : home.newBooking,
    key: desk.words.keys.newBooking,
  };
  if (text === '') {
    const resume = asides.map((form): Choice<Wish> => {
      return { value: { kind: 'resume', form }, label: home.resume(form.typed.name ?? '') };
    });
    const choices = resume.length === 0 ? [] : [start, ...resume];
    return { notes: [], choices, enter: { value: start.value } };
  }
  if (text.toLowerCase() === 'q') {
    return { notes: [], choices: [], enter: { value: { kind: 'leave' } } };
  }
  const reference = parseReference(text);
  if (reference.kind === 'valid') {
    const booking = findByReference(desk.campaign.database, reference.reference);
    // Eight letters may be a name as well.
    if (booking !== null) return { notes: [], choices: [toChoice(desk, booking)], enter: none };
    if (!isName(text)) return refuse(home.unknown(formatReference(reference.reference)));
  }
  const wish = { today: todayOf(desk), limit: HITS };
  const found = searchBookings(desk.campaign.database, text, wish);
  const hits = found.hits.map(({ booking }) => toChoice(desk, booking));
  if (found.isMistypedReference) {
    const said = home.mistyped(text.toUpperCase());
    // It may be one of those that share a half with it: for the clerk to say.
    if (hits.length === 0) return refuse(said);
    return { notes: [said], choices: hits, enter: none, isGuess: true };
  }
  const notes = [
    ...(hits.length === 0 ? [home.none] : []),
    ...(found.more ? [home.more] : []),
    ...(found.pending > 0 ? [home.pending(desk.formats.number(found.pending))] : []),
  ];
  return { notes, choices: [...hits, start], enter: none };
}

const none = { refusal: '' };

function refuse(refusal: string): View<Wish> {
  return { notes: [], choices: [], enter: { refusal } };
}

function isName(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !/[\d@]/.test(text);
}

function toChoice(desk: Desk, booking: Booking): Choice<Wish> {
  return {
    value: { kind: 'open', reference: booking.reference },
    label: describeBooking(desk, booking),
  };
}

/** A booking on one line, to be told from another of the same name. */
function describeBooking(desk: Desk, booking: Booking): string {
  const { formats, context } = desk;
  const { person, slot, state } = booking;
  const born = person.birthDate === null ? [] : [`*${formats.date(person.birthDate)}`];
  const parts = [booking.reference, fullName(person), ...born, sayWindow(desk, slot)];
  const mark = state === 'binding' ? [] : [`(${context.text.bookings.states[state]})`];
  return [...parts, ...mark].join('  ');
}

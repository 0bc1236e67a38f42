import type { Command } from 'commander';
import { countBookings } from '../bookings/counts.ts';
import type { Settings } from '../campaign/settings.ts';
import { confirmationStates, type ConfirmationState } from '../confirmations/state.ts';
import { countConfirmations, countLetters, countOtherMails } from '../confirmations/counts.ts';
import { listContingents, type ContingentFigures } from '../contingents/figures.ts';
import type { Context } from '../context.ts';
import { countOpenCases, isSearchDue } from '../duplicates/counts.ts';
import { createFormats, type Formats } from '../i18n/formats.ts';
import { measureWidth } from '../terminal/width.ts';
import { toIso } from '../time/zone.ts';
import { renderContingents, toDocument } from './contingent/list.ts';
import { listStuck } from './contingent/remedies.ts';

export function declare(command: Command): Command {
  return command;
}

interface Figures {
  seats: { total: number; bound: number; held: number; free: number; overbooked: number };
  bookings: { binding: number; cancelled: number; outsideArea: number };
  confirmations: Record<ConfirmationState, number>;
  contingents: ContingentFigures[];
  /** `openCases` is `null` before the first search: nothing is known, which is not zero. */
  duplicates: { openCases: number | null; isDue: boolean };
  /** Those without an address whom nobody has written to or called yet. */
  letters: number;
  /** Mails that wait and are no confirmations. */
  otherMails: number;
}

export async function run(context: Context): Promise<void> {
  const { out, actor, language } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const now = actor.now();
  const contingents = listContingents(database, now);
  const sum = (pick: (figures: ContingentFigures) => number): number =>
    contingents.reduce((total, contingent) => total + pick(contingent), 0);
  const figures: Figures = {
    seats: {
      total: sum((c) => c.seats),
      bound: sum((c) => c.bound),
      held: sum((c) => c.held),
      free: sum((c) => c.free),
      overbooked: sum((c) => c.overbooked),
    },
    bookings: countBookings(database),
    confirmations: countConfirmations(database),
    contingents,
    letters: countLetters(database),
    duplicates: { openCases: countOpenCases(database), isDue: isSearchDue(database) },
    otherMails: countOtherMails(database),
  };
  const { held, ...seats } = figures.seats;
  const document = {
    as_of: toIso(timeZone, now),
    campaign: { name: settings['campaign.name'], date: settings['campaign.date'] },
    // The account of seats without a hold is the one that scripts know.
    seats: held > 0 ? { ...seats, held } : seats,
    bookings: {
      binding: figures.bookings.binding,
      cancelled: figures.bookings.cancelled,
      outside_area: figures.bookings.outsideArea,
    },
    confirmations: figures.confirmations,
    duplicates: { open_cases: figures.duplicates.openCases },
    other_mails: { queued: figures.otherMails },
    contingents: contingents.map((contingent) => toDocument(contingent, timeZone)),
  };
  const formats = createFormats(language, timeZone);
  out.result(document, () => render(context, settings, figures, formats, now));
}

function render(
  { text, out, language }: Context,
  settings: Settings,
  figures: Figures,
  formats: Formats,
  now: number,
): string[] {
  const { style } = out;
  const timeZone = settings['campaign.time-zone'];
  const title = [
    settings['campaign.name'],
    formats.date(settings['campaign.date']),
    settings['campaign.location'],
  ];
  const lines = [
    style.strong(title.filter((part) => part !== '').join(' · ')),
    style.faint(text.overview.asOf(formats.moment(now))),
    '',
    ...renderFacts(text, figures, formats),
    '',
  ];
  if (figures.contingents.length > 0) {
    const view = { text, style, columns: out.columns, language, timeZone, hints: false };
    lines.push(...renderContingents(figures.contingents, view), '');
  }
  const todo = [
    ...listTodo(text, figures, formats),
    ...listStuck(figures.contingents, text.contingents.remedies, formats.number),
  ];
  if (todo.length === 0) return [...lines, style.good(text.overview.allDone)];
  return [...lines, style.strong(text.overview.todo), ...renderTodo(todo, out)];
}

/** Side by side; where that is too wide, the command under what it is for. */
function renderTodo(todo: [string, string][], { columns, style }: Context['out']): string[] {
  const width = Math.max(...todo.map(([what]) => measureWidth(what)));
  const fits = todo.every(([, how]) => width + measureWidth(how) + 4 <= columns);
  return todo.flatMap(([what, how]) =>
    fits
      ? [`  ${style.warn(what)}${' '.repeat(width - measureWidth(what))}  ${how}`]
      : [`  ${style.warn(what)}`, `    ${how}`],
  );
}

function renderFacts(text: Context['text'], figures: Figures, { number }: Formats): string[] {
  const { overview, mail } = text;
  const { seats, bookings, confirmations } = figures;
  const seatWords = [
    overview.seatsLine(number(seats.total), number(seats.bound), number(seats.free)),
  ];
  if (seats.held > 0) seatWords.push(overview.held(number(seats.held)));
  if (seats.overbooked > 0) seatWords.push(overview.overbooked(number(seats.overbooked)));
  const bookingWords = [
    overview.bookingsLine(number(bookings.binding), number(bookings.cancelled)),
  ];
  if (bookings.outsideArea > 0)
    bookingWords.push(overview.outsideArea(number(bookings.outsideArea)));
  const stands = confirmationStates
    .filter((state) => confirmations[state] > 0)
    .map((state) => `${number(confirmations[state])} ${mail.states[state]}`);
  const facts: [string, string][] = [
    [overview.seats, seatWords.join(', ')],
    [overview.bookings, bookingWords.join(', ')],
    [overview.confirmations, stands.join(', ') || overview.noConfirmations],
  ];
  const width = Math.max(...facts.map(([name]) => measureWidth(name)));
  return facts.map(([name, words]) => `${name.padEnd(width)}  ${words}`);
}

/** What needs a hand, each with the command that mends it. */
function listTodo(
  { overview }: Context['text'],
  figures: Figures,
  { number }: Formats,
): [string, string][] {
  const { seats, bookings, confirmations } = figures;
  const { todos } = overview;
  const lines: [number, (count: string) => string, string][] = [
    [
      seats.total === 0 ? 1 : 0,
      () => todos.noContingent,
      'slotdesk contingent add NAME --seats N …',
    ],
    [
      bookings.binding + bookings.cancelled === 0 ? 1 : 0,
      () => todos.noBooking,
      'slotdesk booking import FILE',
    ],
    [confirmations.missing, todos.missing, 'slotdesk mail missing'],
    [confirmations.queued, todos.queued, 'slotdesk mail resend --missing'],
    [figures.otherMails, todos.otherMails, 'slotdesk mail resend --waiting'],
    [confirmations.uncertain, todos.uncertain, 'slotdesk mail missing --state uncertain'],
    [
      confirmations.failed + confirmations.bounced,
      todos.failed,
      'slotdesk mail missing --state failed,bounced',
    ],
    [figures.letters, todos.noAddress, 'slotdesk mail letters -o FILE'],
    [seats.overbooked, todos.overbooked, 'slotdesk slot list --overbooked'],
    ...listDuplicates(overview, figures),
    [bookings.outsideArea, todos.outsideArea, 'slotdesk booking list --outside-area'],
  ];
  return lines.filter(([count]) => count > 0).map(([count, say, how]) => [say(number(count)), how]);
}

function listDuplicates(
  { todos }: Context['text']['overview'],
  { bookings, duplicates: { openCases, isDue } }: Figures,
): [number, (count: string) => string, string][] {
  const isUnsearched = openCases === null && bookings.binding > 0;
  return [
    [openCases ?? 0, todos.duplicates, 'slotdesk duplicate review'],
    [isUnsearched ? 1 : 0, () => todos.neverSearched, 'slotdesk duplicate find'],
    [isDue ? 1 : 0, () => todos.searchDue, 'slotdesk duplicate find'],
  ];
}

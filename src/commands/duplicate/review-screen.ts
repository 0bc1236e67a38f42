import type { Booking } from '../../bookings/storage.ts';
import type { Context } from '../../context.ts';
import { findWeakest, type Case, type Member } from '../../duplicates/case.ts';
import type { Differences } from '../../duplicates/differences.ts';
import { suggestKeep } from '../../duplicates/keep.ts';
import { createFormats } from '../../i18n/formats.ts';
import { wrap } from '../../terminal/width.ts';
import { listOthers } from './document.ts';
import { renderBookings } from './side-by-side.ts';
import { listReasons, writePercent } from './wording.ts';

interface Place {
  differences: Differences;
  bookings: readonly Booking[];
  /** Of how many cases this is which, from 0. */
  at: number;
  of: number;
  left: number;
  /** What the last key did. */
  message: string;
  timeZone: string;
  /** Line by line: whoever answers is asked for a letter. */
  plain: boolean;
}

/** The binding booking that is kept: the suggested one, or the one at this place; `null`: there is none. */
export function chooseKeep({ members }: Case, place: number | null): Member | null {
  if (place === null) return suggestKeep(members)?.member ?? null;
  const chosen = members[place];
  return chosen?.state === 'binding' ? chosen : null;
}

/** All of a case that is needed to decide, on a screen of 80 by 24. */
export function renderScreen(context: Context, found: Case, place: Place): string[] {
  const { out, text, language } = context;
  const style = out.noteStyle;
  const words = text.duplicates;
  const { number } = createFormats(language, place.timeZone);
  const fit = (line: string): string[] => wrap(line, out.columns, '  ');
  const progress = words.review.progress(
    number(place.at + 1),
    number(place.of),
    number(place.left),
  );
  const state = found.state === 'open' ? words.kinds[found.kind] : words.states[found.state];
  return [
    style.strong(
      `${progress} · ${words.case} ${found.id} · ${writePercent(text, found.probability)} · ${state}`,
    ),
    ...renderBookings(context, found, place.bookings, { ...place, form: 'short' }),
    ...renderReasons(context, found, place.differences).flatMap(fit),
    ...renderChoice(context, found).flatMap(fit),
    ...(place.message === '' ? [] : fit(style.warn(place.message))),
    style.strong(Object.values(words.review.keys).join('  ')),
    ...(place.plain ? [`${words.review.prompt}:`] : []),
  ];
}

/** What is shown when every case was. */
export function renderEnd({ out, text }: Context, message: string, plain: boolean): string[] {
  const { review } = text.duplicates;
  const { back, undo, quit } = review.keys;
  return [
    ...(message === '' ? [] : wrap(out.noteStyle.warn(message), out.columns, '  ')),
    review.finished,
    out.noteStyle.strong([back, undo, quit].join('  ')),
    ...(plain ? [`${review.prompt}:`] : []),
  ];
}

/** What speaks for one person, and what against, a line each. */
function renderReasons({ out, text }: Context, found: Case, { objections }: Differences): string[] {
  const weakest = findWeakest(found);
  const evidence = weakest?.evidence ?? [];
  const named = weakest === null ? [] : objections(weakest.a, weakest.b);
  const [speaksFor, against] = [
    listReasons(text, evidence, 'for'),
    listReasons(text, evidence, 'against'),
  ];
  const { good, bad, warn } = out.noteStyle;
  return [
    ...(speaksFor === '' ? [] : [good(`+ ${speaksFor}`)]),
    ...(against === '' ? [] : [bad(`− ${against}`)]),
    ...named.map((one) => warn(`! ${text.duplicates.objections[one]}`)),
  ];
}

// More would leave no room for the case.
const MOST_NAMED = 8;

function writeSome(references: readonly string[], more: (count: string) => string): string {
  const rest = references.length - MOST_NAMED;
  const named = references.slice(0, MOST_NAMED).join(', ');
  return rest > 0 ? `${named} ${more(String(rest))}` : named;
}

function renderChoice({ text }: Context, found: Case): string[] {
  const words = text.duplicates;
  const suggestion = suggestKeep(found.members);
  if (found.state !== 'open' || suggestion === null) return [];
  const { member, reason } = suggestion;
  const others = listOthers(found, member).map(({ reference }) => reference);
  return [
    words.suggestion(member.reference, words.keepReasons[reason]),
    words.review.sameDoes(member.reference, writeSome(others, words.more)),
    words.review.other,
  ];
}

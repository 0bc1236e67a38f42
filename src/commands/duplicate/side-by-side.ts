import type { Booking } from '../../bookings/storage.ts';
import type { Context } from '../../context.ts';
import type { Case, PairEvidence } from '../../duplicates/case.ts';
import type { Differences, Objection } from '../../duplicates/differences.ts';
import { suggestKeep } from '../../duplicates/keep.ts';
import type { FieldName } from '../../duplicates/rules.ts';
import { createFormats } from '../../i18n/formats.ts';
import { clean } from '../../terminal/clean.ts';
import { renderTable } from '../../terminal/table.ts';
import { measureWidth, shorten, wrap } from '../../terminal/width.ts';
import { toLocal } from '../../time/zone.ts';
import { describeEvidence, describeWeight, writePercent } from './wording.ts';

/** `long`: three bookings beside each other, then the next three; `short`: five, and what tells people apart. */
type Form = 'long' | 'short';
export const MOST_BESIDE: Record<Form, number> = { long: 3, short: 5 };
const MOST_PAIRS = 3;

/** A case: its bookings side by side, what was compared, and what to keep. */
export function renderCase(
  context: Context,
  found: Case,
  bookings: readonly Booking[],
  { differences, timeZone }: { differences: Differences; timeZone: string },
): string[] {
  const { out, text, language } = context;
  const words = text.duplicates;
  const { moment } = createFormats(language, timeZone);
  const title = words.title(found.id, words.states[found.state], words.kinds[found.kind]);
  const lines = [
    out.style.strong(title),
    words.samePerson(writePercent(text, found.probability)),
    '',
    ...renderBookings(context, found, bookings, { differences, timeZone }),
    '',
    ...renderEvidence(context, found, differences),
    '',
  ];
  const { decidedAt, decidedBy, why, kept, state } = found;
  // What was decided about a case that is out of date no longer holds.
  if (decidedAt !== null && state !== 'stale')
    lines.push(words.decided(words.states[found.state], decidedBy ?? '', moment(decidedAt)));
  if (why !== null) lines.push(`${words.why}: ${why}`);
  const keptMember = found.members.find(({ id }) => id === kept);
  if (keptMember !== undefined) lines.push(words.kept(keptMember.reference));
  const suggestion = found.state === 'open' ? suggestKeep(found.members) : null;
  if (suggestion !== null)
    lines.push(words.suggestion(suggestion.member.reference, words.keepReasons[suggestion.reason]));
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

interface Look {
  differences: Differences;
  timeZone: string;
  form?: Form;
}

/** The bookings side by side, three at a time; what differs is marked. How many are not shown is said. */
export function renderBookings(
  context: Context,
  found: Case,
  bookings: readonly Booking[],
  { differences, timeZone, form = 'long' }: Look,
): string[] {
  const rows = listRows(context, found, bookings, timeZone).filter(
    ({ extra }) => form === 'long' || !extra,
  );
  const label = Math.max(...rows.map(({ name }) => measureWidth(name)));
  const lines: string[] = [];
  for (let from = 0; from < bookings.length; from += MOST_BESIDE[form]) {
    if (from > 0) lines.push('');
    const beside = Math.min(MOST_BESIDE[form], bookings.length - from);
    const width = Math.floor((context.out.columns - label - 3) / beside) - 2;
    for (const [line, { name, values, field }] of rows.entries()) {
      const differs = field !== null && differences.fields.has(field);
      const cells = values.slice(from, from + beside).map((value, at) => {
        // Where one key decides, it is the number above the booking.
        const shown = line === 0 && form === 'short' ? `${from + at + 1}) ${value}` : value;
        const cell = shorten(clean(shown), width);
        const padded = cell + ' '.repeat(Math.max(0, width - measureWidth(cell)));
        return differs ? context.out.style.warn(padded) : padded;
      });
      if (values.slice(from, from + beside).every((value) => value === '')) continue;
      const head = name + ' '.repeat(label - measureWidth(name));
      lines.push(`${head} ${differs ? '≠' : ' '} ${cells.join('  ')}`.trimEnd());
    }
  }
  const rest = found.members.length - bookings.length;
  return rest > 0 ? [...lines, context.text.duplicates.more(String(rest))] : lines;
}

interface Row {
  name: string;
  /** One for each booking; empty where nothing is known. */
  values: string[];
  /** Whose difference tells one person from another; `null`: it does not. */
  field: FieldName | null;
  /** Not needed to decide. */
  extra: boolean;
}

function listRows(
  { text, language }: Context,
  { members }: Case,
  bookings: readonly Booking[],
  timeZone: string,
): Row[] {
  const { bookings: words, duplicates } = text;
  const { date, moment, window, times } = createFormats(language, timeZone);
  // Beside more than one other there is no room for weekdays and years.
  const isNarrow = bookings.length > 2;
  const shortDay = (instant: number): string => date(toLocal(timeZone, instant).date).slice(0, 5);
  const writeSlot = (startsAt: number, endsAt: number): string =>
    isNarrow ? `${shortDay(startsAt)} ${times(startsAt, endsAt)}` : window(startsAt, endsAt);
  const writeMoment = (instant: number): string =>
    isNarrow
      ? `${shortDay(instant)} ${toLocal(timeZone, instant).time.slice(0, 5)}`
      : moment(instant);
  const row = (
    name: string,
    field: FieldName | null,
    value: (booking: Booking, at: number) => string | null,
  ): Row => ({
    name,
    field,
    extra: false,
    values: bookings.map((one, at) => value(one, at) ?? ''),
  });
  const extra = (one: Row): Row => ({ ...one, extra: true });
  const isDecided = members.some(({ state }) => state === 'cancelled');
  return [
    row(words.reference, null, ({ reference }) => reference),
    {
      ...row(words.state, null, ({ state, cancelReason }, at) =>
        members[at]?.cancelled && state === 'cancelled'
          ? duplicates.cancelledHere
          : cancelReason === null
            ? words.states[state]
            : `${words.states[state]} (${words.reasons[cancelReason]})`,
      ),
      extra: !isDecided,
    },
    row(duplicates.givenName, 'givenName', ({ person }) => person.givenName),
    row(duplicates.familyName, 'familyName', ({ person }) => person.familyName),
    row(words.birthDate, 'birthDate', ({ person }) =>
      person.birthDate === null ? null : date(person.birthDate),
    ),
    row(words.email, 'email', ({ person }) => person.email),
    row(words.phone, 'phone', ({ person }) => person.phone),
    row(duplicates.street, 'address', ({ person }) => person.street),
    row(duplicates.place, 'place', ({ person }) =>
      [person.postalCode, person.city].filter((part) => part !== null).join(' '),
    ),
    row(words.slot, null, ({ slot: { startsAt, endsAt } }) =>
      startsAt === null || endsAt === null ? words.anytime : writeSlot(startsAt, endsAt),
    ),
    row(duplicates.contingent, null, ({ contingent }) => contingent),
    row(words.bookedAt, null, ({ bookedAt }) => (bookedAt === null ? null : writeMoment(bookedAt))),
    extra(row(words.channel, null, ({ channel }) => words.channels[channel])),
    row(words.confirmation, null, ({ confirmation }) =>
      confirmation === null ? null : text.mail.states[confirmation.state],
    ),
    extra(row(words.note, null, ({ note }) => note)),
  ];
}

/** What speaks for one person and what against, pair by pair; the strongest first. */
function renderEvidence(
  context: Context,
  { pairs, members }: Case,
  { objections }: Differences,
): string[] {
  const { out, text, language } = context;
  const words = text.duplicates;
  const { number } = createFormats(language, 'UTC');
  if (pairs.length === 0) return [words.noEvidence];
  const references = new Map(members.map(({ id, reference }) => [id, reference]));
  const shown = pairs.toSorted((a, b) => a.probability - b.probability).slice(0, MOST_PAIRS);
  const rest = pairs.length - shown.length;
  return [
    ...shown.flatMap((pair, at) => {
      const [a = '?', b = '?'] = [references.get(pair.a), references.get(pair.b)];
      const title = words.evidenceOf(a, b, writePercent(text, pair.probability));
      return [
        ...(at > 0 ? [''] : []),
        ...(pairs.length > 1 ? [out.style.strong(title)] : []),
        ...renderPair(context, pair, objections(pair.a, pair.b)),
      ];
    }),
    ...(rest > 0 ? [out.style.faint(words.others(number(rest)))] : []),
  ];
}

function renderPair(
  { out, text }: Context,
  { evidence }: PairEvidence,
  objections: readonly Objection[],
): string[] {
  const words = text.duplicates;
  const table = renderTable(
    [
      { title: words.evidence, value: (one) => describeEvidence(text, one), flexible: true },
      {
        title: words.weight,
        value: ({ weight }) => describeWeight(text, weight),
        paint: (cell, { weight }) =>
          weight > 0 ? out.style.good(cell) : weight < 0 ? out.style.bad(cell) : cell,
      },
    ],
    evidence.toSorted((a, b) => b.weight - a.weight),
    out.columns,
    out.style.strong,
  );
  // What no figure overrules.
  return [
    ...table,
    ...objections.flatMap((one) =>
      wrap(out.style.warn(`! ${words.objections[one]}`), out.columns, '  '),
    ),
  ];
}

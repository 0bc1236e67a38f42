import type { Command } from 'commander';
import { fullName } from '../../bookings/person.ts';
import { listBookings } from '../../bookings/storage.ts';
import { countLetters } from '../../confirmations/counts.ts';
import {
  confirmationStates,
  openStates,
  type ConfirmationState,
} from '../../confirmations/state.ts';
import { tellStories, type Story, type StoryEvent } from '../../confirmations/story.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { wrap } from '../../terminal/width.ts';
import { toIso } from '../../time/zone.ts';
import { oneOf } from '../options.ts';

interface Options {
  state?: ConfirmationState[];
}

// From what is easily mended to what needs a hand; then what needs nothing.
const order: readonly ConfirmationState[] = [
  'missing',
  'queued',
  'uncertain',
  'failed',
  'bounced',
  'none_possible',
  'accepted',
  'delivered',
];

export function declare(command: Command, { commands }: Text): Command {
  const parse = oneOf('--state', confirmationStates, 'confirmation_state');
  return command.option('--state <states>', commands['mail missing'].options.state, parse);
}

export async function run(context: Context, options: Options): Promise<void> {
  const { out } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const bookings = listBookings(database, { confirmation: options.state ?? [...openStates] });
  const stories = tellStories(database, bookings);
  const document = stories.flatMap((story) => toDocument(story, timeZone));
  const unreachable = options.state === undefined ? countLetters(database) : 0;
  out.result(document, () => render(context, stories, unreachable, timeZone));
}

function toDocument(
  { booking: { reference, person, confirmation }, events, reason }: Story,
  timeZone: string,
): Record<string, unknown>[] {
  if (confirmation === null) return [];
  const { state, evidence } = confirmation;
  const story = events.map(({ at, ...event }) => ({
    at: at === null ? null : toIso(timeZone, at),
    ...event,
  }));
  return [{ reference, email: person.email, state, evidence, reason, story }];
}

/** A group for each state, those that came back by the reason; under it its people and what mends it. */
function render(
  context: Context,
  stories: readonly Story[],
  unreachable: number,
  timeZone: string,
): string[] {
  const { text, out, language } = context;
  const words = text.story;
  const { number } = createFormats(language, timeZone);
  const groups = new Map<string, Story[]>();
  for (const story of stories.toSorted((a, b) => rank(a) - rank(b))) {
    const { state, evidence } = story.booking.confirmation ?? {};
    const kind = `${state} ${evidence === 'outdated' ? evidence : (story.reason ?? '')}`;
    groups.set(kind, [...(groups.get(kind) ?? []), story]);
  }
  const lines = [...groups.values()].flatMap((group) => renderGroup(context, group, timeZone));
  if (lines.length === 0) lines.push(out.style.good(text.mail.nobodyMissing), '');
  if (unreachable > 0) {
    lines.push(out.style.strong(words.unreachable(number(unreachable))));
    lines.push(out.style.warn(`→ ${words.todo.none_possible}`), '');
  }
  return lines.slice(0, -1);
}

function rank({ booking }: Story): number {
  return order.indexOf(booking.confirmation?.state ?? 'delivered');
}

function renderGroup(context: Context, group: readonly Story[], timeZone: string): string[] {
  const { text, out, language } = context;
  const words = text.story;
  const { number } = createFormats(language, timeZone);
  const [first] = group;
  if (!first?.booking.confirmation) return [];
  const { state, evidence } = first.booking.confirmation;
  const reason = first.reason ?? 'other';
  const count = number(group.length);
  const isBounced = state === 'bounced';
  const whole = (): string =>
    state === 'bounced'
      ? words.groups.bounced(count, text.evidence.reasons[reason])
      : words.groups[state](count);
  const title = evidence === 'outdated' ? words.outdated(count) : whole();
  const how = isBounced ? words.todoBounced[reason] : words.todo[state];
  const todo = how === '' ? [] : wrap(`→ ${how}`, out.columns, '  ').map(out.style.warn);
  const people = group.flatMap((story) => renderStory(context, story, timeZone));
  return [out.style.strong(title), ...people, ...todo, ''];
}

function renderStory(context: Context, { booking, events }: Story, timeZone: string): string[] {
  const { out } = context;
  const { reference, person } = booking;
  const who = [reference, fullName(person), person.email].filter(
    (part) => part !== null && part !== '',
  );
  const told = events.map((event) => describeEvent(context, event, timeZone)).join('; ');
  return [
    who.join('  '),
    ...wrap(told, out.columns - 4, '').map((line) => out.style.faint(`    ${line}`)),
  ];
}

function describeEvent({ text, language }: Context, event: StoryEvent, timeZone: string): string {
  const { moment } = createFormats(language, timeZone);
  const words = text.story;
  const named = (line: string, mail: 'confirmation' | 'change' | 'cancellation'): string =>
    mail === 'confirmation' ? line : words.named(text.history.kinds[mail], line);
  switch (event.what) {
    case 'promised':
      return event.at === null ? words.promisedSometime : words.promised(moment(event.at));
    case 'portal_sent':
      return event.at === null ? words.portalSentSometime : words.portal_sent(moment(event.at));
    case 'portal_not_sent':
      return words.portal_not_sent;
    case 'prepared':
    case 'withdrawn':
      return named(words[event.what](moment(event.at)), event.mail);
    case 'delivered':
    case 'deferred':
      return words[event.what](moment(event.at));
    case 'attempt': {
      if (event.folder) return named(words.folder(moment(event.at)), event.mail);
      const outcome = text.history.outcomes[event.outcome ?? 'underWay'];
      const said = [event.code, event.words].filter((part) => part !== null && part !== '');
      const quote =
        event.outcome === 'failed' && said.length > 0 ? words.quoted(said.join(' ')) : '';
      return named(words.attempt(moment(event.at), outcome, event.count) + quote, event.mail);
    }
    case 'bounced': {
      const reason = text.evidence.reasons[event.reason ?? 'other'];
      const quote = event.reason === 'other' && event.words !== '' ? words.quoted(event.words) : '';
      return words.bounced(moment(event.at), reason) + quote;
    }
    default:
      return event satisfies never;
  }
}

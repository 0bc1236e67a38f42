import type { FailureFacts } from '../../failure.ts';
import type { Failures } from './failures.ts';

/** The refusals about contingents, slots and seats. */
type SeatFailures = Pick<
  Failures,
  | 'contingent_unknown'
  | 'contingent_ambiguous'
  | 'contingent_exists'
  | 'contingent_closed'
  | 'contingent_booked'
  | 'standby_gated'
  | 'channel_reserved'
  | 'slot_unknown'
  | 'slot_ambiguous'
  | 'window_unknown'
  | 'window_outside'
  | 'window_off_campaign'
  | 'window_empty'
  | 'window_uneven'
  | 'sold_out'
  | 'seats_bound'
  | 'seats_held'
  | 'seats_not_free'
  | 'nothing_to_release'
  | 'release_into_itself'
  | 'release_unknown'
  | 'release_undone'
  | 'release_booked'
  | 'person_missing'
  | 'booking_cancelled'
>;

const maybe = (near: string | null): string => (near === null ? '' : ` Did you mean “${near}”?`);
const list = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');
const seats = (count: number): string => (count === 1 ? 'one seat' : `${count} seats`);
const channelNames = { portal: 'the portal', phone: 'the phone', onsite: 'on site' };

const closedStates: Record<
  FailureFacts['contingent_closed']['state'],
  (opens: string | null) => string
> = {
  scheduled: (opens) => `is not open yet${opens === null ? '' : `; it opens on ${opens}`}`,
  held: () => 'is held back',
  closed: () => 'is closed',
};

export const seatFailures: SeatFailures = {
  contingent_unknown: ({ name, nearest }) => ({
    message: `There is no contingent “${name}”.${maybe(nearest)}`,
    hint: '“slotdesk contingent list” shows all.',
  }),
  contingent_ambiguous: ({ name, candidates }) => ({
    message: `“${name}” could be ${list(candidates)}.`,
    hint: 'Write the whole name.',
  }),
  contingent_exists: ({ name }) => ({
    message: `There is a contingent “${name}” already.`,
    hint: 'Choose another name, or see “slotdesk contingent list”.',
  }),
  contingent_closed: ({ name, state, opens_at }) => ({
    message: `“${name}” ${closedStates[state](opens_at)}.`,
    hint: `Choose another contingent, or open it now: slotdesk contingent open "${name}"`,
  }),
  contingent_booked: ({ name, bound }) => ({
    message: `“${name}” cannot be closed: ${seats(bound)} of it ${bound === 1 ? 'is' : 'are'} bound.`,
    hint: `To let nobody else in: slotdesk contingent hold "${name}". To close it, cancel or rebook them first.`,
  }),
  standby_gated: ({ name, free }) => ({
    message: `“${name}” is for standbys, and ${seats(free)} of the regular contingents ${free === 1 ? 'is' : 'are'} still free.`,
    hint: `It opens once those are gone, or at once with: slotdesk contingent open "${name}" --override --why "…"`,
  }),
  channel_reserved: ({ name, channel, channels }) => ({
    message: `“${name}” is reserved for ${channels.map((one) => channelNames[one]).join(', ')}; this booking comes by ${channelNames[channel]}.`,
    hint: `Choose another contingent, or give its leftovers away: slotdesk contingent release "${name}" --into …`,
  }),
  slot_unknown: ({ slot }) => ({
    message: `There is no slot “${slot}” here.`,
    hint: '“slotdesk slot list” shows all with their numbers.',
  }),
  slot_ambiguous: ({ slot, candidates }) => ({
    message: `“${slot}” could be slot ${candidates.join(', ')}.`,
    hint: 'Give its number, or the contingent with --contingent.',
  }),
  window_unknown: ({ value, nearest }) => ({
    message: `No window begins at ${value}. The nearest begins at ${nearest}.`,
    hint: '“slotdesk slot list” shows all windows.',
  }),
  window_outside: ({ value, from, to }) => ({
    message: `${value} is outside the campaign, whose windows lie between ${from} and ${to}.`,
    hint: 'Choose a window within these hours; give the date if it is another day.',
  }),
  window_off_campaign: ({ value, from, to }) => ({
    message: `A window at ${value} would be outside the campaign, which runs from ${from} to ${to}.`,
    hint: 'Check the date. A longer campaign: slotdesk config set campaign.last-date DATE',
  }),
  window_empty: ({ from, to }) => ({
    message: `The windows would end (${to}) before they begin (${from}).`,
    hint: 'Give --to a later time than --from; add the date if it is another day.',
  }),
  window_uneven: ({ from, to, every }) => ({
    message: `From ${from} to ${to} cannot be cut into windows of ${every}: the last would be shorter.`,
    hint: 'Change --to or --every.',
  }),
  sold_out: ({ contingent, window, near }) => ({
    message: `Sold out: no seat is free${window === null ? '' : ` at ${window}`}${contingent === null ? '' : ` in “${contingent}”`}.`,
    hint:
      near.length === 0
        ? 'What is free elsewhere: slotdesk slot list --free'
        : `The nearest free windows: ${near.join(', ')}`,
  }),
  seats_held: ({ slot, contingent, capacity, bound, held }) => ({
    message: `Slot ${slot} (${contingent}) cannot have ${seats(capacity)}: ${bound} of it are bound, and ${held} held by a clerk whose form is open.`,
    hint: 'A held seat is booked or free again within ten minutes; then try again.',
  }),
  seats_bound: ({ slot, contingent, capacity, bound }) => ({
    message: `Slot ${slot} (${contingent}) cannot have ${seats(capacity)}: ${bound} of it are bound.`,
    hint: `At least ${bound} must stay. To have fewer, cancel or rebook first: slotdesk slot show ${slot}`,
  }),
  seats_not_free: ({ names, wanted, free }) => ({
    message: `${list(names)}: ${seats(wanted)} were to be released, but only ${free} ${free === 1 ? 'is' : 'are'} free there.`,
    hint: `Take --seats ${free}, or leave --seats away to release all that is free.`,
  }),
  nothing_to_release: ({ names }) => ({
    message: `${list(names)}: no seat is free that could be released.`,
    hint: 'What is free where: slotdesk contingent list',
  }),
  release_into_itself: ({ names }) => ({
    message: `${list(names)}: seats cannot go where they are already.`,
    hint: 'Name another contingent with --into, or --anytime for its slot without a time of day.',
  }),
  release_unknown: ({ number }) => ({
    message: `There is no release ${number}.`,
    hint: 'Its number was shown when the seats were released.',
  }),
  release_undone: ({ number, by }) => ({
    message: `Release ${number} was taken back already, by release ${by}.`,
    hint: `To release the same seats again: slotdesk contingent release --undo ${by}`,
  }),
  release_booked: ({ number, seats: all, missing }) => ({
    message: `Release ${number} cannot be taken back: ${missing} of its ${seats(all)} ${missing === 1 ? 'has' : 'have'} been booked or moved since.`,
    hint: `Take back what is still free: slotdesk contingent release … --into … --seats ${Math.max(0, all - missing)}`,
  }),
  person_missing: () => ({
    message: 'Nobody is named.',
    hint: 'Give at least --family-name.',
  }),
  booking_cancelled: ({ reference }) => ({
    message: `The booking ${reference} is cancelled already.`,
    hint: `See it: slotdesk booking show ${reference}`,
  }),
};

const dryRun = 'only show what would happen; changes nothing';
const name = 'the contingent';
const slot = 'its number, or the time it begins, e.g. 09:15, or anytime';
const inContingent = 'the contingent, where a time could mean several slots';

/** The commands about contingents, slots and seats. */
export const seatCommands = {
  'contingent add': {
    summary: 'Add a contingent, its seats spread evenly over its windows',
    arguments: { name: 'what it is called' },
    options: {
      seats: 'how many seats it has',
      opensAt: 'its release time, e.g. "2021-06-14 08:00" (default: open at once)',
      hold: 'hold it back until staff open it',
      standby: 'for standbys: opened only once the regular seats are gone',
      channel: 'reserve it for portal, phone or onsite (may be repeated)',
      from: 'when its first window begins, e.g. 07:00 on the day of the campaign',
      to: 'when its last window ends, e.g. 14:00',
      every: 'how long a window is: 5m, 15m, 1h',
      date: 'on this day instead of that of the campaign; for several days, repeat it',
      anytime: 'one slot without a time of day, instead of windows',
    },
    examples: [
      'slotdesk contingent add "8 a.m." --seats 625 --opens-at "2021-06-14 08:00" --from 07:00 --to 14:00 --every 15m',
      'slotdesk contingent add Weekend --seats 400 --date 2021-06-26 --date 2021-06-27 --from 09:00 --to 17:00 --every 1h',
      'slotdesk contingent add Standby --seats 800 --standby --hold --anytime',
    ],
  },
  'contingent list': {
    summary: 'List the contingents: state, seats, what is free',
    examples: ['slotdesk contingent list'],
  },
  'contingent show': {
    summary: 'Show one contingent with its windows',
    arguments: { name },
    examples: ['slotdesk contingent show "8 a.m."'],
  },
  'contingent open': {
    summary: 'Open a contingent now, regardless of its release time',
    arguments: { name },
    options: {
      at: 'give it this release time instead of opening it now',
      channel: 'reserve it for portal, phone or onsite from now on (may be repeated)',
      override: 'open a standby contingent although regular seats are still free',
      why: 'why; is kept with the contingent',
    },
    examples: [
      'slotdesk contingent open "11 a.m."',
      'slotdesk contingent open "2 p.m." --at "2021-06-15 14:00"',
      'slotdesk contingent open Standby --override --why "decided by the crisis team"',
    ],
  },
  'contingent hold': {
    summary: 'Hold a contingent back until it is opened by hand; its bookings stay',
    arguments: { name },
    options: {
      channel: 'reserve it for portal, phone or onsite from now on (may be repeated)',
    },
    examples: ['slotdesk contingent hold "5 p.m."'],
  },
  'contingent close': {
    summary: 'Close a contingent nobody is booked into',
    arguments: { name },
    examples: ['slotdesk contingent close "5 p.m."'],
  },
  'contingent release': {
    summary:
      'Release leftovers: to another contingent, into an anytime slot, or to everyone where they are',
    arguments: { name: 'the contingents whose free seats are released' },
    options: {
      into: 'the contingent they go to, into the same windows; missing ones are added',
      anytime: 'into the slot without a time of day, of --into or of their own contingent',
      seats: 'only so many, taken evenly from the windows (default: all that are free)',
      atSlot: 'only from the window that begins then, e.g. 09:15 (may be repeated)',
      undo: 'take this release back, seat for seat',
      dryRun,
    },
    examples: [
      'slotdesk contingent release "8 a.m." "11 a.m." --into Leftovers --dry-run',
      'slotdesk contingent release Portal --into Phone --seats 40',
      'slotdesk contingent release "5 p.m." --anytime',
      'slotdesk contingent release Phone',
      'slotdesk contingent release --undo 3',
    ],
  },
  'slot list': {
    summary: 'List the slots: bound, free and overbooked seats of each window',
    options: {
      contingent: 'only those of this contingent',
      free: 'only those with a free seat',
      overbooked: 'only those with more bindings than seats',
    },
    examples: ['slotdesk slot list --contingent "8 a.m."', 'slotdesk slot list --free'],
  },
  'slot show': {
    summary: 'Show one slot',
    arguments: { slot },
    options: { contingent: inContingent },
    examples: ['slotdesk slot show 12', 'slotdesk slot show 09:15 --contingent "8 a.m."'],
  },
  'slot resize': {
    summary: 'Give a slot more or fewer seats; never fewer than are bound',
    arguments: { slot },
    options: { capacity: 'how many seats it has from now on', contingent: inContingent, dryRun },
    examples: ['slotdesk slot resize 12 --capacity 24'],
  },
  'booking add': {
    summary: 'Book a seat for a person',
    options: {
      givenName: 'given name',
      familyName: 'family name',
      birthDate: 'date of birth, e.g. 1958-03-21 or 21.3.1958',
      email: 'e-mail address, if there is one',
      phone: 'phone number',
      street: 'street and house number',
      postalCode: 'postal code',
      city: 'town',
      slot: 'the slot: its number, the time it begins, or anytime (default: the first that is free)',
      contingent: 'the contingent (default: the first open one with a free seat)',
      channel: 'how the booking came: portal, phone or onsite (default: phone)',
      note: 'a note',
    },
    examples: [
      'slotdesk booking add --given-name Erika --family-name Muster --phone "06232 000000" --slot 09:15',
      'slotdesk booking add --family-name Muster --contingent Phone',
    ],
  },
  'booking cancel': {
    summary:
      'Cancel bookings; each seat returns to its contingent, or to contingents.cancelled-seats-to',
    arguments: { reference: 'their references' },
    options: {
      reason: 'why: citizen, staff or duplicate',
      notify: 'queue a mail that says so, and takes the appointment out of the calendar',
      dryRun,
    },
    examples: [
      'slotdesk booking cancel K7QX-9F2M --reason citizen',
      'slotdesk booking cancel K7QX-9F2M --reason staff --notify',
      'slotdesk config set contingents.cancelled-seats-to Leftovers',
    ],
  },
};

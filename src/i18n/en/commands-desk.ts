const dryRun = 'only show what would happen; changes nothing';
const reference = 'its reference, e.g. K7QX-9F2M';

/** The commands about one booking, for whoever has its caller on the line. */
export const deskCommands = {
  'booking search': {
    summary: 'Find bookings by name, reference, phone, birth date, e-mail, or part of them',
    arguments: { text: 'what is known of them, in any order: Mueller 3.4.61' },
    options: {
      limit: 'at most so many (default: 20)',
      rebuild: 'make the search index anew first; needs no text',
    },
    examples: [
      'slotdesk booking search Mueller',
      'slotdesk booking search Miller 3.4.61',
      'slotdesk booking search "06232 123456" --limit 5',
    ],
  },
  'booking edit': {
    summary: 'Correct fields of a booking; shows what stood there and what stands there now',
    arguments: { reference },
    options: {
      note: 'the whole note; "" takes it away, as with every field',
      notify: 'queue the confirmation, if it is missing now: to a new address, say',
      dryRun,
    },
    examples: [
      'slotdesk booking edit K7QX-9F2M --email erika@muster.example',
      'slotdesk booking edit K7QX-9F2M --birth-date 3.4.1961 --phone "" --dry-run',
    ],
  },
  'booking rebook': {
    summary: 'Move a booking to another slot; its old seat becomes free',
    arguments: { reference },
    options: {
      to: 'the slot: its number, the time it begins, or anytime',
      contingent: 'the contingent (default: its own, else the first open one with a free seat)',
      channel: 'how it was asked for: portal, phone or onsite (default: phone)',
      notify: 'queue a mail that tells the new appointment',
      dryRun,
    },
    examples: [
      'slotdesk booking rebook K7QX-9F2M --to 10:30 --notify',
      'slotdesk booking rebook K7QX-9F2M --to 10:30 --contingent Phone --dry-run',
    ],
  },
  'booking note': {
    summary: 'Add a line to the note of a booking',
    arguments: { reference, text: 'the line' },
    examples: ['slotdesk booking note K7QX-9F2M "needs a wheelchair"'],
  },
};

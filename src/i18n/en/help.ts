export const help = {
  description:
    'Puts a booking campaign back in order: slots, bookings, missing confirmation mails.',
  /** commander's headings, translated by their English form. */
  titles: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Global Options:': 'Global options:',
    'Commands:': 'Commands:',
  },
  placeholders: { command: 'command', options: 'options' },
  examples: 'Examples:',
  options: {
    db: 'the campaign file (SLOTDESK_DB; default: slotdesk.db in this folder)',
    lang: 'language of the output (SLOTDESK_LANG; default: that of the system)',
    json: 'exactly one JSON document on standard output',
    actor: 'who acts, for the audit log (SLOTDESK_ACTOR; default: the system user)',
    yes: 'answer yes to confirmations',
    quiet: 'no progress, no remarks',
    noColor: 'no colours (also NO_COLOR)',
    version: 'print the version',
    help: 'show this help',
    helpCommand: 'show the help of a command',
  },
};

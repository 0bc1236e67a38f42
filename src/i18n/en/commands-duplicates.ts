const dryRun = 'only show what would happen; changes nothing';
const id = 'the number of the case';

/** The commands about bookings that are probably one person's. */
export const duplicateCommands = {
  'duplicate find': {
    summary: 'Look for bookings that are probably one person’s',
    options: {
      minProbability: 'make no case of what is less probable (default: duplicates.min-probability)',
    },
    examples: ['slotdesk duplicate find', 'slotdesk duplicate find --min-probability 0.5'],
  },
  'duplicate list': {
    summary: 'List the cases, those first whose decision frees what is in demand',
    options: {
      state: 'only those: open, dismissed, resolved, stale (default: open)',
      limit: 'at most so many',
    },
    examples: ['slotdesk duplicate list', 'slotdesk duplicate list --state resolved,dismissed'],
  },
  'duplicate show': {
    summary: 'Show a case: its bookings side by side, what speaks for one person and what against',
    arguments: { case: id },
    examples: ['slotdesk duplicate show 12'],
  },
  'duplicate review': {
    summary: 'Decide case by case: one screen and one key each',
    options: {
      plain: 'line by line instead of screens: each decision is a letter and Enter',
      minProbability: 'only cases at least so probable',
      maxProbability: 'only cases at most so probable',
    },
    examples: ['slotdesk duplicate review', 'slotdesk duplicate review --plain'],
  },
  'duplicate resolve': {
    summary: 'Keep one booking of a case and cancel the others, for being duplicates',
    arguments: { case: id },
    options: {
      keep: 'the reference of the booking that is kept',
      auto: 'all open cases that are ready to be resolved, each keeps what is suggested',
      minProbability: 'with --auto: only cases at least so probable',
      notify: 'queue a mail about each cancelled booking',
      dryRun,
    },
    examples: [
      'slotdesk duplicate resolve 12 --keep K7QX-9F2M',
      'slotdesk duplicate resolve --auto --min-probability 0.99 --dry-run',
    ],
  },
  'duplicate ask': {
    summary: 'Queue one mail a person that lists the bookings and asks which are not needed',
    arguments: { case: 'only these cases; without any, all that are sure enough, of one mailbox' },
    options: { minProbability: 'only cases at least so probable (default: 0.9)', dryRun },
    examples: ['slotdesk duplicate ask --dry-run', 'slotdesk duplicate ask 12 15'],
  },
  'duplicate dismiss': {
    summary: 'Decide that the bookings of a case are different people’s',
    arguments: {
      case: id,
      reference: 'only these bookings of it are somebody else’s than the rest',
    },
    options: { why: 'why; is kept with the case' },
    examples: [
      'slotdesk duplicate dismiss 12 --why "twins, asked on the phone"',
      'slotdesk duplicate dismiss 12 K7QX-9F2M --why "his father"',
    ],
  },
  'duplicate undo': {
    summary: 'Take decisions back; cancelled bookings get their seats again if these are free',
    arguments: { case: 'the numbers of the cases' },
    options: { dryRun },
    examples: ['slotdesk duplicate undo 12'],
  },
  'duplicate export': {
    summary: 'Write the cases to a spreadsheet, for a second pair of eyes',
    options: {
      output: 'the file; without it, standard output',
      state: 'only those: open, dismissed, resolved, stale (default: open)',
    },
    examples: ['slotdesk duplicate export -o cases.csv'],
  },
};

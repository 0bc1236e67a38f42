import { counted } from '../counted.ts';
const cases = (count: number, number: string): string =>
  count === 1 ? 'one case' : `${number} cases`;

export const duplicates = {
  case: 'Case',
  state: 'State',
  states: { open: 'open', dismissed: 'dismissed', resolved: 'resolved', stale: 'out of date' },
  kinds: { propose: 'ready to resolve', review: 'a person decides' },
  probability: 'Probability',
  percent: (figure: string) => `${figure} %`,
  decimal: '.',
  bookings: 'Bookings',
  frees: 'Frees',
  who: 'Who',
  reasons: 'Why',
  find: {
    reading: (number: string) => `Reading ${counted(number, 'booking', 'bookings')} …`,
    comparing: (number: string) => `Comparing ${counted(number, 'booking', 'bookings')} …`,
    storing: 'Storing the cases …',
    done: (bookings: string, count: number, number: string) =>
      `Binding bookings: ${bookings}; ${count === 0 ? 'no case' : cases(count, number)} open.`,
    compared: (pairs: string) => `${counted(pairs, 'pair', 'pairs')} compared.`,
    unchanged: 'Nothing has changed since the last search; nothing was compared again.',
    figures: (created: string, reopened: string, stale: string) =>
      `New: ${created}, reopened: ${reopened}, out of date: ${stale}.`,
    moved: (number: string) => `Changed by others meanwhile, left for the next search: ${number}.`,
    oversize: (number: string) =>
      `Too many bookings say the same to compare all with all; groups cut up: ${number}.`,
    next: (command: string) => `Next: ${command}`,
  },
  none: 'No such case.',
  neverSearched: 'Nobody has looked for them yet: slotdesk duplicate find',
  due: 'Bookings came or changed since the last search: slotdesk duplicate find',
  count: cases,
  more: (number: string) => `and ${number} more`,
  keepReasons: {
    admitted: 'is admitted already',
    binding: 'is no standby place',
    earliest: 'was booked first',
    first: 'came into the file first',
    only: 'is the only binding one',
  },
  suggestion: (reference: string, reason: string) => `Keep ${reference}: it ${reason}.`,
  kept: (reference: string) => `Kept: ${reference}`,
  cancelledHere: 'cancelled for this case',
  title: (id: number, state: string, kind: string) => `Case ${id}: ${state}, ${kind}`,
  samePerson: (percent: string) => `One person with a probability of ${percent}`,
  differsMark: 'Marked with ≠: differs between the bookings.',
  decided: (state: string, who: string, when: string) => `${state} by ${who}, ${when}`,
  why: 'Why',
  givenName: 'Given name',
  familyName: 'Family name',
  street: 'Street',
  place: 'Town',
  contingent: 'Contingent',
  evidenceOf: (a: string, b: string, percent: string) => `${a} and ${b}: ${percent}`,
  evidence: 'What was compared',
  weight: 'What it says',
  weights: {
    strongFor: 'strongly for one person',
    for: 'for one person',
    little: 'says little',
    against: 'against it',
    strongAgainst: 'strongly against it',
  },
  objections: {
    twins:
      'Twins, perhaps: one date of birth, and two given names that siblings bear. Only a person can tell.',
    two_names: 'Two given names that both exist: two people.',
    generations: 'Dates of birth a generation apart: perhaps parent and child.',
    decades:
      'Parent and child, perhaps, or one digit mistyped: dates of birth a generation apart. Only a person can tell.',
    namesakes: 'There is nothing to compare but the names, which several people may bear.',
    decided: 'Somebody has decided: different people.',
  },
  noEvidence: 'Nothing is kept of the evidence.',
  others: (number: string) => `and ${counted(number, 'more pair', 'more pairs')} (with --json)`,
  levels: {
    givenName: {
      exact: 'same given name',
      part: 'one of several given names is the same',
      initial: 'one given name is the initial of the other',
      short_form: 'one given name is short for the other',
      slip: 'given names differ by a slip of the pen',
      look_alike: 'given names look alike, but both exist',
      fuzzy: 'given names are similar',
      different: 'different given names',
      swapped: 'given name and family name are swapped',
    },
    familyName: {
      exact: 'same family name',
      part: 'one part of a double name is the same',
      slip: 'family names differ by a slip of the pen',
      fuzzy: 'family names are similar',
      different: 'different family names',
      swapped: 'family name and given name are swapped',
    },
    birthDate: {
      exact: 'same date of birth',
      slip: 'dates of birth differ by one slip',
      two_parts: 'two parts of the date of birth are the same',
      same_year: 'same year of birth, another day',
      different: 'different dates of birth',
    },
    email: {
      exact: 'same e-mail address',
      same_box: 'same mailbox name at another provider',
      slip: 'e-mail addresses differ by a slip of the pen',
      different: 'different e-mail addresses',
    },
    phone: {
      exact: 'same phone number',
      slip: 'phone numbers differ by one slip',
      different: 'different phone numbers',
    },
    address: {
      exact: 'same address',
      close: 'nearly the same address',
      same_street: 'same street, another number',
      same_number: 'same house number in another street',
      different: 'different addresses',
    },
    place: {
      exact: 'same postal code and town',
      close: 'same town, postal codes differ by one slip',
      postal_code: 'same postal code',
      city: 'same town',
      near: 'postal codes differ by one slip',
      different: 'different towns',
    },
  } as Record<string, Record<string, string>>,
  dismissed: (id: number) => `Case ${id} dismissed: these are different people.`,
  apart: (id: number) => `Case ${id} dismissed: the named bookings are somebody else’s.`,
  apartNext: 'Whether the rest is one person’s: slotdesk duplicate find',
  stays: 'It stays so until what one of the bookings says of the person changes.',
  undo: (command: string) => `To take it back: ${command}`,
  asked: {
    leaving:
      'The question which booking is not needed is being sent at this moment and may still arrive: call the person.',
    sent: 'The question which booking is not needed has been sent already: call the person if need be.',
  },
  resolve: {
    title: (count: number, number: string) =>
      `One booking of ${cases(count, number)} is kept, the others are cancelled:`,
    total: (bookings: string) => `Bookings cancelled, their seats free again: ${bookings}`,
    owed: (number: string) =>
      `Of these seats, owed to other promises of an overbooked window: ${number}`,
    skipped: (id: number, reference: string, other: number) =>
      `Case ${id} is left out: ${reference} was kept for case ${other}.`,
    ask: 'Cancel these bookings?',
    done: (id: number, kept: string, cancelled: string) =>
      `Case ${id} resolved: ${kept} is kept, ${cancelled} cancelled.`,
    nothing: 'No open case is ready to resolve at this probability.',
    dryRun: 'Dry run: nothing was changed.',
  },
  undone: {
    dismissed: (id: number, state: string) => `Case ${id} is ${state} again.`,
    resolved: (id: number, state: string, references: string) =>
      `Case ${id} is ${state} again; binding again: ${references}.`,
    nothingRestored: (id: number, state: string) =>
      `Case ${id} is ${state} again; no booking had to be restored.`,
    stale: 'A booking has changed since: slotdesk duplicate find',
  },
  ask: {
    agree: (count: number, number: string) =>
      count === 1
        ? 'Queue one mail that asks which bookings are not needed?'
        : `Queue ${number} mails, one a person, that ask which bookings are not needed?`,
    answers: 'Who answers is marked with: slotdesk duplicate resolve CASE --keep REFERENCE',
    nobody: 'There is nobody to ask.',
    silent: {
      unsure: (count: string) => `Not asked, because a person must decide first: ${count}`,
      other_address: (count: string) =>
        `Not asked, because the bookings name different mailboxes (name the case to ask all the same): ${count}`,
      asked_already: (count: string) => `Not asked, because another case asks them: ${count}`,
    },
  },
  exported: (file: string, number: string) => `Lines written to ${file}: ${number}`,
  columns: {
    suggestion: 'Suggestion',
    keep: 'keep',
    cancel: 'cancel',
    for: 'For one person',
    against: 'Against',
    decision: 'Decision (same / different)',
    remark: 'Remark',
  },
  review: {
    progress: (at: string, of: string, left: string) => `Case ${at} of ${of}, ${left} undecided`,
    keys: {
      same: 's same person',
      different: 'd different people',
      later: 'l later',
      back: 'b back',
      undo: 'u undo',
      quit: 'q quit',
    },
    sameDoes: (kept: string, cancelled: string) => `s keeps ${kept} and cancels ${cancelled}`,
    other: 'A number keeps that booking instead.',
    prompt: 'Decision',
    saidSame: (id: number, kept: string) => `Case ${id}: the same person; ${kept} is kept.`,
    saidDifferent: (id: number) => `Case ${id}: different people.`,
    saidLater: (id: number) => `Case ${id}: later.`,
    saidUndo: (id: number) => `Case ${id} is undecided again.`,
    nothingToUndo: 'There is nothing to undo.',
    unknownKey: 'That key means nothing here.',
    finished: 'No case is left.',
    summary: (same: string, different: string, left: string) =>
      `Same person: ${same}, different people: ${different}, left for later: ${left}.`,
    stored: 'Every decision is stored.',
  },
};

import { counted } from '../counted.ts';
export const overview = {
  asOf: (moment: string) => `As of ${moment}`,
  seats: 'Seats',
  seatsLine: (total: string, bound: string, free: string) =>
    `${total} in all, ${bound} bound, ${free} free`,
  overbooked: (count: string) => `${count} overbooked`,
  held: (count: string) => `${count} held for open forms`,
  bookings: 'Bookings',
  bookingsLine: (binding: string, cancelled: string) =>
    `${binding} binding, ${cancelled} cancelled`,
  outsideArea: (count: string) => `${count} from outside the area`,
  confirmations: 'Confirmations',
  noConfirmations: 'none needed yet',
  todo: 'What needs a hand',
  allDone: 'Nothing needs a hand.',
  todos: {
    noContingent: 'There are no seats yet.',
    noBooking: 'There are no bookings yet.',
    missing: (count: string) => `Missing confirmations: ${count}`,
    queued: (count: string) => `Mails waiting to be sent: ${count}`,
    otherMails: (count: string) => `Other mails waiting: ${count}`,
    uncertain: (count: string) => `Mails of uncertain fate: ${count}`,
    failed: (count: string) => `Failed or returned mails: ${count}`,
    noAddress: (count: string) => `To be written to or called: ${count}`,
    overbooked: (count: string) => `Bookings beyond the seats: ${count}`,
    outsideArea: (count: string) => `From outside the area: ${count}`,
    duplicates: (count: string) => `Probable duplicates: ${count}`,
    neverSearched: 'Nobody has looked for duplicates yet.',
    searchDue: 'New since the last look for duplicates.',
  },
  check: 'Check',
  finding: 'Finding',
  checks: {
    file: 'Campaign file',
    schema: 'Schema',
    integrity: 'Integrity',
    seats: 'Seat accounts',
    tallies: 'Kept counts',
    confirmations: 'Confirmation states',
    search: 'Search index',
    audit: 'Audit log',
    relay: 'Relay',
  },
  ok: 'in order',
  findings: {
    readable_by_others: (file: string) => `other users can read it: chmod 600 ${file}`,
    not_writable: (file: string) => `this user cannot write to ${file}: check owner and rights`,
    older_schema: (version: number, known: number) =>
      `schema ${version}, this program has ${known}; the next writing command migrates it`,
    damaged: (detail: string) => `damaged: ${detail}`,
    slot_account: (slot: number, kept: number, found: number) =>
      `slot ${slot}: the account says ${counted(kept, 'booking', 'bookings')}, counted ${found}`,
    seat_sum: (expected: number, found: number) =>
      `${counted(expected, 'seat was', 'seats were')} added, resized and imported, but counted ${found}`,
    slot_overbooked: (slot: number, overbooked: number, promises: number) =>
      `slot ${slot} is overbooked by ${overbooked}, but only ${promises} of its bookings are promises made elsewhere`,
    slot_held: (slot: number, kept: number, found: number) =>
      `slot ${slot}: the account says ${counted(kept, 'held seat', 'held seats')}, counted ${found}`,
    tally: (name: string, kept: number, found: number) => `${name}: kept ${kept}, counted ${found}`,
    confirmation: (count: number) =>
      `${counted(count, 'state differs', 'states differ')} from what the evidence says`,
    search_index: (missing: number, stray: number) =>
      `${counted(missing, 'booking is', 'bookings are')} missing, ${counted(stray, 'row belongs', 'rows belong')} to none: slotdesk booking search --rebuild`,
    audit_line: (line: number) =>
      `line ${line} does not fit the one before: it was changed or one is missing`,
    relay: (message: string) => message,
  },
  pending: (count: string) => `${counted(count, 'booking waits', 'bookings wait')} to be indexed`,
  entries: (count: string) => `${counted(count, 'entry', 'entries')}, unbroken`,
  relayOk: (relay: string) => `${relay} answers`,
};

export const bookings = {
  reference: 'Reference',
  spoken: 'Read out',
  state: 'State',
  states: { binding: 'binding', cancelled: 'cancelled' },
  reasons: {
    citizen: 'by the citizen',
    staff: 'by staff',
    duplicate: 'as a duplicate',
    portal: 'by the portal',
  },
  channel: 'Channel',
  channels: { portal: 'portal', phone: 'phone', onsite: 'on site' },
  name: 'Name',
  birthDate: 'Born',
  email: 'E-mail',
  phone: 'Phone',
  address: 'Address',
  contingent: 'Contingent',
  slot: 'Slot',
  anytime: 'any time',
  confirmation: 'Confirmation',
  bookedAt: 'Booked',
  externalId: 'Portal’s number',
  note: 'Note',
  outsideArea: 'from outside the entitled area',
  holds: (name: string, reference: string, when: string) =>
    `${name} already holds ${reference}, ${when}.`,
  askAgain: 'Book all the same?',
  none: 'No booking fits.',
  count: (count: number, number: string) => (count === 1 ? 'One booking' : `${number} bookings`),
  unsettled: (count: number, number: string) =>
    count === 1
      ? 'One confirmation is waiting or uncertain: a file cannot say so, and another campaign would send it. Settle it first: slotdesk mail missing --state uncertain'
      : `${number} confirmations are waiting or uncertain: a file cannot say so, and another campaign would send them. Settle them first: slotdesk mail missing --state uncertain`,
  exported: (count: number, number: string, file: string) =>
    `${count === 1 ? 'One booking' : `${number} bookings`} written to ${file}, readable by you alone.`,
  cancelled: (reference: string) => `Cancelled ${reference}.`,
  wouldCancel: (reference: string) => `Would cancel ${reference}.`,
  seatTo: (contingent: string, slot: string) => `Its seat is free in ${contingent} (slot ${slot}).`,
  seatOwed: 'Its seat is owed to another promise of this overbooked window.',
  askCancel: (count: string) => `Cancel these ${count} bookings?`,
  dryRun: 'Dry run: nothing was changed.',
};

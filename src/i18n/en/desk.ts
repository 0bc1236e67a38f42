import { counted } from '../counted.ts';
/** What is done with one booking: finding, correcting, rebooking it, a note. */
export const desk = {
  search: {
    more: (count: string) =>
      `The first ${count}; there are more. Type more of the name, or a date.`,
    pending: (count: string) =>
      `${counted(count, 'booking is', 'bookings are')} not in the search index yet and may be missing here. This adds them: slotdesk booking search --rebuild`,
    mistyped: (typed: string) =>
      `“${typed}” looks like a reference, but its check character is wrong. Bookings that share half of it:`,
    building: (count: string) =>
      `Building the search index, ${counted(count, 'booking', 'bookings')} to go …`,
    built: 'The search index is complete.',
  },
  fields: {
    givenName: 'Given name',
    familyName: 'Family name',
    birthDate: 'Born',
    email: 'E-mail',
    phone: 'Phone',
    street: 'Street',
    postalCode: 'Postal code',
    city: 'Town',
    note: 'Note',
  },
  edit: {
    same: (reference: string) => `${reference} says so already; nothing was changed.`,
    nothing: '(nothing)',
    outside: 'This postal code is outside the entitled area.',
  },
  rebook: {
    done: (reference: string) => `Rebooked ${reference}:`,
    would: (reference: string) => `Would rebook ${reference}:`,
    same: (reference: string, slot: string) => `${reference} is there already: ${slot}.`,
  },
  noted: (reference: string) => `The note of ${reference}:`,
  mailMissing: 'The confirmation of this is missing; this sends it:',
};

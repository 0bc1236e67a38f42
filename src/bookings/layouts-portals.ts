import { headers, type Layout } from './layout.ts';

/** alf.io, attendees. Its `Confirmation` is when the reservation was made firm; it says nothing of a mail. */
const alfio: Layout = {
  name: 'alfio',
  signature: [['ReservationID'], ['OriginalPrice'], ['Full Name', 'Last Name']],
  dateOrder: null,
  columns: {
    external_id: ['ID'],
    given_name: ['First Name'],
    family_name: ['Last Name'],
    full_name: ['Full Name'],
    birth_date: ['Date of birth', 'Geburtsdatum'],
    email: ['E-Mail'],
    phone: ['Phone', 'Phone number', 'Telefon'],
    postal_code: ['ZIP', 'ZIP code', 'PLZ'],
    city: ['City', 'Ort'],
    state: ['Status'],
    booked_at: ['Confirmation'],
  },
  states: {
    acquired: 'binding',
    checked_in: 'binding',
    released: 'cancelled',
    invalidated: 'cancelled',
  },
};

/** The appointment desk's overview of one day, saved from a spreadsheet. Its numbers start anew each day. */
const zmsDay: Layout = {
  name: 'zms-day',
  signature: [
    ['Lfd. Nummer'],
    ['Uhrzeit/Ankunftszeit', 'Uhrzeit', 'Ankunftszeit'],
    ['Dienstleistung'],
  ],
  dateOrder: 'dmy',
  columns: {
    full_name: ['Name'],
    email: ['Email', 'E-Mail'],
    phone: ['Telefon'],
    slot_time: ['Uhrzeit/Ankunftszeit', 'Uhrzeit', 'Ankunftszeit'],
    note: ['Anmerkungen'],
  },
  dateInName: true,
};

const hiEvents: Layout = {
  name: 'hi-events',
  signature: [['Check Ins'], ['Product ID'], ['Last Name']],
  dateOrder: null,
  columns: {
    external_id: ['ID'],
    given_name: ['First Name'],
    family_name: ['Last Name'],
    birth_date: ['Date of birth', 'Geburtsdatum'],
    email: ['Email'],
    phone: ['Phone', 'Phone number'],
    state: ['Status'],
    booked_at: ['Created At', 'Created Date'],
  },
  states: { active: 'binding' },
};

/** One row an attendee; the order's number is that of all it was placed for. */
const eventbrite: Layout = {
  name: 'eventbrite',
  signature: [['Order #'], ['Attendee #']],
  dateOrder: null,
  columns: {
    external_id: ['Attendee #'],
    given_name: ['First Name', 'Attendee first name'],
    family_name: ['Last Name', 'Surname', 'Attendee surname'],
    birth_date: ['Birth Date', 'Date of Birth'],
    email: ['Email', 'Attendee email'],
    phone: ['Cell Phone', 'Mobile Phone', 'Home Phone', 'Work Phone', 'Phone'],
    street: ['Home Address 1', 'Shipping Address 1', 'Billing Address 1'],
    postal_code: ['Home Zip', 'Home Postcode', 'Shipping Zip', 'Billing Zip'],
    city: ['Home City', 'Shipping City', 'Billing City'],
    state: ['Attendee Status'],
    booked_at: ['Order Date'],
    note: ['Notes'],
  },
  states: { 'checked in': 'binding', 'not attending': 'cancelled', deleted: 'cancelled' },
  quantity: ['Quantity', 'Ticket Quantity'],
};

/** TYPO3's sf_event_mgt. A registration is binding if it is confirmed and on no waiting list: `1/0`. */
const typo3: Layout = {
  name: 'typo3-events',
  signature: [
    ['event.uid', 'event.title'],
    ['uid', 'registrationDate'],
    ['lastname'],
    ['confirmed', 'waitlist'],
  ],
  dateOrder: 'dmy',
  columns: {
    external_id: ['uid'],
    given_name: ['firstname'],
    family_name: ['lastname'],
    birth_date: ['dateOfBirth'],
    email: ['email'],
    phone: ['phone'],
    street: ['address'],
    postal_code: ['zip'],
    city: ['city'],
    slot_start: ['event.startdate'],
    state: [
      { join: ['confirmed', 'waitlist'], by: '/', blank: '0' },
      { join: ['confirmed'], by: '/', blank: '0' },
      { join: ['waitlist'], by: '/', blank: '0' },
    ],
    booked_at: ['registrationDate'],
    note: ['notes'],
  },
  states: { '1/0': 'binding', 'true/false': 'binding', 'true/0': 'binding' },
  quantity: ['amountOfRegistrations'],
};

const calendly: Layout = {
  name: 'calendly',
  signature: [['Invitee UUID', 'Invitee Email'], ['Event UUID', 'Start Date & Time'], ['Canceled']],
  dateOrder: null,
  columns: {
    external_id: ['Invitee UUID'],
    given_name: ['Invitee First Name'],
    family_name: ['Invitee Last Name'],
    full_name: ['Invitee Name'],
    birth_date: ['Geburtsdatum', 'Date of birth'],
    email: ['Invitee Email'],
    phone: headers('Text Reminder Number | Invitee Phone | Phone number | Telefonnummer'),
    slot_start: ['Start Date & Time'],
    state: ['Canceled'],
    booked_at: ['Event Created Date & Time'],
  },
  // Of `Canceled`.
  states: { false: 'binding', no: 'binding', true: 'cancelled', yes: 'cancelled' },
};

export const portals: readonly Layout[] = [alfio, zmsDay, hiEvents, eventbrite, typo3, calendly];

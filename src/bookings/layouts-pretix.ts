import { headers, type Layout, type Source } from './layout.ts';

const ordered: readonly Source[] = [
  { join: ['Bestelldatum', 'Bestelluhrzeit'], by: ' ' },
  { join: ['Order date', 'Order time'], by: ' ' },
  'Bestelldatum',
  'Order date',
];

/** One row an order. Who pays is who comes: there is no other name in it. */
export const pretixOrders: Layout = {
  name: 'pretix-orders',
  signature: [
    ['Bestellnummer', 'Order code'],
    ['Gesamtbetrag', 'Order total'],
  ],
  dateOrder: null,
  columns: {
    external_id: ['Bestellnummer', 'Order code'],
    given_name: ['Name: Vorname', 'Name: Given name'],
    family_name: ['Name: Nachname', 'Name: Familienname', 'Name: Family name'],
    full_name: ['Name'],
    birth_date: ['Geburtsdatum', 'Date of birth'],
    email: ['E-Mail', 'E-Mail-Adresse', 'Email'],
    phone: ['Telefonnummer', 'Phone number'],
    street: ['Adresse', 'Address'],
    postal_code: ['Postleitzahl', 'ZIP code'],
    city: ['Ort', 'Stadt', 'City'],
    slot_start: ['Beginn', 'Start date'],
    state: ['Status'],
    booked_at: ordered,
  },
};

/** One row a person; the attendee's own columns come first, the order's and the invoice's behind. */
export const pretixPositions: Layout = {
  name: 'pretix-positions',
  signature: [
    ['Bestellnummer', 'Order code'],
    headers('Position | Positionsnummer | Positions-ID | Position ID'),
    headers(
      'Name Teilnehmer*in | Name Teilnehmer*in: Nachname | Name des Teilnehmers',
      'Teilnehmername | Attendee name | Attendee name: Family name',
    ),
  ],
  dateOrder: null,
  columns: {
    external_id: [
      { join: ['Bestellnummer', 'Position'], by: '-' },
      { join: ['Bestellnummer', 'Positionsnummer'], by: '-' },
      { join: ['Bestellnummer', 'Positions-ID'], by: '-' },
      { join: ['Order code', 'Position ID'], by: '-' },
    ],
    given_name: ['Name Teilnehmer*in: Vorname', 'Attendee name: Given name'],
    family_name: [
      'Name Teilnehmer*in: Nachname',
      'Name Teilnehmer*in: Familienname',
      'Attendee name: Family name',
    ],
    full_name: headers(
      'Name Teilnehmer*in | Name des Teilnehmers | Teilnehmername | Attendee name',
    ),
    birth_date: ['Geburtsdatum', 'Date of birth'],
    email: headers(
      'E-Mail Teilnehmer*in | E-Mail des Teilnehmers | Teilnehmer-E-Mail',
      'Attendee email | E-Mail | E-Mail-Adresse | Email',
    ),
    phone: ['Telefonnummer', 'Phone number'],
    street: ['Adresse', 'Address'],
    postal_code: ['Postleitzahl', 'ZIP code'],
    city: ['Stadt', 'Ort', 'City'],
    slot_start: ['Beginn', 'Start date'],
    state: ['Status'],
    booked_at: ordered,
  },
};

/**
 * The list for the door: one row a person, without a number of its own. The order's number alone is
 * that of a whole family, so that the name belongs to the identity.
 */
export const pretixCheckIn: Layout = {
  name: 'pretix-check-in',
  signature: [
    ['Bestellnummer', 'Order code'],
    ['Eingecheckt', 'Checked in'],
    ['Name Teilnehmer*in', 'Teilnehmername', 'Attendee name'],
  ],
  dateOrder: null,
  columns: {
    given_name: ['Name Teilnehmer*in: Vorname', 'Attendee name: Given name'],
    family_name: ['Name Teilnehmer*in: Nachname', 'Attendee name: Family name'],
    full_name: ['Name Teilnehmer*in', 'Teilnehmername', 'Attendee name'],
    birth_date: ['Geburtsdatum', 'Date of birth'],
    email: ['E-Mail Teilnehmer*in', 'Attendee email', 'E-Mail', 'Email'],
    phone: ['Telefonnummer', 'Phone number'],
    street: ['Adresse', 'Address'],
    postal_code: ['Postleitzahl', 'ZIP code'],
    city: ['Stadt', 'Ort', 'City'],
    slot_start: ['Beginn', 'Start date'],
    state: ['Status', 'Bezahlt', 'Paid'],
    booked_at: ordered,
    external_id: [
      { join: ['Bestellnummer', 'Position'], by: '-' },
      { join: ['Bestellnummer', 'Positions-ID'], by: '-' },
      { join: ['Order code', 'Position ID'], by: '-' },
      { join: ['Bestellnummer', 'Name Teilnehmer*in'], by: ' ', shared: true },
      { join: ['Bestellnummer', 'Teilnehmername'], by: ' ', shared: true },
      { join: ['Order code', 'Attendee name'], by: ' ', shared: true },
    ],
  },
  // Of `Bezahlt`: a no is an order still open.
  states: { ja: 'binding', yes: 'binding' },
};

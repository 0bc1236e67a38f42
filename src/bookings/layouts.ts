import type { DateOrder } from './field-dates.ts';
import { fields, type Field } from './fields.ts';

/**
 * Where a field's value stands: under a header; under a header that means this only `beside` a column
 * for another field; or in two columns, joined `by` a character.
 */
export type Source =
  | string
  | { header: string; beside: Field }
  | { join: readonly [string, string]; by: string };

/** How one program, or people, name the columns of a list of bookings. */
export interface Layout {
  name: string;
  /** Of each group the file has a header. Empty: a layout any list may have, chosen when no program's fits. */
  signature: readonly (readonly string[])[];
  dateOrder: DateOrder;
  /**
   * The fields, in the order they take their columns; of several sources the first that is not blank
   * counts, and a header that is there twice is two sources. Compared by `foldHeader`.
   */
  columns: Partial<Record<Field, readonly Source[]>>;
}

const own: Layout = {
  name: 'slotdesk',
  signature: [],
  dateOrder: null,
  columns: Object.fromEntries(fields.map((field) => [field, [field]])),
};

/** Headers, separated by ` | `. */
function headers(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(' | '));
}

/** One row a person; the attendee's own columns come first, the order's and the invoice's behind. */
const pretixPositions: Layout = {
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
    booked_at: [
      { join: ['Bestelldatum', 'Bestelluhrzeit'], by: ' ' },
      { join: ['Order date', 'Order time'], by: ' ' },
      'Bestelldatum',
      'Order date',
    ],
  },
};

/** Lists people make, in German and English. */
const handMade: Layout = {
  name: 'hand-made',
  signature: [],
  dateOrder: null,
  columns: {
    external_id: headers(
      'Vorgangsnummer | Vorgangsnr | Buchungsnummer | Buchungsnr | Buchungs-ID',
      'Buchungscode | Bestellnummer | Bestell-Nr | Auftragsnummer | Ticketnummer',
      'Reservierungsnummer | Booking ID | Booking number | Booking code | Order code',
      'Order number | Ticket number | External ID | ID',
    ),
    given_name: headers(
      'Vorname | Vornamen | Vorname(n) | Rufname | First name | Given name | Forename',
    ),
    family_name: [
      'Nachname',
      'Familienname',
      'Zuname',
      'Last name',
      'Family name',
      'Surname',
      { header: 'Name', beside: 'given_name' },
    ],
    full_name: headers(
      'Name | Vor- und Nachname | Vor- und Zuname | Vorname und Nachname',
      'Vorname Nachname | Name, Vorname | Nachname, Vorname',
      'Vollständiger Name | Full name | Person',
    ),
    birth_date: headers(
      'Geburtsdatum | Geb.-Datum | Gebdatum | Geb.-Dat. | Geb. | Geboren | Geboren am',
      'Geburtstag | Date of birth | Birth date | Birthday | DOB',
    ),
    email: headers(
      'E-Mail | E-Mail-Adresse | E-Mailadresse | Mail | Mailadresse | E-Mail privat',
      'Email address | Email addresse | Mail address',
    ),
    phone: headers(
      'Mobil | Mobilnummer | Mobiltelefon | Mobilfunknummer | Handy | Handynummer',
      'Telefon | Telefonnummer | Telefon-Nr. | Tel. | Tel.-Nr. | Rückrufnummer',
      'Festnetz | Mobile | Mobile phone | Mobile number | Cell phone | Phone',
      'Phone number',
    ),
    street: headers(
      'Straße | Str. | Straße und Hausnummer | Straße, Hausnummer',
      'Straße / Hausnummer | Straße und Hausnr. | Straße / Nr. | Straße, Nr.',
      'Straße + Hausnummer | Anschrift | Adresse | Street | Street address | Address',
    ),
    house_number: headers('Hausnummer | Hausnr. | Haus-Nr. | House number | House no.'),
    postal_code: headers(
      'PLZ | Postleitzahl | PLZ Ort | PLZ / Ort | PLZ, Ort | Postleitzahl / Ort | ZIP',
      'ZIP code | Postal code | Postcode',
    ),
    city: headers('Ort | Wohnort | Stadt | Gemeinde | City | Town'),
    slot_start: headers(
      'Termin | Beginn | Terminbeginn | Zeitfenster | Datum und Uhrzeit',
      'Datum / Uhrzeit | Appointment | Slot | Start | Date and time',
    ),
    slot_date: headers('Datum | Termindatum | Testdatum | Tag | Date | Appointment date'),
    slot_time: headers(
      'Uhrzeit | Zeit | Terminzeit | Testzeit | Terminuhrzeit | Startzeit | Time | Start time',
    ),
    contingent: ['Kontingent', 'Contingent'],
    state: headers('Status | Buchungsstatus | State | Booking status'),
    confirmation_sent: headers(
      'Bestätigung gesendet | Bestätigung versandt | Bestätigung verschickt',
      'Bestätigungsmail | Bestätigungsmail gesendet | Terminbestätigung gesendet',
      'E-Mail gesendet | Mail gesendet | Mail versandt | Confirmation sent',
      'Confirmation email sent | Email sent | Mail sent',
    ),
    booked_at: headers(
      'Gebucht am | Buchungsdatum | Buchungszeit | Buchungszeitpunkt | Zeitstempel',
      'Eingang | Eingegangen am | Erstellt am | Booked at | Booking date | Timestamp',
    ),
    channel: ['Kanal', 'Buchungskanal', 'Channel'],
    note: headers(
      'Bemerkung | Bemerkungen | Anmerkung | Anmerkungen | Notiz | Notizen | Hinweis',
      'Hinweise | Kommentar | Note | Notes | Comment | Comments | Remarks',
    ),
  },
};

/** In the order in which one of two equal fits is taken. */
export const layouts: readonly Layout[] = [own, pretixPositions, handMade];

/** Columns a rejects file adds; they say what was wrong, once it is mended they say nothing. */
export const rejectColumns = ['slotdesk_line', 'slotdesk_column', 'slotdesk_reason'] as const;

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A header as it is compared: `E-Mail *`, `e_mail:` and `EMail` are one, `Straße` and `STRASSE` too. */
export function foldHeader(header: string): string {
  return header
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\uFEFF\u200B*:._\p{Pd}]/gu, '')
    .replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter);
}

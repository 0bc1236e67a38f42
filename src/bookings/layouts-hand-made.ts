import { headers, type Layout } from './layout.ts';

/** Lists people make, in German and English. */
export const handMade: Layout = {
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
  doubts: headers(
    'Warteliste | Nachrücker | Waitlist | Waiting list | Standby | Unbestätigt | Unconfirmed',
    'Vorgemerkt | Storniert | Abgesagt | Cancelled | Canceled',
  ),
  quantity: headers(
    'Anzahl | Anzahl Personen | Personen | Personenzahl | Quantity | Number of people',
  ),
};

import { counted } from '../counted.ts';
import type { desk as english } from '../en/desk.ts';

export const desk: typeof english = {
  search: {
    more: (count) =>
      `Die ersten ${count}; es gibt mehr. Mehr vom Namen oder ein Datum dazuschreiben.`,
    pending: (count) =>
      `${counted(count, 'Buchung steht noch nicht im Suchindex und fehlt', 'Buchungen stehen noch nicht im Suchindex und fehlen')} hier vielleicht. Das nimmt sie auf: slotdesk booking search --rebuild`,
    mistyped: (typed) =>
      `„${typed}“ sieht nach einer Vorgangsnummer aus, aber das Prüfzeichen stimmt nicht. Buchungen mit derselben Hälfte:`,
    building: (count) => `Der Suchindex entsteht, noch ${counted(count, 'Buchung', 'Buchungen')} …`,
    built: 'Der Suchindex ist vollständig.',
  },
  fields: {
    givenName: 'Vorname',
    familyName: 'Nachname',
    birthDate: 'Geboren',
    email: 'E-Mail',
    phone: 'Telefon',
    street: 'Straße',
    postalCode: 'Postleitzahl',
    city: 'Ort',
    note: 'Notiz',
  },
  edit: {
    same: (reference) => `So steht es schon in ${reference}; nichts wurde geändert.`,
    nothing: '(nichts)',
    outside: 'Diese Postleitzahl liegt außerhalb des Einzugsgebiets.',
  },
  rebook: {
    done: (reference) => `${reference} ist umgebucht:`,
    would: (reference) => `${reference} würde umgebucht:`,
    same: (reference, slot) => `${reference} ist schon dort: ${slot}.`,
  },
  noted: (reference) => `Die Notiz von ${reference}:`,
  mailMissing: 'Die Bestätigung dafür fehlt; dieser Befehl sendet sie:',
};

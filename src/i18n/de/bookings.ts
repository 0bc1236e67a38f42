import type { Text } from '../text.ts';

export const bookings: Text['bookings'] = {
  reference: 'Vorgangsnummer',
  spoken: 'Vorgelesen',
  state: 'Stand',
  states: { binding: 'verbindlich', cancelled: 'storniert' },
  reasons: { citizen: 'Bürger', staff: 'Verwaltung', duplicate: 'Doppelbuchung', portal: 'Portal' },
  channel: 'Kanal',
  channels: { portal: 'Portal', phone: 'Telefon', onsite: 'Vor Ort' },
  name: 'Name',
  birthDate: 'Geboren',
  email: 'E-Mail',
  phone: 'Telefon',
  address: 'Anschrift',
  contingent: 'Kontingent',
  slot: 'Termin',
  anytime: 'ohne Uhrzeit',
  confirmation: 'Bestätigung',
  bookedAt: 'Gebucht',
  externalId: 'Nummer im Portal',
  note: 'Notiz',
  outsideArea: 'von außerhalb des Einzugsgebiets',
  holds: (name, reference, when) => `${name} hat schon ${reference}, ${when}.`,
  askAgain: 'Trotzdem buchen?',
  none: 'Es passt keine Buchung.',
  count: (count, number) => (count === 1 ? 'Eine Buchung' : `${number} Buchungen`),
  unsettled: (count, number) =>
    count === 1
      ? 'Eine Terminbestätigung wartet oder ist ungewiss: Eine Datei kann das nicht sagen, und eine andere Aktion würde sie senden. Erst klären: slotdesk mail missing --state uncertain'
      : `${number} Terminbestätigungen warten oder sind ungewiss: Eine Datei kann das nicht sagen, und eine andere Aktion würde sie senden. Erst klären: slotdesk mail missing --state uncertain`,
  exported: (count, number, file) =>
    `${count === 1 ? 'Eine Buchung' : `${number} Buchungen`} nach ${file} geschrieben, nur für Sie lesbar.`,
  cancelled: (reference) => `${reference} ist storniert.`,
  wouldCancel: (reference) => `${reference} würde storniert.`,
  seatTo: (contingent, slot) => `Der Platz ist frei in ${contingent} (Zeitfenster ${slot}).`,
  seatOwed: 'Der Platz gehört einer anderen Zusage dieses überbuchten Zeitfensters.',
  askCancel: (count) => `Diese ${count} Buchungen stornieren?`,
  dryRun: 'Probelauf: Nichts wurde geändert.',
};

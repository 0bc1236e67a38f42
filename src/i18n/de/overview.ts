import { counted } from '../counted.ts';
import type { Text } from '../text.ts';

export const overview: Text['overview'] = {
  asOf: (moment) => `Stand ${moment}`,
  seats: 'Plätze',
  seatsLine: (total, bound, free) => `${total} insgesamt, ${bound} vergeben, ${free} frei`,
  overbooked: (count) => `${count} überbucht`,
  held: (count) => `${count} am Telefon vorgemerkt`,
  bookings: 'Buchungen',
  bookingsLine: (binding, cancelled) => `${binding} verbindlich, ${cancelled} storniert`,
  outsideArea: (count) => `${count} von außerhalb des Einzugsgebiets`,
  confirmations: 'Bestätigungen',
  noConfirmations: 'noch keine nötig',
  todo: 'Was zu tun ist',
  allDone: 'Es ist nichts zu tun.',
  todos: {
    noContingent: 'Es gibt noch keine Plätze.',
    noBooking: 'Es gibt noch keine Buchungen.',
    missing: (count) => `Fehlende Bestätigungen: ${count}`,
    queued: (count) => `Wartende Mails: ${count}`,
    otherMails: (count) => `Andere wartende Mails: ${count}`,
    uncertain: (count) => `Ungewisse Mails: ${count}`,
    failed: (count) => `Nicht angekommene Mails: ${count}`,
    noAddress: (count) => `Anzuschreiben oder anzurufen: ${count}`,
    overbooked: (count) => `Überbuchte Plätze: ${count}`,
    outsideArea: (count) => `Nicht im Einzugsgebiet: ${count}`,
    duplicates: (count) => `Wahrscheinliche Doppelbuchungen: ${count}`,
    neverSearched: 'Nach Doppelbuchungen wurde noch nicht gesucht.',
    searchDue: 'Neues seit der letzten Suche nach Doppelbuchungen.',
  },
  check: 'Prüfung',
  finding: 'Befund',
  checks: {
    file: 'Aktionsdatei',
    schema: 'Schema',
    integrity: 'Unversehrtheit',
    seats: 'Platzkonten',
    tallies: 'Zählstände',
    confirmations: 'Stände der Bestätigungen',
    search: 'Suchindex',
    audit: 'Protokoll',
    relay: 'Relay',
  },
  ok: 'in Ordnung',
  findings: {
    readable_by_others: (file) => `andere Benutzer können sie lesen: chmod 600 ${file}`,
    not_writable: (file) =>
      `dieser Benutzer kann ${file} nicht schreiben: Besitzer und Rechte prüfen`,
    older_schema: (version, known) =>
      `Schema ${version}, dieses Programm hat ${known}; der nächste schreibende Befehl stellt sie um`,
    damaged: (detail) => `beschädigt: ${detail}`,
    slot_account: (slot, kept, found) =>
      `Zeitfenster ${slot}: das Konto nennt ${counted(kept, 'Buchung', 'Buchungen')}, gezählt ${found}`,
    seat_sum: (expected, found) =>
      `${counted(expected, 'Platz wurde', 'Plätze wurden')} angelegt, verändert und importiert, gezählt ${found}`,
    slot_overbooked: (slot, overbooked, promises) =>
      `Zeitfenster ${slot} ist um ${overbooked} überbucht, aber nur ${promises} seiner Buchungen sind anderswo gemachte Zusagen`,
    slot_held: (slot, kept, found) =>
      `Zeitfenster ${slot}: das Konto nennt ${counted(kept, 'vorgemerkten Platz', 'vorgemerkte Plätze')}, gezählt ${found}`,
    tally: (name, kept, found) => `${name}: geführt ${kept}, gezählt ${found}`,
    confirmation: (count) =>
      `${counted(count, 'Stand weicht', 'Stände weichen')} von dem ab, was die Belege sagen`,
    search_index: (missing, stray) =>
      `${counted(missing, 'Buchung fehlt', 'Buchungen fehlen')}, ${counted(stray, 'Eintrag gehört', 'Einträge gehören')} zu keiner: slotdesk booking search --rebuild`,
    audit_line: (line) => `Zeile ${line} passt nicht zur vorigen: geändert, oder eine fehlt`,
    relay: (message) => message,
  },
  pending: (count) => `${counted(count, 'Buchung wartet', 'Buchungen warten')} auf die Aufnahme`,
  entries: (count) => `${counted(count, 'Eintrag', 'Einträge')}, lückenlos`,
  relayOk: (relay) => `${relay} antwortet`,
};

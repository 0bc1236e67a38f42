import type { seatCommands as english } from '../en/commands-seats.ts';

const dryRun = 'nur zeigen, was geschähe; ändert nichts (Probelauf)';
const name = 'das Kontingent';
const slot = 'seine Nummer oder die Zeit, zu der es beginnt, z. B. 09:15, oder anytime';
const inContingent = 'das Kontingent, wo eine Zeit mehrere Zeitfenster meinen kann';

export const seatCommands: typeof english = {
  'contingent add': {
    summary: 'Ein Kontingent anlegen, seine Plätze gleichmäßig auf die Zeitfenster verteilt',
    arguments: { name: 'wie es heißt' },
    options: {
      seats: 'wie viele Plätze es hat',
      opensAt: 'seine Freischaltzeit, z. B. "2021-06-14 08:00" (Vorgabe: sofort offen)',
      hold: 'zurückhalten, bis es von Hand freigeschaltet wird',
      standby: 'für Nachrücker: erst offen, wenn die regulären Plätze vergeben sind',
      channel: 'nur für portal (Portal), phone (Telefon) oder onsite (vor Ort); mehrfach möglich',
      from: 'wann das erste Zeitfenster beginnt, z. B. 07:00 am Tag der Aktion',
      to: 'wann das letzte Zeitfenster endet, z. B. 14:00',
      every: 'wie lang ein Zeitfenster ist: 5m, 15m, 1h',
      date: 'an diesem Tag statt dem der Aktion; für mehrere Tage wiederholen',
      anytime: 'ein Zeitfenster ohne Uhrzeit statt vieler mit',
    },
    examples: [
      'slotdesk contingent add "8 Uhr" --seats 625 --opens-at "2021-06-14 08:00" --from 07:00 --to 14:00 --every 15m',
      'slotdesk contingent add Wochenende --seats 400 --date 2021-06-26 --date 2021-06-27 --from 09:00 --to 17:00 --every 1h',
      'slotdesk contingent add Nachrücker --seats 800 --standby --hold --anytime',
    ],
  },
  'contingent list': {
    summary: 'Die Kontingente auflisten: Stand, Plätze, was frei ist',
    examples: ['slotdesk contingent list'],
  },
  'contingent show': {
    summary: 'Ein Kontingent mit seinen Zeitfenstern zeigen',
    arguments: { name },
    examples: ['slotdesk contingent show "8 Uhr"'],
  },
  'contingent open': {
    summary: 'Ein Kontingent jetzt freischalten, unabhängig von seiner Freischaltzeit',
    arguments: { name },
    options: {
      at: 'ihm diese Freischaltzeit geben, statt es jetzt freizuschalten',
      channel: 'von jetzt an portal, phone oder onsite vorbehalten (mehrfach möglich)',
      override: 'ein Nachrücker-Kontingent öffnen, obwohl noch reguläre Plätze frei sind',
      why: 'warum; wird beim Kontingent vermerkt',
    },
    examples: [
      'slotdesk contingent open "11 Uhr"',
      'slotdesk contingent open "14 Uhr" --at "2021-06-15 14:00"',
      'slotdesk contingent open Nachrücker --override --why "Beschluss des Krisenstabs"',
    ],
  },
  'contingent hold': {
    summary:
      'Ein Kontingent zurückhalten, bis es von Hand freigeschaltet wird; seine Buchungen bleiben',
    arguments: { name },
    options: {
      channel: 'von jetzt an portal, phone oder onsite vorbehalten (mehrfach möglich)',
    },
    examples: ['slotdesk contingent hold "17 Uhr"'],
  },
  'contingent close': {
    summary: 'Ein Kontingent schließen, in dem niemand gebucht ist',
    arguments: { name },
    examples: ['slotdesk contingent close "17 Uhr"'],
  },
  'contingent release': {
    summary:
      'Restplätze freigeben: in ein anderes Kontingent, in ein Zeitfenster ohne Uhrzeit, oder für alle, wo sie sind',
    arguments: { name: 'die Kontingente, deren freie Plätze freigegeben werden' },
    options: {
      into: 'das Kontingent, in das sie gehen, in dieselben Zeitfenster; fehlende werden angelegt',
      anytime: 'in das Zeitfenster ohne Uhrzeit, von --into oder im eigenen Kontingent',
      seats: 'nur so viele, gleichmäßig aus den Zeitfenstern genommen (Vorgabe: alle freien)',
      atSlot: 'nur aus dem Zeitfenster, das dann beginnt, z. B. 09:15 (mehrfach möglich)',
      undo: 'diese Freigabe zurücknehmen, Platz für Platz',
      dryRun,
    },
    examples: [
      'slotdesk contingent release "8 Uhr" "11 Uhr" --into Reste --dry-run',
      'slotdesk contingent release Portal --into Telefon --seats 40',
      'slotdesk contingent release "17 Uhr" --anytime',
      'slotdesk contingent release Telefon',
      'slotdesk contingent release --undo 3',
    ],
  },
  'slot list': {
    summary: 'Die Zeitfenster auflisten: vergebene, freie und überbuchte Plätze',
    options: {
      contingent: 'nur die dieses Kontingents',
      free: 'nur die mit einem freien Platz',
      overbooked: 'nur die mit mehr Zusagen als Plätzen',
    },
    examples: ['slotdesk slot list --contingent "8 Uhr"', 'slotdesk slot list --free'],
  },
  'slot show': {
    summary: 'Ein Zeitfenster zeigen',
    arguments: { slot },
    options: { contingent: inContingent },
    examples: ['slotdesk slot show 12', 'slotdesk slot show 09:15 --contingent "8 Uhr"'],
  },
  'slot resize': {
    summary: 'Einem Zeitfenster mehr oder weniger Plätze geben, nie weniger als vergeben sind',
    arguments: { slot },
    options: { capacity: 'wie viele Plätze es von jetzt an hat', contingent: inContingent, dryRun },
    examples: ['slotdesk slot resize 12 --capacity 24'],
  },
  'booking add': {
    summary: 'Für einen Menschen einen Platz buchen',
    options: {
      givenName: 'Vorname',
      familyName: 'Nachname',
      birthDate: 'Geburtsdatum, z. B. 1958-03-21 oder 21.3.1958',
      email: 'E-Mail-Adresse, wenn es eine gibt',
      phone: 'Telefonnummer',
      street: 'Straße und Hausnummer',
      postalCode: 'Postleitzahl',
      city: 'Ort',
      slot: 'das Zeitfenster: seine Nummer, die Zeit, zu der es beginnt, oder anytime (Vorgabe: das erste freie)',
      contingent: 'das Kontingent (Vorgabe: das erste offene mit einem freien Platz)',
      channel: 'wie die Buchung kam: portal, phone oder onsite (Vorgabe: phone)',
      note: 'eine Notiz',
    },
    examples: [
      'slotdesk booking add --given-name Erika --family-name Muster --phone "06232 000000" --slot 09:15',
      'slotdesk booking add --family-name Muster --contingent Telefon',
    ],
  },
  'booking cancel': {
    summary:
      'Buchungen stornieren; jeder Platz kehrt in sein Kontingent zurück oder geht an contingents.cancelled-seats-to',
    arguments: { reference: 'ihre Vorgangsnummern' },
    options: {
      reason: 'warum: citizen (Bürger), staff (Verwaltung), duplicate (Doppelbuchung)',
      notify: 'eine Mail vormerken, die es sagt und den Termin aus dem Kalender nimmt',
      dryRun,
    },
    examples: [
      'slotdesk booking cancel K7QX-9F2M --reason citizen',
      'slotdesk booking cancel K7QX-9F2M --reason staff --notify',
      'slotdesk config set contingents.cancelled-seats-to Reste',
    ],
  },
};

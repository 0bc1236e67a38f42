import type { deskCommands as english } from '../en/commands-desk.ts';

const dryRun = 'nur zeigen, was geschähe; ändert nichts';
const reference = 'ihre Vorgangsnummer, z. B. K7QX-9F2M';

export const deskCommands: typeof english = {
  'booking search': {
    summary:
      'Buchungen finden: nach Name, Vorgangsnummer, Telefon, Geburtsdatum, E-Mail, auch Teilen davon',
    arguments: { text: 'was man von ihnen weiß, in beliebiger Folge: Mueller 3.4.61' },
    options: {
      limit: 'höchstens so viele (Vorgabe: 20)',
      rebuild: 'den Suchindex vorher neu anlegen; braucht keinen Text',
    },
    examples: [
      'slotdesk booking search Müller',
      'slotdesk booking search Müler 3.4.61',
      'slotdesk booking search "06232 123456" --limit 5',
    ],
  },
  'booking edit': {
    summary: 'Felder einer Buchung berichtigen; zeigt, was da stand und was nun da steht',
    arguments: { reference },
    options: {
      note: 'die ganze Notiz; "" nimmt sie weg, wie bei jedem Feld',
      notify: 'die Terminbestätigung vormerken, wenn sie nun fehlt: an eine neue Adresse etwa',
      dryRun,
    },
    examples: [
      'slotdesk booking edit K7QX-9F2M --email erika@muster.example',
      'slotdesk booking edit K7QX-9F2M --birth-date 3.4.1961 --phone "" --dry-run',
    ],
  },
  'booking rebook': {
    summary: 'Eine Buchung in ein anderes Zeitfenster umbuchen; ihr alter Platz wird frei',
    arguments: { reference },
    options: {
      to: 'das Zeitfenster: seine Nummer, sein Beginn oder anytime',
      contingent: 'das Kontingent (Vorgabe: ihr eigenes, sonst das erste offene mit freiem Platz)',
      channel: 'wie darum gebeten wurde: portal, phone oder onsite (Vorgabe: phone)',
      notify: 'eine Mail vormerken, die den neuen Termin mitteilt',
      dryRun,
    },
    examples: [
      'slotdesk booking rebook K7QX-9F2M --to 10:30 --notify',
      'slotdesk booking rebook K7QX-9F2M --to 10:30 --contingent Telefon --dry-run',
    ],
  },
  'booking note': {
    summary: 'Der Notiz einer Buchung eine Zeile anfügen',
    arguments: { reference, text: 'die Zeile' },
    examples: ['slotdesk booking note K7QX-9F2M "braucht einen Rollstuhl"'],
  },
};

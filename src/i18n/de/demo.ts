import { counted } from '../counted.ts';
import type { Text } from '../text.ts';

export const demo: Text['demo'] = {
  titles: {
    set_up:
      'Montag, 14. Juni 2021, 20.15 Uhr. Das Portal ist zusammengebrochen; die EDV legt die Aktion an.',
    monday: 'Der Export des Portals von Montagabend kommt herein.',
    tuesday:
      'Dienstag, 15. Juni, 9.30 Uhr. Der nächste Export: erst eine abgeschnittene Kopie, dann der ganze.',
    resend: 'Die fehlenden Terminbestätigungen werden gesandt, hier in einen Ordner.',
    result: 'Wo jetzt alles steht.',
  },
  left: (lines) => `    … ${counted(lines, 'weitere Zeile', 'weitere Zeilen')} …`,
  end: 'Das war die Vorführung.',
  next: (folder, mails) => [
    `${counted(mails, 'Mail liegt', 'Mails liegen')} in ${folder}/outbox; jedes Mailprogramm öffnet sie. Alle Personen sind erfunden.`,
    `Selbst weitermachen: cd ${folder}`,
    '  slotdesk mail list',
    '  slotdesk booking list --outside-area',
    '  slotdesk booking list --limit 5, dann: slotdesk mail preview VORGANGSNUMMER -o mail.html',
    '  slotdesk doctor',
  ],
};

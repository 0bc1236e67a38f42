import type { noticeCommands as english } from '../en/commands-notice.ts';

/** Der Befehl, der an viele schreibt. */
export const noticeCommands: typeof english = {
  'mail notice': {
    summary:
      'Ein eigenes Rundschreiben an alle Buchungen oder einen Teil senden, jedes genau einmal',
    options: {
      subject: 'sein Betreff',
      text: 'eine UTF-8-Datei mit dem Text, Absätze durch Leerzeilen getrennt; - ist die Standardeingabe',
      contingent: 'nur an Buchungen dieses Kontingents',
      from: 'nur an Termine ab dieser Zeit, z. B. 10:00',
      to: 'nur an Termine vor dieser Zeit, z. B. 12:00',
      confirmation: 'nur, wo die Terminbestätigung in einem dieser Stände ist, z. B. bounced',
      outsideArea: 'nur an Buchungen von außerhalb des Einzugsgebiets',
      recipients: 'die Zahl der Personen, statt sie auf Nachfrage einzutippen',
      limit: 'höchstens so viele Mails in diesem Lauf; derselbe Befehl sendet den Rest',
      retryUncertain: 'die mit ungewissem Verbleib noch einmal senden, Byte für Byte dieselbe Mail',
      dryRun: 'nur zeigen, was geschähe; ändert nichts',
    },
    examples: [
      'slotdesk mail notice --subject "Eingang verlegt" --text rundschreiben.txt --dry-run',
      'slotdesk mail notice --subject "Eingang verlegt" --text rundschreiben.txt --from 10:00 --to 12:00',
    ],
  },
};

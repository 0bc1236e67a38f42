import { counted } from '../counted.ts';
import type { Text } from '../text.ts';

/** Mails, die andere Befehle in die Warteschlange stellen, und Rundschreiben. */
export const queue: Text['queue'] = {
  waiting: (count) => `Wartende Mails: ${count}`,
  send: '→ slotdesk mail resend --waiting',
  skipped: (reference, why) => `Keine Mail an ${reference}: ${why}.`,
  changed: 'jemand anders hat die Buchung soeben geändert',
  offerCancellation: (references) =>
    `Keine Mail wurde gesandt. → slotdesk mail resend ${references} --purpose cancellation`,
  notice: {
    example: 'Die erste davon:',
    askCount: (count) =>
      `Dieses Rundschreiben geht an ${counted(count, 'Person', 'Personen')}. Zum Senden die Zahl eintippen`,
    notTheCount: (count) => `Die Zahl der Personen ist ${count}. Strg-C sendet nichts.`,
  },
};

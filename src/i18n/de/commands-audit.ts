import type { auditCommands as english } from '../en/commands-audit.ts';

export const auditCommands: typeof english = {
  'audit list': {
    summary: 'Auflisten, wer wann was getan hat',
    options: {
      actor: 'nur was diese Person getan hat',
      booking: 'nur was diese Buchung betrifft, samt ihren Mails und ihrem Import',
      since: 'nur ab diesem Zeitpunkt, z. B. "2021-06-14 08:00"',
      limit: 'nur die neuesten so vielen',
    },
    examples: [
      'slotdesk audit list --booking K7QX-9F2M',
      'slotdesk audit list --actor platz-3 --since "2021-06-15 08:00"',
    ],
  },
  'audit verify': {
    summary: 'Prüfen, dass keine Zeile des Protokolls geändert oder entfernt wurde',
    examples: ['slotdesk audit verify'],
  },
};

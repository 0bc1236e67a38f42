import type { Text } from '../text.ts';

export const help: Text['help'] = {
  description:
    'Bringt eine Buchungsaktion wieder in Ordnung: Termine, Buchungen, fehlende Terminbestätigungen.',
  titles: {
    'Usage:': 'Aufruf:',
    'Arguments:': 'Argumente:',
    'Options:': 'Optionen:',
    'Global Options:': 'Allgemeine Optionen:',
    'Commands:': 'Befehle:',
  },
  placeholders: { command: 'Befehl', options: 'Optionen' },
  examples: 'Beispiele:',
  options: {
    db: 'die Aktionsdatei (SLOTDESK_DB; Vorgabe: slotdesk.db in diesem Ordner)',
    lang: 'Sprache der Ausgabe (SLOTDESK_LANG; Vorgabe: die des Systems)',
    json: 'genau ein JSON-Dokument auf der Standardausgabe',
    actor: 'wer handelt, fürs Protokoll (SLOTDESK_ACTOR; Vorgabe: Systembenutzer)',
    yes: 'Rückfragen mit Ja beantworten',
    quiet: 'kein Fortschritt, keine Hinweise',
    noColor: 'keine Farben (auch NO_COLOR)',
    version: 'Version ausgeben',
    help: 'diese Hilfe zeigen',
    helpCommand: 'die Hilfe zu einem Befehl zeigen',
  },
};

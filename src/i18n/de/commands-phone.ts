import type { Text } from '../text.ts';

export const phoneCommands: Pick<Text['commands'], 'phone'> = {
  phone: {
    summary: 'Das Telefonpult: suchen, buchen, umbuchen, stornieren, mit Anrufern in der Leitung',
    options: {
      plain: 'Fragen als schlichte Zeilen, für Vorleseprogramme, einfache Terminals und Skripte',
      hold: 'den Platz festhalten, solange ein Formular mit seinem Zeitfenster offen ist, höchstens zehn Minuten',
      channel: 'wie die Buchungen kommen: portal, phone oder onsite (Vorgabe: phone)',
    },
    examples: ['slotdesk phone', 'slotdesk phone --plain'],
  },
};

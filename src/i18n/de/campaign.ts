import type { Text } from '../text.ts';

export const campaign: Text['campaign'] = {
  askName: 'Wie heißt die Aktion?',
  askDate: 'An welchem Tag ist sie (2021-06-20)?',
  askLocation: 'Wo findet sie statt?',
  askPostalCodes: 'Postleitzahlen des Einzugsgebiets, mit Kommas (leer: alle)?',
  created: (file) => `${file} wurde angelegt.`,
  mailLanguage: 'Die Mails werden deutsch; für Englisch: slotdesk config set campaign.language en',
  next: (command) => `Weiter mit: ${command}`,
  key: 'Einstellung',
  value: 'Wert',
  origin: 'Woher',
  origins: { environment: 'Umgebung', file: 'Aktion', default: 'Vorgabe' },
  set: (key, value) => `${key} ist jetzt ${value === '' ? '(leer)' : value}.`,
  unset: (key, value) => `${key} ist wieder die Vorgabe${value === '' ? '.' : `: ${value}.`}`,
};

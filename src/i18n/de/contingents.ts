import type { Text } from '../text.ts';

export const contingents: Text['contingents'] = {
  name: 'Kontingent',
  kind: 'Art',
  kinds: { regular: 'regulär', standby: 'Nachrücker' },
  state: 'Stand',
  states: { scheduled: 'geplant', open: 'offen', held: 'zurückgehalten', closed: 'geschlossen' },
  opensAt: 'Freischaltzeit',
  seats: 'Plätze',
  bound: 'Vergeben',
  free: 'Frei',
  overbooked: 'Überbucht',
  slots: 'Zeitfenster',
  total: 'Zusammen',
  none: 'Es gibt noch kein Kontingent. Eines anlegen: slotdesk contingent add NAME --seats N …',
  added: (name, seats, slots) => `${name} wurde angelegt: ${seats} Plätze in ${slots}.`,
  windows: (count, number) => (count === 1 ? 'einem Zeitfenster' : `${number} Zeitfenstern`),
  anytime: 'einem Zeitfenster ohne Uhrzeit',
};

import { counted } from '../counted.ts';
import type { Text } from '../text.ts';

export const contingents: Text['contingents'] = {
  name: 'Kontingent',
  kind: 'Art',
  kinds: { regular: 'regulär', standby: 'Nachrücker' },
  state: 'Stand',
  states: {
    scheduled: 'geplant',
    gated: 'wartet',
    open: 'offen',
    held: 'zurückgehalten',
    closed: 'geschlossen',
  },
  opensAt: 'Freischaltzeit',
  seats: 'Plätze',
  bound: 'Vergeben',
  free: 'Frei',
  overbooked: 'Überbucht',
  slots: 'Zeitfenster',
  total: 'Zusammen',
  none: 'Es gibt noch kein Kontingent. Eines anlegen: slotdesk contingent add NAME --seats N …',
  added: (name, seats, slots) =>
    `${name} wurde angelegt: ${counted(seats, 'Platz', 'Plätze')} in ${slots}.`,
  windows: (count, number) => (count === 1 ? 'einem Zeitfenster' : `${number} Zeitfenstern`),
  anytime: 'einem Zeitfenster ohne Uhrzeit',
  number: 'Nr.',
  time: 'Zeit',
  channel: 'Vorbehalten',
  channels: { portal: 'Portal', phone: 'Telefon', onsite: 'Vor Ort' },
  overrideWhy: 'Geöffnet, weil',
  occupancy: 'Auslastung',
  boundOf: 'Vergeben',
  legend: ({ bound, free, overbooked }) =>
    `${bound} vergeben  ${free} frei  ${overbooked} überbucht`,
  noSlots: 'Es passt kein Zeitfenster.',
  seatsLine: (seats, bound, free) => `${seats} insgesamt, ${bound} vergeben, ${free} frei`,
  overbookedBy: (count) => `${count} überbucht`,
  opened: (name) => `${name} ist jetzt offen.`,
  scheduled: (name, moment) => `${name} öffnet am ${moment}.`,
  gated: (name) => `${name} öffnet, sobald kein regulärer Platz mehr frei ist.`,
  heldBack: (name) => `${name} wird zurückgehalten; seine Buchungen bleiben.`,
  closed: (name) => `${name} ist geschlossen.`,
  asBefore: 'So stand es schon; nichts wurde geändert.',
  resized: (slot, before, after, sum) =>
    `Zeitfenster ${slot}: vorher ${counted(before, 'Platz', 'Plätze')}, jetzt ${after} (${sum}).`,
  difference: (count) => `insgesamt ${count}`,
  release: {
    title: (seats) => `${counted(seats, 'Platz', 'Plätze')} freigeben`,
    window: 'Zeitfenster',
    titleOpen: (seats) =>
      counted(
        seats,
        'freien Platz für alle freigeben, wo er ist',
        'freie Plätze für alle freigeben, wo sie sind',
      ),
    contingent: 'Kontingent',
    seats: 'Plätze',
    free: 'Frei',
    state: 'Stand',
    reserved: 'Vorbehalten',
    everyone: 'niemandem',
    more: (count) => `… und ${count} weitere Zeitfenster (alle mit --json)`,
    ask: 'Freigeben?',
    done: (number) => `Erledigt: Freigabe ${number}.`,
    opened: 'Erledigt.',
    dryRun: 'Probelauf: Nichts wurde geändert.',
    undo: (command) => `Zurücknehmen: ${command}`,
    unchanged: 'Sie sind schon für alle offen; nichts wurde geändert.',
  },
  remedies: {
    overbooked: (slot, window, contingent, count) =>
      `Zeitfenster ${slot} (${window}, ${contingent}) ist um ${count} überbucht:`,
    more: (count) => `… und ${count} weitere überbuchte Zeitfenster`,
    held: (name, free) =>
      `${name} wird mit ${counted(free, 'freiem Platz', 'freien Plätzen')} zurückgehalten:`,
    closed: (name, free) =>
      `${name} ist mit ${counted(free, 'freiem Platz', 'freien Plätzen')} geschlossen:`,
    gated: (name, safe) => `${name} wartet auf die regulären Plätze (${safe} frei):`,
  },
};

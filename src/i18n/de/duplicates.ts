import { counted } from '../counted.ts';
import type { Text } from '../text.ts';

const cases = (count: number, number: string): string =>
  count === 1 ? 'ein Fall' : `${number} Fälle`;

export const duplicates: Text['duplicates'] = {
  case: 'Fall',
  state: 'Stand',
  states: { open: 'offen', dismissed: 'verworfen', resolved: 'gelöst', stale: 'überholt' },
  kinds: { propose: 'kann gelöst werden', review: 'ein Mensch entscheidet' },
  probability: 'Wahrscheinl.',
  percent: (figure) => `${figure} %`,
  decimal: ',',
  bookings: 'Buchungen',
  frees: 'Macht frei',
  who: 'Wer',
  reasons: 'Warum',
  find: {
    reading: (number) => `${counted(number, 'Buchung wird', 'Buchungen werden')} gelesen …`,
    comparing: (number) => `${counted(number, 'Buchung wird', 'Buchungen werden')} verglichen …`,
    storing: 'Die Fälle werden gespeichert …',
    done: (bookings, count, number) =>
      `Verbindliche Buchungen: ${bookings}; ${count === 0 ? 'kein Fall' : cases(count, number)} offen.`,
    compared: (pairs) => `${counted(pairs, 'Paar wurde', 'Paare wurden')} verglichen.`,
    unchanged: 'Seit der letzten Suche hat sich nichts geändert; nichts wurde neu verglichen.',
    figures: (created, reopened, stale) =>
      `Neu: ${created}, wieder offen: ${reopened}, überholt: ${stale}.`,
    moved: (number) => `Inzwischen von anderen geändert, der nächsten Suche überlassen: ${number}.`,
    oversize: (number) =>
      `Zu viele Buchungen sagen dasselbe, um alle mit allen zu vergleichen; zerteilte Gruppen: ${number}.`,
    next: (command) => `Weiter: ${command}`,
  },
  none: 'Kein solcher Fall.',
  neverSearched: 'Danach wurde noch nicht gesucht: slotdesk duplicate find',
  due: 'Seit der letzten Suche kamen Buchungen oder änderten sich: slotdesk duplicate find',
  count: cases,
  more: (number) => `und ${number} weitere`,
  keepReasons: {
    admitted: 'schon eingelassen',
    binding: 'kein Nachrückerplatz',
    earliest: 'zuerst gebucht',
    first: 'zuerst in die Datei gekommen',
    only: 'als einzige verbindlich',
  },
  suggestion: (reference, reason) => `Behalten: ${reference}, ${reason}.`,
  kept: (reference) => `Behalten wurde: ${reference}`,
  cancelledHere: 'für diesen Fall storniert',
  title: (id, state, kind) => `Fall ${id}: ${state}, ${kind}`,
  samePerson: (percent) => `Eine Person mit einer Wahrscheinlichkeit von ${percent}`,
  differsMark: 'Mit ≠: darin unterscheiden sich die Buchungen.',
  decided: (state, who, when) => `${state} von ${who}, ${when}`,
  why: 'Warum',
  givenName: 'Vorname',
  familyName: 'Familienname',
  street: 'Straße',
  place: 'Ort',
  contingent: 'Kontingent',
  evidenceOf: (a, b, percent) => `${a} und ${b}: ${percent}`,
  evidence: 'Was verglichen wurde',
  weight: 'Was es besagt',
  weights: {
    strongFor: 'spricht stark für eine Person',
    for: 'spricht für eine Person',
    little: 'besagt wenig',
    against: 'spricht dagegen',
    strongAgainst: 'spricht stark dagegen',
  },
  objections: {
    twins:
      'Vielleicht Zwillinge: ein Geburtsdatum und zwei Vornamen, wie Geschwister sie tragen. Nur ein Mensch kann das entscheiden.',
    two_names: 'Zwei Vornamen, die es beide gibt: zwei Personen.',
    generations: 'Geburtsdaten eine Generation auseinander: vielleicht Elternteil und Kind.',
    decades:
      'Vielleicht Elternteil und Kind, vielleicht eine vertippte Ziffer: Geburtsdaten eine Generation auseinander. Das kann nur ein Mensch entscheiden.',
    namesakes: 'Zu vergleichen gibt es nur die Namen, und die können mehrere tragen.',
    decided: 'Jemand hat entschieden: verschiedene Personen.',
  },
  noEvidence: 'Von den Belegen ist nichts aufgehoben.',
  others: (number) => `und ${counted(number, 'weiteres Paar', 'weitere Paare')} (mit --json)`,
  levels: {
    givenName: {
      exact: 'gleicher Vorname',
      part: 'einer von mehreren Vornamen ist gleich',
      initial: 'ein Vorname ist der Anfangsbuchstabe des anderen',
      short_form: 'ein Vorname ist die Kurzform des anderen',
      slip: 'Vornamen unterscheiden sich um einen Tippfehler',
      look_alike: 'Vornamen ähneln sich, doch gibt es beide',
      fuzzy: 'ähnliche Vornamen',
      different: 'verschiedene Vornamen',
      swapped: 'Vor- und Familienname sind vertauscht',
    },
    familyName: {
      exact: 'gleicher Familienname',
      part: 'ein Teil eines Doppelnamens ist gleich',
      slip: 'Familiennamen unterscheiden sich um einen Tippfehler',
      fuzzy: 'ähnliche Familiennamen',
      different: 'verschiedene Familiennamen',
      swapped: 'Familien- und Vorname sind vertauscht',
    },
    birthDate: {
      exact: 'gleiches Geburtsdatum',
      slip: 'Geburtsdaten unterscheiden sich um einen Tippfehler',
      two_parts: 'zwei Teile des Geburtsdatums sind gleich',
      same_year: 'gleiches Geburtsjahr, anderer Tag',
      different: 'verschiedene Geburtsdaten',
    },
    email: {
      exact: 'gleiche E-Mail-Adresse',
      same_box: 'gleicher Postfachname bei einem anderen Anbieter',
      slip: 'E-Mail-Adressen unterscheiden sich um einen Tippfehler',
      different: 'verschiedene E-Mail-Adressen',
    },
    phone: {
      exact: 'gleiche Telefonnummer',
      slip: 'Telefonnummern unterscheiden sich um einen Tippfehler',
      different: 'verschiedene Telefonnummern',
    },
    address: {
      exact: 'gleiche Anschrift',
      close: 'fast gleiche Anschrift',
      same_street: 'gleiche Straße, andere Hausnummer',
      same_number: 'gleiche Hausnummer in einer anderen Straße',
      different: 'verschiedene Anschriften',
    },
    place: {
      exact: 'gleiche Postleitzahl und gleicher Ort',
      close: 'gleicher Ort, Postleitzahlen unterscheiden sich um einen Tippfehler',
      postal_code: 'gleiche Postleitzahl',
      city: 'gleicher Ort',
      near: 'Postleitzahlen unterscheiden sich um einen Tippfehler',
      different: 'verschiedene Orte',
    },
  },
  dismissed: (id) => `Fall ${id} verworfen: Das sind verschiedene Personen.`,
  apart: (id) => `Fall ${id} verworfen: Die genannten Buchungen sind von jemand anderem.`,
  apartNext: 'Ob der Rest von einer Person ist: slotdesk duplicate find',
  stays: 'So bleibt es, bis sich ändert, was eine der Buchungen über die Person sagt.',
  undo: (command) => `Zurücknehmen: ${command}`,
  asked: {
    leaving:
      'Die Frage, welche Buchung nicht gebraucht wird, geht gerade hinaus und kann noch ankommen: bitte anrufen.',
    sent: 'Die Frage, welche Buchung nicht gebraucht wird, ist schon verschickt: wenn nötig, anrufen.',
  },
  resolve: {
    title: (count, number) =>
      count === 1
        ? 'In einem Fall bleibt eine Buchung, die anderen werden storniert:'
        : `In ${number} Fällen bleibt je eine Buchung, die anderen werden storniert:`,
    total: (bookings) => `Stornierte Buchungen, deren Plätze frei werden: ${bookings}`,
    owed: (number) => `Davon einer anderen Zusage überbuchter Fenster geschuldet: ${number}`,
    skipped: (id, reference, other) =>
      `Fall ${id} bleibt außen vor: ${reference} wurde für Fall ${other} behalten.`,
    ask: 'Diese Buchungen stornieren?',
    done: (id, kept, cancelled) => `Fall ${id} gelöst: ${kept} bleibt, ${cancelled} ist storniert.`,
    nothing: 'Kein offener Fall kann bei dieser Wahrscheinlichkeit gelöst werden.',
    dryRun: 'Probelauf: Nichts wurde geändert.',
  },
  undone: {
    dismissed: (id, state) => `Fall ${id} ist wieder ${state}.`,
    resolved: (id, state, references) =>
      `Fall ${id} ist wieder ${state}; wieder verbindlich: ${references}.`,
    nothingRestored: (id, state) =>
      `Fall ${id} ist wieder ${state}; keine Buchung war wiederherzustellen.`,
    stale: 'Eine Buchung hat sich seither geändert: slotdesk duplicate find',
  },
  ask: {
    agree: (count, number) =>
      count === 1
        ? 'Eine Mail einreihen, die fragt, welche Buchungen nicht gebraucht werden?'
        : `${number} Mails einreihen, eine je Person, die fragen, welche Buchungen nicht gebraucht werden?`,
    answers:
      'Wer antwortet, wird vermerkt mit: slotdesk duplicate resolve FALL --keep VORGANGSNUMMER',
    nobody: 'Niemand ist zu fragen.',
    silent: {
      unsure: (count) => `Nicht gefragt, weil erst ein Mensch entscheiden muss: ${count}`,
      other_address: (count) =>
        `Nicht gefragt, weil die Buchungen verschiedene Postfächer nennen (den Fall nennen, um doch zu fragen): ${count}`,
      asked_already: (count) => `Nicht gefragt, weil ein anderer Fall sie fragt: ${count}`,
    },
  },
  exported: (file, number) => `In ${file} geschriebene Zeilen: ${number}`,
  columns: {
    suggestion: 'Vorschlag',
    keep: 'behalten',
    cancel: 'stornieren',
    for: 'Für eine Person',
    against: 'Dagegen',
    decision: 'Entscheidung (gleich / verschieden)',
    remark: 'Bemerkung',
  },
  review: {
    progress: (at, of, left) => `Fall ${at} von ${of}, ${left} unentschieden`,
    keys: {
      same: 'g gleiche Person',
      different: 'v verschiedene',
      later: 's später',
      back: 'z zurück',
      undo: 'u rückgängig',
      quit: 'q Schluss',
    },
    sameDoes: (kept, cancelled) => `g behält ${kept} und storniert ${cancelled}`,
    other: 'Eine Ziffer behält stattdessen diese Buchung.',
    prompt: 'Entscheidung',
    saidSame: (id, kept) => `Fall ${id}: dieselbe Person; ${kept} bleibt.`,
    saidDifferent: (id) => `Fall ${id}: verschiedene Personen.`,
    saidLater: (id) => `Fall ${id}: später.`,
    saidUndo: (id) => `Fall ${id} ist wieder unentschieden.`,
    nothingToUndo: 'Es gibt nichts, was zurückzunehmen wäre.',
    unknownKey: 'Diese Taste bedeutet hier nichts.',
    finished: 'Es ist kein Fall mehr übrig.',
    summary: (same, different, left) =>
      `Gleiche Person: ${same}, verschiedene Personen: ${different}, für später: ${left}.`,
    stored: 'Jede Entscheidung ist gespeichert.',
  },
};

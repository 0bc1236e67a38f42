import { counted } from '../counted.ts';
import type { Text } from '../text.ts';

export const mail: Text['mail'] = {
  states: {
    missing: 'fehlt',
    queued: 'wartet',
    accepted: 'angenommen',
    delivered: 'zugestellt',
    bounced: 'zurückgekommen',
    failed: 'fehlgeschlagen',
    uncertain: 'ungewiss',
    none_possible: 'nicht möglich',
  },
  messageStates: {
    queued: 'wartet',
    claimed: 'in Arbeit',
    sending: 'wird gesandt',
    accepted: 'angenommen',
    failed: 'fehlgeschlagen',
    uncertain: 'ungewiss',
    cancelled: 'zurückgezogen',
  },
  evidences: {
    none: 'nichts spricht für eine Mail',
    portal: 'das Portal behauptet, sie gesandt zu haben',
    portal_not_sent: 'das Portal sagt, es habe keine gesandt',
    own_sending: 'unser eigener Versand',
    folder: 'in einen Ordner geschrieben, niemand hat sie bekommen',
    relay_log: 'das Protokoll des Relays oder ein Zustellbericht',
    no_address: 'es gibt keine E-Mail-Adresse',
    outdated: 'zuletzt wurde ein anderer Termin mitgeteilt',
  },
  reference: 'Vorgangsnummer',
  name: 'Name',
  recipient: 'An',
  state: 'Stand',
  at: 'Wann',
  reply: 'Antwort',
  nobodyMissing: 'Niemandem fehlt eine Terminbestätigung.',
  noMail: 'Es passt keine Mail.',
  asked: (count, relay) => `Zu sendende Mails über ${relay}: ${count}. Jetzt senden?`,
  plan: {
    fresh: (count) => `Neu vorbereitet: ${count}`,
    rewritten: (count) => `Neu geschrieben, weil sich geändert hat, was darin steht: ${count}`,
    waiting: (count) => `Warten aus einem früheren Lauf: ${count}`,
    retried: (count) => `Trotz ungewissem Verbleib noch einmal gesandt: ${count}`,
    again: (count) => `Darunter an Personen, die schon eine Terminbestätigung hatten: ${count}`,
    skipped: (count) => `Außen vor: ${count}`,
    doubtful: (count) =>
      `An Adressen mit Umlauten vor dem @, die die meisten Server ablehnen: ${count}`,
    obsolete: (count) => `Zurückgezogen, weil niemand sie mehr braucht: ${count}`,
    later: (count) => `Bleiben für einen späteren Lauf (--limit): ${count}`,
    relay: (relay, rate, connections) =>
      `Relay ${relay}, höchstens ${rate}, ${counted(connections, 'Verbindung', 'Verbindungen')}.`,
    folder: (folder) =>
      `Die Mails werden in den Ordner ${folder} geschrieben; niemand bekommt sie. Zum Senden mail.relay einstellen.`,
    duration: (minutes) => `Das dauert etwa ${counted(minutes, 'Minute', 'Minuten')}.`,
    domainRate: (rate, domain, mails) =>
      `An dieselbe Domain höchstens ${rate}; die meisten gehen an ${domain}: ${mails}.`,
    durationOfDomain: (minutes, domain) =>
      `Das dauert etwa ${counted(minutes, 'Minute', 'Minuten')}, wegen ${domain}.`,
    until: (moment) => `Ende um ${moment}; was dann übrig ist, wartet auf den nächsten Lauf.`,
    nothing: 'Es ist nichts zu senden.',
    dryRun: 'Probelauf: Nichts wurde gespeichert, nichts wurde gesandt.',
  },
  skips: {
    cancelled: 'die Buchung ist storniert',
    no_address: 'es gibt keine E-Mail-Adresse',
    uncertain:
      'der Verbleib einer früheren Mail ist ungewiss (--retry-uncertain sendet sie noch einmal)',
    unusable_address: 'an diese Adresse lässt sich nicht schreiben',
    not_cancelled: 'die Buchung ist nicht storniert',
    had_it: 'diese Mail ist schon gesandt',
  },
  progress: (line) =>
    `${line.accepted}/${line.total} angenommen, ${line.failed} fehlgeschlagen, ${line.retrying} später, ${line.uncertain} ungewiss, ${line.held === null ? '' : `${line.held} wegen ihrer Domain gebremst, `}${line.rate}/min, noch ${line.left}`,
  progressBrief: (line) =>
    `${line.accepted}/${line.total} angen., ${line.failed} fehlg., ${line.retrying} später, ${line.uncertain} ungew., ${line.held === null ? '' : `${line.held} gebremst, `}${line.rate}/min, noch ${line.left}`,
  paused: (line, seconds) => `Relay bittet um ${seconds} s Pause: ${line}`,
  delayed: (count, rate) =>
    `Mails, die warten mussten, weil ihre Domain höchstens ${rate} bekommt: ${count}`,
  composing: (done, total) => `${done}/${total} geschrieben`,
  draining: 'Was unterwegs ist, wird zu Ende gebracht; noch einmal Strg-C bricht es ab …',
  recovered: (count) =>
    `Ein früherer Lauf wurde abgebrochen. Mails, deren Verbleib seitdem ungewiss ist und die nicht von selbst noch einmal gesandt werden: ${count}`,
  outcome: 'Ergebnis',
  count: 'Mails',
  outcomes: {
    accepted: 'vom Relay angenommen',
    written: 'in den Ordner geschrieben',
    failed: 'fehlgeschlagen',
    retrying: 'vorerst abgelehnt, wird wieder versucht',
    uncertain: 'ungewiss',
    withdrawn: 'zurückgezogen: die Buchung hat sich geändert',
    remaining: 'warten noch',
  },
  next: {
    remaining: (command) => `Der Rest: ${command}`,
    retrying: (moment, command) => `Der nächste Versuch ist fällig: ${moment}, mit ${command}`,
    failed: 'Wer und warum: slotdesk mail list --state failed',
    uncertain:
      'Was aus den ungewissen wurde: slotdesk mail evidence /var/log/mail.log; wer sie sind: slotdesk mail list --state uncertain',
    done: 'Alles ist erledigt.',
  },
  tested: (address, relay) => `Eine Probemail an ${address} wurde ${relay} übergeben.`,
  testFile: (file) => `Eine Probemail wurde nach ${file} geschrieben; niemand bekommt sie.`,
  previewed: (file) => `Nach ${file} geschrieben.`,
  subject: 'Betreff',
  askPassword: (relay) => `Passwort für ${relay}`,
  passwordFromEnvironment:
    'Das Passwort kam aus der Umgebung, wo andere Vorgänge es lesen können; sicherer ist eine Passwortdatei.',
};

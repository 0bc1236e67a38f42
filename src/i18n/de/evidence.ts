import { counted } from '../counted.ts';
import type { Text } from '../text.ts';

export const evidence: Text['evidence'] = {
  files: {
    postfix: (file, lines, from, to) =>
      `${file}: Postfix-Protokoll, ${counted(lines, 'Zeile', 'Zeilen')}, ${from} bis ${to}`,
    untimed: (file, lines) =>
      `${file}: Postfix-Protokoll, ${counted(lines, 'Zeile', 'Zeilen')} ohne Zeit`,
    dsn: (file, mails, reports) =>
      `${file}: ${counted(mails, 'Mail', 'Mails')}, davon ${counted(reports, 'Zustellbericht', 'Zustellberichte')}`,
    csv: (file, rows) => `${file}: Sendeliste, ${counted(rows, 'Zeile', 'Zeilen')}`,
  },
  standardInput: 'Standardeingabe',
  clockShift: (seconds) =>
    `Die Uhr des Relays geht gegen unsere um ${counted(seconds, 'Sekunde', 'Sekunden')} anders; das ist berücksichtigt.`,
  shows: 'Was es zeigt',
  mails: 'Mails',
  figures: {
    accepted: 'waren ungewiss oder offen: das Relay hat sie',
    unsent: 'waren ungewiss: nachweislich nicht gesandt, sie dürfen jetzt hinaus',
    delivered: 'zugestellt',
    deferred: 'vom Server der Person aufgeschoben, er versucht es weiter',
    bounced: 'zurückgekommen',
    claimed: 'das Portal sagt, es habe sie gesandt',
    claimedNot: 'das Portal sagt, es habe sie nicht gesandt',
    unchanged: 'schon bekannt',
  },
  nothing: 'Es sagt nichts über die Mails dieser Aktion.',
  nothingNew: 'Es sagt nichts Neues.',
  bounces: 'Was zurückkam',
  reasons: {
    mailbox_full: 'das Postfach ist voll',
    unknown_user: 'das Postfach gibt es nicht',
    domain_gone: 'die Domain gibt es nicht, oder sie nimmt keine Mail an',
    spam: 'als Spam oder nach einer Regel abgelehnt',
    unreachable: 'der Server war nicht rechtzeitig zu erreichen',
    other: 'ein anderer Grund',
  },
  reason: 'Warum',
  words: 'Was der Server sagte',
  open: (count) => `Weiter ungewiss: ${count}`,
  openReasons: {
    no_log: 'es wurde kein Protokoll des Relays angegeben',
    not_covered:
      'das Protokoll reicht nicht über die Zeit des Sendens, oder nicht weit genug darüber hinaus',
    incomplete:
      'im Protokoll fehlen Mails, die das Relay angenommen hat, oder Zeilen wurden verworfen',
    session_open: 'eine Verbindung jener Zeit endet nicht im Protokoll: später noch einmal lesen',
    unfinished:
      'die Mail wurde begonnen, und das Protokoll sagt nicht, was daraus wurde: später noch einmal lesen',
    held: 'das Relay hält die Mail zurück: fragen, wer es betreibt',
    clocks: 'die Zeiten im Protokoll passen nicht zu unseren',
    foreign: 'nichts zeigt, dass es das Protokoll des benutzten Relays ist',
  },
  unmatched: 'Nicht verwendet',
  unmatchedKinds: {
    unknownReports: 'Zustellberichte über Mails, die nicht unsere sind, oder gefälschte',
    foreignRecipient: 'Zustellberichte über eine andere Person als die, an die die Mail ging',
    silentReports: 'Zustellberichte ohne Ergebnis',
    passedOn: 'Mails, die an einen Filter gingen, dessen Protokoll fehlt',
    strangers:
      'Message-IDs dieser Form, die die Aktion nicht kennt: wurde eine ältere Kopie der Datei zurückgespielt?',
    unknownRows: 'Zeilen, die keine Buchung nennen',
    cancelledRows: 'Zeilen, die eine stornierte Buchung nennen',
    severalRows:
      'Zeilen mit einer Adresse mehrerer Buchungen, zu wenige, um zu sagen, wessen sie sind',
    unreadableRows: 'Zeilen ohne lesbare Nummer, Adresse oder Zeit',
  },
  lines: (lines) => `Zeilen ${lines}`,
  dryRun: 'Probelauf: nichts wurde gespeichert.',
  next: {
    unsent: 'Das Ungesandte senden: slotdesk mail resend --missing',
    bounced: 'Wer, und was zu tun ist: slotdesk mail missing --state bounced',
  },
};

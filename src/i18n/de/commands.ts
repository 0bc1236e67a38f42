import type { Text } from '../text.ts';
import { duplicateCommands } from './commands-duplicates.ts';
import { auditCommands } from './commands-audit.ts';
import { deskCommands } from './commands-desk.ts';
import { exportCommands } from './commands-export.ts';
import { noticeCommands } from './commands-notice.ts';
import { phoneCommands } from './commands-phone.ts';
import { seatCommands } from './commands-seats.ts';

export const nouns: Text['nouns'] = {
  config: 'Die Einstellungen der Aktion',
  contingent: 'Die Kontingente: benannte Teile der Plätze',
  slot: 'Die Zeitfenster mit ihren Plätzen',
  booking: 'Die Buchungen',
  duplicate: 'Mehrere Buchungen einer Person',
  mail: 'Die Terminbestätigungen',
  audit: 'Das Protokoll: wer wann was getan hat',
};

const dryRun = 'nur zeigen, was geschähe; ändert nichts (Probelauf)';

export const commands: Text['commands'] = {
  init: {
    summary: 'Eine Aktionsdatei anlegen',
    options: {
      name: 'wie die Aktion heißt',
      date: 'ihr Tag, z. B. 2021-06-20',
      location: 'wo sie stattfindet',
      timeZone: 'ihre Zeitzone (Vorgabe: Europe/Berlin)',
      postalCode:
        'das Einzugsgebiet: Postleitzahlen, durch Kommas getrennt (Vorgabe: alle dürfen buchen)',
    },
    examples: [
      'slotdesk init --name "Drive-Thru-Impfaktion" --date 2021-06-20 --postal-code 67346,67354',
    ],
  },
  status: {
    summary: 'Zeigen, was wo steht und was zu tun ist',
    examples: ['slotdesk status', 'slotdesk --json status'],
  },
  doctor: {
    summary: 'Datei, Platzkonten, Protokoll und Relay prüfen; ändert nichts',
    options: {
      full: 'auch jede Seite der Datei prüfen (dauert bei großen Dateien)',
      noRelay: 'das Relay in Ruhe lassen',
    },
    examples: ['slotdesk doctor', 'slotdesk doctor --full'],
  },
  'config list': { summary: 'Die Einstellungen auflisten', examples: ['slotdesk config list'] },
  'config get': {
    summary: 'Eine Einstellung ausgeben',
    arguments: { key: 'die Einstellung, z. B. mail.relay' },
    examples: ['slotdesk config get mail.relay'],
  },
  'config set': {
    summary: 'Eine Einstellung ändern',
    arguments: {
      key: 'die Einstellung, z. B. mail.relay',
      value: 'ihr neuer Wert; "" für die Vorgabe',
    },
    examples: [
      'slotdesk config set mail.from "Rathaus <noreply@stadt.example>"',
      'slotdesk config set mail.relay smtp://mailer@relay.stadt.example:587',
    ],
  },
  ...auditCommands,
  ...seatCommands,
  ...noticeCommands,
  'booking import': {
    summary: 'Buchungen aus CSV-Dateien importieren',
    arguments: { file: 'die Dateien; - ist die Standardeingabe' },
    options: {
      layout: 'dieses Layout nehmen, statt eines zu erkennen: {layouts}',
      map: 'FELD=SPALTE: in welcher Spalte ein Feld steht (mehrfach möglich)',
      mapState: 'WERT=binding|cancelled|skip: was ein Status der Datei bedeutet (mehrfach möglich)',
      contingent: 'das Kontingent für Zeilen, die keines nennen',
      createSlots:
        'Zeitfenster anlegen, die es noch nicht gibt, mit einem Platz je importierter Buchung',
      allowOverbooked:
        'Zusagen auch dann übernehmen, wenn kein Platz frei ist, und das Zeitfenster als überbucht kennzeichnen',
      update: 'übernehmen, was sich an schon bekannten Buchungen geändert hat',
      rejects:
        'die heilen Zeilen speichern und die fehlerhaften in diese Datei schreiben, zum Ausbessern',
      encoding: 'utf-8, windows-1252, macintosh, utf-16le oder utf-16be (Vorgabe: wird erkannt)',
      delimiter: 'was die Spalten trennt: ; , | oder tab (Vorgabe: wird erkannt)',
      dryRun,
    },
    examples: [
      'slotdesk booking import portal-export.csv --dry-run',
      'slotdesk booking import liste.csv --map email=Mailadresse --rejects mangel.csv',
    ],
  },
  ...exportCommands,
  ...deskCommands,
  'booking list': {
    summary: 'Buchungen auflisten',
    options: {
      state: 'nur diese: binding (verbindlich) oder cancelled (storniert)',
      contingent: 'nur die dieses Kontingents',
      confirmation: 'nur die, deren Terminbestätigung so steht, z. B. missing (mehrere mit Kommas)',
      outsideArea: 'nur die von außerhalb des Einzugsgebiets',
      limit: 'höchstens so viele',
    },
    examples: [
      'slotdesk booking list --confirmation missing',
      'slotdesk booking list --outside-area',
    ],
  },
  'booking show': {
    summary: 'Eine Buchung zeigen',
    arguments: { reference: 'ihre Vorgangsnummer, z. B. K7QX-9F2M' },
    examples: ['slotdesk booking show K7QX-9F2M'],
  },
  'mail missing': {
    summary: 'Sagen, wessen Terminbestätigung fehlt, wie es dazu kam und was zu tun ist',
    options: { state: 'diese Zustände statt missing,failed,bounced,uncertain' },
    examples: ['slotdesk mail missing', 'slotdesk mail missing --state none_possible'],
  },
  'mail preview': {
    summary: 'Die Mail zeigen, die zu einer Buchung gesandt würde, Byte für Byte',
    arguments: { reference: 'die Vorgangsnummer der Buchung' },
    options: {
      purpose: 'diese Art Mail: confirmation, change, cancellation, surplus, standby-offer',
      output:
        'in diese Datei schreiben: .eml, .html oder .txt (Vorgabe: ihr Text auf dem Bildschirm)',
    },
    examples: ['slotdesk mail preview K7QX-9F2M', 'slotdesk mail preview K7QX-9F2M -o mail.html'],
  },
  'mail test': {
    summary: 'Eine Probemail mit erfundenen Angaben senden, um das Relay zu prüfen',
    arguments: { address: 'wer sie bekommt' },
    options: { relay: 'dieses Relay statt des eingestellten' },
    examples: ['slotdesk mail test ich@stadt.example'],
  },
  'mail resend': {
    summary: 'Fehlende Terminbestätigungen und was sonst wartet senden, jede Mail genau einmal',
    arguments: { reference: 'die Buchungen, deren Terminbestätigung erneut gesandt wird' },
    options: {
      missing: 'alle, deren Terminbestätigung fehlt, und was von früher noch wartet',
      waiting:
        'alle wartenden Mails, gleich welcher Art: Änderungen, Absagen, Bitten, Rundschreiben',
      purpose: 'mit Vorgangsnummern: diese Mail statt der Terminbestätigung (change, cancellation)',
      limit: 'höchstens so viele Mails in diesem Lauf',
      rate: 'höchstens so viele Mails je Zeit: 600/m, 10/s (Vorgabe: mail.rate)',
      domainRate:
        'höchstens so viele Mails je Zeit an dieselbe Domain, oder off (Vorgabe: mail.domain-rate)',
      connections: 'so viele Verbindungen zugleich (Vorgabe: mail.connections)',
      relay: 'dieses Relay statt des eingestellten',
      until:
        'ab dieser Zeit keine Mail mehr beginnen, z. B. 22:00 (heute); der Rest wartet auf den nächsten Lauf',
      retryUncertain: 'die mit ungewissem Verbleib noch einmal senden, Byte für Byte dieselbe Mail',
      dryRun,
    },
    examples: [
      'slotdesk mail resend --missing --dry-run',
      'slotdesk mail resend --missing --rate 600/m --domain-rate 120/m --until 22:00',
      'slotdesk mail resend K7QX-9F2M',
      'slotdesk mail resend K7QX-9F2M --purpose cancellation',
      'slotdesk mail resend --waiting',
    ],
  },
  'mail evidence': {
    summary: 'Lesen, was aus den Mails wurde: Relay-Protokolle, Rückläufer, Sendeliste des Portals',
    arguments: {
      file: 'Postfix-Protokolle (auch gepackt und rotiert, in beliebiger Folge), Mails (.eml, mbox, Maildir), CSV; - ist die Standardeingabe',
    },
    options: {
      format: 'was die Dateien sind: postfix, dsn oder csv (Vorgabe: am Anfang erkannt)',
      dryRun,
    },
    examples: [
      'slotdesk mail evidence /var/log/mail.log /var/log/mail.log.1 --dry-run',
      'slotdesk mail evidence ~/Maildir/.Ruecklaeufer',
      'slotdesk mail evidence portal-gesendet.csv',
    ],
  },
  'mail list': {
    summary: 'Die Mails auflisten, die dieses Programm vorbereitet oder gesandt hat',
    options: {
      state: 'nur diese, z. B. failed,uncertain,bounced',
      kind: 'nur Mails dieser Arten, z. B. change,cancellation,notice',
      limit: 'höchstens so viele, die neuesten zuerst',
      output: 'jeden Versuch in diese CSV-Datei schreiben, als Protokoll',
    },
    examples: ['slotdesk mail list --state uncertain', 'slotdesk mail list -o protokoll.csv'],
  },
  'mail letters': {
    summary: 'Alle auflisten, die keine Mail erreicht: anzuschreiben oder anzurufen',
    arguments: { reference: 'mit --done oder --undo: die Buchungen' },
    options: {
      output: 'die Liste in diese Datei schreiben: .csv für Excel, .html zum Drucken',
      all: 'auch die schon Erreichten',
      done: 'diese Buchungen als erreicht vermerken; sie verlassen die Liste',
      undo: 'diesen Vermerk zurücknehmen',
    },
    examples: [
      'slotdesk mail letters -o briefe.csv',
      'slotdesk mail letters -o anrufe.html',
      'slotdesk mail letters --done K7QX-9F2M',
    ],
  },
  'mail show': {
    summary: 'Eine Mail zeigen: jeder Versuch, was das Relay sagte, was daraus wurde',
    arguments: { message: 'eine Vorgangsnummer oder eine Message-ID' },
    examples: [
      'slotdesk mail show K7QX-9F2M',
      'slotdesk mail show b1a2b3c4d5e6f7a8b9c0.confirmation.v1@stadt.example',
    ],
  },
  ...phoneCommands,
  ...duplicateCommands,
  demo: {
    summary:
      'Montag und Dienstag eines zusammengebrochenen Portals in einem neuen Ordner nachspielen',
    arguments: { folder: 'der Ordner, der angelegt wird (Vorgabe: slotdesk-demo)' },
    examples: ['slotdesk demo'],
  },
};

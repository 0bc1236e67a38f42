import { counted } from '../counted.ts';
import type { FailureFacts, ForeignKind, RelayFault } from '../../failure.ts';
import type { Text } from '../text.ts';
import { duplicateFailures } from './failures-duplicates.ts';
import { seatFailures } from './failures-seats.ts';

export const expected: Text['expected'] = {
  language: 'de oder en',
  text: 'ein Text',
  count: 'eine ganze Zahl, 0 oder mehr',
  positive_count: 'eine ganze Zahl, 1 oder mehr',
  date: 'ein Datum wie 2021-06-20 oder 20.6.2021',
  time_zone: 'eine Zeitzone wie Europe/Berlin',
  duration: 'eine Zeitdauer wie 5m, 15m oder 1h',
  postal_codes: 'fünfstellige Postleitzahlen, durch Kommas getrennt',
  sender: 'eine Adresse, mit oder ohne Namen: Rathaus <noreply@stadt.example>',
  email: 'eine E-Mail-Adresse',
  relay: 'smtps://[user@]host:465, smtp://[user@]host:587 oder folder:PFAD',
  rate: 'eine Rate wie 300/m oder 5/s',
  rate_or_off: 'eine Rate wie 100/m oder 1/s, oder off',
  connections: 'eine Zahl von 1 bis 50',
  folder: 'ein Ordner',
  channel: 'portal, phone oder onsite',
  reason: 'citizen, staff oder duplicate',
  birth_date: 'ein Geburtsdatum wie 1958-03-21 oder 21.3.1958',
  phone: 'eine Telefonnummer',
  postal_code: 'eine Postleitzahl wie 67346',
  booking_state: 'binding oder cancelled',
  confirmation_state:
    'missing, queued, accepted, delivered, bounced, failed, uncertain oder none_possible',
  message_state:
    'queued, claimed, sending, accepted, failed, uncertain, cancelled, delivered, deferred oder bounced',
  dialect: 'excel-de, rfc4180 oder jsonl',
  field_map: 'FELD=SPALTE, zum Beispiel email=Mailadresse',
  state_map: 'WERT=binding, WERT=cancelled oder WERT=skip',
  delimiter: '; , | oder tab',
  evidence_format: 'postfix, dsn oder csv',
  letters_file: 'eine Datei, die auf .csv oder .html endet',
  resend_purpose: 'confirmation, change oder cancellation',
  mail_kind: 'confirmation, change, cancellation, surplus oder standby-offer',
  kind: 'confirmation, change, cancellation, surplus, standby-offer oder notice',
  utf8_file: 'eine Textdatei in UTF-8',
  preview_file: 'eine Datei, die auf .eml, .html oder .txt endet',
  probability: 'eine Wahrscheinlichkeit von 0 bis 1, z. B. 0.99',
  case: 'die Nummer eines Falls, z. B. 12',
  case_state: 'open, dismissed, resolved oder stale',
};

const templateFaults: Record<FailureFacts['template_faulty']['reason'], (found: string) => string> =
  {
    unreadable: (found) => `die Vorlage ist nicht lesbar (${found}).`,
    not_utf8: () => 'die Vorlage ist nicht in UTF-8 gespeichert.',
    unknown_file: () => 'so heißt keine Vorlage.',
    no_subject: () => 'der Betreff fehlt oder ist leer.',
    syntax: (found) => `die Vorlage ist fehlerhaft${found === '' ? '' : `: ${found}`}.`,
    unknown_placeholder: (found) => `unbekannter Platzhalter ${found}.`,
    forbidden: (found) => `${found} ist in einer Vorlage nicht erlaubt.`,
  };

const templateHints: Record<FailureFacts['template_faulty']['reason'], (known: string) => string> =
  {
    unreadable: () => 'Pfad und Rechte von mail.templates prüfen.',
    not_utf8: () => 'Die Datei als UTF-8 speichern.',
    unknown_file: (known) => `Möglich sind: ${known}.`,
    no_subject: () => 'Die Datei mit „Subject: …“ und einer leeren Zeile beginnen.',
    syntax: () => 'Prüfen, ob jedes {{#if}} und {{#each}} geschlossen ist.',
    unknown_placeholder: (known) => `Bekannt sind: ${known}.`,
    forbidden: () =>
      'Erlaubt sind Platzhalter, {{#if}}, {{#unless}} und {{#each}} über eine Liste.',
  };

const relayFaults: Record<RelayFault, string> = {
  scheme: 'es beginnt mit keinem von smtps://, smtp:// und folder:',
  host: 'es nennt keinen Host',
  port: 'sein Port ist keiner',
  password: 'ein Passwort gehört nicht hinein',
  path: 'sein Pfad ist nicht zu brauchen',
  option: 'es hat eine unbekannte Option',
  clear_password: 'das Passwort ginge unverschlüsselt über die Leitung',
  ca_unreadable: 'die Datei seiner Zertifizierungsstellen lässt sich nicht lesen',
};

const foreignKinds: Record<ForeignKind, string> = {
  spreadsheet: 'Sie ist eine Tabellendatei (xlsx, xls oder ods)',
  pdf: 'Sie ist ein PDF',
  database: 'Sie ist eine Datenbank',
  archive: 'Sie ist ein Archiv',
  document: 'Sie ist ein Dokument oder ein Bild',
  web_page: 'Sie ist eine Webseite, vielleicht eine Fehlerseite des Portals',
  empty: 'Es stehen keine Zeilen darin',
  binary: 'Sie enthält Bytes, die kein Text sind',
};

const maybe = (near: string | null): string => (near === null ? '' : ` War „${near}“ gemeint?`);

export const failures: Text['failures'] = {
  ...duplicateFailures,
  ...seatFailures,
  unknown_command: ({ command, nearest }) => ({
    message: `Den Befehl „${command}“ gibt es nicht.${maybe(nearest)}`,
    hint: '„slotdesk --help“ zeigt die Befehle.',
  }),
  unknown_option: ({ option, nearest }) => ({
    message: `Die Option „${option}“ gibt es hier nicht.${maybe(nearest)}`,
    hint: 'Der Befehl mit --help zeigt seine Optionen.',
  }),
  missing_argument: ({ argument }) => ({
    message: `Das Argument <${argument}> fehlt.`,
    hint: 'Der Befehl mit --help zeigt, wie er aufgerufen wird.',
  }),
  missing_option: ({ option }) => ({
    message: `Die Option ${option} fehlt.`,
    hint: 'Der Befehl mit --help zeigt, was er braucht.',
  }),
  missing_value: ({ option }) => ({
    message: `Die Option ${option} braucht einen Wert.`,
    hint: 'Den Wert hinter die Option schreiben.',
  }),
  excess_argument: ({ argument }) => ({
    message: `„${argument}“ ist ein Argument zu viel.`,
    hint: 'Werte mit Leerzeichen in Anführungszeichen setzen.',
  }),
  invalid_value: ({ option, value, expected: wanted }) => ({
    message: `${option} kann nicht „${value}“ sein.`,
    hint: `Erwartet: ${expected[wanted]}.`,
  }),
  options_conflict: ({ option, other }) => ({
    message: `${option} und ${other} schließen einander aus.`,
    hint: 'Nur eine der beiden angeben.',
  }),
  one_option_needed: ({ options }) => ({
    message: `Eine dieser Angaben wird gebraucht: ${options.join(' oder ')}.`,
    hint: 'Der Befehl mit --help erklärt sie.',
  }),
  consent_needed: ({ command }) => ({
    message: `„${command}“ fragt, bevor es handelt, und hier ist kein Terminal zum Fragen. Es wurde nichts getan.`,
    hint: 'Mit --yes zustimmen, oder, wo es das gibt, mit --dry-run ansehen, was geschähe.',
  }),
  answer_needed: ({ option }) => ({
    message: `${option} wurde nicht angegeben, und hier ist kein Terminal zum Fragen.`,
    hint: `${option} angeben.`,
  }),
  unreadable_time: ({ value }) => ({
    message: `„${value}“ ist keine Zeitangabe.`,
    hint: '2021-06-14 08:00 schreiben, oder 07:00 für eine Uhrzeit am Tag der Aktion.',
  }),
  skipped_time: ({ value, timeZone }) => ({
    message: `„${value}“ gibt es in ${timeZone} nicht: Da wird die Uhr vorgestellt.`,
    hint: 'Eine Zeit vor oder nach der Umstellung wählen.',
  }),
  setting_invalid: ({ key, value, expected: wanted }) => ({
    message: `${key} kann nicht „${value}“ sein.`,
    hint: `Erwartet: ${expected[wanted]}.`,
  }),
  reference_mistyped: ({ reference }) => ({
    message: `„${reference}“ ist keine Vorgangsnummer: Das Prüfzeichen passt nicht, sie enthält einen Tippfehler.`,
    hint: 'Noch einmal Zeichen für Zeichen vorlesen lassen.',
  }),
  reference_unreadable: ({ reference }) => ({
    message: `„${reference}“ ist keine Vorgangsnummer.`,
    hint: 'Eine Vorgangsnummer hat acht Zeichen, zum Beispiel K7QX-9F2M.',
  }),
  file_missing: ({ file }) => ({
    message: `Die Datei ${file} ist nicht da.`,
    hint: 'Namen und Ordner prüfen.',
  }),
  file_unreadable: ({ file, reason }) => ({
    message: `${file} lässt sich nicht lesen (${reason}).`,
    hint: 'Prüfen, ob es eine Datei ist und ob sie gelesen werden darf.',
  }),
  import_refused: ({ rejected }) => ({
    message: `Nichts wurde importiert: ${rejected === 1 ? 'Eine Zeile hat' : `${rejected} Zeilen haben`} Fehler.`,
    hint: 'Sie in der Datei ausbessern, oder mit --rejects DATEI die heilen Zeilen importieren und die fehlerhaften zum Ausbessern aufheben.',
  }),
  import_overtaken: () => ({
    message:
      'Während die Datei gelesen wurde, haben sich hier Plätze oder Buchungen geändert, die sie braucht. Es wurde nichts gespeichert.',
    hint: 'Sie noch einmal importieren: Dann wird sie mit dem verglichen, was heute hier steht.',
  }),
  import_rejects: ({ rejected, file }) => ({
    message: `${rejected === 1 ? 'Eine fehlerhafte Zeile wurde' : `${rejected} fehlerhafte Zeilen wurden`} nach ${file} geschrieben; die heilen sind gespeichert.`,
    hint: 'Sie dort ausbessern und diese Datei importieren.',
  }),
  recipients_differ: ({ given, selected }) => ({
    message: `Das Rundschreiben ginge an ${counted(selected, 'Person', 'Personen')}, nicht an ${given}. Nichts wurde gesandt.`,
    hint: 'Mit --dry-run ansehen, wer sie sind, dann ihre Zahl mit --recipients angeben.',
  }),
  mail_unknown: ({ message }) => ({
    message: `Eine Mail ${message} gibt es nicht.`,
    hint: '„slotdesk mail list --json“ zeigt die Message-IDs; eine Vorgangsnummer tut es auch.',
  }),
  booking_unknown: ({ reference }) => ({
    message: `Eine Buchung ${reference} gibt es in dieser Aktion nicht.`,
    hint: 'Die Vorgangsnummer ist richtig gebildet. Stammt sie aus einer anderen Aktion? „slotdesk booking list“ zeigt alle.',
  }),
  setting_unknown: ({ key, nearest }) => ({
    message: `Eine Einstellung „${key}“ gibt es nicht.${maybe(nearest)}`,
    hint: '„slotdesk config list“ zeigt alle.',
  }),
  campaign_missing: ({ file }) => ({
    message: `Eine Aktionsdatei ${file} gibt es nicht.`,
    hint: 'Mit --db die richtige nennen oder mit „slotdesk init“ eine anlegen.',
  }),
  campaign_exists: ({ file }) => ({
    message: `${file} gibt es schon; eine Aktionsdatei wird nie überschrieben.`,
    hint: 'Mit --db einen anderen Namen wählen oder mit der vorhandenen arbeiten: „slotdesk status“.',
  }),
  database_foreign: ({ file }) => ({
    message: `${file} ist keine Aktionsdatei von slotdesk. Sie wurde nicht angerührt.`,
    hint: 'Mit --db die richtige Datei nennen.',
  }),
  database_corrupt: ({ file }) => ({
    message: `${file} ist beschädigt.`,
    hint: 'Eine Kopie samt den Dateien -wal und -shm daneben aufheben, wie sie ist, und mit der letzten Sicherung weiterarbeiten.',
  }),
  import_damaged: ({ file }) => ({
    message: `${file} ist beschädigt: Darin liegt der Rest eines unterbrochenen Imports.`,
    hint: 'Die Datei wegräumen: Gespeicherte Buchungen bleiben, die für die übrigen zurückgelegten Plätze werden frei, und ein Import derselben Dateien bringt den Rest nach.',
  }),
  search_damaged: () => ({
    message: 'Der Suchindex ist beschädigt, die Buchungen sind es nicht.',
    hint: 'Ihn neu anlegen: slotdesk booking search --rebuild, und die Datei prüfen: slotdesk doctor --full',
  }),
  database_newer: ({ file, version, known }) => ({
    message: `${file} wurde von einem neueren slotdesk geschrieben (Schema ${version}, dieses kennt ${known}). Sie wurde nicht angerührt.`,
    hint: 'Das neuere slotdesk benutzen.',
  }),
  database_locked: ({ file, seconds }) => ({
    message: `${file} war ${counted(seconds, 'Sekunde', 'Sekunden')} lang von einem anderen Vorgang gesperrt. Es wurde nichts gespeichert.`,
    hint: 'Warten, bis der andere Vorgang fertig ist, dann noch einmal versuchen.',
  }),
  database_full: ({ file }) => ({
    message: `Der Datenträger unter ${file} ist voll.`,
    hint: 'Platz schaffen, dann den Befehl noch einmal ausführen: Er beginnt von vorn oder macht weiter, wo dieser aufgehört hat.',
  }),
  database_readonly: ({ file }) => ({
    message: `${file} lässt sich nicht beschreiben.`,
    hint: 'Prüfen, wem sie, ihr Ordner und die Dateien -wal, -shm und -mail daneben gehören; „slotdesk doctor“ hilft dabei.',
  }),
  database_failed: ({ file, reason }) => ({
    message: `${file} lässt sich nicht benutzen (${reason}).`,
    hint: 'Datei, Ordner und Datenträger prüfen. „slotdesk doctor“ sieht alles durch.',
  }),
  database_remote: ({ file, filesystem }) => ({
    message: `${file} liegt auf einem Netz- oder Benutzerdateisystem (${filesystem}); mehrere Schreiber können sie dort zerstören.`,
    hint: 'Die Aktionsdatei auf eine lokale Platte legen.',
  }),
  database_unsound: ({ findings }) => ({
    message: `Die Prüfung hat ${findings === 1 ? 'einen Fehler' : `${findings} Fehler`} gefunden; oben stehen sie.`,
    hint: 'Eine Kopie der Datei aufheben, wie sie ist, bevor irgendetwas damit geschieht.',
  }),
  file_unwritable: ({ file, reason }) => ({
    message: `${file} lässt sich nicht schreiben (${reason}).`,
    hint: 'Ordner, Rechte und freien Platz prüfen.',
  }),
  file_exists: ({ file }) => ({
    message: `${file} gibt es schon und wird nicht überschrieben.`,
    hint: 'Einen anderen Namen wählen oder die Datei wegräumen.',
  }),
  file_is_database: ({ file }) => ({
    message: `${file} ist eine Aktionsdatei oder gehört zu einer und wird nicht überschrieben.`,
    hint: 'Einen anderen Namen wählen.',
  }),
  output_lost: ({ reason }) => ({
    message: `Die Ausgabe ließ sich nicht ganz schreiben (${reason}).`,
    hint: 'Prüfen, ob dort, wohin sie geleitet wird, noch Platz ist. Was der Befehl ändern sollte, hat er geändert.',
  }),
  terminal_needed: ({ command, instead }) => ({
    message: `„${command}“ braucht ein Terminal: Es fragt Fall für Fall.`,
    hint: `Ohne eines: ${instead}`,
  }),
  encoding_unknown: ({ name, known }) => ({
    message: `Eine Zeichenkodierung „${name}“ gibt es nicht.`,
    hint: `Bekannt sind: ${known.join(', ')}.`,
  }),
  layout_unknown: ({ name, known, nearest }) => ({
    message: `Ein Layout „${name}“ gibt es nicht.${maybe(nearest)}`,
    hint: `Bekannt sind: ${known.join(', ')}.`,
  }),
  field_unknown: ({ field, known, nearest }) => ({
    message: `--map nennt ein Feld „${field}“, das es nicht gibt.${maybe(nearest)}`,
    hint: `Bekannt sind: ${known.join(', ')}.`,
  }),
  until_past: ({ value }) => ({
    message: `--until ${value} ist schon vorbei.`,
    hint: 'Einen späteren Zeitpunkt nennen, mit Datum, wenn er nicht heute ist: --until "2021-06-15 06:00".',
  }),
  too_many_faults: ({ file, limit, line, column }) => ({
    message: `Mehr als ${limit} Zeilen von ${file} sind fehlerhaft, die erste ist Zeile ${line}${column === null ? '' : `, ${column}`}.`,
    hint: 'Wahrscheinlich wird sie falsch gelesen: --layout, --map, --encoding, --delimiter, oder neu exportieren.',
  }),
  column_unknown: ({ column, known, nearest }) => ({
    message: `--columns nennt „${column}“; das hat dieser Export nicht.${maybe(nearest)}`,
    hint: `Bekannt sind: ${known.join(', ')}.`,
  }),
  header_unknown: ({ file, header, nearest }) => ({
    message: `${file} hat keine Spalte „${header}“.${maybe(nearest)}`,
    hint: 'Die Überschrift so schreiben, wie sie in der Datei steht.',
  }),
  template_faulty: ({ file, line, reason, found, known }) => ({
    message: `${file}${line === null ? '' : `, Zeile ${line}`}: ${templateFaults[reason](found ?? '')}`,
    hint: `${templateHints[reason](known.join(', '))} Es wurde nichts gesandt.`,
  }),
  not_csv: ({ file, kind }) => ({
    message: `${file} ist keine CSV-Datei: ${foreignKinds[kind]}.`,
    hint: 'Die Tabelle als CSV speichern und diese Datei importieren.',
  }),
  evidence_unrecognised: ({ file }) => ({
    message: `Was ${file} ist, lässt sich nicht erkennen.`,
    hint: 'Möglich sind ein Postfix-Protokoll, Mails mit Zustellberichten oder CSV mit einer Spalte für Adressen, Nummern des Portals oder Vorgangsnummern; --format sagt, was es ist.',
  }),
  too_many_columns: ({ file, found, limit }) => ({
    message: `${file} hat ${found} Spalten; mehr als ${limit} werden nicht gelesen.`,
    hint: 'Prüfen, was die Spalten trennt (--delimiter), oder weglassen, was niemand braucht.',
  }),
  layout_unrecognised: ({ file, headers, missing, map }) => ({
    message: `${file}: Die Spalten wurden nicht erkannt (${headers.join(', ')}). Es fehlen: ${missing.join(', ')}.`,
    hint: `Sagen, wo sie stehen, zum Beispiel: ${map}`,
  }),
  relay_invalid: ({ relay, reason }) => ({
    message: `Das Relay „${relay}“ lässt sich nicht benutzen: ${relayFaults[reason]}.`,
    hint: `Erwartet: ${expected.relay}.`,
  }),
  password_file_open: ({ file }) => ({
    message: `Andere Benutzer können die Passwortdatei ${file} lesen; sie wurde nicht benutzt.`,
    hint: `Die Rechte wegnehmen: chmod 600 ${file}`,
  }),
  setting_missing: ({ key }) => ({
    message: `Die Einstellung ${key} fehlt.`,
    hint: `Setzen mit: slotdesk config set ${key} …`,
  }),
  mail_running: ({ file }) => ({
    message: `Ein anderer Lauf sendet gerade Mails für ${file}.`,
    hint: 'Warten, bis er fertig ist; „slotdesk status“ zeigt, wie weit er ist.',
  }),
  relay_unreachable: ({ relay, reason }) => ({
    message: `Das Relay ${relay} ist nicht erreichbar (${reason}). Nichts ist verloren.`,
    hint: 'mail.relay und das Netz prüfen, dann denselben Befehl noch einmal ausführen.',
  }),
  relay_refused: ({ relay, reply }) => ({
    message: `Das Relay ${relay} nimmt keine Mails an: ${reply}`,
    hint: 'Fragen, wer das Relay betreibt. Was nicht gesandt wurde, wartet weiter.',
  }),
  relay_auth_failed: ({ relay, reply }) => ({
    message: `Das Relay ${relay} erkennt Benutzer und Passwort nicht an: ${reply}`,
    hint: 'Beides prüfen; es blieb bei einem Versuch, damit kein Konto gesperrt wird. Was nicht gesandt wurde, wartet weiter.',
  }),
  relay_certificate: ({ relay, reason }) => ({
    message: `Dem Zertifikat des Relays ${relay} ist nicht zu trauen (${reason}). Nichts wurde gesandt.`,
    hint: 'Es erneuern lassen, den Namen benutzen, für den es gilt, oder mit ?ca=DATEI seine Zertifizierungsstelle nennen.',
  }),
  relay_no_tls: ({ relay, reason }) => ({
    message: `Das Relay ${relay} bietet keine Verschlüsselung an (${reason}). Nichts wurde gesandt.`,
    hint: 'Den Port prüfen. Ohne Verschlüsselung könnten alle auf dem Weg mitlesen.',
  }),
  relay_password_missing: ({ relay }) => ({
    message: `Das Relay ${relay} will ein Passwort, und es wurde keines gefunden.`,
    hint: 'Es in eine Datei schreiben, die nur Sie lesen können, und diese in SLOTDESK_SMTP_PASSWORD_FILE nennen.',
  }),
  sender_refused: ({ relay, sender, reply }) => ({
    message: `Das Relay ${relay} nimmt ${sender} nicht als Absender an: ${reply}`,
    hint: 'mail.from auf eine Adresse setzen, die es annimmt. Was nicht gesandt wurde, wartet weiter.',
  }),
  mail_refused: ({ relay, address, reply }) => ({
    message: `Das Relay ${relay} hat die Mail an ${address} nicht angenommen: ${reply}`,
    hint: 'Die Adresse prüfen, oder fragen, wer das Relay betreibt.',
  }),
  mails_refused: ({ relay, times, reply }) => ({
    message: `Das Relay ${relay} hat ${times} Mails nacheinander wegen ihres Inhalts abgelehnt: ${reply}`,
    hint: 'Vor dem Weitermachen fragen, wer das Relay betreibt. Was nicht gesandt wurde, wartet weiter.',
  }),
  demo_failed: ({ command, code, output }) => ({
    message: `Die Vorführung lief anders als vorgesehen: „${command}“ endete mit ${code}.`,
    hint: `Das ist ein Programmfehler. Die Ausgabe war: ${output}`,
  }),
  interrupted: () => ({
    message: 'Abgebrochen. Nichts Halbes wurde gespeichert.',
    hint: 'Derselbe Befehl kann wieder ausgeführt werden.',
  }),
};

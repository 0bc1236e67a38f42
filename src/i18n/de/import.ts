import { counted } from '../counted.ts';
import type { Text } from '../text.ts';

export const imports: Text['import'] = {
  readAs: (source) =>
    `${source.file ?? 'Standardeingabe'}: gelesen als ${source.encoding}, getrennt durch ${source.delimiter}, ` +
    (source.layout === null ? 'Spalten wie angegeben.' : `Layout ${source.layout}.`),
  maybeCutOff:
    'Sie endet nicht mit einem Zeilenende: Vielleicht wurde sie abgeschnitten. Die letzte Zeile mit dem Original vergleichen.',
  place: (file, line, column, value) =>
    `${file === null ? '' : `${file}, `}Zeile ${line}${column === null ? '' : `, ${column}`}${value === '' ? '' : ` „${value}“`}`,
  moreFaults: (count) => `… und ${count} weitere (alle mit --rejects DATEI oder --json)`,
  moreWarnings: (count) => `… und ${count} weitere (die ersten tausend mit --json)`,
  summary: (count, rows, counted) =>
    `${count === 1 ? 'Eine Zeile' : `${rows} Zeilen`}: ${counted}.`,
  imported: 'neu',
  updated: 'geändert',
  resurrected: 'wieder verbindlich, nachdem das Portal sie storniert hatte',
  unchanged: 'unverändert',
  rejected: 'fehlerhaft',
  skipped: 'übergangen',
  outsideArea: (count) =>
    `Neu und nicht im Einzugsgebiet: ${count} (slotdesk booking list --outside-area)`,
  vanished: (count, references) =>
    `${counted(count, 'Buchung eines früheren Exports fehlt in diesem; sie bleibt, wie sie ist', 'Buchungen eines früheren Exports fehlen in diesem; sie bleiben, wie sie sind')}: ${references}`,
  agree: (count, number) =>
    count === 1 ? 'Diese Buchung ändern?' : `Diese ${number} Buchungen ändern?`,
  refused: 'Nichts wurde gespeichert.',
  dryRun: 'Probelauf: Nichts wurde gespeichert.',
  faults: {
    unbalanced_quote: () => ({
      message: 'Ein Anführungszeichen wird geöffnet und nie geschlossen.',
      hint: 'Es schließen, oder verdoppeln, wenn es zum Text gehört.',
    }),
    truncated: ({ found, expected }) => ({
      message: `Die Datei endet mitten in dieser Zeile (${found} von ${expected} Zellen).`,
      hint: 'Noch einmal exportieren: Der Rest fehlt.',
    }),
    unreadable_line: () => ({
      message: 'Diese Zeile ist kein JSON-Objekt.',
      hint: 'Neu exportieren oder die Zeile berichtigen.',
    }),
    wrong_field_count: ({ found, expected }) => ({
      message: `Die Zeile hat ${found} Zellen, die Kopfzeile ${expected}.`,
      hint: 'Werte, die das Trennzeichen enthalten, in Anführungszeichen setzen.',
    }),
    record_too_long: ({ limit }) => ({
      message: `Die Zeile ist länger als ${limit} Bytes.`,
      hint: 'Nach einem Anführungszeichen suchen, das nicht geschlossen wird.',
    }),
    field_too_long: ({ limit }) => ({
      message: `Die Zelle ist länger als ${limit} Bytes.`,
      hint: 'Nach einem Anführungszeichen suchen, das nicht geschlossen wird.',
    }),
    undecodable: ({ byte, position }) => ({
      message:
        byte === null
          ? `Das ${position}. Zeichen der Zelle war schon zerstört, bevor die Datei hierher kam.`
          : `Byte ${byte} beim ${position}. Zeichen der Zelle ist kein Zeichen dieser Kodierung.`,
      hint: 'Das Wort neu schreiben, oder mit --encoding die richtige Kodierung nennen.',
    }),
    nul_character: () => ({
      message: 'Die Zelle enthält ein NUL-Zeichen.',
      hint: 'Sie neu schreiben.',
    }),
    control_character: ({ character }) => ({
      message: `Die Zelle enthält das unsichtbare Zeichen ${character}.`,
      hint: 'Sie neu schreiben.',
    }),
    spreadsheet_error: () => ({
      message: 'Eine Tabellenkalkulation hat den Wert durch einen Fehler ersetzt.',
      hint: 'Ihn aus dem ursprünglichen Export nehmen.',
    }),
    name_missing: () => ({ message: 'Der Nachname fehlt.', hint: 'Ihn ergänzen.' }),
    invalid_birth_date: () => ({
      message: 'Das ist kein Geburtsdatum.',
      hint: 'Als 1961-04-03 oder 3.4.1961 schreiben.',
    }),
    birth_date_future: () => ({
      message: 'Dieses Geburtsdatum liegt in der Zukunft.',
      hint: 'Das Jahr prüfen.',
    }),
    ambiguous_date: () => ({
      message: 'Tag und Monat lassen sich nicht unterscheiden.',
      hint: 'Als 2021-06-20 oder 20.6.2021 schreiben.',
    }),
    invalid_email: () => ({
      message: 'Das ist keine E-Mail-Adresse.',
      hint: 'Sie ausbessern, oder die Zelle leer lassen, wenn es keine gibt.',
    }),
    invalid_postal_code: () => ({
      message: 'Das ist keine Postleitzahl.',
      hint: 'Sie ausbessern.',
    }),
    lost_phone: () => ({
      message: 'Eine Tabellenkalkulation hat diese Telefonnummer abgeschnitten.',
      hint: 'Sie aus dem ursprünglichen Export nehmen, oder die Zelle leer lassen.',
    }),
    invalid_time: () => ({
      message: 'Das ist keine Zeitangabe.',
      hint: 'Als 2021-06-20 09:15 oder 20.6.2021 09:15 schreiben.',
    }),
    date_missing: () => ({
      message: 'Zur Uhrzeit fehlt das Datum.',
      hint: 'Das Datum ergänzen, oder campaign.date setzen.',
    }),
    skipped_time: ({ timeZone }) => ({
      message: `Diese Zeit gibt es in ${timeZone} nicht: Da wird die Uhr vorgestellt.`,
      hint: 'Sie ausbessern.',
    }),
    unknown_state: () => ({
      message: 'Dieser Status ist unbekannt.',
      hint: 'Mit --map-state WERT=binding, =cancelled oder =skip sagen, was er bedeutet.',
    }),
    state_missing: () => ({
      message: 'Der Status fehlt: Niemand weiß, ob der Platz zugesagt wurde.',
      hint: 'Ihn in die Zelle schreiben, zum Beispiel verbindlich oder storniert.',
    }),
    perhaps_not_binding: ({ column }) => ({
      message: `„${column}“ sagt, dass das vielleicht keine verbindliche Buchung ist.`,
      hint: `Die Zeile weglassen, oder sagen, was es bedeutet: --map "state=${column}" --map-state WERT=cancelled.`,
    }),
    several_people: ({ count }) => ({
      message: `Die Zeile steht für ${count} Personen.`,
      hint: 'Für jede eine eigene Zeile schreiben.',
    }),
    unknown_channel: () => ({
      message: 'Dieser Kanal ist unbekannt.',
      hint: 'Bekannt sind Portal, Telefon und Vor Ort.',
    }),
    unreadable_confirmation: () => ({
      message: 'Das sagt weder ja noch nein noch wann die Mail gesandt wurde.',
      hint: 'Ja, nein oder eine Zeit schreiben.',
    }),
    reference_mistyped: () => ({
      message: 'Das Prüfzeichen dieser Vorgangsnummer passt nicht.',
      hint: 'Den Tippfehler ausbessern, oder die Zelle für eine neue Nummer leer lassen.',
    }),
    contingent_unknown: ({ nearest }) => ({
      message: `Ein solches Kontingent gibt es nicht.${nearest === null ? '' : ` Es gibt „${nearest}“.`}`,
      hint: 'Den Namen ausbessern, oder es mit „slotdesk contingent add“ anlegen.',
    }),
    window_missing: () => ({
      message: 'Ein solches Zeitfenster gibt es nicht.',
      hint: 'Die Zeit ausbessern, oder das Zeitfenster mit --create-slots anlegen.',
    }),
    sold_out: () => ({
      message: 'In diesem Zeitfenster ist kein Platz frei.',
      hint: 'Ein anderes wählen, oder die Zusage mit --allow-overbooked übernehmen.',
    }),
    conflict: ({ fields, staff }) =>
      staff.length > 0
        ? {
            message: `Seit dem letzten Import hier geändert, und in der Datei anders: ${staff.join(', ')}.`,
            hint: 'Was hier steht, bleibt. Die Zeile weglassen, oder die Buchung berichtigen.',
          }
        : {
            message: `Die Buchung ist bekannt, weicht aber ab: ${fields.join(', ')}.`,
            hint: 'Die Abweichung mit --update übernehmen, oder die Zeile weglassen.',
          },
  },
  warned: (count, number) =>
    count === 1
      ? 'Ein Wert sieht falsch aus und wird so übernommen:'
      : `${number} Werte sehen falsch aus und werden so übernommen:`,
  warnings: {
    likely_email_typo: ({ suggestion }) => `Gemeint ist wohl ${suggestion}.`,
    postal_code_padded: ({ code }) =>
      `Als ${code} gelesen, dem unterwegs die führende Null verloren ging; aus dem Ausland A-1010 oder CH-8001 schreiben.`,
    doubtful_phone: () => 'Unter dieser Telefonnummer ist niemand zu erreichen.',
  },
};

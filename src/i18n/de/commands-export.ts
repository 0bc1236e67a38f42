import type { exportCommands as english } from '../en/commands-export.ts';

export const exportCommands: typeof english = {
  'booking export': {
    summary: 'Buchungen exportieren, für eine Tabellenkalkulation oder für Programme',
    options: {
      output: 'diese Datei schreiben, in einem Schritt ersetzt (Vorgabe: Standardausgabe)',
      dialect: 'excel-de (öffnet sich richtig in Excel; die Vorgabe), rfc4180 oder jsonl',
      columns: 'nur diese, in dieser Reihenfolge: {columns}',
      pseudonymous:
        'ohne Namen, Kontakte, Adressen und Notizen: ein Pseudonym, das Geburtsjahr, drei Ziffern der Postleitzahl',
      state: 'nur diese: binding (verbindlich) oder cancelled (storniert)',
      contingent: 'nur die dieses Kontingents',
      slot: 'nur die dieses Zeitfensters: seine Nummer oder sein Beginn, z. B. 09:15, oder anytime',
      channel: 'nur die, die so kamen: portal, phone (Telefon) oder onsite (vor Ort)',
      confirmation: 'nur die, deren Terminbestätigung so steht, z. B. missing (mehrere mit Kommas)',
      outsideArea: 'nur die von außerhalb des Einzugsgebiets',
      since: 'nur die, die seit dieser Zeit hier gespeichert wurden, z. B. "2021-06-14 08:00"',
    },
    examples: [
      'slotdesk booking export -o buchungen.csv',
      'slotdesk booking export --slot 09:15 --columns given_name,family_name,phone',
      'slotdesk booking export --pseudonymous --dialect rfc4180 -o statistik.csv',
    ],
  },
};

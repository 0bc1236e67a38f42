import { counted } from '../counted.ts';
import type { importRun as english } from '../en/import-run.ts';

const left = (seconds: number | null): string => {
  if (seconds === null) return '';
  return seconds < 60 ? `, noch ${seconds} s` : `, noch ${Math.ceil(seconds / 60)} min`;
};

export const importRun: typeof english = {
  reading: (at) =>
    `Prüfen: ${at.rows} Zeilen, ${at.megabytes} MB, ${at.rate} Zeilen/s${left(at.secondsLeft)}`,
  storing: (at) => `Speichern: ${at.rows} von ${at.of} Zeilen${left(at.secondsLeft)}`,
  decided:
    'Der Import ist entschieden und wird zu Ende gebracht. Noch einmal Strg-C hält ihn hier an; der nächste Befehl vollendet ihn.',
  unfinished: 'Der Import ist entschieden: Der nächste Befehl speichert, was davon fehlt.',
  completing: 'Ein unterbrochener Import wird vollendet …',
  dropped: (files, seats) =>
    `Der Rest eines unterbrochenen Imports ist mit seiner Datei verloren: ${counted(seats, 'Platz ist', 'Plätze sind')} wieder frei. Noch einmal importieren: ${files}`,
  late: (rows) =>
    rows === 1
      ? 'Eine Zeile kam zu spät: Die Buchung wurde hier inzwischen geändert, und es bleibt, was hier steht. Die Datei noch einmal importieren, um sie zu sehen.'
      : `${rows} Zeilen kamen zu spät: Die Buchungen wurden hier inzwischen geändert, und es bleibt, was hier steht. Die Datei noch einmal importieren, um sie zu sehen.`,
};

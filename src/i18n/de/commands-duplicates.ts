import type { duplicateCommands as english } from '../en/commands-duplicates.ts';

const dryRun = 'nur zeigen, was geschähe; ändert nichts (Probelauf)';
const id = 'die Nummer des Falls';

export const duplicateCommands: typeof english = {
  'duplicate find': {
    summary: 'Buchungen suchen, die wahrscheinlich von einer Person sind',
    options: {
      minProbability:
        'was weniger wahrscheinlich ist, wird kein Fall (sonst duplicates.min-probability)',
    },
    examples: ['slotdesk duplicate find', 'slotdesk duplicate find --min-probability 0.5'],
  },
  'duplicate list': {
    summary: 'Die Fälle auflisten, zuerst die, deren Entscheidung Gefragtes frei macht',
    options: {
      state: 'nur diese: open, dismissed, resolved, stale (sonst open)',
      limit: 'höchstens so viele',
    },
    examples: ['slotdesk duplicate list', 'slotdesk duplicate list --state resolved,dismissed'],
  },
  'duplicate show': {
    summary:
      'Einen Fall zeigen: die Buchungen nebeneinander, was für eine Person spricht, was dagegen',
    arguments: { case: id },
    examples: ['slotdesk duplicate show 12'],
  },
  'duplicate review': {
    summary: 'Fall für Fall entscheiden: je ein Bildschirm und eine Taste',
    options: {
      plain: 'zeilenweise statt Bildschirme: je Entscheidung ein Buchstabe und Enter',
      minProbability: 'nur Fälle, die mindestens so wahrscheinlich sind',
      maxProbability: 'nur Fälle, die höchstens so wahrscheinlich sind',
    },
    examples: ['slotdesk duplicate review', 'slotdesk duplicate review --plain'],
  },
  'duplicate resolve': {
    summary: 'Eine Buchung eines Falls behalten und die anderen als Doppelbuchung stornieren',
    arguments: { case: id },
    options: {
      keep: 'die Vorgangsnummer der Buchung, die bleibt',
      auto: 'alle offenen Fälle, die gelöst werden können; je bleibt, was vorgeschlagen ist',
      minProbability: 'mit --auto: nur Fälle, die mindestens so wahrscheinlich sind',
      notify: 'zu jeder stornierten Buchung eine Mail einreihen',
      dryRun,
    },
    examples: [
      'slotdesk duplicate resolve 12 --keep K7QX-9F2M',
      'slotdesk duplicate resolve --auto --min-probability 0.99 --dry-run',
    ],
  },
  'duplicate ask': {
    summary: 'Je Person eine Mail einreihen, die nach nicht gebrauchten Buchungen fragt',
    arguments: {
      case: 'nur diese Fälle; sonst alle, die sicher genug sind, mit nur einem Postfach',
    },
    options: {
      minProbability: 'nur Fälle, die mindestens so wahrscheinlich sind (sonst 0.9)',
      dryRun,
    },
    examples: ['slotdesk duplicate ask --dry-run', 'slotdesk duplicate ask 12 15'],
  },
  'duplicate dismiss': {
    summary: 'Entscheiden, dass die Buchungen eines Falls von verschiedenen Personen sind',
    arguments: {
      case: id,
      reference: 'nur diese Buchungen sind von jemand anderem als die übrigen',
    },
    options: { why: 'warum; wird beim Fall aufgehoben' },
    examples: [
      'slotdesk duplicate dismiss 12 --why "Zwillinge, am Telefon gefragt"',
      'slotdesk duplicate dismiss 12 K7QX-9F2M --why "sein Vater"',
    ],
  },
  'duplicate undo': {
    summary:
      'Entscheidungen zurücknehmen; Storniertes bekommt seine Plätze wieder, wenn sie frei sind',
    arguments: { case: 'die Nummern der Fälle' },
    options: { dryRun },
    examples: ['slotdesk duplicate undo 12'],
  },
  'duplicate export': {
    summary: 'Die Fälle als Tabelle schreiben, für ein zweites Paar Augen',
    options: {
      output: 'die Datei; ohne sie auf die Standardausgabe',
      state: 'nur diese: open, dismissed, resolved, stale (sonst open)',
    },
    examples: ['slotdesk duplicate export -o faelle.csv'],
  },
};

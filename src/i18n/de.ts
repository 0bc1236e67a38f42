import { bookings } from './de/bookings.ts';
import { campaign } from './de/campaign.ts';
import { commands, nouns } from './de/commands.ts';
import { contingents } from './de/contingents.ts';
import { desk } from './de/desk.ts';
import { demo } from './de/demo.ts';
import { duplicates } from './de/duplicates.ts';
import { evidence } from './de/evidence.ts';
import { expected, failures } from './de/failures.ts';
import { help } from './de/help.ts';
import { history } from './de/history.ts';
import { imports } from './de/import.ts';
import { importRun } from './de/import-run.ts';
import { letters } from './de/letters.ts';
import { mail } from './de/mail.ts';
import { audit } from './de/audit.ts';
import { overview } from './de/overview.ts';
import { queue } from './de/queue.ts';
import { spelling } from './de/spelling.ts';
import { story } from './de/story.ts';
import type { Text } from './text.ts';

export const de: Text = {
  help,
  nouns,
  commands,
  expected,
  failures,
  campaign,
  contingents,
  bookings,
  import: imports,
  importRun,
  demo,
  desk,
  duplicates,
  evidence,
  history,
  letters,
  mail,
  audit,
  overview,
  queue,
  spelling,
  story,
  ask: {
    yes: 'Ja',
    no: 'Nein',
    answerYesOrNo: 'Bitte mit j (ja) oder n (nein) antworten.',
    hidden: 'die Eingabe bleibt unsichtbar',
  },
  waitingForLock: 'Warte auf einen anderen Vorgang, der gerade in die Aktionsdatei schreibt …',
  internal: (reason) => ({
    message: `Ein interner Fehler ist aufgetreten: ${reason}`,
    hint: 'Das ist ein Programmfehler. Nichts Halbes wurde gespeichert. Mit SLOTDESK_DEBUG=1 noch einmal ausführen zeigt, wo.',
  }),
};

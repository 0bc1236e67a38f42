import { bookings } from './en/bookings.ts';
import { campaign } from './en/campaign.ts';
import { commands, nouns } from './en/commands.ts';
import { contingents } from './en/contingents.ts';
import { desk } from './en/desk.ts';
import { demo } from './en/demo.ts';
import { duplicates } from './en/duplicates.ts';
import { evidence } from './en/evidence.ts';
import { expected, failures } from './en/failures.ts';
import { help } from './en/help.ts';
import { history } from './en/history.ts';
import { imports } from './en/import.ts';
import { importRun } from './en/import-run.ts';
import { letters } from './en/letters.ts';
import { mail } from './en/mail.ts';
import { audit } from './en/audit.ts';
import { overview } from './en/overview.ts';
import { queue } from './en/queue.ts';
import { spelling } from './en/spelling.ts';
import { story } from './en/story.ts';

export const en = {
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
    yes: 'Yes',
    no: 'No',
    answerYesOrNo: 'Please answer y (yes) or n (no).',
    hidden: 'what you type is not shown',
  },
  waitingForLock: 'Waiting for another process that is writing to the campaign file …',
  internal: (reason: string) => ({
    message: `An internal error occurred: ${reason}`,
    hint: 'This is a bug. Nothing half-done was stored. Run again with SLOTDESK_DEBUG=1 to see where.',
  }),
};

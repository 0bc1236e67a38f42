import type { Command } from 'commander';
import { findAsked } from '../../confirmations/resend-storage.ts';
import { findLeftoverContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import type { Member } from '../../duplicates/case.ts';
import { listCases, readCase } from '../../duplicates/cases-storage.ts';
import { countOpenCases } from '../../duplicates/counts.ts';
import { findDifferences } from '../../duplicates/differences.ts';
import { dismissCase } from '../../duplicates/dismiss.ts';
import { planChoice } from '../../duplicates/plan.ts';
import { resolveCases } from '../../duplicates/resolve.ts';
import { undoCases } from '../../duplicates/undo.ts';
import { Failure } from '../../failure.ts';
import { describeFailure } from '../../i18n/describe-failure.ts';
import type { Text } from '../../i18n/text.ts';
import { readKeys, readLetters, type Keys } from '../../terminal/keys.ts';
import { writeCommand } from '../shell.ts';
import { chooseKeep, renderEnd, renderScreen } from './review-screen.ts';
import { readBookings } from './show.ts';
import { MOST_BESIDE } from './side-by-side.ts';
import { probability } from './typed.ts';

interface Options {
  plain?: boolean;
  minProbability?: number;
  maxProbability?: number;
}

/** What stands where in one sitting. */
interface Sitting {
  cases: number[];
  at: number;
  /** By case; what is not in it is undecided. */
  said: Map<number, 'same' | 'different' | 'later'>;
  /** The decisions made here, the last one last. */
  made: number[];
  /** What the last key did. */
  message: string;
}

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands['duplicate review'];
  return command
    .option('--plain', options.plain)
    .option('--min-probability <p>', options.minProbability, probability('--min-probability'))
    .option('--max-probability <p>', options.maxProbability, probability('--max-probability'));
}

export async function run(context: Context, options: Options): Promise<void> {
  const { ask, text, out } = context;
  const plain = options.plain === true;
  if (!plain && !ask.possible) {
    const command = writeCommand('duplicate', 'review');
    throw new Failure('terminal_needed', { command, instead: `${command} --plain` });
  }
  const { database } = await context.campaign();
  const { minProbability = 0, maxProbability = 1 } = options;
  const cases = listCases(database, ['open'])
    .filter((found) => found.probability >= minProbability && found.probability <= maxProbability)
    .map(({ id }) => id);
  const sitting: Sitting = { cases, at: 0, said: new Map(), made: [], message: '' };
  if (countOpenCases(database) === null) out.note(text.duplicates.neverSearched);
  if (cases.length > 0) {
    const keys = plain ? readLetters(context.stdin) : readKeys(context.stdin);
    try {
      await sit(context, sitting, keys, plain);
    } finally {
      keys.close();
    }
  }
  report(context, sitting);
}

async function sit(context: Context, sitting: Sitting, keys: Keys, plain: boolean): Promise<void> {
  for (;;) {
    const id = await showNext(context, sitting, plain);
    const key = await keys.next();
    const action = key === null ? 'quit' : readAction(context.text, key);
    sitting.message = '';
    if (action === 'quit') return;
    try {
      await act(context, sitting, id, action);
    } catch (error) {
      if (!(error instanceof Failure) || error.code === 'interrupted') throw error;
      const { message, hint } = describeFailure(context.text, error);
      sitting.message = `${message} ${hint}`;
    }
  }
}

/** Shows the case that is next, by its id; `null`: none is left, and the last decision can be taken back. */
async function showNext(
  context: Context,
  sitting: Sitting,
  plain: boolean,
): Promise<number | null> {
  const { database, settings } = await context.campaign();
  const { message, said } = sitting;
  for (;;) {
    const id = sitting.cases[sitting.at];
    if (id === undefined) {
      context.out.page(renderEnd(context, message, plain));
      return null;
    }
    const found = readCase(database, id);
    if (found.state === 'stale') {
      // A decision about another case has changed this one.
      sitting.cases.splice(sitting.at, 1);
      continue;
    }
    const { at, cases } = sitting;
    const left = cases.filter((one) => !said.has(one)).length;
    const bookings = readBookings(database, found, MOST_BESIDE.short);
    const timeZone = settings['campaign.time-zone'];
    const differences = findDifferences(database, found, bookings);
    const place = { differences, bookings, at, of: cases.length, left, message, timeZone, plain };
    context.out.page(renderScreen(context, found, place));
    return id;
  }
}

type Decision = 'same' | 'different' | 'later' | { keep: number };
type Action = Decision | 'back' | 'undo' | 'quit' | 'none';

function readAction({ duplicates: { review } }: Text, key: string): Action {
  if (/^[1-9]$/.test(key)) return { keep: Number(key) - 1 };
  const named = Object.entries(review.keys).find(([, label]) => label.startsWith(`${key} `));
  return key !== '' && named !== undefined ? (named[0] as Action) : 'none';
}

async function act(
  context: Context,
  sitting: Sitting,
  id: number | null,
  action: Exclude<Action, 'quit'>,
): Promise<void> {
  const words = context.text.duplicates.review;
  if (action === 'back') sitting.at = Math.max(0, sitting.at - 1);
  else if (action === 'undo') await undo(context, sitting);
  else if (action === 'none' || id === null) sitting.message = words.unknownKey;
  else await decide(context, sitting, id, action);
}

async function decide(
  context: Context,
  sitting: Sitting,
  id: number,
  action: Decision,
): Promise<void> {
  const { actor, text } = context;
  const { database } = await context.campaign();
  const words = text.duplicates.review;
  const note = (said: 'same' | 'different', message: string): void => {
    sitting.said.set(id, said);
    sitting.made.push(id);
    sitting.message = message;
    sitting.at++;
  };
  if (action === 'different') {
    const { members } = dismissCase(database, actor, id, { why: null, others: [] });
    const asked = findAsked(
      database,
      members.map((member) => member.id),
    );
    const more = asked === null ? [] : [text.duplicates.asked[asked]];
    note('different', [words.saidDifferent(id), ...more].join(' '));
  } else if (action === 'later') {
    if (!sitting.made.includes(id)) sitting.said.set(id, 'later');
    sitting.message = words.saidLater(id);
    sitting.at++;
  } else {
    const keep = chooseKeep(readCase(database, id), action === 'same' ? null : action.keep);
    if (keep === null) {
      sitting.message = words.unknownKey;
      return;
    }
    await resolve(context, id, keep);
    note('same', words.saidSame(id, keep.reference));
  }
}

async function resolve(context: Context, id: number, keep: Member): Promise<void> {
  const { database, settings } = await context.campaign();
  const intent = planChoice(database, readCase(database, id), keep);
  const freedSeatsTo = findLeftoverContingent(database, settings);
  const choices = [{ case: intent.case.id, keep: intent.keep.id }];
  resolveCases(database, context.actor, choices, { freedSeatsTo, dryRun: false });
}

async function undo(context: Context, sitting: Sitting): Promise<void> {
  const words = context.text.duplicates.review;
  const last = sitting.made.at(-1);
  if (last === undefined) {
    sitting.message = words.nothingToUndo;
    return;
  }
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  undoCases(database, context.actor, [last], { timeZone, dryRun: false });
  sitting.made.pop();
  sitting.said.delete(last);
  sitting.message = words.saidUndo(last);
  sitting.at = Math.max(0, sitting.cases.indexOf(last));
}

function report({ out, text }: Context, { cases, said }: Sitting): void {
  const words = text.duplicates.review;
  const list = (wanted: string): number[] =>
    [...said].filter(([, one]) => one === wanted).map(([id]) => id);
  const [same, different] = [list('same'), list('different')];
  const left = cases.filter((id) => !same.includes(id) && !different.includes(id));
  out.result({ same, different, left }, () => [
    ...(left.length === 0 ? [words.finished] : []),
    words.summary(String(same.length), String(different.length), String(left.length)),
    words.stored,
  ]);
}

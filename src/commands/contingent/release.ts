import type { Command } from 'commander';
import { releaseToAll } from '../../contingents/release-open.ts';
import { releaseSeats, undoRelease, type ReleaseReport } from '../../contingents/release.ts';
import { findSlotsAmong } from '../../contingents/slots.ts';
import { findContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import type { Text } from '../../i18n/text.ts';
import { positiveCount } from '../options.ts';
import { readClock } from '../slot/clock.ts';
import { openDocument, renderOpened, renderRelease, toDocument } from './release-report.ts';

interface Options {
  into?: string;
  anytime?: boolean;
  seats?: number;
  atSlot?: string[];
  undo?: number;
  dryRun?: boolean;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['contingent release'];
  return command
    .argument('[name...]', words.name)
    .option('--into <name>', options.into)
    .option('--anytime', options.anytime)
    .option('--seats <n>', options.seats, positiveCount('--seats'))
    .option('--at-slot <time>', options.atSlot, collect)
    .option('--undo <release>', options.undo, positiveCount('--undo'))
    .option('--dry-run', options.dryRun);
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, ...value.split(',')];
}

export async function run(context: Context, options: Options, names: string[]): Promise<void> {
  checkOptions(options, names);
  const { database } = await context.campaign();
  const from = [...new Set(names.map((name) => findContingent(database, name)))];
  if (options.undo === undefined && options.into === undefined && !options.anytime) {
    await releaseHere(context, from, options);
    return;
  }
  const act = await chooseAct(context, options, from);
  await show(context, options, {
    act,
    toDocument: (report, timeZone) => toDocument(report, timeZone, options.dryRun === true),
    render: (report, stage, timeZone) => renderRelease(context, report, stage, timeZone),
  });
}

function checkOptions({ undo, into, anytime, seats, atSlot }: Options, names: string[]): void {
  const isMoving = into !== undefined || anytime === true;
  if (undo !== undefined) {
    const other = [
      ...(names.length > 0 ? ['<name>'] : []),
      ...(into === undefined ? [] : ['--into']),
      ...(anytime ? ['--anytime'] : []),
      ...(seats === undefined ? [] : ['--seats']),
      ...(atSlot === undefined ? [] : ['--at-slot']),
    ].join('/');
    if (other !== '') throw new Failure('options_conflict', { option: '--undo', other });
    return;
  }
  if (names.length === 0) throw new Failure('missing_argument', { argument: 'name' });
  // A contingent is opened as a whole: a part of its seats must go somewhere.
  if (!isMoving && (seats !== undefined || atSlot !== undefined))
    throw new Failure('one_option_needed', { options: ['--into', '--anytime'] });
}

type Act<Report> = (options: { dryRun: boolean }) => Report;

async function chooseAct(
  context: Context,
  { undo, into, anytime = false, seats, atSlot }: Options,
  from: number[],
): Promise<Act<ReleaseReport>> {
  const { actor } = context;
  const { database, settings } = await context.campaign();
  if (undo !== undefined) return (how) => undoRelease(database, actor, undo, how);
  const wish = {
    from,
    into: into === undefined ? null : findContingent(database, into),
    anytime,
    seats: seats ?? null,
    slots:
      atSlot === undefined ? null : findSlotsAmong(database, atSlot, readClock(settings), from),
  };
  return (how) => releaseSeats(database, actor, wish, how);
}

async function releaseHere(context: Context, from: number[], options: Options): Promise<void> {
  const { database } = await context.campaign();
  await show(context, options, {
    act: (how) => releaseToAll(database, context.actor, from, how),
    toDocument: (report, timeZone) => openDocument(report, timeZone, options.dryRun === true),
    render: (report, stage, timeZone) => renderOpened(context, report, stage, timeZone),
  });
}

/** Shows first what it would do; on a terminal it asks, elsewhere it acts: every release can be taken back. */
async function show<Report>(
  context: Context,
  { dryRun = false }: Options,
  {
    act,
    toDocument: toJson,
    render,
  }: {
    act: Act<Report>;
    toDocument: (report: Report, timeZone: string) => unknown;
    render: (report: Report, stage: Stage, timeZone: string) => string[];
  },
): Promise<void> {
  const { out, ask, text } = context;
  const { settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  if (!dryRun && ask.possible) {
    for (const line of render(act({ dryRun: true }), 'preview', timeZone)) out.note(line);
    const agreed = await ask.consent(text.contingents.release.ask, 'contingent release');
    if (!agreed) throw new Failure('interrupted', {});
  }
  const report = act({ dryRun });
  out.result(toJson(report, timeZone), () => render(report, dryRun ? 'dry_run' : 'done', timeZone));
}

/** Whether a report is shown before the question, instead of the deed, or after it. */
export type Stage = 'preview' | 'dry_run' | 'done';

import { existsSync, rmSync } from 'node:fs';
import type { Command } from 'commander';
import type { Fault } from '../../bookings/fault.ts';
import type { RowState } from '../../bookings/field-words.ts';
import { Overtaken } from '../../bookings/import-decide.ts';
import type { JudgeOptions } from '../../bookings/import-judge.ts';
import { finishStaged, storeStaged } from '../../bookings/import-run.ts';
import { openStaging, type Staging } from '../../bookings/import-staging.ts';
import { judgeFiles, type ImportReport, type JudgedFile } from '../../bookings/import.ts';
import { layouts } from '../../bookings/layouts.ts';
import { readRows } from '../../bookings/rows.ts';
import { readArea } from '../../campaign/settings.ts';
import { findContingent, findLeftoverContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import { readFileBytes } from '../../csv/open.ts';
import { exitCodes, Failure } from '../../failure.ts';
import { requireFolder } from '../../files.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { pairs } from '../options.ts';
import { createReadingProgress, indexImported, watchStoring } from './import-progress.ts';
import { nameRejects, writeRejects } from './import-rejects.ts';
import {
  describeFault,
  describeWarning,
  renderFigures,
  renderReport,
  type Outcome,
} from './import-report.ts';

interface Options {
  layout?: string;
  map?: Map<string, string>;
  mapState?: Map<string, string>;
  contingent?: string;
  createSlots?: boolean;
  allowOverbooked?: boolean;
  update?: boolean;
  rejects?: string;
  encoding?: string;
  delimiter?: string;
  dryRun?: boolean;
}

const states: readonly string[] = ['binding', 'cancelled', 'skip'] satisfies RowState[];

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['booking import'];
  const known = layouts.map(({ name }) => name).join(', ');
  return command
    .argument('<file...>', words.file)
    .option('--layout <name>', options.layout.replace('{layouts}', known))
    .option('--map <field=header>', options.map, pairs('--map', 'field_map'))
    .option(
      '--map-state <value=state>',
      options.mapState,
      pairs('--map-state', 'state_map', (_, state) => states.includes(state)),
    )
    .option('--contingent <name>', options.contingent)
    .option('--create-slots', options.createSlots)
    .option('--allow-overbooked', options.allowOverbooked)
    .option('--update', options.update)
    .option('--rejects <file>', options.rejects)
    .option('--encoding <name>', options.encoding)
    .option('--delimiter <c>', options.delimiter)
    .option('--dry-run', options.dryRun);
}

export async function run(context: Context, options: Options, files: string[]): Promise<number> {
  const { actor } = context;
  const { database, settings } = await context.campaign();
  const rejectsFile = options.rejects === undefined ? null : context.path(options.rejects);
  // A file that somebody may be mending, or the very one that is read, must not be written over.
  const taken = files
    .flatMap((_, index) => (rejectsFile === null ? [] : nameRejects(rejectsFile, index)))
    .find((file) => existsSync(file));
  if (taken !== undefined) throw new Failure('file_exists', { file: taken });
  // Not only once all has been read.
  if (rejectsFile !== null) requireFolder(rejectsFile);
  const contingent =
    options.contingent === undefined ? null : findContingent(database, options.contingent);
  const rules: JudgeOptions = {
    contingent,
    createSlots: options.createSlots === true,
    allowOverbooked: options.allowOverbooked === true,
    update: options.update === true,
    area: readArea(settings),
    freedSeatsTo: findLeftoverContingent(database, settings),
    now: actor.now(),
  };
  const signal = context.onInterrupt();
  const errand: Errand = { context, options, files, rules, rejectsFile, signal, attempt: 1 };
  for (; ; errand.attempt++) {
    const staging = await openStaging(database, signal.drain, (left) =>
      finishStaged(left, actor, watchStoring(context, signal)),
    );
    try {
      return await importStaged(errand, staging);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      const isLast = errand.attempt === ATTEMPTS || files.includes('-') || asks(errand);
      if (isLast) throw new Failure('import_overtaken', {}, { cause: error });
    } finally {
      staging.close();
    }
  }
}

const ATTEMPTS = 3;

/** One `booking import`, which is read again if somebody was faster. */
interface Errand {
  context: Context;
  options: Options;
  files: string[];
  rules: JudgeOptions;
  rejectsFile: string | null;
  signal: ReturnType<Context['onInterrupt']>;
  attempt: number;
}

async function importStaged(errand: Errand, staging: Staging): Promise<number> {
  const { context, options, rejectsFile } = errand;
  const { out, text } = context;
  const report = await judge(errand, staging);
  if (errand.attempt === 1)
    for (const { file, source } of report.files) {
      out.note(text.import.readAs(describeSource(file, source)));
      if (!source.endsInLineEnd) out.note(text.import.maybeCutOff);
    }
  const dryRun = options.dryRun === true;
  const isRefused = report.rejected > 0 && rejectsFile === null;
  const stores = !dryRun && !isRefused;
  if (stores && asks(errand) && !(await agree(errand, report))) return 0;
  const kept =
    stores && rejectsFile !== null ? await writeRejects(context, rejectsFile, report.files) : [];
  const late = stores ? await store(errand, staging, report, kept) : 0;
  const outcome: Outcome = { stored: stores, dryRun, late };
  out.result(toDocument(context, report, outcome), () => renderReport(context, report, outcome));
  if (late > 0) out.note(text.importRun.late(late));
  // What is stored has been told by now, whatever the search index is like.
  if (stores) await indexImported(context, errand.signal);
  if (report.rejected === 0) return 0;
  if (dryRun) return exitCodes.import_refused;
  const { rejected } = report;
  if (rejectsFile === null) throw new Failure('import_refused', { rejected });
  throw new Failure('import_rejects', { rejected, file: rejectsFile });
}

function asks({ context, options }: Errand): boolean {
  return options.update === true && options.dryRun !== true && context.ask.possible;
}

/** Shows what would happen to bookings that are there already, and asks. */
async function agree({ context, signal }: Errand, report: ImportReport): Promise<boolean> {
  const { out, text, ask } = context;
  const changes = report.updated + report.resurrected;
  if (changes === 0) return true;
  for (const line of renderFigures(context, report)) out.note(line);
  const { number } = createFormats(context.language, 'UTC');
  const agreed = await ask.consent(text.import.agree(changes, number(changes)), 'booking import');
  if (signal.drain.aborted) throw new Failure('interrupted', {});
  return agreed;
}

async function judge(errand: Errand, staging: Staging): Promise<ImportReport> {
  const { context, options, files, rules, signal } = errand;
  const { settings } = await context.campaign();
  const progress = createReadingProgress(context, files);
  const opened = files.map((file) => ({
    file,
    batches: readRows(progress.count(openBytes(context, file)), {
      file,
      encoding: options.encoding ?? null,
      delimiter: options.delimiter ?? null,
      layout: options.layout ?? null,
      map: options.map ?? new Map<string, string>(),
      mapState: (options.mapState ?? new Map<string, string>()) as Map<string, RowState>,
      timeZone: settings['campaign.time-zone'],
      campaignDate: settings['campaign.date'] || null,
      area: rules.area,
      now: rules.now,
    }),
  }));
  const watch = { signal: signal.drain, judged: progress.show };
  try {
    return await judgeFiles(staging.database, opened, rules, watch);
  } finally {
    context.out.redraw('');
  }
}

function openBytes(context: Context, file: string): AsyncIterable<Uint8Array> {
  return file === '-'
    ? (context.stdin as AsyncIterable<Uint8Array>)
    : readFileBytes(context.path(file));
}

async function store(
  { context, signal, files }: Errand,
  staging: Staging,
  report: ImportReport,
  kept: readonly string[],
): Promise<number> {
  const { rows, imported, updated, resurrected, unchanged, rejected, vanished, plan } = report;
  const counts = { rows, imported, updated, resurrected, unchanged, rejected };
  const decision = { files, plan, facts: { ...counts, vanished: vanished.count } };
  try {
    const watch = watchStoring(context, signal);
    return await storeStaged(staging, context.actor, decision, watch);
  } catch (error) {
    // Of an import that was not stored, nothing stays.
    if (!staging.isNeeded) for (const file of kept) rmSync(file, { force: true });
    else if (!(error instanceof Failure)) context.out.note(context.text.importRun.unfinished);
    throw error;
  } finally {
    context.out.redraw('');
  }
}

function describeSource(
  file: string,
  source: JudgedFile['source'],
): Parameters<Text['import']['readAs']>[0] {
  const { encoding, delimiter, layout } = source;
  return {
    file: file === '-' ? null : file,
    encoding,
    delimiter: delimiter === '\t' ? 'TAB' : delimiter,
    layout,
  };
}

function toDocument(
  { text }: Context,
  report: ImportReport,
  { stored, dryRun, late }: Outcome,
): Record<string, unknown> {
  const { rows, unchanged, rejected, outsideArea, vanished, files } = report;
  // What a refused import would have stored is nobody's figure.
  const nothing = { imported: 0, updated: 0, resurrected: 0 };
  const { imported, updated, resurrected } = stored || dryRun ? report : nothing;
  return {
    files: files.map(({ file, source, skipped }) => ({
      file,
      encoding: source.encoding,
      delimiter: source.delimiter,
      layout: source.layout,
      header_line: source.headerLine,
      columns: source.columns,
      skipped,
    })),
    dry_run: dryRun,
    stored,
    rows,
    imported,
    updated,
    resurrected,
    unchanged,
    rejected,
    late,
    vanished: vanished.count,
    vanished_references: vanished.references,
    outside_area: outsideArea,
    warned: files.reduce((sum, { warned }) => sum + warned, 0),
    warnings: files.flatMap(({ warnings }) =>
      warnings.map((warning) => ({ ...warning, message: describeWarning(text, warning) })),
    ),
    rejects: files.flatMap(({ readRejected }) =>
      [...readRejected()].flatMap(({ faults }) =>
        faults.map(({ file, line, column, value, code, ...fault }) => ({
          file,
          line,
          column,
          value,
          code,
          facts: fault.facts,
          message: describeFault(text, { file, line, column, value, code, ...fault } as Fault),
        })),
      ),
    ),
  };
}

import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Fault } from '../../bookings/fault.ts';
import type { RowState } from '../../bookings/field-words.ts';
import {
  collectRows,
  importFiles,
  type ImportOptions,
  type ImportReport,
  type ReadFile,
} from '../../bookings/import.ts';
import { layouts } from '../../bookings/layouts.ts';
import { formatRejects } from '../../bookings/rows-rejects.ts';
import { readRows, type RowOptions } from '../../bookings/rows.ts';
import { readArea, type Settings } from '../../campaign/settings.ts';
import { findContingent, findLeftoverContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import { readFileBytes } from '../../csv/open.ts';
import { exitCodes, Failure } from '../../failure.ts';
import { writeFileWhole } from '../../files.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { pairs } from '../options.ts';
import { describeFault, describeWarning, renderFigures, renderReport } from './import-report.ts';

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
  const { out, actor, text } = context;
  const { database, settings } = await context.campaign();
  const rejectsFile = options.rejects === undefined ? null : context.path(options.rejects);
  // A file that somebody may be mending, or the very one that is read, must not be written over.
  if (rejectsFile !== null && existsSync(rejectsFile)) {
    throw new Failure('file_exists', { file: rejectsFile });
  }
  const contingent =
    options.contingent === undefined ? null : findContingent(database, options.contingent);
  const read: ReadFile[] = [];
  for (const file of files) read.push(await readOne(context, settings, options, file));
  for (const { file, source } of read) {
    out.note(text.import.readAs(describeSource(file, source)));
    if (!source.endsInLineEnd) out.note(text.import.maybeCutOff);
  }
  const rules: ImportOptions = {
    contingent,
    createSlots: options.createSlots === true,
    allowOverbooked: options.allowOverbooked === true,
    update: options.update === true,
    area: readArea(settings),
    freedSeatsTo: findLeftoverContingent(database, settings),
    dryRun: options.dryRun === true,
    keepRejects:
      rejectsFile === null ? null : (judged) => writeRejects(context, rejectsFile, judged),
  };
  if (rules.update && !rules.dryRun && context.ask.possible) {
    if (!(await agree(context, read, rules))) return 0;
  }
  const report = importFiles(database, actor, read, rules);
  out.result(toDocument(context, report, options.dryRun === true), () =>
    renderReport(context, report, options.dryRun === true),
  );
  if (report.rejected === 0) return 0;
  if (options.dryRun) return exitCodes.import_refused;
  const rejected = report.rejected;
  if (rejectsFile === null) throw new Failure('import_refused', { rejected });
  throw new Failure('import_rejects', { rejected, file: rejectsFile });
}

/** Shows what would happen to bookings that are there already, and asks. */
async function agree(
  context: Context,
  read: readonly ReadFile[],
  rules: ImportOptions,
): Promise<boolean> {
  const { out, actor, text, ask } = context;
  const { database } = await context.campaign();
  const plan = importFiles(database, actor, read, { ...rules, dryRun: true, keepRejects: null });
  const changes = plan.updated + plan.resurrected;
  if (changes === 0 || (plan.rejected > 0 && rules.keepRejects === null)) return true;
  for (const line of renderFigures(context, plan)) out.note(line);
  const { number } = createFormats(context.language, 'UTC');
  return await ask.consent(text.import.agree(changes, number(changes)), 'booking import');
}

async function readOne(
  context: Context,
  settings: Settings,
  options: Options,
  file: string,
): Promise<ReadFile> {
  const bytes = file === '-' ? context.stdin : readFileBytes(context.path(file));
  const rules: RowOptions = {
    file,
    encoding: options.encoding ?? null,
    delimiter: options.delimiter ?? null,
    layout: options.layout ?? null,
    map: options.map ?? new Map<string, string>(),
    mapState: (options.mapState ?? new Map<string, string>()) as Map<string, RowState>,
    timeZone: settings['campaign.time-zone'],
    campaignDate: settings['campaign.date'] || null,
    now: context.actor.now(),
  };
  return await collectRows(file, readRows(bytes as AsyncIterable<Uint8Array>, rules));
}

function describeSource(
  file: string,
  source: ReadFile['source'],
): Parameters<Text['import']['readAs']>[0] {
  const { encoding, delimiter, layout } = source;
  return {
    file: file === '-' ? null : file,
    encoding,
    delimiter: delimiter === '\t' ? 'TAB' : delimiter,
    layout,
  };
}

/** One file for each header there is: rows of another file's form would not fit under it. */
function writeRejects(context: Context, path: string, files: readonly ReadFile[]): void {
  const explain = (row: ReadFile['rejected'][number]): string =>
    row.faults.map((fault) => describeFault(context.text, fault)).join(' ');
  const groups = new Map<string, ReadFile[]>();
  for (const file of files.filter(({ rejected }) => rejected.length > 0)) {
    const { headers, delimiter, lineEnd } = file.source;
    const form = JSON.stringify([headers, delimiter, lineEnd]);
    groups.set(form, [...(groups.get(form) ?? []), file]);
  }
  for (const [index, group] of [...groups.values()].entries()) {
    const texts = group.map(({ source, rejected }, at) =>
      formatRejects(source, rejected, { withHeader: at === 0, explain }),
    );
    const suffix = index === 0 ? '' : `-${index + 1}`;
    writeFileWhole(
      path.replace(/(\.[^./]*)?$/, (end) => suffix + end),
      texts.join(''),
    );
  }
}

function toDocument(
  { text }: Context,
  report: ImportReport,
  dryRun: boolean,
): Record<string, unknown> {
  const { rows, unchanged, rejected, outsideArea, vanished, stored, files } = report;
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
    vanished: vanished.count,
    vanished_references: vanished.references,
    outside_area: outsideArea,
    warned: files.reduce((sum, { warned }) => sum + warned, 0),
    warnings: files.flatMap(({ warnings }) =>
      warnings.map((warning) => ({ ...warning, message: describeWarning(text, warning) })),
    ),
    rejects: files.flatMap(({ rejected: refused }) =>
      refused.flatMap(({ faults }) =>
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

import type { Command } from 'commander';
import { parseSender } from '../../campaign/sender.ts';
import { applyEvidence, createOwnTest } from '../../confirmations/evidence.ts';
import { readSentList, type SentList } from '../../confirmations/sent-list.ts';
import type { Context } from '../../context.ts';
import type { Actor } from '../../database/change.ts';
import type { Database } from '../../database/statements.ts';
import { Failure } from '../../failure.ts';
import type { Text } from '../../i18n/text.ts';
import type { DeliveryReport } from '../../mail/evidence/delivery-report.ts';
import { imagineRecovery } from '../../mail/evidence/ledger-view.ts';
import { readLogs, readReports } from '../../mail/evidence/read.ts';
import {
  evidenceFormats,
  guessFormat,
  isFolder,
  listFiles,
  openSource,
  type EvidenceFormat,
  type Source,
} from '../../mail/evidence/sources.ts';
import { listKnownMails } from '../../mail/evidence/storage.ts';
import { recover } from '../../mail/ledger.ts';
import { lockRunner } from '../../mail/runner-lock.ts';
import { choice } from '../options.ts';
import { renderEvidence, toDocument } from './evidence-report.ts';

interface Options {
  format?: EvidenceFormat;
  dryRun?: boolean;
}

/** How a file was read, in the order in which the files were named. */
export type FileRead =
  | { file: string; format: 'postfix'; lines: number; from: number | null; to: number | null }
  | { file: string; format: 'dsn'; mails: number; reports: number }
  | { file: string; format: 'csv'; rows: number };

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['mail evidence'];
  return command
    .argument('<file...>', words.file)
    .option(
      '--format <name>',
      options.format,
      choice('--format', evidenceFormats, 'evidence_format'),
    )
    .option('--dry-run', options.dryRun);
}

export async function run(context: Context, options: Options, files: string[]): Promise<void> {
  const { out, actor } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const dryRun = options.dryRun === true;
  if (!dryRun) settleInterrupted(database, actor);
  const { logs, reports, lists, read } = await gather(context, files, options.format, timeZone);
  const known = dryRun ? imagineRecovery(listKnownMails(database)) : listKnownMails(database);
  const isOwn = createOwnTest(known, parseSender(settings['mail.from'])?.address ?? null);
  const logRead = await readLogs(logs, known, { timeZone, now: actor.now(), isOwn });
  for (const { name, ...reach } of logRead.files)
    read.push({ file: name, format: 'postfix', ...reach });
  const log = logs.length === 0 ? null : logRead.log;
  const plan = applyEvidence(database, actor, { log, reports, lists }, dryRun);
  const told = { plan, strangers: logRead.log.strangers.size, read, dryRun };
  out.result(toDocument(told, timeZone), () => renderEvidence(context, told, timeZone));
}

// What a run that died was sending is uncertain only once somebody says so; a run under way says it itself.
function settleInterrupted(database: Database, actor: Actor): void {
  try {
    const lock = lockRunner(database.name);
    try {
      recover(database, actor);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'mail_running')) throw error;
  }
}

interface Gathered {
  logs: Source[];
  reports: DeliveryReport[];
  lists: SentList[];
  read: FileRead[];
}

/** Opens every file and reads it, but for logs, which must be put in order first. */
async function gather(
  context: Context,
  files: readonly string[],
  format: EvidenceFormat | undefined,
  timeZone: string,
): Promise<Gathered> {
  const gathered: Gathered = { logs: [], reports: [], lists: [], read: [] };
  const readMails = async (file: string, sources: readonly string[] | Source): Promise<void> => {
    const sum = { file, format: 'dsn' as const, mails: 0, reports: 0 };
    for (const one of 'head' in sources ? [sources] : sources) {
      const source = typeof one === 'string' ? await openSource(one, null) : one;
      const { mails, reports } = await readReports(source);
      gathered.reports.push(...reports);
      sum.mails += mails;
      sum.reports += reports.length;
    }
    gathered.read.push(sum);
  };
  for (const file of files) {
    const path = context.path(file);
    if (file !== '-' && isFolder(path)) {
      await readMails(file, listFiles(path));
      continue;
    }
    const source = await openSource(path, file === '-' ? context.stdin : null);
    const kind = format ?? guessFormat(source.head);
    if (kind === 'postfix') gathered.logs.push({ ...source, name: file });
    else if (kind === 'dsn') await readMails(file, source);
    else {
      const list = await readSentList(source.bytes, { file, timeZone });
      gathered.lists.push(list);
      const rows = list.rows.length + list.unreadable.length;
      gathered.read.push({ file, format: kind, rows });
    }
  }
  return gathered;
}

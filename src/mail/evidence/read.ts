import { readDeliveryReport, type DeliveryReport } from './delivery-report.ts';
import { listUncertain, type KnownMail } from './ledger-view.ts';
import { readMails } from './mailbox.ts';
import { PostfixLog } from './postfix-log.ts';
import type { Source } from './sources.ts';
import { StampReader } from './stamps.ts';

export interface LogRead {
  log: PostfixLog;
  /** In the order of their time. */
  files: { name: string; lines: number; from: number | null; to: number | null }[];
}

/**
 * Reads Postfix logs, in the order of their first stamps whatever the order they were named in, following
 * the mails given. `isOwn` says whether an unknown Message-ID has the form of this campaign's.
 */
export async function readLogs(
  sources: readonly Source[],
  mails: readonly KnownMail[],
  options: { timeZone: string; now: number; isOwn: (messageId: string) => boolean },
): Promise<LogRead> {
  const stamps = new StampReader(options.timeZone, options.now);
  const known = new Map(mails.map(({ id, messageId }) => [messageId, id]));
  const log = new PostfixLog(known, options.isOwn, stamps, listWatched(mails));
  for (const { id, attempts } of mails)
    for (const { queueId } of attempts) if (queueId !== null) log.presume(queueId, id);
  const timed = sources.map((source) => ({ source, from: findFirstStamp(source.head, stamps) }));
  const files: LogRead['files'] = [];
  for (const { source } of timed.toSorted((a, b) => a.from - b.from)) {
    const before = log.lines;
    log.beginFile();
    for await (const piece of source.bytes) log.feed(piece.toString('latin1'));
    log.endFile();
    const reach = log.reaches.at(-1);
    const toTime = (at = NaN): number | null => (Number.isNaN(at) ? null : at);
    files.push({
      name: source.name,
      lines: log.lines - before,
      from: toTime(reach?.from),
      to: toTime(reach?.to),
    });
  }
  return { log, files };
}

function listWatched(mails: readonly KnownMail[]): number[] {
  return mails.flatMap((mail) =>
    mail.state === 'uncertain'
      ? listUncertain(mail).flatMap(({ releasedAt }) => releasedAt ?? [])
      : [],
  );
}

function findFirstStamp(head: Buffer, stamps: StampReader): number {
  for (const line of head.subarray(0, 65_536).toString('latin1').split('\n')) {
    const at = stamps.read(line, 0);
    if (!Number.isNaN(at)) return at;
  }
  return 0;
}

export interface ReportsRead {
  reports: DeliveryReport[];
  mails: number;
}

/** Reads the delivery reports among the mails of a file; other mails are only counted. */
export async function readReports(source: Source): Promise<ReportsRead> {
  const reports: DeliveryReport[] = [];
  let mails = 0;
  for await (const mail of readMails(source.bytes)) {
    mails += 1;
    const report = await readDeliveryReport(mail);
    if (report !== null) reports.push(report);
  }
  return { reports, mails };
}

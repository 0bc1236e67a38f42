import { finishStaged, storeStaged } from '../src/bookings/import-run.ts';
import { openStaging } from '../src/bookings/import-staging.ts';
import { judgeFiles, type ImportFile, type ImportReport } from '../src/bookings/import.ts';
import type { JudgeOptions } from '../src/bookings/import-judge.ts';
import type { Actor } from '../src/database/change.ts';
import type { Database } from '../src/database/statements.ts';
import type { RejectedRow } from '../src/bookings/rows-check.ts';

const ignore = (): undefined => undefined;
const watch = { drain: null, abort: null, decided: ignore, stored: ignore, dropped: ignore };

/** An import without a terminal: sound rows are stored, the others returned. */
export async function importRows(
  database: Database,
  actor: Actor,
  files: readonly ImportFile[],
  options: JudgeOptions,
): Promise<{ report: ImportReport; rejected: RejectedRow[] }> {
  const staging = await openStaging(database, null, (left) => finishStaged(left, actor, watch));
  try {
    const quiet = { signal: null, judged: () => undefined };
    const report = await judgeFiles(database, files, options, quiet);
    const rejected = report.files.flatMap(({ readRejected }) => [...readRejected()]);
    const names = files.map(({ file }) => file);
    await storeStaged(staging, actor, { files: names, plan: report.plan, facts: {} }, watch);
    return { report, rejected };
  } finally {
    staging.close();
  }
}

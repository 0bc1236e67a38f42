import { rmSync } from 'node:fs';
import type { JudgedFile } from '../../bookings/import.ts';
import type { RejectedRow } from '../../bookings/rows-check.ts';
import { formatRejects } from '../../bookings/rows-rejects.ts';
import type { Context } from '../../context.ts';
import { writeNewFileInParts } from '../../files.ts';
import { describeFault } from './import-report.ts';

/** The file for the rows of the first form, of the second, and so on: `faulty.csv`, `faulty-2.csv`. */
export function nameRejects(path: string, index: number): string {
  const suffix = index === 0 ? '' : `-${index + 1}`;
  return path.replace(/(\.[^./]*)?$/, (end) => suffix + end);
}

/**
 * One file for each header there is: rows of another file's form would not fit under it. Returns the
 * files' paths. @throws Failure as `writeNewFileInParts`; then none of them is there
 */
export async function writeRejects(
  context: Context,
  path: string,
  files: readonly JudgedFile[],
): Promise<string[]> {
  const explain = (row: RejectedRow): string =>
    row.faults.map((fault) => describeFault(context.text, fault)).join(' ');
  const written: string[] = [];
  const groups = new Map<string, JudgedFile[]>();
  for (const file of files.filter(({ rejected }) => rejected > 0)) {
    const { headers, delimiter, lineEnd } = file.source;
    const form = JSON.stringify([headers, delimiter, lineEnd]);
    groups.set(form, [...(groups.get(form) ?? []), file]);
  }
  try {
    for (const [index, group] of [...groups.values()].entries()) {
      const file = nameRejects(path, index);
      await writeNewFileInParts(file, formatFiles(group, explain));
      written.push(file);
    }
  } catch (error) {
    for (const file of written) rmSync(file, { force: true });
    throw error;
  }
  return written;
}

async function* formatFiles(
  files: readonly JudgedFile[],
  explain: (row: RejectedRow) => string,
): AsyncGenerator<Uint8Array> {
  let withHeader = true;
  for (const { source, readRejected } of files) {
    for (const rows of inGroups(readRejected(), 500)) {
      yield Buffer.from(formatRejects(source, rows, { withHeader, explain }));
      withHeader = false;
    }
  }
}

function* inGroups<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let group: T[] = [];
  for (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

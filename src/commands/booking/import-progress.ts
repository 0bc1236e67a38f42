import { buildSearch } from '../../bookings/search-build.ts';
import { statSync } from 'node:fs';
import type { ImportWatch } from '../../bookings/import-run.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';

const SILENT_MS = 700;
const EVERY_MS = 100;
const MEGABYTE = 1_000_000;

interface ReadingProgress {
  /** The same bytes, counted as they are read. */
  count: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  show: (rows: number) => void;
}

/** Rows, megabytes, rate and the time that is left, on a terminal only and not for what is done at once. */
export function createReadingProgress(context: Context, files: readonly string[]): ReadingProgress {
  const { text, language } = context;
  const { number } = createFormats(language, 'UTC');
  const draw = createLine(context);
  const size = measureFiles(context, files);
  let read = 0;
  return {
    count: async function* (bytes) {
      for await (const piece of bytes) {
        read += piece.length;
        yield piece;
      }
    },
    show: (rows) =>
      draw((seconds) =>
        text.importRun.reading({
          rows: number(rows),
          megabytes: number(Math.round(read / MEGABYTE)),
          rate: number(Math.round(rows / seconds)),
          secondsLeft:
            size === null || read === 0
              ? null
              : Math.ceil((seconds * Math.max(0, size - read)) / read),
        }),
      ),
  };
}

/** The bytes of all files; `null` if one is no file with a length. */
function measureFiles(context: Context, files: readonly string[]): number | null {
  let sum = 0;
  for (const file of files) {
    const found =
      file === '-' ? undefined : statSync(context.path(file), { throwIfNoEntry: false });
    if (found?.isFile() !== true) return null;
    sum += found.size;
  }
  return sum;
}

/** How far a decided import has come, and what Ctrl-C means to it. */
export function watchStoring(
  context: Context,
  signal: { drain: AbortSignal; abort: AbortSignal },
): ImportWatch {
  const { out, text, language } = context;
  const { number } = createFormats(language, 'UTC');
  const draw = createLine(context);
  return {
    ...signal,
    decided: () => {
      const say = (): void => out.note(text.importRun.decided);
      if (signal.drain.aborted) say();
      else signal.drain.addEventListener('abort', say);
    },
    stored: (rows, of) =>
      draw((seconds) =>
        text.importRun.storing({
          rows: number(rows),
          of: number(of),
          secondsLeft: rows === 0 ? null : Math.ceil((seconds * (of - rows)) / rows),
        }),
      ),
    dropped: (files, seats) => out.note(text.importRun.dropped(files.join(', '), seats)),
  };
}

/** Puts what was stored into the search index; Ctrl-C leaves the rest for the next search. */
export async function indexImported(
  context: Context,
  signal: { drain: AbortSignal },
): Promise<void> {
  const { out, text, language } = context;
  const { database } = await context.campaign();
  const { number } = createFormats(language, 'UTC');
  const draw = createLine(context);
  await buildSearch(database, {
    progress: (pending) => draw(() => text.desk.search.building(number(pending))),
    stop: signal.drain,
  });
  out.redraw('');
}

function createLine({ out }: Context): (write: (seconds: number) => string) => void {
  const start = performance.now();
  let last = start + SILENT_MS - EVERY_MS;
  return (write) => {
    const now = performance.now();
    if (!out.live || now - last < EVERY_MS) return;
    last = now;
    out.redraw(write((now - start) / 1000));
  };
}

import { clean, toJson } from './clean.ts';
import { shorten, wrap } from './width.ts';
import { createStyle, determineColorLevel, type ColorWish, type Style } from './style.ts';

/** Where a command says something. With `--json`, standard output carries one document and nothing else. */
export interface Output {
  json: boolean;
  /** Whether progress may be drawn over itself. */
  live: boolean;
  columns: number;
  style: Style;
  noteStyle: Style;
  /** The command's result: `document` with `--json`, else the lines. */
  result: (document: unknown, lines: () => string[]) => void;
  /**
   * A remark beside the result, on standard error; silent with `--quiet`, and with `--json` where no person
   * looks, so that a script finds nothing there but an error.
   */
  note: (line: string) => void;
  /** Bytes or text as they are, for exports to standard output; resolves when the stream takes more. */
  raw: (chunk: string | Uint8Array) => Promise<void>;
  /** A screen of its own on standard error: where that is a terminal, what stood there before is gone. */
  page: (lines: readonly string[]) => void;
  /** Redraws the live line on standard error; an empty text takes it away. */
  redraw: (text: string) => void;
  /** Whether the reader of standard output has gone (a closed pipe). */
  closed: () => boolean;
}

export interface OutputOptions extends ColorWish {
  json: boolean;
  quiet: boolean;
}

interface Streams {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

const CLEAR = '\u001B[2J\u001B[3J\u001B[H';

// Colours and a cleared screen are the only escape sequences this program writes.
// oxlint-disable-next-line no-control-regex
const COLOR = /(\u001B\[[0-9;]*m)/;

/** A line as it may go to a terminal: nothing of it acts there but, where there are colours, those. */
export function sanitize(line: string, colored: boolean): string {
  if (!colored) return clean(line);
  return line
    .split(COLOR)
    .map((piece, index) => (index % 2 === 1 ? piece : clean(piece)))
    .join('');
}

export async function createOutput(streams: Streams, options: OutputOptions): Promise<Output> {
  const { stdout, stderr } = streams;
  const level = options.json ? 0 : determineColorLevel(stdout, options);
  const noteLevel = determineColorLevel(stderr, options);
  let closed = false;
  // A reader that has seen enough (`| head`) is no error: stay quiet and let the command end.
  stdout.on('error', () => (closed = true));
  stderr.on('error', () => undefined);
  let drawn = false;
  const redraw = (text: string): void => {
    if (text === '' && !drawn) return;
    drawn = text !== '';
    // A line that wraps could not be taken away again.
    const line = shorten(sanitize(text, noteLevel > 0), Math.max(20, (stderr.columns || 80) - 1));
    stderr.write(`\r\u001B[2K${line}`);
  };
  return {
    json: options.json,
    live: stderr.isTTY && !options.quiet,
    columns: stdout.isTTY ? Math.max(40, stdout.columns) : 80,
    style: await createStyle(level),
    noteStyle: await createStyle(noteLevel),
    result: (document, lines) => {
      redraw('');
      if (closed) return;
      const text = options.json
        ? [toJson(document)]
        : lines().map((line) => sanitize(line, level > 0));
      if (text.length > 0) stdout.write(`${text.join('\n')}\n`);
    },
    note: (line) => {
      if (options.quiet || (options.json && !stderr.isTTY)) return;
      redraw('');
      const safe = sanitize(line, noteLevel > 0);
      const lines = stderr.isTTY ? wrap(safe, Math.max(40, stderr.columns), '  ') : [safe];
      stderr.write(`${lines.join('\n')}\n`);
    },
    page: (lines) => {
      const safe = lines.map((line) => sanitize(line, noteLevel > 0));
      stderr.write(`${stderr.isTTY ? CLEAR : ''}${safe.join('\n')}\n`);
    },
    raw: (chunk) =>
      new Promise((resolve) => {
        if (closed || stdout.write(chunk)) resolve();
        else {
          stdout.once('drain', resolve);
          stdout.once('close', resolve);
          stdout.once('error', () => resolve());
        }
      }),
    redraw,
    closed: () => closed,
  };
}

import type { Output } from './output.ts';

const PLAIN_MS = 10_000;

/** Progress of something long: one line drawn over itself, or, away from a terminal, a line every ten seconds. */
export interface Progress {
  show: (line: string) => void;
  done: () => void;
}

export function createProgress(out: Output): Progress {
  let last = performance.now();
  let latest: string | null = null;
  const note = (): void => {
    if (latest === null || performance.now() - last < PLAIN_MS) return;
    last = performance.now();
    out.note(latest);
  };
  // A relay that keeps everybody waiting has nothing to tell; whoever reads the log still sees that it goes on.
  const ticker = out.live ? null : setInterval(note, PLAIN_MS / 10);
  ticker?.unref();
  return {
    show: (line) => {
      latest = line;
      if (out.live) out.redraw(line);
      else note();
    },
    done: () => {
      clearInterval(ticker ?? undefined);
      out.redraw('');
    },
  };
}

import type { Output } from './output.ts';

const PLAIN_MS = 10_000;

/** Progress of something long: one line drawn over itself, or, away from a terminal, a line every ten seconds. */
export interface Progress {
  show: (line: string) => void;
  done: () => void;
}

export function createProgress(out: Output): Progress {
  let last = performance.now();
  return {
    show: (line) => {
      if (out.live) {
        out.redraw(line);
        return;
      }
      if (performance.now() - last < PLAIN_MS) return;
      last = performance.now();
      out.note(line);
    },
    done: () => out.redraw(''),
  };
}

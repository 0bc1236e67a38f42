import { createInterface } from 'node:readline';
import { Failure } from '../failure.ts';

/** Answers of one sign each, from somebody at the keys or from lines. */
export interface Keys {
  /** The next sign, in lower case; empty for what is none; `null` once nobody answers any more. @throws Failure `interrupted` */
  next: () => Promise<string | null>;
  close: () => void;
}

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/**
 * Key by key, without Enter. What was pressed before `next` is called is forgotten: nobody decides about
 * what was not shown yet.
 */
export function readKeys(stdin: NodeJS.ReadStream): Keys {
  let hear: ((chunk: string) => void) | null = null;
  let ended = false;
  const onData = (chunk: string): void => hear?.(chunk);
  const onEnd = (): void => {
    ended = true;
    hear?.(CTRL_D);
  };
  stdin.setEncoding('utf8');
  stdin.setRawMode(true);
  stdin.on('data', onData).on('end', onEnd);
  stdin.resume();
  return {
    next: () =>
      new Promise((resolve, reject) => {
        hear = (chunk) => {
          hear = null;
          if (chunk.includes(CTRL_C)) reject(new Failure('interrupted', {}));
          else if (chunk === CTRL_D) resolve(null);
          // An arrow and the like come as several signs, and mean nothing here.
          else resolve(chunk.length === 1 ? chunk.toLowerCase() : '');
        };
        if (ended) hear(CTRL_D);
      }),
    close: () => {
      stdin.off('data', onData).off('end', onEnd);
      stdin.setRawMode(false);
      stdin.pause();
    },
  };
}

/** Line by line: the first sign of each counts. For screen readers and scripts. */
export function readLetters(stdin: NodeJS.ReadStream): Keys {
  const reader = createInterface({ input: stdin, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { done, value } = await lines.next();
      if (done === true) return null;
      return value.trim().slice(0, 1).toLowerCase();
    },
    close: () => reader.close(),
  };
}

import type { ChildProcess } from 'node:child_process';
import type { Desk } from './slotdesk.ts';

/** A clerk's session with the real binary in lines: what it asks is waited for before it is answered. */
export interface Session {
  /** Waits for these words after what was answered last, and returns what was said up to them. */
  hear: (words: string) => Promise<string>;
  /** Waits for the words, then types a line. */
  answer: (words: string, line: string) => Promise<string>;
  /** Nobody types any more; the exit code and all that was said. */
  hangUp: () => Promise<{ code: number | null; said: string; stdout: string }>;
  child: ChildProcess;
}

const PATIENCE_MS = 20_000;

export function call(
  desk: Desk,
  language: 'de' | 'en',
  env: Record<string, string> = {},
  ...options: string[]
): Session {
  const words = ['phone', '--plain', '--lang', language, ...options];
  const { child, ended } = desk.start({ conversing: true, env }, ...words);
  let said = '';
  let heard = 0;
  let wake = (): void => undefined;
  child.stderr?.on('data', (piece: string) => {
    said += piece;
    wake();
  });
  const over = ended.finally(() => wake());
  let isOver = false;
  over.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  const hear = async (wanted: string): Promise<string> => {
    // A question that never comes is shown with what came instead.
    const latest = Date.now() + PATIENCE_MS;
    const alarm = setTimeout(() => wake(), PATIENCE_MS + 1);
    for (;;) {
      const at = said.indexOf(wanted, heard);
      if (at >= 0) {
        const part = said.slice(heard, at + wanted.length);
        heard = at + wanted.length;
        clearTimeout(alarm);
        return part;
      }
      if (isOver || Date.now() > latest)
        throw new Error(`never said: ${wanted}\nbut:\n${said.slice(heard)}`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  return {
    child,
    hear,
    answer: async (wanted, line) => {
      const part = await hear(wanted);
      child.stdin?.write(`${line}\n`);
      return part;
    },
    hangUp: async () => {
      child.stdin?.end();
      const { code, stdout, stderr } = await over;
      return { code, said: stderr, stdout };
    },
  };
}

/** Answers questions one after the other, each named by words of it. */
export async function talk(
  session: Session,
  ...turns: readonly (readonly [string, string])[]
): Promise<string> {
  let said = '';
  for (const [question, line] of turns) said += await session.answer(question, line);
  return said;
}

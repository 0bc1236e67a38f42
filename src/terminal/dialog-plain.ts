import { createInterface } from 'node:readline';
import { Failure } from '../failure.ts';
import { clean } from './clean.ts';
import {
  findChoice,
  introduce,
  nameChoice,
  type Answer,
  type Choice,
  type Dialog,
  type DialogOptions,
  type DialogStreams,
  type Question,
} from './dialog.ts';
import { sanitize } from './output.ts';
import { fold } from './width.ts';

const ESCAPE = '\u001B';

/**
 * A dialog of lines alone, in the order they are said: for screen readers, for terminals that can do
 * nothing else, and for scripts. `<` goes a step back, `?` explains, an empty line keeps what stands there.
 */
export function createPlainDialog(streams: DialogStreams, options: DialogOptions): Dialog {
  const { stderr } = streams;
  const lines = readLines(streams.stdin, options.stop);
  const say = (said: readonly string[]): void => {
    const safe = said.map((line) => sanitize(line, options.colored));
    const shown = stderr.isTTY
      ? safe.flatMap((line) => fold(line, Math.max(40, stderr.columns)))
      : safe;
    if (shown.length > 0) stderr.write(`${shown.join('\n')}\n`);
  };
  const read = async (prompt: string): Promise<string | null> => {
    stderr.write(`${introduce(clean(prompt))} `);
    const line = await lines.next();
    // A terminal shows itself what is typed; of what comes through a pipe there would be no trace.
    if (!streams.stdin.isTTY || line === null) stderr.write(`${clean(line ?? '')}\n`);
    return line;
  };
  return {
    style: options.style,
    turn: () => say(['']),
    say,
    ask: (question) => converse(question, { say, read }, options),
    close: lines.close,
  };
}

interface Voice {
  say: (lines: readonly string[]) => void;
  read: (prompt: string) => Promise<string | null>;
}

async function converse<T>(
  question: Question<T>,
  { say, read }: Voice,
  { text }: DialogOptions,
): Promise<Answer<T>> {
  const standing = question.typed;
  const first = question.look(standing);
  let { choices } = first;
  // Those of a text that stands there already were heard when it was typed.
  if (question.menu) say(first.notes);
  say(listChoices(choices, text.onEnter));
  const prompt = standing === '' ? question.message : `${question.message} [${standing}]`;
  for (;;) {
    const line = await read(prompt);
    if (line === null) return { kind: 'end' };
    const typed = line.trim();
    if (typed === '<' || typed === ESCAPE) return { kind: 'back', typed: standing };
    if (typed === '?') {
      say([question.help, text.plainHelp, ...listChoices(choices, text.onEnter)]);
      continue;
    }
    const picked = typed === '' ? 0 : findChoice(choices, typed);
    const choice = choices[picked];
    if (choice !== undefined) return { kind: 'value', value: choice.value, typed: standing };
    if (question.menu) {
      say([text.noSuchChoice(typed)]);
      continue;
    }
    const stands = typed === '' ? standing : typed;
    const view = question.look(stands);
    say(view.notes);
    const [only, ...others] = view.choices;
    if (only !== undefined && others.length === 0 && view.isGuess !== true) {
      say([only.label]);
      return { kind: 'value', value: only.value, typed: stands };
    }
    if (only === undefined && 'value' in view.enter) {
      return { kind: 'value', value: view.enter.value, typed: stands };
    }
    ({ choices } = view);
    if (only === undefined && 'refusal' in view.enter) say([view.enter.refusal]);
    say(listChoices(choices, text.onEnter));
  }
}

function listChoices<T>(choices: readonly Choice<T>[], onEnter: string): string[] {
  return choices.map(
    ({ label }, at) => `  ${nameChoice(choices, at)}  ${label}${at === 0 ? ` (${onEnter})` : ''}`,
  );
}

/** Lines as they come; `null` once there are no more. */
function readLines(
  input: NodeJS.ReadStream,
  stop: AbortSignal,
): { next: () => Promise<string | null>; close: () => void } {
  const waiting: string[] = [];
  let ended = false;
  let wake = (): void => undefined;
  const reader = createInterface({ input, terminal: false });
  reader.on('line', (line) => {
    waiting.push(line);
    wake();
  });
  reader.on('close', () => {
    ended = true;
    wake();
  });
  stop.addEventListener('abort', () => wake());
  return {
    next: async () => {
      for (;;) {
        if (stop.aborted) throw new Failure('interrupted', {});
        const line = waiting.shift();
        if (line !== undefined) return line;
        if (ended) return null;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    close: () => reader.close(),
  };
}

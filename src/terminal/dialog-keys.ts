import { emitKeypressEvents, type Interface } from 'node:readline';
import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isUpKey,
  useEffect,
  useKeypress,
  useState,
  type KeypressEvent,
} from '@inquirer/core';
import { Failure } from '../failure.ts';
import {
  findChoice,
  type Answer,
  type Dialog,
  type DialogOptions,
  type DialogStreams,
  type Question,
  type View,
} from './dialog.ts';
import { drawQuestion, type Look, type Standing } from './draw-question.ts';
import { sanitize } from './output.ts';
import { fold } from './width.ts';

const ESCAPE_MS = 100;
const CLEAR = '\u001B[2J\u001B[3J\u001B[H';

/** A dialog by keys: what is known of what is typed shows below it while it is typed. */
export function createKeyDialog(streams: DialogStreams, options: DialogOptions): Dialog {
  const { stdin, stderr } = streams;
  const { style, colored, stop, text } = options;
  const measure = (): { columns: number; rows: number } => ({
    columns: Math.max(40, stderr.columns),
    rows: stderr.rows > 0 ? stderr.rows : 24,
  });
  // So long an Escape may be the beginning of another key; without a word readline waits half a second.
  const patience: object = { escapeCodeTimeout: ESCAPE_MS };
  // Of the interface it wants nothing but this number.
  emitKeypressEvents(stdin, patience as Interface);
  return {
    style,
    turn: () => stderr.write(CLEAR),
    say: (lines) => {
      const shown = lines.flatMap((line) => fold(sanitize(line, colored), measure().columns));
      if (shown.length > 0) stderr.write(`${shown.join('\n')}\n`);
    },
    ask: async (asked) => {
      const question = { ...asked, look: keep(asked.look) };
      if (stop.aborted) throw new Failure('interrupted', {});
      const keys = question.menu ? text.menuKeys : text.keys;
      try {
        const left = await prompt(
          { question, style, keys, measure },
          { input: stdin, output: stderr, signal: stop },
        );
        return toAnswer(question, left);
      } catch (error) {
        const gone =
          error instanceof Error && /^(ExitPromptError|AbortPromptError)$/.test(error.name);
        if (gone) throw new Failure('interrupted', {}, { cause: error });
        throw error;
      }
    },
    close: () => undefined,
  };
}

/** What is chosen is what is shown, even if a colleague has changed the matter since. */
function keep<T>(look: Question<T>['look']): Question<T>['look'] {
  let kept: { typed: string; view: View<T> } | null = null;
  return (typed) => {
    if (kept?.typed !== typed) kept = { typed, view: look(typed) };
    return kept.view;
  };
}

/** How a person left a question: `at` is the choice, `-1` what Enter means without one. */
type Left = { kind: 'chosen'; at: number; typed: string } | { kind: 'back' | 'end'; typed: string };

function toAnswer<T>(question: Question<T>, left: Left): Answer<T> {
  if (left.kind === 'end') return { kind: 'end' };
  const { typed } = left;
  if (left.kind !== 'chosen') return { kind: 'back', typed };
  const { choices, enter } = question.look(typed);
  const choice = choices[left.at];
  if (choice !== undefined) return { kind: 'value', value: choice.value, typed };
  if ('value' in enter) return { kind: 'value', value: enter.value, typed };
  throw new Error('a question was left without an answer');
}

const prompt = createPrompt<Left, Look>((config, done) => {
  const { question } = config;
  const start = { typed: question.typed, at: 0, refused: false, left: false };
  const [standing, setStanding] = useState<Standing>(start);
  const leave = (left: Left): void => {
    const at = left.kind === 'chosen' ? left.at : -1;
    setStanding({ ...standing, typed: left.typed, at, left: true });
    done(left);
  };
  useEffect((line) => {
    // Whoever types ahead loses nothing; but no key of a menu is pressed before it is seen.
    const typed = question.typed + (question.menu ? '' : line.line);
    line.clearLine(0);
    line.write(typed);
    if (typed !== question.typed) setStanding({ ...start, typed });
    line.on('close', () => done({ kind: 'end', typed: '' }));
  }, []);
  useKeypress((key, line) => {
    const { typed, at } = standing;
    if (key.name === 'escape' || (key.name === 'tab' && key.shift)) {
      leave({ kind: 'back', typed });
      return;
    }
    const { choices, enter } = question.look(typed);
    if (isEnterKey(key)) {
      if (choices.length > 0) leave({ kind: 'chosen', at, typed });
      else if ('value' in enter) leave({ kind: 'chosen', at: -1, typed });
      else {
        // The line was emptied by Enter.
        line.write(typed);
        setStanding({ ...standing, refused: true });
      }
      return;
    }
    const step = stepOf(key);
    if (step !== 0 || question.menu || key.name === 'tab') {
      const pressed = question.menu ? findChoice(choices, line.line.trim()) : -1;
      line.clearLine(0);
      line.write(typed);
      if (pressed >= 0) leave({ kind: 'chosen', at: pressed, typed });
      else if (step !== 0 && choices.length > 0) {
        setStanding({ ...standing, at: (at + step + choices.length) % choices.length });
      }
      return;
    }
    if (line.line !== typed) setStanding({ typed: line.line, at: 0, refused: false, left: false });
  });
  return drawQuestion(config, standing);
});

function stepOf(key: KeypressEvent): -1 | 0 | 1 {
  if (isUpKey(key)) return -1;
  return isDownKey(key) ? 1 : 0;
}

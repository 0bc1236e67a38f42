import type { Style } from './style.ts';

/** Something that can be chosen. */
export interface Choice<T> {
  value: T;
  label: string;
  /** The one key that chooses it; without one it has its number. */
  key?: string;
}

/** What a question shows for what has been typed so far. */
export interface View<T> {
  /** How it is understood, and what is known of it. */
  notes: string[];
  /** The first is what Enter takes. */
  choices: Choice<T>[];
  /** What Enter means where there is nothing to choose: a value, or a sentence why it will not do. */
  enter: { value: T } | { refusal: string };
  /** What there is to choose may not be meant, even if it is only one. */
  isGuess?: true;
}

export interface Question<T> {
  message: string;
  /** What stands there already, to be changed. */
  typed: string;
  /** Only choices, each by one key; what is typed is no text. */
  menu: boolean;
  help: string;
  look: (typed: string) => View<T>;
}

/** `back`: one step back, with what stands there; `end`: nobody will answer any more. */
export type Answer<T> =
  | { kind: 'value'; value: T; typed: string }
  | { kind: 'back'; typed: string }
  | { kind: 'end' };

/** A conversation with one person: on standard error, like every question, so that a result can be piped. */
export interface Dialog {
  style: Style;
  /** Begins a page of its own: nobody reads there what the caller before said. */
  turn: () => void;
  say: (lines: readonly string[]) => void;
  /** @throws Failure `interrupted` on Ctrl-C */
  ask: <T>(question: Question<T>) => Promise<Answer<T>>;
  close: () => void;
}

/** The words a dialog needs itself, in the user's language. */
export interface DialogText {
  /** How to answer, said for `?`. */
  plainHelp: string;
  /** The keys, below every question. */
  keys: string;
  menuKeys: string;
  noSuchChoice: (typed: string) => string;
  which: string;
  /** What Enter takes. */
  onEnter: string;
}

export interface DialogOptions {
  text: DialogText;
  style: Style;
  colored: boolean;
  /** Aborted when the process is told to end. */
  stop: AbortSignal;
}

/** The part of the process a dialog takes place on. */
export interface DialogStreams {
  stdin: NodeJS.ReadStream;
  stderr: NodeJS.WriteStream;
}

/** A question as it stands before what is typed: `Name:`, `Leave?`. */
export function introduce(message: string): string {
  return message.endsWith('?') ? message : `${message}:`;
}

/** The choice somebody named by its key or its number; `-1`: none. */
export function findChoice<T>(choices: readonly Choice<T>[], typed: string): number {
  const wanted = typed.toLowerCase();
  return choices.findIndex((_, at) => nameChoice(choices, at) === wanted);
}

/** The key of a choice, else its number among those without one. */
export function nameChoice<T>(choices: readonly Choice<T>[], at: number): string {
  const key = choices[at]?.key;
  if (key !== undefined) return key;
  return String(choices.slice(0, at + 1).filter((choice) => choice.key === undefined).length);
}

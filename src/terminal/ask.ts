import { Failure } from '../failure.ts';

/** The words inquirer needs, in the user's language. */
interface AskText {
  yes: string;
  no: string;
  answerYesOrNo: string;
  hidden: string;
}

/** Questions to a person at a terminal. They are asked on standard error, so that a result can be piped. */
export interface Ask {
  /** Whether somebody is there to answer. */
  possible: boolean;
  /** Whether consent was given beforehand or can be asked for. */
  canConsent: boolean;
  /**
   * Consent to what was just shown. `--yes` gives it beforehand.
   * @throws Failure `consent_needed` without a terminal, `interrupted` on Ctrl-C
   */
  consent: (question: string, command: string) => Promise<boolean>;
  /**
   * A value; `check` returns a sentence if it will not do. @throws Failure `answer_needed` without a
   * terminal, naming the option that gives the value instead
   */
  value: (
    question: string,
    option: string,
    more: { default?: string; check?: (value: string) => string | null },
  ) => Promise<string>;
  /** A secret, not shown while typed. */
  secret: (question: string) => Promise<string>;
}

interface AskOptions {
  text: AskText;
  /** `--yes`. */
  yes: boolean;
  colored: boolean;
}

interface Streams {
  stdin: NodeJS.ReadStream;
  stderr: NodeJS.WriteStream;
}

export function createAsk(streams: Streams, options: AskOptions): Ask {
  const possible = streams.stdin.isTTY && streams.stderr.isTTY;
  const put = async <T>(question: Record<string, unknown>): Promise<T> => {
    const { default: inquirer } = await import('inquirer');
    const prompt = inquirer.createPromptModule({ input: streams.stdin, output: streams.stderr });
    try {
      const asked = { name: 'answer', theme: createTheme(options), ...question };
      const answers: Record<string, unknown> = await prompt([asked as never]);
      return answers['answer'] as T;
    } catch (error) {
      const gone =
        error instanceof Error && /^(ExitPromptError|AbortPromptError)$/.test(error.name);
      if (gone) throw new Failure('interrupted', {}, { cause: error });
      throw error;
    }
  };
  return {
    possible,
    canConsent: options.yes || possible,
    consent: async (question, command) => {
      if (options.yes) return true;
      if (!possible) throw new Failure('consent_needed', { command });
      return await put<boolean>({ type: 'confirm', message: question, default: false });
    },
    value: async (question, option, more) => {
      if (!possible) throw new Failure('answer_needed', { option });
      const validate = (value: string): string | true => more.check?.(value) ?? true;
      return await put<string>({
        type: 'input',
        message: question,
        default: more.default,
        validate,
      });
    },
    secret: async (question) =>
      await put<string>({ type: 'password', message: question, mask: false, toggleMask: false }),
  };
}

function createTheme({ text, colored }: AskOptions): Record<string, unknown> {
  const keywords = { yes: text.yes, no: text.no, error: () => text.answerYesOrNo };
  const maskedText = `[${text.hidden}]`;
  if (colored) return { keywords, style: { maskedText } };
  const plain = (words: string): string => words;
  const style = { answer: plain, message: plain, error: plain, highlight: plain, help: plain };
  return {
    keywords,
    prefix: '?',
    style: { ...style, maskedText, defaultAnswer: (words: string) => `(${words})` },
  };
}

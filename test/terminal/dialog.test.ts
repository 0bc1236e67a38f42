import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { phone } from '../../src/i18n/en/phone.ts';
import { createDialog } from '../../src/terminal/create-dialog.ts';
import type { Answer, Dialog, Question, View } from '../../src/terminal/dialog.ts';
import { createStyle } from '../../src/terminal/style.ts';

interface Terminal {
  dialog: Dialog;
  /** Asks, and types (or does) each of these once the question stands there as the one before left it. */
  ask: <T>(question: Question<T>, ...keys: (string | (() => void))[]) => Promise<Answer<T>>;
  screen: () => string;
  raw: () => string;
  stop: AbortController;
  type: (keys: string) => void;
}

async function openTerminal(plain = false, rows = 24): Promise<Terminal> {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows });
  let written = '';
  stderr.setEncoding('utf8').on('data', (piece: string) => (written += piece));
  const stop = new AbortController();
  // What a dialog asks of a terminal, these have.
  const streams = { stdin, stderr } as unknown as Parameters<typeof createDialog>[0];
  const style = await createStyle(0);
  const more = { plain, style, colored: false, stop: stop.signal, env: {} };
  const dialog = await createDialog(streams, { text: phone.dialog, ...more });
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 15));
  return {
    dialog,
    stop,
    type: (keys) => void stdin.write(keys),
    raw: () => written,
    screen: () => stripVTControlCharacters(written),
    ask: async (question, ...keys) => {
      const answer = dialog.ask(question);
      // Who is waited for below must not be an unhandled rejection meanwhile.
      answer.catch(() => undefined);
      for (const key of keys) {
        await pause();
        if (typeof key === 'string') stdin.write(key);
        else key();
      }
      return await answer;
    },
  };
}

const UP = '\u001B[A';
const DOWN = '\u001B[B';

/** Fruits that begin with what is typed. */
function askFruit(fruits = ['apple', 'apricot', 'banana'], more: Partial<Question<string>> = {}) {
  const look = (typed: string): View<string> => ({
    notes: typed === '' ? [] : [`so far: ${typed}`],
    choices: fruits
      .filter((name) => name.startsWith(typed))
      .map((name) => ({ value: name, label: name })),
    enter: { refusal: 'There is no such fruit.' },
  });
  return { message: 'Fruit', typed: '', menu: false, help: 'Any fruit.', look, ...more };
}

describe('a question by keys', () => {
  it('narrows the choices while one types, and takes the one the cursor stands on', async () => {
    const { ask, screen } = await openTerminal();
    expect(await ask(askFruit(), 'a', 'p', DOWN, '\r')).toEqual({
      kind: 'value',
      value: 'apricot',
      typed: 'ap',
    });
    expect(screen()).toContain('so far: ap');
    expect(screen()).toContain('> apricot');
  });

  it('goes round at both ends', async () => {
    const { ask } = await openTerminal();
    expect(await ask(askFruit(), UP, '\r')).toMatchObject({ value: 'banana' });
    expect(await ask(askFruit(), DOWN, DOWN, DOWN, '\r')).toMatchObject({ value: 'apple' });
  });

  it('says kindly what will not do, keeps it, and lets it be mended', async () => {
    const { ask, screen } = await openTerminal();
    const answer = await ask(askFruit(), 'kiwi', '\r', '\u007F\u007F\u007F\u007F', 'b', '\r');
    expect(answer).toMatchObject({ value: 'banana' });
    expect(screen()).toContain('There is no such fruit.');
    expect(screen()).toContain('Fruit: kiwi');
  });

  it('loses nothing that is typed ahead, but presses no key of a menu unseen', async () => {
    const { ask, type } = await openTerminal();
    type('na');
    const standing = askFruit(undefined, { typed: 'ba' });
    expect(await ask(standing, 'n', '\r')).toMatchObject({ value: 'banana', typed: 'banan' });
    type('c');
    const choices = [
      { value: 'no', label: 'Keep', key: 'k' },
      { value: 'yes', label: 'Cancel', key: 'c' },
    ];
    const look = (): View<string> => ({ notes: [], choices, enter: { refusal: '' } });
    const menu = { message: 'Sure', typed: '', menu: true, help: '', look };
    expect(await ask(menu, 'k')).toMatchObject({ value: 'no' });
  });

  it('fits a low terminal, with the choice the cursor stands on', async () => {
    const { ask, screen } = await openTerminal(false, 9);
    const many = Array.from({ length: 20 }, (_, at) => `fruit ${at + 1}`);
    expect(await ask(askFruit(many), UP, '\r')).toMatchObject({ value: 'fruit 20' });
    expect(screen()).toContain('> fruit 20');
    expect(screen()).not.toContain('fruit 10');
  });

  it('keeps what stands there on the way back', async () => {
    const { ask } = await openTerminal();
    const standing = askFruit(undefined, { typed: 'ban' });
    expect(await ask(standing, 'x', '\u001B[Z')).toEqual({ kind: 'back', typed: 'banx' });
  });

  it('takes what was shown, even if it has changed since', async () => {
    const fruits = ['apple', 'banana', 'cherry'];
    const { ask } = await openTerminal();
    const change = (): void => void fruits.shift();
    expect(await ask(askFruit(fruits), DOWN, change, '\r')).toMatchObject({ value: 'banana' });
  });

  it('takes a choice of a menu by one key, and no other key for any', async () => {
    const { ask } = await openTerminal();
    const choices = [
      { value: 'no', label: 'Keep', key: 'k' },
      { value: 'yes', label: 'Cancel', key: 'c' },
      { value: 'first', label: 'First' },
    ];
    const look = (): View<string> => ({ notes: [], choices, enter: { refusal: '' } });
    const menu = { message: 'Sure', typed: '', menu: true, help: '', look };
    expect(await ask(menu, 'x', 'c')).toMatchObject({ value: 'yes' });
    expect(await ask(menu, '1')).toMatchObject({ value: 'first' });
    expect(await ask(menu, '\r')).toMatchObject({ value: 'no' });
  });

  it('lets nothing of the data act on the terminal', async () => {
    const { ask, raw } = await openTerminal();
    await ask(askFruit(['evil\u001B]0;title\u0007']), '\r');
    expect(raw()).not.toContain('\u001B]0;');
    expect(raw()).not.toContain('\u0007');
  });

  it.each([
    ['Ctrl-C', (terminal: Terminal) => terminal.ask(askFruit(), '\u0003')],
    [
      'the end of the process',
      (terminal: Terminal) => {
        setTimeout(() => terminal.stop.abort(), 15);
        return terminal.ask(askFruit());
      },
    ],
  ])('ends with %s', async (_, act) => {
    await expect(act(await openTerminal())).rejects.toMatchObject({ code: 'interrupted' });
  });
});

describe('a question in lines', () => {
  it('numbers what there is to choose, and takes a number, a text or the first', async () => {
    const { ask, screen, raw } = await openTerminal(true);
    expect(await ask(askFruit(), '2\n')).toMatchObject({ value: 'apricot' });
    expect(await ask(askFruit(), 'b\n')).toMatchObject({ value: 'banana' });
    expect(await ask(askFruit(), '\n')).toMatchObject({ value: 'apple' });
    expect(screen()).toContain('  1  apple (Enter)\n  2  apricot\n  3  banana\nFruit: ');
    expect(raw()).not.toContain('\u001B');
  });

  it('says what will not do, explains, goes back', async () => {
    const { ask, screen } = await openTerminal(true);
    const standing = askFruit([], { typed: 'kiwi' });
    expect(await ask(standing, '?\n', '\n', '<\n')).toEqual({ kind: 'back', typed: 'kiwi' });
    expect(screen()).toContain('Any fruit.');
    expect(screen()).toContain('There is no such fruit.');
  });

  it('never takes a guess for a choice', async () => {
    const { ask } = await openTerminal(true);
    const guess = askFruit([]);
    const look = (): View<string> => ({
      notes: [],
      choices: [{ value: 'plum', label: 'plum' }],
      enter: { refusal: '' },
      isGuess: true,
    });
    expect(await ask({ ...guess, look }, 'x\n', '<\n')).toMatchObject({ kind: 'back' });
  });
});

it('no two choices of a question have the same key, in either language', async () => {
  const { phone: german } = await import('../../src/i18n/de/phone.ts');
  const questions = [
    ['newBooking'],
    ['stay', 'leave'],
    ['correct', 'bookOutside', 'endCall'],
    ['other', 'correct'],
    ['next', 'sameCar', 'open'],
    ['done', 'spell', 'rebook', 'edit', 'mail', 'cancel', 'note'],
    ['keep', 'citizen', 'staff', 'duplicate'],
    ['yes', 'no'],
    ['rebook', 'no'],
  ] as const;
  for (const { keys } of [phone, german]) {
    for (const question of questions) {
      const used = question.map((name) => keys[name]);
      expect(new Set(used).size).toBe(used.length);
      for (const key of used) expect(key).toMatch(/^[a-z]$/);
    }
  }
});

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDesk, type Desk } from '../slotdesk.ts';

const binary = new URL('../../bin/slotdesk.js', import.meta.url).pathname;
// util-linux's `script` makes the terminal; that of other systems has other options.
const hasTerminal = /util-linux/.test(spawnSync('script', ['--version']).stdout?.toString() ?? '');

interface Terminal {
  /** Waits until these words are on the screen after what was typed last, and returns what came. */
  see: (words: string) => Promise<string>;
  type: (keys: string) => void;
  ended: Promise<string>;
}

/** The real binary on a terminal of 80 by 24, and `stty` after it. */
function openTerminal(
  desk: Desk,
  language: 'de' | 'en',
  env: Record<string, string> = {},
): Terminal {
  const line = `stty cols 80 rows 24; "${process.execPath}" "${binary}" phone --lang ${language}; echo "exit $?"; stty -a`;
  const child: ChildProcess = spawn('script', ['-qec', line, '/dev/null'], {
    cwd: desk.folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      LANG: 'en_GB.UTF-8',
      TERM: 'xterm',
      SHELL: '/bin/sh',
      SLOTDESK_NOW: '2021-06-14T20:15:00+02:00',
      ...env,
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let screen = '';
  let seen = 0;
  let wake = (): void => undefined;
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    screen += piece;
    wake();
  });
  const ended = new Promise<string>((resolve) => {
    child.on('close', () => resolve(screen));
  });
  return {
    ended,
    see: async (words) => {
      for (;;) {
        const fresh = stripVTControlCharacters(screen.slice(seen));
        if (fresh.includes(words)) return fresh;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    type: (keys) => {
      seen = screen.length;
      child.stdin?.write(keys);
    },
  };
}

const UP = '\u001B[A';
const ESC = '\u001B';
const CTRL_C = '\u0003';

async function openSunday(desk: Desk): Promise<void> {
  await desk.run('init', '--name', 'Drive-Thru', '--date', '2021-06-20', '--postal-code', '67346');
  const windows = ['--from', '09:00', '--to', '11:00', '--every', '30m'];
  await desk.run('contingent', 'add', 'Telefon', '--seats', '8', ...windows);
  const erika = ['--given-name', 'Erika', '--family-name', 'Müller', '--birth-date', '3.4.1961'];
  await desk.run('booking', 'add', ...erika, '--postal-code', '67346', '--city', 'Speyer');
}

describe.runIf(hasTerminal)('the phone desk on a terminal', () => {
  it('shows while it is typed who it may be, and books by few keys', async () => {
    const desk = openDesk();
    await openSunday(desk);
    const terminal = openTerminal(desk, 'de', { NO_COLOR: '1' });
    await terminal.see('Strg-C');
    terminal.type('Müller');
    expect(await terminal.see('Neue Buchung für Müller')).toContain('Erika Müller');
    terminal.type(UP);
    await terminal.see('> Neue Buchung für Müller');
    terminal.type('\r');
    await terminal.see('Name: Müller');
    terminal.type(', Erika\r');
    await terminal.see('Geboren:');
    terminal.type('3.4.61');
    // Before Enter: she holds one already.
    expect(await terminal.see('hat schon')).toContain('03.04.1961, 60 Jahre alt');
    terminal.type('\u007F2');
    await terminal.see('03.04.1962, 59 Jahre alt');
    terminal.type('\r');
    // Another year may be a slip: the clerk says whose it is.
    await terminal.see('Ist das die Person am Telefon?');
    terminal.type('a');
    await terminal.see('Telefon:');
    terminal.type('0171');
    await terminal.see('Telefon: 0171');
    // One step back and forth again: what was typed stands there.
    terminal.type(ESC);
    await terminal.see('Geboren: 3.4.62');
    terminal.type('\r');
    await terminal.see('Telefon: 0171');
    terminal.type('555\r');
    await terminal.see('Postleitzahl:');
    terminal.type('67346');
    await terminal.see('67346 Speyer: im Einzugsgebiet');
    terminal.type('\r');
    await terminal.see('E-Mail:');
    terminal.type('\r');
    await terminal.see('Straße und Hausnummer:');
    terminal.type('\r');
    await terminal.see('> So., 20.06.2021, 09:00–09:30');
    terminal.type('10');
    await terminal.see('> So., 20.06.2021, 10:00–10:30');
    terminal.type('\r');
    await terminal.see('> b  Jetzt buchen');
    terminal.type('b');
    await terminal.see('Bitte vorlesen:');
    await terminal.see('> n  Nächster Anruf');
    terminal.type('n');
    await terminal.see('JETZT FREI  6 Plätze');
    terminal.type('q\r');
    await terminal.see('Verlassen');
    terminal.type('q');
    const screen = await terminal.ended;
    expect(screen).toContain('1 gebucht, 0 storniert, 0 geändert.');
    expect(screen).toContain('exit 0');
    // oxlint-disable-next-line no-control-regex
    expect(screen).not.toMatch(/\u001B\[[0-9;]*m/);
    const [, booked] = await desk.json('booking', 'list');
    expect(booked).toMatchObject({
      person: { birth_date: '1962-04-03', phone: '0171555', city: 'Speyer' },
      slot: { starts_at: '2021-06-20T10:00:00+02:00' },
    });
  });

  it.each([
    ['in a field', 'Ida Halb\r', 'Born:'],
    ['in a menu', 'Erika\r', 'What is to be done?'],
    ['at the start', 'Ida', 'Ida'],
  ])('Ctrl-C %s gives the terminal back as it was', async (_, keys, question) => {
    const desk = openDesk();
    await openSunday(desk);
    const terminal = openTerminal(desk, 'en');
    await terminal.see('Ctrl-C');
    terminal.type(keys);
    await terminal.see(question);
    terminal.type(CTRL_C);
    const screen = await terminal.ended;
    expect(screen).toContain('exit 130');
    expect(screen).toContain('Nothing half-done was stored.');
    expect(screen).toMatch(/ icanon/);
    expect(screen).toMatch(/ echo /);
    expect(await desk.json('booking', 'list')).toHaveLength(1);
  });

  it('ends with Ctrl-D at the start of a call, and speaks in lines where a terminal cannot draw', async () => {
    const desk = openDesk();
    await openSunday(desk);
    const drawn = openTerminal(desk, 'en');
    await drawn.see('Ctrl-C');
    drawn.type('\u0004');
    expect(await drawn.ended).toContain('exit 0');
    const dumb = openTerminal(desk, 'en', { TERM: 'dumb' });
    await dumb.see('Find or book:');
    dumb.type('q\n');
    await dumb.see('Leave the phone desk?');
    dumb.type('q\n');
    const screen = await dumb.ended;
    expect(screen).toContain('exit 0');
    expect(screen).not.toContain('\u001B');
  });
});

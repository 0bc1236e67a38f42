import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { de } from '../../src/i18n/de.ts';
import { en } from '../../src/i18n/en.ts';
import { createAsk, type Ask } from '../../src/terminal/ask.ts';

/** A terminal that types `keys` once a question stands there. */
function openTerminal(keys: string, text = de.ask): { ask: Ask; screen: () => string } {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  let written = '';
  stderr.setEncoding('utf8').on('data', (piece: string) => {
    if (written === '') setTimeout(() => stdin.write(keys), 20);
    written += piece;
  });
  // What inquirer asks of a terminal, these have.
  const streams = { stdin, stderr } as unknown as Parameters<typeof createAsk>[0];
  const ask = createAsk(streams, { text, yes: false, colored: false });
  return { ask, screen: () => stripVTControlCharacters(written) };
}

describe('a question at a terminal', () => {
  it.each([
    ['German', 'j\r', de.ask, 'Jetzt senden?', '(j/N)', 'Ja'],
    ['English', 'y\r', en.ask, 'Send now?', '(y/N)', 'Yes'],
  ])('is asked and answered in %s', async (_, keys, text, question, choice, word) => {
    const { ask, screen } = openTerminal(keys, text);
    expect(await ask.consent(question, 'mail resend')).toBe(true);
    expect(screen()).toContain(`${question} ${choice}`);
    expect(screen()).toContain(word);
  });

  it('is denied by the mere Enter key', async () => {
    const { ask } = openTerminal('\r');
    expect(await ask.consent('Jetzt senden?', 'mail resend')).toBe(false);
  });

  it('shows nothing of a secret, and nothing in another language', async () => {
    const { ask, screen } = openTerminal('geheim\r');
    expect(await ask.secret('Passwort')).toBe('geheim');
    expect(screen()).not.toContain('geheim');
    expect(screen()).toContain(de.ask.hidden);
    expect(screen()).not.toMatch(/input|masked|toggle|ctrl/i);
  });

  it('is asked again until the value will do', async () => {
    const check = (value: string): string | null => (value === 'ja' ? null : 'So nicht.');
    const { ask, screen } = openTerminal('x\r');
    const asked = ask.value('Was?', '--what', { check });
    await expect.poll(screen).toContain('So nicht.');
    expect(await Promise.race([asked, Promise.resolve('noch offen')])).toBe('noch offen');
  });

  it('ends with Ctrl-C', async () => {
    const { ask } = openTerminal('\u0003');
    await expect(ask.consent('Jetzt senden?', 'mail resend')).rejects.toMatchObject({
      code: 'interrupted',
    });
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { openDesk } from '../slotdesk.ts';

const desk = openDesk(afterAll);

async function speaks(env: Record<string, string>, ...words: string[]): Promise<string> {
  const { stderr } = await desk.runWith({ env: { LANG: '', ...env } }, 'nonsense', ...words);
  return stderr.startsWith('slotdesk: Den Befehl') ? 'de' : 'en';
}

describe('the language', () => {
  it.each([
    ['the option before all', { SLOTDESK_LANG: 'en', LANG: 'en_GB.UTF-8' }, ['--lang', 'de'], 'de'],
    ['the option in one word', { LANG: 'en_GB.UTF-8' }, ['--lang=de'], 'de'],
    ['SLOTDESK_LANG before the locale', { SLOTDESK_LANG: 'de', LANG: 'en_GB.UTF-8' }, [], 'de'],
    ['an empty SLOTDESK_LANG is none', { SLOTDESK_LANG: '', LANG: 'de_DE.UTF-8' }, [], 'de'],
    ['LC_ALL before LANG', { LC_ALL: 'de_AT.UTF-8', LANG: 'en_GB.UTF-8' }, [], 'de'],
    ['LC_MESSAGES before LANG', { LC_MESSAGES: 'de', LANG: 'en_GB.UTF-8' }, [], 'de'],
    ['English where nothing is said', {}, [], 'en'],
    ['English for any other', { LANG: 'fr_FR.UTF-8' }, [], 'en'],
  ])('is that of %s', async (_, env, words, language) => {
    expect(await speaks(env, ...words)).toBe(language);
  });

  it('is refused in the language of the environment if there is no such', async () => {
    const ran = await desk.runWith({ env: { SLOTDESK_LANG: 'de' } }, 'status', '--lang', 'fr');
    expect(ran.code).toBe(2);
    expect(ran.stderr).toBe('slotdesk: --lang kann nicht „fr“ sein.\nErwartet: de oder en.\n');
  });
});

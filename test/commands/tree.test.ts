import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { openDesk } from '../slotdesk.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const desk = openDesk(afterAll);

async function readHelp(language: 'de' | 'en', ...path: string[]): Promise<string> {
  const { code, stdout, stderr } = await desk.run(...path, '--help', '--lang', language);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

/** The lines under a title of a help page, one entry a line. */
function readSection(help: string, title: string): string[] {
  const lines = help.split('\n');
  const start = lines.indexOf(`${title}:`);
  if (start < 0) return [];
  const end = lines.findIndex((line, at) => at > start && line === '');
  return lines.slice(start + 1, end < 0 ? undefined : end).filter((line) => /^ {2}\S/.test(line));
}

interface Page {
  path: string;
  noun: boolean;
  en: string;
  de: string;
}

async function readTree(...path: string[]): Promise<Page[]> {
  const [en, de] = await Promise.all([readHelp('en', ...path), readHelp('de', ...path)]);
  const names = readSection(en, 'Commands').map((line) => line.trim().split(' ')[0] ?? '');
  const children = names.filter((name) => name !== 'help');
  const page = { path: path.join(' '), noun: children.length > 0, en, de };
  const below: Page[] = [];
  for (const name of children) below.push(...(await readTree(...path, name)));
  return path.length === 0 ? below : [page, ...below];
}

const pages = await readTree();
const commands = pages.filter(({ noun }) => !noun);

const optionsOf = (help: string): string[] =>
  ['Options', 'Global options']
    .flatMap((title) => readSection(help, title))
    .flatMap((line) => line.match(/(?<= )--?[\w-]+/g) ?? []);

describe('the tree of commands', () => {
  it('has the nouns and verbs of the main job', () => {
    const paths = commands.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        ...['init', 'status', 'doctor', 'demo', 'config list', 'config get', 'config set'],
        ...['contingent add', 'contingent list', 'booking import', 'booking list', 'booking show'],
        ...['mail missing', 'mail preview', 'mail test', 'mail resend', 'mail list'],
      ]),
    );
  });

  it.each(pages)('$path: says what it is for, in two languages', ({ en, de }) => {
    const [usage, , summary] = en.split('\n');
    const [aufruf, , kurz] = de.split('\n');
    expect(usage).toMatch(/^Usage: slotdesk /);
    expect(aufruf).toMatch(/^Aufruf: slotdesk /);
    expect(summary).not.toBe('');
    expect(kurz).not.toBe('');
    expect(kurz).not.toBe(summary);
    // commander's own words are German, too.
    expect(de).not.toMatch(/^(Usage|Options|Arguments|Commands|Examples|Global options):/m);
    expect(de).not.toMatch(/display help|output the version|\(default:|\(choices:/);
  });

  it.each(pages)('$path: its help fits on a terminal of 80 columns', ({ en, de }) => {
    const lines = [...en.split('\n'), ...de.split('\n')];
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(commands)('$path: describes every option in both languages', ({ en, de }) => {
    expect(optionsOf(en).length).toBeGreaterThan(0);
    const own = readSection(en, 'Options');
    const eigen = readSection(de, 'Optionen');
    expect(eigen).toHaveLength(own.length);
    for (const line of [...own, ...eigen]) expect(line).toMatch(/^ {2}-.*? {2,}\S/);
    expect(own.filter((line) => eigen.includes(line))).toEqual([]);
  });

  it.each(commands)('$path: has an example whose options exist', ({ path, en, de }) => {
    for (const [help, title] of [
      [en, 'Examples'],
      [de, 'Beispiele'],
    ] as const) {
      const examples = readSection(help.replaceAll(/\\\n +/g, ''), title);
      expect(examples.length).toBeGreaterThan(0);
      expect(examples.some((example) => example.startsWith(`  slotdesk ${path}`))).toBe(true);
      const known = optionsOf(en);
      const used = examples.flatMap((line) => line.match(/(?<= )--?[a-z][\w-]*/g) ?? []);
      expect(used.filter((option) => !known.includes(option))).toEqual([]);
    }
  });

  it.each(commands)('$path: stands in the README', ({ path }) => {
    expect(readme).toMatch(new RegExp(`\`(slotdesk )?${path}[\` ]`));
  });

  it.each(commands)('$path: is listed with the same words above it', async ({ path, en }) => {
    const above = await readHelp('en', ...path.split(' ').slice(0, -1));
    const name = path.split(' ').at(-1) ?? '';
    const summary = en.split('\n\n')[1]?.replaceAll('\n', ' ') ?? '';
    const listed = above.replaceAll(/\n {8,}/g, ' ');
    expect(listed).toContain(`  ${name} `);
    expect(listed).toContain(summary);
  });
});

describe('help', () => {
  it.each([
    [['help', 'booking', 'import']],
    [['booking', 'import', '--help']],
    [['booking', '--help', 'import']],
    [['--help', 'booking', 'import']],
    [['booking', 'import', '-h']],
  ])('%j is the help of booking import', async (words) => {
    const ran = await desk.run(...words);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('Usage: slotdesk booking import');
    expect(ran.stdout).toContain('--rejects');
  });

  it.each([
    [['help', 'nonsense']],
    [['nonsense', '--help']],
    [['mail', 'nonsense', '--help']],
    [['--help', 'nonsense']],
  ])('%j is a typing error', async (words) => {
    const ran = await desk.run(...words);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('There is no command “nonsense”');
  });

  it('is shown to whoever names no command, and on standard error to whoever names half of one', async () => {
    const bare = await desk.run();
    expect({ code: bare.code, stderr: bare.stderr }).toEqual({ code: 0, stderr: '' });
    expect(bare.stdout).toContain('Usage: slotdesk <command>');
    const half = await desk.run('mail');
    expect({ code: half.code, stdout: half.stdout }).toEqual({ code: 2, stdout: '' });
    expect(half.stderr).toContain('Usage: slotdesk mail <command>');
  });
});

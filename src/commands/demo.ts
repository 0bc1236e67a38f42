import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { writeMonday, writeTuesday, type DemoFile } from '../demo/week.ts';
import { Failure } from '../failure.ts';
import type { Text } from '../i18n/text.ts';

/** One command of the re-enactment: when it is typed, what is typed, and whether it is meant to be refused. */
interface Step {
  title: keyof Text['demo']['titles'];
  now: string;
  words: string[];
  refused?: boolean;
}

const EVENING = '2021-06-14T20:15:00+02:00';
const MORNING = '2021-06-15T09:30:00+02:00';
const AREA = '67346,67354,67373,67374,67376,67122,67141,67165,67166,67105,67459';
const SHOWN_LINES = 14;

export function declare(command: Command, { commands }: Text): Command {
  return command.argument('[folder]', commands.demo.arguments.folder);
}

export async function run(context: Context, _: unknown, [typed]: string[]): Promise<number> {
  const { out, text, path } = context;
  const folder = typed === undefined ? findFreeFolder(path) : path(typed);
  if (existsSync(folder)) throw new Failure('file_exists', { file: folder });
  mkdirSync(folder, { recursive: true });
  const files = [writeMonday(), ...writeTuesday()];
  for (const { name, content } of files) writeFileSync(join(folder, name), content, { flag: 'wx' });
  const done: { command: string; exit_code: number; result: unknown }[] = [];
  let shown: Step['title'] | null = null;
  for (const step of listSteps(files)) {
    const lines: string[] = [];
    if (step.title !== shown) lines.push('', out.style.strong(text.demo.titles[step.title]), '');
    shown = step.title;
    const { code, output, result } = await perform(context, folder, step);
    if ((code !== 0) !== (step.refused === true))
      throw new Failure('demo_failed', { command: writeLine(step), code, output });
    done.push({ command: writeLine(step), exit_code: code, result });
    lines.push(`$ ${writeLine(step)}`, ...abridge(output, text), '');
    if (!out.json) out.result(null, () => lines);
  }
  const mails = readdirSync(join(folder, 'outbox')).length;
  const place = relative(path('.'), folder) || folder;
  out.result({ folder, mails, steps: done }, () => [
    out.style.strong(text.demo.end),
    ...text.demo.next(place, String(mails)),
  ]);
  return 0;
}

function findFreeFolder(path: Context['path']): string {
  for (let number = 1; ; number++) {
    const folder = path(number === 1 ? 'slotdesk-demo' : `slotdesk-demo-${number}`);
    if (!existsSync(folder)) return folder;
  }
}

async function perform(
  { out, language, rerun }: Context,
  folder: string,
  { now, words }: Step,
): Promise<{ code: number; output: string; result: unknown }> {
  const env = {
    SLOTDESK_DB: join(folder, 'slotdesk.db'),
    SLOTDESK_RELAY: `folder:${join(folder, 'outbox')}`,
    SLOTDESK_LANG: language,
    SLOTDESK_NOW: now,
    ...(out.style.strong('x') === 'x' ? {} : { FORCE_COLOR: '1' }),
  };
  const there = words.map((word) => (word.endsWith('.csv') ? join(folder, word) : word));
  const ran = await rerun([...there, ...(out.json ? ['--json'] : [])], env);
  const output = (ran.stderr + ran.stdout).replaceAll(`${folder}/`, '').trimEnd();
  return {
    code: ran.code,
    output,
    result: out.json && ran.stdout !== '' ? JSON.parse(ran.stdout) : null,
  };
}

function writeLine({ words }: Step): string {
  return ['slotdesk', ...words.map((word) => (/[\s<>]/.test(word) ? `"${word}"` : word))].join(' ');
}

/** A long list is shown by its head and its end. */
function abridge(output: string, text: Text): string[] {
  const lines = output.split('\n');
  if (lines.length <= SHOWN_LINES + 6) return lines;
  const left = lines.length - SHOWN_LINES;
  return [...lines.slice(0, SHOWN_LINES - 4), text.demo.left(String(left)), ...lines.slice(-4)];
}

function listSteps([monday, tuesday, broken]: DemoFile[]): Step[] {
  const at = (title: Step['title'], now: string, ...lines: string[][]): Step[] =>
    lines.map((words) => ({ title, now, words }));
  const windows = ['--from', '07:00', '--to', '14:00', '--every', '15m'];
  const contingents = [8, 11, 14, 17].map((hour) => [
    ...['contingent', 'add', `${hour} Uhr`, '--seats', '625'],
    ...['--opens-at', `2021-06-14 ${String(hour).padStart(2, '0')}:00`, ...windows],
  ]);
  const campaign = ['--name', 'Drive-Thru-Impfaktion', '--date', '2021-06-20'];
  return [
    ...at(
      'set_up',
      EVENING,
      ['init', ...campaign, '--location', 'Speyer, Festplatz', '--postal-code', AREA],
      ['config', 'set', 'mail.from', 'Stadt Speyer <impfaktion@speyer.example>'],
      ...contingents,
      ['contingent', 'add', 'Nachrücker', '--seats', '800', '--standby', '--hold', '--anytime'],
    ),
    ...at(
      'monday',
      EVENING,
      ['booking', 'import', monday?.name ?? ''],
      ['status'],
      ['mail', 'missing'],
    ),
    {
      title: 'tuesday',
      now: MORNING,
      words: ['booking', 'import', broken?.name ?? ''],
      refused: true,
    },
    ...at('tuesday', MORNING, ['booking', 'import', tuesday?.name ?? '']),
    ...at('resend', MORNING, ['mail', 'resend', '--missing', '--dry-run']),
    ...at('resend', MORNING, ['mail', 'resend', '--missing', '--yes']),
    ...at('resend', MORNING, ['mail', 'resend', '--missing', '--yes']),
    ...at('result', MORNING, ['status']),
  ];
}

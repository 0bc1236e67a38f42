import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const binary = new URL('../bin/slotdesk.js', import.meta.url).pathname;

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Desk {
  folder: string;
  file: string;
  /** Runs the real binary in the folder; the clock stands still at `now`. */
  run: (...words: string[]) => Promise<Ran>;
  /** The same with `--json`, parsed; throws with the error output if the exit code is not 0. */
  // oxlint-disable-next-line no-explicit-any
  json: (...words: string[]) => Promise<any>;
  /** Runs with another environment, standard input or time. */
  runWith: (options: RunOptions, ...words: string[]) => Promise<Ran>;
  /** Starts it and lets the test do with the process what it likes. */
  start: (options: RunOptions, ...words: string[]) => Running;
  /** A line for bash in which `slotdesk` is the real binary; a pipe fails if a part of it does. */
  shell: (line: string, env?: Record<string, string>) => Promise<Ran>;
}

interface Running {
  child: ChildProcess;
  ended: Promise<Ran>;
}

interface RunOptions {
  env?: Record<string, string>;
  input?: string | Uint8Array;
  /** Standard input stays open, to be written to as the process goes on. */
  conversing?: boolean;
  /** Who runs it; for root alone to choose. */
  uid?: number;
  gid?: number;
}

/** An empty folder that goes with the test (or, given `afterAll`, with the suite), and the binary run in it. */
export function openDesk(whenDone: (forget: () => void) => void = onTestFinished): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-test-'));
  whenDone(() => rmSync(folder, { recursive: true, force: true }));
  const start = (options: RunOptions, ...words: string[]): Running =>
    execute(folder, [process.execPath, binary, ...words], options);
  const runWith = (options: RunOptions, ...words: string[]): Promise<Ran> =>
    start(options, ...words).ended;
  const run = (...words: string[]): Promise<Ran> => runWith({}, ...words);
  return {
    folder,
    file: join(folder, 'slotdesk.db'),
    run,
    runWith,
    start,
    shell: (line, env = {}) => {
      const script = `set -o pipefail; slotdesk() { "${process.execPath}" "${binary}" "$@"; }; ${line}`;
      return execute(folder, ['bash', '--norc', '-c', script], { env }).ended;
    },
    json: async (...words) => {
      const ran = await run('--json', ...words);
      if (ran.code !== 0) throw new Error(`exit ${ran.code}: ${ran.stderr}`);
      return JSON.parse(ran.stdout) as unknown;
    },
  };
}

function execute(
  folder: string,
  [program = '', ...words]: string[],
  { env, input, conversing, ...owner }: RunOptions,
): Running {
  const child = spawn(program, words, {
    cwd: folder,
    ...owner,
    env: {
      PATH: process.env['PATH'] ?? '',
      LANG: 'en_GB.UTF-8',
      SLOTDESK_NOW: '2021-06-14T20:15:00+02:00',
      SLOTDESK_ACTOR: 'tester',
      ...env,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined);
  if (!conversing) child.stdin.end(input);
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

/** A campaign as in the story: four contingents, one after the other. */
export async function openCampaign(desk: Desk, seats = 625): Promise<void> {
  const codes = '67346,67354,67373,67374,67376,67122,67141,67165,67166,67105,67459';
  await expectDone(
    desk.run(
      'init',
      '--name',
      'Drive-Thru-Impfaktion',
      '--date',
      '2021-06-20',
      '--location',
      'Speyer',
      '--postal-code',
      codes,
    ),
  );
  for (const hour of ['08', '11', '14', '17']) {
    const name = `${Number(hour)} Uhr`;
    const opens = ['--opens-at', `2021-06-14 ${hour}:00`];
    const windows = ['--from', '07:00', '--to', '14:00', '--every', '15m'];
    await expectDone(
      desk.run('contingent', 'add', name, '--seats', String(seats), ...opens, ...windows),
    );
  }
}

async function expectDone(running: Promise<Ran>): Promise<void> {
  const { code, stderr } = await running;
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
}

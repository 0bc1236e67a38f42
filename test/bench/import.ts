/**
 * `booking import` as a whole process beside two that Debian has, on the same file, one after the other: `sqlite3`
 * (.import) and `sqlite-utils insert --csv`, each into a table with the indices that a booking has, the full text
 * among them (FTS5 with the same prefixes), and each once more without the full text, which slotdesk cannot leave out.
 * Then slotdesk alone while a clerk books every 50 ms. Seconds are those of the processor (user and system), with those
 * of the clock behind; memory is the most that was resident.
 * `npm run bench test/bench/import.ts [rows …] [--without-sqlite-utils]`
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binary = new URL('../../bin/slotdesk.js', import.meta.url).pathname;
const jiti = new URL('../../node_modules/jiti/lib/jiti-cli.mjs', import.meta.url).pathname;
const clerk = import.meta.filename.replace('import.ts', 'import-clerk.ts');
const DAYS = [20, 21, 22, 23, 24];
const SEARCHED =
  'external_id, given_name, family_name, birth_date, email, phone, postal_code, city';
const words = process.argv.slice(2);
const sizes = words.filter((word) => /^\d+$/.test(word)).map(Number);

for (const rows of sizes.length > 0 ? sizes : [200_000, 1_000_000]) await compare(rows);

async function compare(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-bench-'));
  try {
    const file = join(folder, 'rows.csv');
    writeRows(file, rows);
    const own = await measureOwn(folder, 'alone.db', file);
    console.log(`${rows} rows:\n  slotdesk: ${say(own, rows)}`);
    for (const fullText of [true, false]) {
      const lines: [string, string[]][] = [['sqlite3', ['bare.db', ...bareWords(file, fullText)]]];
      if (!words.includes('--without-sqlite-utils')) {
        await measure(folder, 'sqlite3', ['utils.db', ...tableWords(fullText)]);
        const insert = ['insert', 'utils.db', 'booking', file, '--csv', '--delimiter', ';'];
        lines.push(['sqlite-utils', insert]);
      }
      for (const [name, line] of lines) {
        const figures = await measure(folder, name, line);
        const ratio = (own.cpu / figures.cpu).toFixed(2);
        const kind = fullText ? 'with the full text' : 'without it';
        console.log(
          `  ${name}, ${kind}: ${say(figures, rows)}; slotdesk takes ${ratio} times that`,
        );
      }
      for (const name of ['bare.db', 'utils.db'])
        for (const end of ['', '-wal', '-shm']) rmSync(join(folder, name + end), { force: true });
    }
    console.log(`  with a clerk: ${await measureClerk(folder, file, rows)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Fourteen columns; the same rows each time. */
function writeRows(file: string, rows: number): void {
  let state = 7;
  const draw = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const two = (value: number): string => String(value).padStart(2, '0');
  const given = 'Anna Ben Clara David Emma Finn Greta Hannes Ida Jonas Karla Lukas'.split(' ');
  const family = 'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schröder'.split(' ');
  const descriptor = openSync(file, 'w');
  writeSync(
    descriptor,
    'external_id;given_name;family_name;birth_date;email;phone;street;postal_code;city;slot_start;state;confirmation_sent;booked_at;note\n',
  );
  let text = '';
  for (let id = 1; id <= rows; id++) {
    const quarter = draw(40) * 15;
    text +=
      [
        `V${String(id).padStart(7, '0')}`,
        given[draw(given.length)],
        family[draw(family.length)],
        `${1930 + draw(75)}-${two(1 + draw(12))}-${two(1 + draw(28))}`,
        `person.${id}@post.example`,
        `06232 ${100_000 + draw(899_999)}`,
        `Gartenweg ${1 + draw(99)}`,
        67_346 + draw(3),
        'Speyer',
        `2021-06-${DAYS[draw(DAYS.length)]} ${two(8 + Math.floor(quarter / 60))}:${two(quarter % 60)}`,
        'confirmed',
        'yes',
        `2021-06-${two(1 + draw(14))} ${two(draw(24))}:${two(draw(60))}:${two(draw(60))}`,
        '',
      ].join(';') + '\n';
    if (text.length < 1_000_000) continue;
    writeSync(descriptor, text);
    text = '';
  }
  writeSync(descriptor, text);
  closeSync(descriptor);
}

/** A table and its indices, as arguments of `sqlite3`. */
function tableWords(fullText: boolean): string[] {
  const columns =
    'external_id TEXT, given_name TEXT, family_name TEXT, birth_date TEXT, email TEXT, phone TEXT, street TEXT, ' +
    'postal_code TEXT, city TEXT, slot_start TEXT, state TEXT, confirmation_sent TEXT, booked_at TEXT, note TEXT';
  const added = SEARCHED.replaceAll(/\w+/g, 'new.$&');
  const search = [
    `CREATE VIRTUAL TABLE search USING fts5(${SEARCHED}, content = 'booking', detail = none, prefix = '3 4')`,
    `CREATE TRIGGER added AFTER INSERT ON booking BEGIN
       INSERT INTO search (rowid, ${SEARCHED}) VALUES (new.rowid, ${added}); END`,
  ];
  return [
    'PRAGMA journal_mode = WAL; PRAGMA cache_size = -262144',
    `CREATE TABLE booking (${columns})`,
    'CREATE UNIQUE INDEX external ON booking (external_id); CREATE INDEX seat ON booking (slot_start, state)',
    'CREATE INDEX mail ON booking (email); CREATE INDEX called ON booking (phone)',
    ...(fullText ? search : []),
  ];
}

function bareWords(file: string, fullText: boolean): string[] {
  return [...tableWords(fullText), '.mode csv', '.separator ;', `.import --skip 1 ${file} booking`];
}

interface Figures {
  cpu: number;
  wall: number;
  megabytes: number;
}

function say({ cpu, wall, megabytes }: Figures, rows: number): string {
  const each = ((1e6 * cpu) / rows).toFixed(1);
  return `${cpu.toFixed(1)} s (${wall.toFixed(1)} s by the clock), ${each} µs a row, ${megabytes} MB`;
}

async function measureOwn(folder: string, name: string, file: string): Promise<Figures> {
  await layCampaign(folder, name);
  return await measure(folder, process.execPath, [binary, '--db', name, 'booking', 'import', file]);
}

async function layCampaign(folder: string, name: string): Promise<void> {
  const run = (...line: string[]): Promise<unknown> =>
    measure(folder, process.execPath, [binary, '--db', name, ...line]);
  await run('init', '--name', 'Aktion', '--date', '2021-06-20');
  for (const day of DAYS) {
    const [from, to] = [`2021-06-${day} 08:00`, `2021-06-${day} 18:00`];
    const windows = ['--from', from, '--to', to, '--every', '15m'];
    await run('contingent', 'add', `Tag ${day}`, '--seats', '400000', ...windows);
  }
}

async function measure(folder: string, program: string, line: string[]): Promise<Figures> {
  const timed = ['-c', 'TIMEFORMAT="%R %U %S"; time "$@"', 'bash', program, ...line];
  const child = spawn('bash', timed, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', (piece: Buffer) => (text += piece.toString()));
  let megabytes = 0;
  const look = setInterval(() => (megabytes = Math.max(megabytes, readPeak(child.pid ?? 0))), 50);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(look);
  if (code !== 0) throw new Error(text);
  const [wall = 0, user = 0, system = 0] = (text.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { cpu: user + system, wall, megabytes };
}

/** The most that a child of this process had resident, in megabytes. */
function readPeak(parent: number): number {
  try {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8');
    const status = readFileSync(`/proc/${children.trim().split(' ')[0]}/status`, 'utf8');
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000);
  } catch {
    return 0; // gone already
  }
}

async function measureClerk(folder: string, file: string, rows: number): Promise<string> {
  await layCampaign(folder, 'shared.db');
  const child = spawn(process.execPath, [jiti, clerk, join(folder, 'shared.db')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const times = collect(child);
  const figures = await measure(folder, process.execPath, [
    ...[binary, '--db', 'shared.db', 'booking', 'import', file],
  ]);
  child.stdin?.end();
  const sorted = (await times).toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return `${say(figures, rows)}; his ${sorted.length} bookings: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
}

async function collect(child: ChildProcess): Promise<number[]> {
  let text = '';
  child.stdout?.on('data', (piece: Buffer) => (text += piece.toString()));
  await once(child, 'close');
  return JSON.parse(text) as number[];
}

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { expectRefusal } from '../refusal.ts';
import type { Desk } from '../slotdesk.ts';
import { openRoomyDesk } from './roomy-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openRoomyDesk();
});

/** Every tenth row has no possible birth date. */
function write(name: string, rows: number, more: readonly string[] = []): void {
  const header = ['external_id', 'given_name', 'family_name', 'birth_date', 'slot_start', ...more];
  const lines = [header.join(';')];
  for (let id = 0; id < rows; id++) {
    const birth = id % 10 === 9 ? '31.02.1990' : '03.04.1961';
    lines.push(`V${id};Anna;Test${id};${birth};2021-06-20 07:00${';'.repeat(more.length)}`);
  }
  writeFileSync(join(desk.folder, name), `${lines.join('\n')}\n`);
}

const count = async (): Promise<number> => (await desk.json('booking', 'list')).length as number;

test('on a disk that is too full for the rejects nothing is stored, and nothing is left behind', async () => {
  // Files may grow to 600 KB: the bookings fit, the rejects with their wide header do not.
  const wide = Array.from({ length: 150 }, (_, at) => `Frage ${at} ${'lang '.repeat(1000)}`);
  write('in.csv', 20, wide);
  const before = readdirSync(desk.folder).toSorted();
  const line = 'slotdesk --quiet booking import in.csv --rejects mend.csv';
  const ran = await desk.shell(`ulimit -f 600; ${line}`);
  expectRefusal(ran, 5, /mend\.csv cannot be written/);
  expect(readdirSync(desk.folder).toSorted()).toEqual(before);
  expect(await count()).toBe(0);
  expectRefusal(await desk.shell(line), 3, /2 faulty rows were written/);
  expect(await count()).toBe(18);
});

test('rejects in a folder that is not there are refused before anything is read', async () => {
  const ran = await desk.run('booking', 'import', 'not-there.csv', '--rejects', 'missing/mend.csv');
  expectRefusal(ran, 5, /missing\/mend\.csv cannot be written \(ENOENT\)/);
});

test('rejects of two forms are both there, or neither of them and no booking', async () => {
  write('one.csv', 20);
  write('two.csv', 20, ['Bemerkung']);
  // The draft beside the first file has the longest name there can be: with -2 in it, one too long.
  const name = `${'m'.repeat(255 - '.csv'.length - '.0123456789ab.draft'.length)}.csv`;
  const before = readdirSync(desk.folder).toSorted();
  const words = ['--quiet', 'booking', 'import', 'one.csv', 'two.csv', '--rejects', name];
  expectRefusal(await desk.run(...words), 5, /-2\.csv cannot be written/);
  expect(readdirSync(desk.folder).toSorted()).toEqual(before);
  expect(await count()).toBe(0);
});

test('rejects never replace a file that came while the import was reading', async () => {
  write('in.csv', 20);
  const words = ['--quiet', 'booking', 'import', '-', '--rejects', 'mend.csv'];
  const running = desk.start({ conversing: true }, ...words);
  while (!existsSync(`${desk.file}-import`) && running.child.exitCode === null) await sleep(5);
  writeFileSync(join(desk.folder, 'mend.csv'), "a colleague's");
  running.child.stdin?.end(readFileSync(join(desk.folder, 'in.csv')));
  expectRefusal(await running.ended, 5, /mend\.csv is there already/);
  expect(readFileSync(join(desk.folder, 'mend.csv'), 'utf8')).toBe("a colleague's");
  expect(readdirSync(desk.folder).filter((name) => name.endsWith('.draft'))).toEqual([]);
  expect(await count()).toBe(0);
});

test('killed at any moment: no booking is stored without the whole of the rejects', async () => {
  write('in.csv', 6000);
  const mend = join(desk.folder, 'mend.csv');
  const rejects = (): number => readFileSync(mend, 'utf8').split('31.02.1990').length - 1;
  const words = ['--quiet', 'booking', 'import', 'in.csv', '--rejects', 'mend.csv'];
  for (const share of [0.3, 0.5, 0.7, 0.8, 0.9, 1]) {
    rmSync(mend, { force: true });
    const running = desk.start({}, ...words);
    while (!existsSync(`${desk.file}-import`) && running.child.exitCode === null) await sleep(5);
    await sleep(Math.random() * 900 * share);
    running.child.kill('SIGKILL');
    await running.ended;
    if (existsSync(mend)) expect(rejects()).toBe(600);
    if ((await count()) === 0) continue;
    expect(rejects()).toBe(600);
    return;
  }
}, 60_000);

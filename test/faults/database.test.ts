import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, takeStock } from '../refusal.ts';
import { openDesk, type Desk } from '../slotdesk.ts';

const desk = openDesk(afterAll);
const sound = join(desk.folder, 'sound.db');

beforeAll(async () => {
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20');
  await desk.json('contingent', 'add', 'A', '--seats', '900', '--anytime');
  await desk.json('config', 'set', 'mail.from', 'amt@city.example');
  const rows = Array.from({ length: 800 }, (_, at) => `${at};Anna;Test${at};a${at}@post.example`);
  const input = ['external_id;given_name;family_name;email', ...rows, ''].join('\n');
  await desk.runWith({ input }, 'booking', 'import', '-');
  copyFileSync(desk.file, sound);
  writeFileSync(join(desk.folder, 'more.csv'), 'given_name;family_name;email\nX;Y;x@y.example\n');
});

beforeEach(() => copyFileSync(sound, desk.file));

// What reads, what writes, what sends.
const commands = [
  ['status'],
  ['booking', 'list'],
  ['--quiet', 'booking', 'import', 'more.csv'],
  ['config', 'set', 'campaign.name', 'X'],
  ['--quiet', 'mail', 'resend', '--missing', '--yes'],
  ['doctor'],
];

async function expectRefused(ran: Desk['run'], code: number, words: RegExp): Promise<void> {
  const before = takeStock(desk.folder);
  for (const command of commands) expectRefusal(await ran(...command), code, words);
  expect(takeStock(desk.folder)).toEqual(before);
}

describe('a file that is no campaign file', () => {
  const other = new BetterSqlite3(':memory:').exec('CREATE TABLE t (a)').serialize();

  it.each([
    ['a text file', Buffer.from('Vorname;Nachname\n')],
    ['an empty file', Buffer.alloc(0)],
    ['another SQLite file', other],
    ['the beginning of one', readFileSync(import.meta.filename).subarray(0, 50)],
  ])('%s is refused by every command and not touched', async (_, content) => {
    writeFileSync(desk.file, content);
    await expectRefused(desk.run, 6, /is not a slotdesk campaign file/);
  });

  it('a folder is refused', async () => {
    rmSync(desk.file);
    mkdirSync(desk.file);
    await expectRefused(desk.run, 6, /is not a slotdesk campaign file/);
    rmSync(desk.file, { recursive: true });
  });

  it('a file that is not there is not made', async () => {
    rmSync(desk.file);
    await expectRefused(desk.run, 4, /There is no campaign file/);
  });

  it('one of a newer slotdesk is refused', async () => {
    const newer = new BetterSqlite3(desk.file);
    newer.pragma('user_version = 99');
    newer.close();
    await expectRefused(desk.run, 6, /newer slotdesk \(schema 99/);
  });

  it('init never writes over what is there, and asks nothing first', async () => {
    for (const content of [readFileSync(sound), Buffer.from('text'), Buffer.alloc(0)]) {
      writeFileSync(desk.file, content);
      const before = takeStock(desk.folder);
      expectRefusal(await desk.run('init'), 5, /is there already/);
      expectRefusal(await desk.run('init', '--name', 'X', '--date', '2021-06-20'), 5, /already/);
      expect(takeStock(desk.folder)).toEqual(before);
    }
  });

  it('init makes no campaign that would be taken for a part of another one', async () => {
    const before = takeStock(desk.folder);
    for (const end of ['-wal', '-shm', '-journal', '-mail', '-import']) {
      const words = ['--db', desk.file + end, 'init', '--name', 'X', '--date', '2021-06-20'];
      expectRefusal(await desk.run(...words), 5, /belongs to one/);
    }
    expect(takeStock(desk.folder)).toEqual(before);
  });
});

describe('a damaged file', () => {
  // The pages that satisfy `chosen`, by the number they have in the file and what stands on them.
  function damage(chosen: (page: number, name: string) => boolean): void {
    const database = new BetterSqlite3(desk.file);
    const pages = database.prepare('SELECT pageno, name FROM dbstat').raw().all() as [
      number,
      string,
    ][];
    database.close();
    const bytes = readFileSync(desk.file);
    const size = bytes.readUInt16BE(16);
    for (const [page] of pages.filter(([page, name]) => chosen(page, name)))
      for (let at = (page - 1) * size; at < (page - 1) * size + 60; at += 1)
        bytes[at] = 0xff ^ (bytes[at] ?? 0);
    writeFileSync(desk.file, bytes);
  }

  it('is found by whoever meets the damage, and by doctor, and is not made worse', async () => {
    damage((page, name) => name !== 'sqlite_schema' && page > 40);
    const bytes = readFileSync(desk.file);
    for (const command of [
      ['booking', 'list'],
      ['--quiet', 'booking', 'import', 'more.csv'],
      ['--quiet', 'mail', 'resend', '--missing', '--yes'],
    ]) {
      expectRefusal(await desk.run(...command), 6, /damaged/);
    }
    const doctor = await desk.run('doctor', '--no-relay');
    expect(doctor.code).toBe(6);
    expect(doctor.stdout).toMatch(/✗ Integrity +damaged/);
    expect(doctor.stderr).toBe('');
    expect(readFileSync(desk.file).equals(bytes)).toBe(true);
  });

  it('in a single table shows in doctor, which still reads the other accounts', async () => {
    damage((_, name) => name === 'imported_row');
    const doctor = await desk.json('doctor', '--no-relay').catch((error: unknown) => String(error));
    expect(doctor).toContain('exit 6');
  });

  it('in the schema is refused by every command, doctor too', async () => {
    damage((page, name) => name === 'sqlite_schema' && page > 1);
    await expectRefused(desk.run, 6, /damaged/);
  });

  it('cut off in the middle is refused', async () => {
    truncateSync(desk.file, 50_000);
    await expectRefused(desk.run, 6, /damaged/);
  });
});

describe('seat accounts that somebody has changed behind our back', () => {
  it('are found by doctor, whatever was changed', async () => {
    const tampered: [string, RegExp][] = [
      ["UPDATE audit SET actor = 'nobody' WHERE id = 2", /✗ Audit log/],
      ['DELETE FROM audit WHERE id = 2', /✗ Audit log/],
      ['UPDATE slot SET booked = booked - 1', /✗ Seat accounts/],
      ["UPDATE tally SET count = count + 1 WHERE value = 'missing'", /✗ Kept counts/],
      ["UPDATE confirmation SET state = 'accepted' WHERE booking_id = 5", /✗ Confirmation states/],
    ];
    for (const [sql, words] of tampered) {
      copyFileSync(sound, desk.file);
      const database = new BetterSqlite3(desk.file);
      const drop = (name: unknown): unknown => database.exec(`DROP TRIGGER ${String(name)}`);
      database
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .pluck()
        .all()
        .forEach(drop);
      database.exec(sql);
      database.close();
      const ran = await desk.run('doctor', '--no-relay');
      expect(ran.code, sql).toBe(6);
      expect(ran.stdout).toMatch(words);
    }
  });
});

describe('a file that may not be written', () => {
  const nobody = 65534;
  const root = process.getuid?.() === 0;
  const ask = root ? { uid: nobody, gid: nobody } : {};
  // A checkout that others may not enter cannot be run by them.
  const binary = new URL('../../bin/slotdesk.js', import.meta.url).pathname;
  const ready = spawnSync(process.execPath, [binary, '--version'], ask).status === 0;
  const run: Desk['run'] = (...words) => desk.runWith({ ...ask }, ...words);

  beforeEach(() => {
    if (!root) return;
    for (const path of [desk.folder, desk.file]) chownSync(path, nobody, nobody);
  });
  afterEach(() => {
    chmodSync(desk.folder, 0o700);
    for (const suffix of ['-wal', '-shm', '-mail']) rmSync(desk.file + suffix, { force: true });
  });

  it('is read where that is possible, and refused by what writes', async () => {
    if (!ready) return;
    chmodSync(desk.file, 0o400);
    const bytes = readFileSync(desk.file);
    expectRefusal(await run('config', 'set', 'campaign.name', 'X'), 6, /cannot be written/);
    expectRefusal(await run('--quiet', 'booking', 'import', 'more.csv'), 6, /cannot be written/);
    const resend = await run('--quiet', 'mail', 'resend', '--missing', '--yes');
    expectRefusal(resend, 6, /cannot be written/);
    expect(readFileSync(desk.file).equals(bytes)).toBe(true);
  });

  it('in a folder that may not be written is refused, and nothing is left there', async () => {
    if (!ready) return;
    chmodSync(desk.folder, 0o500);
    const before = takeStock(desk.folder);
    for (const command of commands.slice(2, 5)) {
      expectRefusal(await run(...command), 6, /cannot be written/);
    }
    const init = await run('--db', 'new.db', 'init', '--name', 'X', '--date', '2021-06-20');
    expectRefusal(init, 5, /cannot be written/);
    expect(takeStock(desk.folder)).toEqual(before);
  });

  it('because of a side file that somebody left is explained by doctor', async () => {
    if (!ready) return;
    chmodSync(desk.file, 0o400);
    await run('status');
    chmodSync(desk.file, 0o600);
    const refused = await run('config', 'set', 'campaign.name', 'X');
    // Not every SQLite leaves its side files behind; if it did, doctor says which one it is.
    if (refused.code === 0) return;
    expectRefusal(refused, 6, /cannot be written/);
    const doctor = await run('doctor', '--no-relay');
    expect(doctor.code).toBe(6);
    expect(doctor.stdout.replaceAll(/\s+/g, ' ')).toMatch(/cannot write to \S+-shm/);
  });

  it('that others can read is told by doctor, with the side files', async () => {
    chmodSync(desk.file, 0o644);
    writeFileSync(`${desk.file}-mail`, '', { mode: 0o644 });
    const doctor = await desk.run('doctor', '--no-relay');
    expect(doctor.code).toBe(6);
    expect(doctor.stdout.match(/other users can read it/g)).toHaveLength(2);
    expect(statSync(desk.file).mode & 0o777).toBe(0o644);
  });
});

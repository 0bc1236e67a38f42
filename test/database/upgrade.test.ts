import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/database/tables.ts';
import { openDesk } from '../slotdesk.ts';

/*
 * `fixtures/campaign/version-<n>.sql` is what a file of each schema that ever landed holds: two contingents, a
 * release, five imported bookings (one cancelled by the portal, one here, one outside the area, one without an
 * address) and one confirmation that was sent.
 */
const desk = openDesk(afterAll);
const BEFORE = `.before-v${SCHEMA_VERSION}`;

function lay(version: number): void {
  for (const suffix of ['', '-wal', '-shm', BEFORE]) rmSync(desk.file + suffix, { force: true });
  const database = new BetterSqlite3(desk.file);
  const dump = new URL(`../../fixtures/campaign/version-${version}.sql`, import.meta.url);
  database.pragma('journal_mode = WAL');
  database.exec(readFileSync(dump, 'utf8'));
  database.pragma('application_id = 0x534c4454');
  database.pragma(`user_version = ${version}`);
  database.close();
  chmodSync(desk.file, 0o600);
}

describe.each([1, 2, 3])('a file of schema %i', (version) => {
  beforeEach(() => lay(version));

  it('is brought to that of today by the next command, with everything that was in it', async () => {
    expect(await desk.json('status')).toMatchObject({
      seats: { total: 12, bound: 3, free: 9, overbooked: 0 },
      bookings: { binding: 3, cancelled: 2 },
      confirmations: { missing: 1, accepted: 1, none_possible: 1 },
    });
    const bookings = (await desk.json('booking', 'list')) as { person: { family_name: string } }[];
    expect(bookings.map(({ person }) => person.family_name)).toEqual([
      'Beispiel',
      'Muster',
      'Probe',
      'Beispiel',
      'Test',
    ]);
    expect(await desk.json('booking', 'search', 'joerg@post.example')).toHaveLength(1);
    expect((await desk.run('doctor', '--no-relay')).stdout).not.toContain('✗');
  });

  it('can be searched, and again after its index has been laid anew', async () => {
    for (let round = 0; round < 2; round++) {
      const found = (await desk.json('booking', 'search', 'Probe')) as unknown[];
      expect(found).toHaveLength(1);
      expect((await desk.run('doctor', '--no-relay')).code).toBe(0);
      const database = new BetterSqlite3(desk.file);
      database.pragma(`user_version = ${version}`);
      database.close();
    }
  });

  it('leaves the file as it was beside it', async () => {
    await desk.json('status');
    const before = new BetterSqlite3(desk.file + BEFORE, { readonly: true });
    expect(before.pragma('user_version', { simple: true })).toBe(version);
    expect(before.prepare('SELECT count(*) FROM booking').pluck().get()).toBe(5);
    before.close();
  });

  it('is left whole beside it, although the upgrade was killed while it was copied', async () => {
    const database = new BetterSqlite3(desk.file);
    database.exec(
      `CREATE TABLE ballast (bytes BLOB);
       INSERT INTO ballast SELECT randomblob(1000) FROM booking a, booking b, booking c, booking d, booking e, booking f`,
    );
    database.close();
    const { child, ended } = desk.start({}, 'status');
    const isBegun = (): boolean =>
      [BEFORE, `${BEFORE}.new`].some((end) => existsSync(desk.file + end));
    while (!isBegun()) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await ended;
    await desk.json('status');
    const before = new BetterSqlite3(desk.file + BEFORE, { readonly: true });
    expect(before.prepare('SELECT count(*) FROM ballast').pluck().get()).toBe(5 ** 6);
    before.close();
    expect(existsSync(`${desk.file}${BEFORE}.new`)).toBe(false);
  });

  it('is not touched by doctor, who says so', async () => {
    const bytes = readFileSync(desk.file);
    const { code, stdout } = await desk.run('doctor', '--no-relay');
    expect(code).toBe(6);
    expect(stdout).toMatch(/✗ Schema/);
    expect(readFileSync(desk.file).equals(bytes)).toBe(true);
    expect(existsSync(desk.file + BEFORE)).toBe(false);
  });

  it('stays as it was if a row refers to one that is not there', async () => {
    const database = new BetterSqlite3(desk.file);
    database.pragma('foreign_keys = OFF');
    database.exec(
      'DELETE FROM imported_row; DELETE FROM booking_import; UPDATE attempt SET message_id = 99',
    );
    database.close();
    const bytes = readFileSync(desk.file);
    expect(await desk.run('status')).toMatchObject({ code: 6, stdout: '' });
    expect(readFileSync(desk.file).equals(bytes)).toBe(true);
  });

  it('has the same schema afterwards as a new one', async () => {
    await desk.json('status');
    const schema = (file: string): unknown => {
      const database = new BetterSqlite3(file, { readonly: true });
      const rows = database
        .prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
        .all();
      database.close();
      return rows;
    };
    const fresh = `${desk.file}.fresh-${version}`;
    await desk.json('init', '--db', fresh, '--name', 'X', '--date', '2021-06-20');
    expect(schema(desk.file)).toEqual(schema(fresh));
  });
});

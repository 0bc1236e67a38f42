import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, takeStock } from '../refusal.ts';
import { openDesk, type Desk } from '../slotdesk.ts';

const fixtures = new URL('../../fixtures/import/', import.meta.url).pathname;
const header =
  'external_id;given_name;family_name;birth_date;email;postal_code;slot_start;state;confirmation_sent';

let desk: Desk;
beforeEach(async () => {
  desk = openDesk();
  const area = ['--postal-code', '67346'];
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20', ...area);
  const windows = ['--from', '07:00', '--to', '07:45', '--every', '15m'];
  await desk.json('contingent', 'add', 'A', '--seats', '6', ...windows);
});

function write(name: string, ...rows: string[]): string {
  writeFileSync(join(desk.folder, name), [header, ...rows, ''].join('\n'));
  return name;
}

const row = (id: number, more: Partial<Record<string, string>> = {}): string =>
  [
    id,
    'Anna',
    `Test${id}`,
    more['born'] ?? '1980-02-03',
    more['email'] ?? `a${id}@post.example`,
    more['code'] ?? '67346',
    more['slot'] ?? '2021-06-20 07:00',
    more['state'] ?? 'confirmed',
    'no',
  ].join(';');

async function countSeats(): Promise<Record<string, number>> {
  expect((await desk.run('doctor', '--no-relay')).code).toBe(0);
  return (await desk.json('status')).seats;
}

describe('what is no CSV file', () => {
  it.each([
    ['nowhere.csv', 4, /nowhere\.csv is not there/],
    ['a-folder', 4, /a-folder cannot be read/],
    ['empty.csv', 3, /no rows|empty/],
    ['bytes.csv', 3, /bytes that are no text/],
    ['slotdesk.db', 3, /a database/],
    [`${fixtures}not-csv.xlsx`, 3, /a spreadsheet/],
    [`${fixtures}not-csv.html`, 3, /a web page/],
  ])('%s', async (file, code, words) => {
    mkdirSync(join(desk.folder, 'a-folder'));
    writeFileSync(join(desk.folder, 'empty.csv'), '');
    writeFileSync(
      join(desk.folder, 'bytes.csv'),
      Buffer.alloc(900).map((_, at) => (at * 37) % 251),
    );
    const before = takeStock(desk.folder);
    const ran = await desk.run('booking', 'import', file);
    expectRefusal(ran, code, words);
    expect(ran.stdout).toBe('');
    expect(takeStock(desk.folder)).toEqual(before);
  });

  it('keeps a good file from being imported beside a bad one', async () => {
    const ran = await desk.run(
      '--quiet',
      'booking',
      'import',
      write('good.csv', row(1)),
      'gone.csv',
    );
    expectRefusal(ran, 4, /gone\.csv/);
    expect(await countSeats()).toMatchObject({ bound: 0 });
  });
});

describe('columns that are not recognised', () => {
  it('are named, with the line to type, which then works', async () => {
    writeFileSync(join(desk.folder, 'odd.csv'), 'Bürger;Postfach\nAnna Müller;anna@post.example\n');
    const ran = await desk.run('booking', 'import', 'odd.csv');
    expectRefusal(ran, 3, /Bürger, Postfach/);
    expect(ran.stderr).toContain('--map "email=…"');
    const map = ['--map', 'full_name=Bürger', '--map', 'email=Postfach', '--create-slots'];
    await desk.json('contingent', 'add', 'B', '--seats', '5', '--anytime');
    const mapped = await desk.json('booking', 'import', 'odd.csv', ...map, '--contingent', 'B');
    expect(mapped).toMatchObject({ imported: 1 });
  });

  it.each([
    [['--layout', 'nonsense'], 2, /nonsense/],
    [['--map', 'email'], 2, /--map/],
    [['--map', 'mail=E-Mail'], 2, /“mail”/],
    [['--map', 'email=Postfach'], 2, /“Postfach”/],
    [['--map-state', 'x=perhaps'], 2, /x=perhaps/],
    [['--encoding', 'ebcdic'], 2, /ebcdic/],
    [['--delimiter', '::'], 2, /::/],
    [['--contingent', 'C'], 4, /“C”/],
    [['--rejects', 'good.csv'], 5, /good\.csv is there already/],
  ])('%j is refused', async (options, code, words) => {
    write('good.csv', row(1));
    const before = takeStock(desk.folder);
    const ran = await desk.run('--quiet', 'booking', 'import', 'good.csv', ...options);
    expectRefusal(ran, code, words);
    expect(takeStock(desk.folder)).toEqual(before);
  });
});

describe('faulty rows', () => {
  const faulty = [
    row(1),
    row(2, { born: '31.02.1990' }),
    row(3, { email: 'dora@@post.example' }),
    row(4, { slot: '2021-06-20 09:30' }),
    row(5, { state: 'perhaps' }),
    row(6, { born: '2035-02-01' }),
    row(7, { slot: '2021-06-20 07:30', state: 'cancelled' }),
  ];
  const expected = [
    [3, 'birth_date', '31.02.1990', 'invalid_birth_date'],
    [4, 'email', 'dora@@post.example', 'invalid_email'],
    [5, 'slot_start', '2021-06-20 09:30', 'window_missing'],
    [6, 'state', 'perhaps', 'unknown_state'],
    [7, 'birth_date', '2035-02-01', 'birth_date_future'],
  ];

  it('refuse the whole file, each named with line, column and value', async () => {
    write('in.csv', ...faulty);
    const before = takeStock(desk.folder);
    const ran = await desk.run('--json', 'booking', 'import', 'in.csv');
    expect(ran.code).toBe(3);
    expect(JSON.parse(ran.stderr)).toMatchObject({ error: { code: 'import_refused' } });
    const report = JSON.parse(ran.stdout);
    expect(report).toMatchObject({ rows: 7, imported: 0, updated: 0, rejected: 5, stored: false });
    type Reject = { line: number; column: string; value: string; code: string; message: string };
    const rejects = report.rejects as Reject[];
    expect(rejects.map((fault) => [fault.line, fault.column, fault.value, fault.code])).toEqual(
      expected,
    );
    for (const { message } of rejects) expect(message).toMatch(/\w.+\. \w.+\./);
    expect(takeStock(desk.folder)).toEqual(before);

    const plain = await desk.run('--quiet', 'booking', 'import', 'in.csv');
    expectRefusal(plain, 3, /5 rows have faults/);
    for (const [line, column] of expected) {
      expect(plain.stdout).toContain(`line ${line}, ${column}`);
    }
    expect(plain.stdout).toContain('Nothing was stored.');
    const german = await desk.runWith({ env: { LANG: 'de_DE' } }, 'booking', 'import', 'in.csv');
    expect(german.stdout).toContain('Zeile 3, birth_date „31.02.1990“');
    const lines = [...plain.stdout.split('\n'), ...german.stdout.split('\n')];
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it('go with --rejects into a file that is mended and imported again', async () => {
    write('in.csv', ...faulty);
    const ran = await desk.run('--quiet', 'booking', 'import', 'in.csv', '--rejects', 'mend.csv');
    expectRefusal(ran, 3, /5 faulty rows were written/);
    expect(await desk.json('booking', 'list')).toHaveLength(2);
    const mend = join(desk.folder, 'mend.csv');
    expect(statSync(mend).mode & 0o077).toBe(0);
    const text = readFileSync(mend, 'utf8');
    expect(text).toContain('"slotdesk_line";"slotdesk_column";"slotdesk_reason"');
    expect(text).toContain('"4";"email"');
    const again = await desk.run('--quiet', 'booking', 'import', 'in.csv', '--rejects', 'mend.csv');
    expectRefusal(again, 5, /mend\.csv is there already/);

    const mended = text
      .replace('31.02.1990', '28.02.1990')
      .replace('dora@@', 'dora@')
      .replace('09:30', '07:15')
      .replace('"perhaps"', '"cancelled"')
      .replace('2035', '1935');
    writeFileSync(mend, mended);
    const result = await desk.json('booking', 'import', 'mend.csv', '--allow-overbooked');
    expect(result).toMatchObject({ rows: 5, imported: 5, rejected: 0 });
    expect(await desk.json('status')).toMatchObject({ bookings: { binding: 5, cancelled: 2 } });
    expect(await countSeats()).toMatchObject({ bound: 5 });
    const both = await desk.json('booking', 'import', 'mend.csv');
    expect(both).toMatchObject({ unchanged: 5, imported: 0 });
  });

  it('of two forms go into two files, neither of which may be there already', async () => {
    write('in.csv', ...faulty);
    write('other.csv', 'given_name;family_name;email', 'Eva;Test;no address');
    write('mend-2.csv', 'half mended');
    const before = takeStock(desk.folder);
    const words = ['booking', 'import', 'in.csv', 'other.csv', '--rejects', 'mend.csv'];
    expectRefusal(await desk.run('--quiet', ...words), 5, /mend-2\.csv is there already/);
    expect(takeStock(desk.folder)).toEqual(before);
  });

  it('are only shown by a dry run, with the exit code the real one would have', async () => {
    write('in.csv', ...faulty);
    const before = takeStock(desk.folder);
    const dry = await desk.run('booking', 'import', 'in.csv', '--dry-run', '--rejects', 'mend.csv');
    expect(dry.code).toBe(3);
    expect(dry.stdout).toContain('Dry run: nothing was stored.');
    expect(takeStock(desk.folder)).toEqual(before);
    expect(existsSync(join(desk.folder, 'mend.csv'))).toBe(false);
  });
});

describe('a booking that is known', () => {
  it('is a conflict if it differs, until --update says otherwise', async () => {
    await desk.json('booking', 'import', write('one.csv', row(1)));
    const changed = write('two.csv', row(1, { email: 'new@post.example' }));
    const ran = await desk.run('--quiet', 'booking', 'import', changed);
    expectRefusal(ran, 3, /one row has faults/);
    expect(ran.stdout).toContain('differs: email');
    expect((await desk.json('booking', 'list'))[0].person.email).toBe('a1@post.example');
    expect(await desk.json('booking', 'import', changed, '--update')).toMatchObject({ updated: 1 });
    expect((await desk.json('booking', 'list'))[0].person.email).toBe('new@post.example');
    expect(await desk.json('booking', 'import', changed)).toMatchObject({ unchanged: 1 });
  });

  it('gives its seat back when the portal says it is cancelled', async () => {
    await desk.json('booking', 'import', write('one.csv', row(1), row(2)));
    expect(await countSeats()).toEqual({ total: 6, bound: 2, free: 4, overbooked: 0 });
    const cancelled = write('two.csv', row(1, { state: 'storniert' }), row(2));
    expect((await desk.run('booking', 'import', cancelled)).code).toBe(3);
    expect(await desk.json('booking', 'import', cancelled, '--update')).toMatchObject({
      updated: 1,
      unchanged: 1,
    });
    expect(await countSeats()).toEqual({ total: 6, bound: 1, free: 5, overbooked: 0 });
    expect(await desk.json('mail', 'missing')).toHaveLength(1);
  });
});

describe('seats', () => {
  it('are not sold twice: sold_out, until the promise is taken over as overbooked', async () => {
    const rows = [1, 2, 3, 4].map((id) => row(id));
    const ran = await desk.run('--json', 'booking', 'import', write('in.csv', ...rows));
    expect(ran.code).toBe(3);
    expect(JSON.parse(ran.stdout).rejects).toMatchObject([
      { line: 4, code: 'sold_out' },
      { line: 5, code: 'sold_out' },
    ]);
    await desk.json('booking', 'import', 'in.csv', '--allow-overbooked');
    // Four promises on two seats; the other four seats are in other windows.
    expect(await countSeats()).toEqual({ total: 6, bound: 4, free: 4, overbooked: 2 });
    const status = await desk.run('status');
    expect(status.stdout).toContain('2 overbooked');
    expect(status.stdout).toMatch(/Bookings beyond the seats: 2 +slotdesk slot list --overbooked/);
    // A seat that comes free goes to a promise, not to somebody new.
    const fewer = write('in.csv', row(1, { state: 'cancelled' }), ...rows.slice(1));
    await desk.json('booking', 'import', fewer, '--update');
    expect(await countSeats()).toEqual({ total: 6, bound: 3, free: 4, overbooked: 1 });
    expect((await desk.run('booking', 'import', write('new.csv', row(9)))).code).toBe(3);
  });

  it('come with --create-slots where a window is missing, one for each booking', async () => {
    const rows = [1, 2, 3].map((id) => row(id, { slot: '2021-06-20 11:00' }));
    const file = write('in.csv', ...rows);
    expect((await desk.run('booking', 'import', file)).code).toBe(3);
    await desk.json('booking', 'import', file, '--create-slots');
    expect(await countSeats()).toEqual({ total: 9, bound: 3, free: 6, overbooked: 0 });
    const [{ slot }] = await desk.json('booking', 'list');
    expect(slot.starts_at).toBe('2021-06-20T11:00:00+02:00');
  });

  it('of people from outside the area are bound, and shown', async () => {
    const file = write('in.csv', row(1), row(2, { code: '01067' }));
    expect(await desk.json('booking', 'import', file)).toMatchObject({ outside_area: 1 });
    const outside = await desk.json('booking', 'list', '--outside-area');
    expect(outside.map(({ external_id }: { external_id: string }) => external_id)).toEqual(['2']);
    const { stdout } = await desk.run('status');
    expect(stdout).toMatch(/From outside the area: 1 +slotdesk booking list --outside-area/);
  });
});

it('tells what was stored although the search index is damaged', async () => {
  await desk.json('booking', 'import', write('first.csv', row(1)));
  const database = new BetterSqlite3(desk.file);
  database.unsafeMode(true);
  database.exec("UPDATE booking_search_data SET block = x'00' WHERE id = 10");
  database.close();
  const file = write('later.csv', row(2), row(3, { slot: '2021-06-20 07:15' }));
  const { code, stdout, stderr } = await desk.run('--json', 'booking', 'import', file);
  expect(code).toBe(6);
  expect(JSON.parse(stdout)).toMatchObject({ stored: true, imported: 2 });
  expect(stderr).toContain('search index is damaged');
  expect(await countSeats()).toMatchObject({ bound: 3 });
});

import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openCampaign, openDesk, type Desk } from '../slotdesk.ts';

const lines = [
  'Vorgangsnummer;Nachname;Vorname;Geburtsdatum;E-Mail;Telefon;Straße;PLZ;Ort;Termin;Status;Bestätigung gesendet;Gebucht am;Kanal;Notiz',
  'A1;Brandt;Ida;1949-12-01;ida@brandt.example;+49 6232 555131;Hasenpfad 2;67346;Speyer;20.06.2021 07:00;bestätigt;14.06.2021 08:02:59;14.06.2021 08:02;portal;"Rollstuhl,',
  '=HYPERLINK(""http://böse.example"")"',
  'A2;"O\'Neill; ""Bob""";Юрій;;bob@täst.example;06232 1;;01067;Dresden;20.06.2021 07:15;storniert;;;telefon;-12',
  "A3;'=Müller;@Sven;3.4.61;;;\t+1;A-1010;Wien;20.06.2021 07:15;bestätigt;nein;2021-10-31T02:30:00+01:00;vor ort;",
  'A4;محمد;李;;x@y.example;;;;;20.06.2021 07:15;ok;ja;2021-06-14T06:00:00.123Z;;',
];

async function openImported(): Promise<Desk> {
  const desk = openDesk();
  await openCampaign(desk);
  writeFileSync(join(desk.folder, 'list.csv'), lines.join('\n') + '\n');
  await desk.json('booking', 'import', 'list.csv');
  return desk;
}

test.each(['excel-de', 'rfc4180'])(
  '%s: out, into a new campaign, out again is the same',
  async (dialect) => {
    const desk = await openImported();
    const other = openDesk();
    await openCampaign(other);
    const file = join(other.folder, 'moved.csv');
    expect(await desk.json('booking', 'export', '-o', file, '--dialect', dialect)).toMatchObject({
      bookings: 4,
    });
    expect(await other.json('booking', 'import', 'moved.csv')).toMatchObject({ imported: 4 });
    await other.json('booking', 'export', '-o', 'again.csv', '--dialect', dialect);
    const text = readFileSync(file, 'utf8');
    expect(readFileSync(join(other.folder, 'again.csv'), 'utf8')).toBe(text);
    expect(text).toContain('"\'+49 6232 555131"');
    expect(text).toContain('"\'=Müller"');
  },
);

test('an export replaces neither a campaign nor what is no file, and leaves a link a link', async () => {
  const desk = await openImported();
  symlinkSync('slotdesk.db', join(desk.folder, 'link.csv'));
  const server = createServer().listen(join(desk.folder, 'socket'));
  onTestFinished(() => void server.close());
  symlinkSync('slotdesk.db-wal', join(desk.folder, 'wal.csv'));
  writeFileSync(join(desk.folder, 'slotdesk.db-wal'), '');
  // A pipe that nobody writes into must not even be looked into: that would never end.
  await desk.shell('mkfifo pipe');
  const ends = ['-wal', '-shm', '-journal', '-mail', '-import', '-import-journal', '-mail-journal'];
  const kept = ends.map((end) => `slotdesk.db${end}`);
  for (const name of ['slotdesk.db', 'link.csv', 'wal.csv', 'socket', 'pipe', ...kept]) {
    const { code, stderr } = await desk.run('booking', 'export', '-o', name);
    expect(code).toBe(5);
    expect(stderr).toContain(name);
  }
  expect(lstatSync(join(desk.folder, 'socket')).isSocket()).toBe(true);
  expect(await desk.run('booking', 'export', '-o', 'pipe-wal')).toMatchObject({ code: 0 });
  const { stderr } = await desk.run('booking', 'export', '-o', '.');
  expect(stderr).toContain(`${desk.folder} cannot be written (EISDIR)`);
  writeFileSync(join(desk.folder, 'no-campaign'), '');
  await desk.json('booking', 'export', '-o', 'no-campaign-import');
  writeFileSync(join(desk.folder, 'real.csv'), 'old');
  symlinkSync('real.csv', join(desk.folder, 'to-real.csv'));
  expect(await desk.json('booking', 'export', '-o', 'to-real.csv')).toMatchObject({ bookings: 4 });
  expect(lstatSync(join(desk.folder, 'to-real.csv')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(desk.folder, 'real.csv'), 'utf8')).toContain('Brandt');
});

test('what a killed export has left of a file is gone with the next one, another’s is not', async () => {
  const desk = await openImported();
  const [old, other, young] = ['a.csv', 'b.csv', 'a.csv'].map((name, index) => {
    const draft = join(desk.folder, `${name}.00000000000${index}.draft`);
    writeFileSync(draft, 'Brandt');
    if (index < 2) utimesSync(draft, 1, 1);
    return draft;
  });
  await desk.json('booking', 'export', '-o', 'a.csv');
  expect([old, other, young].map((draft) => existsSync(draft ?? ''))).toEqual([false, true, true]);
});

test('an export leaves a line in the audit log: what was taken, not whose', async () => {
  const desk = await openImported();
  type Entry = { action: string; facts: unknown };
  const exports = async (): Promise<Entry[]> =>
    ((await desk.json('audit', 'list')) as Entry[]).filter(
      ({ action }) => action === 'booking.export',
    );
  await desk.run('booking', 'export', '--columns', 'reference,postal_code', '--state', 'binding');
  expect((await desk.run('--json', 'booking', 'export')).code).toBe(2);
  expect((await desk.run('booking', 'export', '--columns', 'nobody')).code).toBe(2);
  await desk.json('booking', 'export', '-o', 'all.csv', '--dialect', 'jsonl', '--pseudonymous');
  expect((await exports()).map(({ facts }) => facts)).toMatchObject([
    { dialect: 'excel-de', columns: ['reference', 'postal_code'], filters: ['state'] },
    { dialect: 'jsonl', pseudonymous: true, filters: [] },
  ]);
});

test('jsonl is one booking a line, with the values as they are', async () => {
  const desk = await openImported();
  const { stdout } = await desk.run('booking', 'export', '--dialect', 'jsonl');
  const [first] = stdout.split('\n');
  expect(JSON.parse(first ?? '')).toMatchObject({
    external_id: 'A1',
    phone: '+49 6232 555131',
    slot_start: '2021-06-20T07:00:00+02:00',
    note: 'Rollstuhl,\n=HYPERLINK("http://böse.example")',
  });
  expect(stdout.split('\n')).toHaveLength(5);
});

test('a German spreadsheet finds its mark, its separator, its line ends and its dates', async () => {
  const desk = await openImported();
  const { stdout } = await desk.run('booking', 'export');
  expect(stdout.startsWith('\uFEFF"reference";"external_id";')).toBe(true);
  expect(stdout).toContain('"01.12.1949"');
  expect(stdout).toContain('"20.06.2021 07:00"');
  expect(stdout.endsWith('\r\n')).toBe(true);
});

/** A booking whose confirmation we have sent ourselves. */
async function openSent(): Promise<Desk> {
  const desk = openDesk();
  await openCampaign(desk);
  const list = 'Nachname;E-Mail;Termin\nBrandt;ida@brandt.example;20.06.2021 07:00\n';
  writeFileSync(join(desk.folder, 'list.csv'), list);
  await desk.json('booking', 'import', 'list.csv');
  await desk.run('config', 'set', 'mail.from', 'stadt@speyer.example');
  const sent = await desk.json('mail', 'resend', '--missing', '--yes');
  expect(sent).toMatchObject({ accepted: 1 });
  return desk;
}

test('a mail of our own goes along as sent, so that the new campaign sends none', async () => {
  const desk = await openSent();
  const other = openDesk();
  await openCampaign(other);
  await desk.run('booking', 'export', '-o', join(other.folder, 'moved.csv'));
  await other.json('booking', 'import', 'moved.csv');
  expect(await other.json('status')).toMatchObject({ confirmations: { accepted: 1, missing: 0 } });
  await other.run('booking', 'export', '-o', 'again.csv');
  const again = readFileSync(join(other.folder, 'again.csv'), 'utf8');
  expect(again).toBe(readFileSync(join(other.folder, 'moved.csv'), 'utf8'));
});

test('one that came back goes along as not sent', async () => {
  const desk = await openSent();
  const database = new BetterSqlite3(desk.file);
  database.exec(`UPDATE message SET delivery = 'bounced', delivery_at = settled_at`);
  database.close();
  const words = ['--confirmation', 'bounced', '--columns', 'confirmation_sent'];
  const { stdout } = await desk.run('booking', 'export', '--dialect', 'rfc4180', ...words);
  expect(stdout).toBe('"confirmation_sent"\r\n"no"\r\n');
});

test('the file is its owner’s alone, replaced in one step, with no draft left', async () => {
  const desk = await openImported();
  writeFileSync(join(desk.folder, 'out.csv'), 'old', { mode: 0o644 });
  await desk.json('booking', 'export', '-o', 'out.csv');
  expect(statSync(join(desk.folder, 'out.csv')).mode & 0o777).toBe(0o600);
  expect(readdirSync(desk.folder).filter((name) => name.includes('.draft'))).toEqual([]);
  const refused = await desk.run('booking', 'export', '-o', 'nowhere/out.csv');
  expect(refused.code).toBe(5);
  expect(refused.stderr).not.toContain('at ');
});

async function numbers(desk: Desk, ...words: string[]): Promise<string> {
  const { stdout, stderr } = await desk.run(
    'booking',
    'export',
    '--columns',
    'external_id',
    ...words,
  );
  if (stderr !== '') throw new Error(stderr);
  return stdout.replaceAll(/[^A-Z\d]/g, '');
}

test('filters, each and together', async () => {
  const desk = await openImported();
  expect(await numbers(desk)).toBe('A1A2A3A4');
  expect(await numbers(desk, '--state', 'cancelled')).toBe('A2');
  expect(await numbers(desk, '--slot', '07:00')).toBe('A1');
  expect(await numbers(desk, '--slot', 'anytime')).toBe('');
  expect(await numbers(desk, '--slot', '2')).toBe('A2A3A4');
  expect(await numbers(desk, '--channel', 'phone,onsite')).toBe('A2A3');
  expect(await numbers(desk, '--confirmation', 'accepted')).toBe('A1A4');
  expect(await numbers(desk, '--outside-area', '--state', 'binding')).toBe('A3');
  expect(await numbers(desk, '--contingent', '11 Uhr')).toBe('');
  expect(await numbers(desk, '--since', '2021-06-14 20:15')).toBe('A1A2A3A4');
  expect(await numbers(desk, '--since', '2021-06-14 20:16')).toBe('');
});

test('pseudonymous says of nobody who it is, and of everybody the same each time', async () => {
  const desk = await openImported();
  const once = await desk.run('booking', 'export', '--pseudonymous', '--dialect', 'rfc4180');
  const twice = await desk.run('booking', 'export', '--pseudonymous', '--dialect', 'rfc4180');
  expect(once.stdout).toBe(twice.stdout);
  const database = new BetterSqlite3(desk.file, { readonly: true });
  const people = database
    .prepare(
      'SELECT reference, given_name, family_name, email, phone, street, external_id FROM booking',
    )
    .all() as Record<string, string | null>[];
  database.close();
  for (const value of people.flatMap((person) => Object.values(person))) {
    if (value !== null && value !== '') expect(once.stdout).not.toContain(value);
  }
  expect(once.stdout).toContain('"1949","673"');
  expect(once.stdout).not.toContain('12-01');
  const refused = await desk.run('booking', 'export', '--pseudonymous', '--columns', 'email');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
});

test('a program that dials gets numbers it can dial', async () => {
  const desk = await openImported();
  const words = ['--dialect', 'jsonl', '--columns', 'phone,phone_e164', '--state', 'binding'];
  const { stdout } = await desk.run('booking', 'export', ...words);
  const [first, second] = stdout.split('\n');
  expect(JSON.parse(first ?? '')).toEqual({
    phone: '+49 6232 555131',
    phone_e164: '+496232555131',
  });
  expect(JSON.parse(second ?? '')).toEqual({ phone: null, phone_e164: null });
});

test('columns of a file that are no field go along, wherever they came from', async () => {
  const desk = openDesk();
  await openCampaign(desk);
  const one = 'Vorname;Nachname;Termin;Name;Frage;E-Mail\nIda;Brandt;07:00;=2;ja;\n';
  writeFileSync(join(desk.folder, 'one.csv'), one);
  const two = 'Nachname,Termin,Zweite Frage,Frage\nBlau,07:15,"a\nb",\n';
  writeFileSync(join(desk.folder, 'two.csv'), two);
  await desk.json('booking', 'import', 'one.csv', 'two.csv');
  const columns = ['--columns', 'family_name,extras', '--dialect', 'rfc4180'];
  const { stdout } = await desk.run('booking', 'export', ...columns);
  expect(stdout.split('\r\n')).toEqual([
    '"family_name","extra: Name","extra: Frage","extra: Zweite Frage"',
    '"Brandt","\'=2","ja",""',
    '"Blau","","","a\nb"',
    '',
  ]);
});

test('columns of files are found whatever their headers look like, of the bookings that are chosen alone', async () => {
  const desk = openDesk();
  await openCampaign(desk);
  const odd = ['1', '2', 'a.b', '$', '"quoted"', "it's", 'back\\slash', '[0]', 'Größe 😀', 'x"'];
  const write = (name: string, headers: string[], cells: string[]): void => {
    const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const lines = [headers, cells].map((line) => line.map(quote).join(','));
    writeFileSync(join(desk.folder, name), `${lines.join('\n')}\n`);
  };
  const values = odd.map((_, at) => (at === 3 ? `'=1 "x" \\` : `'${at}`));
  write('one.csv', ['Nachname', 'Termin', ...odd], ['Brandt', '07:00', ...values]);
  write(
    'two.csv',
    ['Nachname', 'Termin', 'PLZ', '1', 'Neu'],
    ['Blau', '07:15', '80331', 'eins', 'ja'],
  );
  await desk.json('booking', 'import', 'one.csv', 'two.csv');
  const words = ['booking', 'export', '--columns', 'extras', '--dialect', 'jsonl'];
  const all = (await desk.run(...words)).stdout.split('\n');
  const expected = odd.map(
    (key, at) =>
      `${JSON.stringify(`extra: ${key}`)}:${JSON.stringify(values[at]?.replace("'=", '='))}`,
  );
  expect(all[0]).toBe(`{${expected.join(',')},"extra: Neu":null}`);
  const chosen = await desk.run(...words, '--outside-area');
  expect(chosen.stdout).toBe('{"extra: 1":"eins","extra: Neu":"ja"}\n');
});

test('that a mail is on its way no file can say, so the export does', async () => {
  const desk = await openImported();
  const database = new BetterSqlite3(desk.file);
  database.exec(`UPDATE tally SET count = 2 WHERE kind = 'confirmation' AND value = 'uncertain'`);
  database.close();
  expect((await desk.run('booking', 'export')).stderr).toContain('2 confirmations are waiting');
  const others = await desk.run('booking', 'export', '--columns', 'reference');
  expect(others.stderr).toBe('');
});

test('a column that is named twice is written once', async () => {
  const desk = await openImported();
  const names = ['--columns', 'city,city', '--dialect', 'jsonl'];
  const { stdout } = await desk.run('booking', 'export', ...names);
  expect(stdout.split('\n')[0]).toBe('{"city":"Speyer"}');
});

test('an unknown column is refused with the nearest', async () => {
  const desk = await openImported();
  const { code, stderr } = await desk.run('booking', 'export', '--columns', 'reference,familyname');
  expect(code).toBe(2);
  expect(stderr).toContain('family_name');
});

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStock } from '../refusal.ts';
import { openDesk } from '../slotdesk.ts';

/** Bytes of one file after the other, and what is said of them: a refusal, or a place with its fault. */
type Said = string | { line: number; column: string | null; code: string };
type Case = [name: string, said: Said, ...files: (() => string | Uint8Array)[]];

const MEGABYTE = 1_048_576;
const fields = {
  external_id: '1',
  given_name: 'Anna',
  family_name: 'Test',
  birth_date: '1980-02-03',
  email: 'anna@post.example',
  phone: '06232 5550101',
  postal_code: '67346',
  slot_start: '2021-06-20 07:00',
  state: 'confirmed',
};
type Row = Partial<Record<keyof typeof fields, string>> & Record<string, string>;

const writeRow = (more: Row): string => Object.values({ ...fields, ...more }).join(';');
/** The header, a sound row at line 2 and the faulty one at line 3. */
const table = (more: Row): string =>
  `${Object.keys({ ...fields, ...more }).join(';')}\n` +
  `${writeRow({ ...Object.fromEntries(Object.keys(more).map((key) => [key, ''])), ...fields, external_id: '0' })}\n` +
  `${writeRow(more)}\n`;
const faulty = (column: string, value: string, code: string, name = `${column} ${value}`): Case => [
  name,
  { line: 3, column, code },
  () => table({ [column]: value }),
];
const header = Object.keys(fields).join(';');
const raw = (name: string, said: Said, rest: string | Uint8Array): Case => [
  name,
  said,
  () => Buffer.concat([Buffer.from(`${header}\n`), Buffer.from(rest)]),
];
const json =
  (...rows: string[]): (() => string) =>
  () =>
    [JSON.stringify(fields), ...rows, ''].join('\n');
const whole = (code: string, line = 3): Said => ({ line, column: null, code });
const noCsv = (name: string, content: string | Uint8Array): Case => [
  name,
  'not_csv',
  () => content,
];
const unknown = (name: string, content: string): Case => [
  name,
  'layout_unrecognised',
  () => content,
];

const noTables: Case[] = [
  noCsv('nothing at all', ''),
  noCsv('a byte order mark and no more', '\uFEFF'),
  noCsv('blank lines', '\n\r\n  \n'),
  noCsv('an xlsx renamed', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(900, 7)])),
  noCsv(
    'an xls renamed',
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(900)]),
  ),
  noCsv('a PDF', '%PDF-1.7\n1 0 obj\n'),
  noCsv('another database', Buffer.from('SQLite format 3\0and so on')),
  noCsv('an archive', gzipSync('Vorname;Nachname\n')),
  noCsv('a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])),
  noCsv('a letter', '{\\rtf1\\ansi Guten Tag}'),
  noCsv('an error page', '<!DOCTYPE html><html><body>502 Bad Gateway</body></html>'),
  noCsv('an error page with a mark', '\uFEFF\n <html><head><title>Anmelden</title></head></html>'),
  noCsv('XML', '<?xml version="1.0"?><bookings/>'),
  noCsv('NUL bytes', Buffer.alloc(5000)),
  noCsv('noise', Buffer.from(Array.from({ length: 9000 }, (_, at) => (at * 89) % 31))),
  unknown('prose', 'Guten Tag,\nanbei die Liste.\nMit freundlichen Grüßen\n'),
  unknown('figures', '1;2;3\n4;5;6\n'),
  unknown('other headers', 'Produkt;Preis;Menge\nSeife;3,20;4\n'),
  unknown('no names', 'E-Mail;Termin\nanna@post.example;20.06.2021 07:00\n'),
  unknown('names only', 'Vorname;Nachname\nAnna;Test\n'),
  unknown('a JSON list', '[{"family_name":"Test"}]'),
  unknown('JSON of something else', '{"price":3,"product":"soap"}\n'),
  unknown('a mail', 'From: anna@post.example\nSubject: Liste\n\nsiehe Anhang\n'),
  unknown(
    '10,000 columns nobody knows',
    `${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(';')}\n`,
  ),
  [
    '10,000 columns',
    'too_many_columns',
    () => `${header};${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(';')}\n`,
  ],
];

const brokenLines: Case[] = [
  [
    '5 million lines of nothing',
    'too_many_faults',
    () => `${header}\n${'x\n'.repeat(5 * MEGABYTE)}`,
  ],
  raw('cut off in the midst of a row', whole('truncated', 2), '1;Anna;Te'),
  raw('cut off in quotation marks', whole('truncated', 2), '1;Anna;"Te'),
  raw(
    'a quotation mark never closed',
    whole('unbalanced_quote', 2),
    `1;"Anna;Test\n${writeRow({})}\n`,
  ),
  raw(
    'text behind a quoted cell',
    whole('unbalanced_quote', 2),
    `1;"Anna" B;Test;;;;;;\n${writeRow({})}\n`,
  ),
  raw('a cell too few', whole('wrong_field_count', 2), `1;Anna;Test\n${writeRow({})}\n`),
  raw('a cell too many', whole('wrong_field_count', 2), `${writeRow({})};more\n${writeRow({})}\n`),
  raw('a comma table below', whole('wrong_field_count', 2), `1,Anna,Test\n${writeRow({})}\n`),
  [
    'a million separators',
    whole('wrong_field_count', 2),
    () => `${header}\n${';'.repeat(900_000)}x\n`,
  ],
  [
    'a cell of 100 MB',
    whole('record_too_long', 2),
    () => `${header}\n1;Anna;"${'x'.repeat(100 * MEGABYTE)}"\n`,
  ],
  [
    'a line of 100 MB',
    whole('record_too_long', 2),
    () => `${header}\n${'x'.repeat(100 * MEGABYTE)}\n`,
  ],
  [
    '20 MB after a quotation mark',
    whole('unbalanced_quote', 2),
    () => `${header}\n"${`${'x'.repeat(9999)}\n`.repeat(2000)}`,
  ],
  [
    'a JSON line of 50 MB',
    whole('record_too_long', 2),
    json(`{"note":"${'x'.repeat(50 * MEGABYTE)}"}`),
  ],
  [
    'a JSON line cut off',
    whole('truncated', 2),
    () => `${JSON.stringify(fields)}\n{"external_id":"2","giv`,
  ],
  [
    'a JSON line that is none',
    whole('unreadable_line', 2),
    json('{"external_id":"2",}', JSON.stringify(fields)),
  ],
  ['a JSON list among objects', whole('unreadable_line', 2), json('["2"]', JSON.stringify(fields))],
  [
    'a JSON key too many',
    whole('wrong_field_count', 2),
    json(JSON.stringify({ ...fields, more: 'x' })),
  ],
  [
    'a NUL in JSON',
    { line: 2, column: 'family_name', code: 'nul_character' },
    json(JSON.stringify({ ...fields, family_name: 'Te\0st' })),
  ],
  [
    'half a character in JSON',
    { line: 2, column: 'family_name', code: 'undecodable' },
    json(JSON.stringify({ ...fields, family_name: 'Te\uD800st' })),
  ],
];

const brokenCells: Case[] = [
  raw('a byte of no UTF-8', { line: 2, column: 'family_name', code: 'undecodable' }, [
    ...Buffer.from('\u00fc1;Anna;'),
    0xff,
    ...Buffer.from(`;;;;;2021-06-20 07:00;ok\n`),
  ] as unknown as Uint8Array),
  faulty('family_name', 'M\uFFFDller', 'undecodable'),
  faulty('family_name', 'Te\0st', 'nul_character', 'a NUL'),
  faulty('family_name', 'Te\u0007st', 'control_character', 'a bell'),
  faulty('given_name', '\u001B[31mAnna', 'control_character', 'an escape sequence'),
  faulty('given_name', 'Anna\u202Etset', 'control_character', 'a direction mark'),
  faulty('phone', '#NAME?', 'spreadsheet_error'),
  faulty('email', '#WERT!', 'spreadsheet_error'),
  faulty('family_name', '', 'name_missing', 'no name'),
  faulty('family_name', '-', 'name_missing'),
  faulty('birth_date', '31.02.1980', 'invalid_birth_date'),
  faulty('birth_date', '29.02.1981', 'invalid_birth_date'),
  faulty('birth_date', '1980-13-01', 'invalid_birth_date'),
  faulty('birth_date', '00.00.0000', 'invalid_birth_date'),
  faulty('birth_date', '31.12.1899', 'invalid_birth_date'),
  faulty('birth_date', 'im Mai', 'invalid_birth_date'),
  faulty('birth_date', '-44367', 'invalid_birth_date'),
  faulty('birth_date', '15.06.2021', 'birth_date_future'),
  faulty('birth_date', '03/04/1980', 'ambiguous_date'),
  faulty('email', 'anna@@post.example', 'invalid_email'),
  faulty('email', 'anna@post', 'invalid_email'),
  faulty('email', 'anna@post.example, bo@post.example', 'invalid_email'),
  faulty('email', 'anna test@post.example', 'invalid_email'),
  faulty('email', 'Anna <anna@post.example>', 'invalid_email'),
  faulty('email', `${'a'.repeat(65)}@post.example`, 'invalid_email', 'a mailbox of 65 characters'),
  faulty('email', `anna@${'a'.repeat(64)}.example`, 'invalid_email', 'a label of 64 characters'),
  faulty('email', `anna@${'abcdefg.'.repeat(40)}example`, 'invalid_email', 'an address too long'),
  faulty(
    'email',
    '"anna@post.example\nBcc: bo@post.example"',
    'invalid_email',
    'a header smuggled in',
  ),
  faulty('phone', '4,91725E+11', 'lost_phone'),
  faulty('postal_code', '673', 'invalid_postal_code'),
  faulty('postal_code', '673460', 'invalid_postal_code'),
  faulty('postal_code', 'Speyer', 'invalid_postal_code'),
  faulty('slot_start', '2021-06-20 25:00', 'invalid_time'),
  faulty('slot_start', '31.06.2021 07:00', 'invalid_time'),
  faulty('slot_start', 'morgens', 'invalid_time'),
  faulty('slot_start', '2021-03-28 02:30', 'skipped_time'),
  faulty('slot_start', '2021-06-20 09:30', 'window_missing'),
  faulty('state', 'vielleicht', 'unknown_state'),
  faulty('channel', 'Brieftaube', 'unknown_channel'),
  faulty('contingent', 'B', 'contingent_unknown'),
  faulty('confirmation_sent', 'demnächst', 'unreadable_confirmation'),
  faulty('booked_at', 'neulich', 'invalid_time'),
  faulty('reference', 'K7QX-9F2N', 'reference_mistyped'),
  [
    'a waiting list',
    { line: 2, column: 'Warteliste', code: 'perhaps_not_binding' },
    () => 'Vorname;Nachname;E-Mail;Warteliste\nAnna;Test;anna@post.example;ja\n',
  ],
  [
    'a family in one row',
    { line: 2, column: 'Personen', code: 'several_people' },
    () => 'Vorname;Nachname;E-Mail;Personen\nAnna;Test;anna@post.example;4\n',
  ],
];

const contradictions: Case[] = [
  [
    'one number twice',
    { line: 3, column: 'email', code: 'conflict' },
    () => `${header}\n${writeRow({})}\n${writeRow({ email: 'bo@post.example' })}\n`,
  ],
  [
    'two files that contradict each other',
    { line: 2, column: 'state', code: 'conflict' },
    () => `${header}\n${writeRow({})}\n`,
    () => `${header}\n${writeRow({ state: 'storniert' })}\n`,
  ],
  [
    'a sound file and a spreadsheet',
    'not_csv',
    () => `${header}\n${writeRow({})}\n`,
    () => 'PK\u0003\u0004 …',
  ],
  [
    'more promises than seats',
    { line: 4, column: 'slot_start', code: 'sold_out' },
    () => [header, ...['1', '2', '3'].map((id) => writeRow({ external_id: id })), ''].join('\n'),
  ],
];

const desk = openDesk(afterAll);
const measure = `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(process.env.MEMORY, String(process.resourceUsage().maxRSS)));`;
const watch = `--import=data:text/javascript,${encodeURIComponent(measure)}`;

beforeAll(async () => {
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20', '--postal-code', '67346');
  const windows = ['--from', '07:00', '--to', '07:15', '--every', '15m'];
  await desk.json('contingent', 'add', 'A', '--seats', '2', ...windows);
});

describe.each([
  ['no table', noTables],
  ['broken lines', brokenLines],
  ['broken cells', brokenCells],
  ['contradictions', contradictions],
])('%s', (_, cases) => {
  it.each(cases)(
    '%s',
    async (_, said, ...contents) => {
      const files = contents.map((content, at) => {
        writeFileSync(join(desk.folder, `in-${at}.csv`), content());
        return `in-${at}.csv`;
      });
      const before = takeStock(desk.folder);
      const memory = join(desk.folder, 'memory');
      const env = { NODE_OPTIONS: watch, MEMORY: memory };
      const ran = await desk.runWith({ env }, '--json', 'booking', 'import', ...files);
      const megabytes = Number(readFileSync(memory, 'utf8')) / 1024;
      rmSync(memory);
      expect(ran.code, ran.stderr).toBe(3);
      expect(ran.stderr).not.toMatch(/^\s+at |node:internal|\[object/m);
      const { error } = JSON.parse(ran.stderr);
      if (typeof said === 'string') expect([error.code, ran.stdout]).toEqual([said, '']);
      else {
        expect(error.code).toBe('import_refused');
        const { rejects, stored } = JSON.parse(ran.stdout);
        expect([stored, rejects[0]]).toEqual([false, expect.objectContaining(said)]);
        expect(rejects[0].value.length).toBeLessThan(60);
      }
      expect(megabytes).toBeLessThan(300);
      expect(takeStock(desk.folder)).toEqual(before);
      for (const file of files) rmSync(join(desk.folder, file));
    },
    60_000,
  );
});

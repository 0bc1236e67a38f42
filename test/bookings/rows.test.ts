import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatRejects } from '../../src/bookings/rows-rejects.ts';
import type { CheckedRow, RejectedRow } from '../../src/bookings/rows-check.ts';
import { readRows, type RowOptions, type RowSource } from '../../src/bookings/rows.ts';

const berlin: RowOptions = {
  file: 'liste.csv',
  encoding: null,
  delimiter: null,
  layout: null,
  map: new Map(),
  mapState: new Map(),
  timeZone: 'Europe/Berlin',
  area: null,
  campaignDate: '2021-06-20',
  now: Date.UTC(2021, 5, 15, 10),
};

interface Read {
  source: RowSource;
  rows: CheckedRow[];
  rejected: RejectedRow[];
  skipped: { sums: number; headers: number; states: number };
}

async function read(input: string | Buffer, options: Partial<RowOptions> = {}): Promise<Read> {
  const all: Read[] = [];
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  for await (const batch of readRows(bytes, { ...berlin, ...options })) all.push(batch);
  const [first, ...others] = all;
  if (first === undefined) throw new Error('there is one batch at least');
  for (const { source, rows, rejected, skipped } of others) {
    first.source = source;
    first.rows.push(...rows);
    first.rejected.push(...rejected);
    first.skipped.sums += skipped.sums;
    first.skipped.headers += skipped.headers;
    first.skipped.states += skipped.states;
  }
  return first;
}

function readFixture(name: string, options: Partial<RowOptions> = {}): Promise<Read> {
  const path = new URL(`../../fixtures/import/${name}`, import.meta.url);
  return read(readFileSync(path), { file: name, ...options });
}

const at = (time: string): number => Date.parse(`2021-06-20T${time}+02:00`);

async function readOne(
  header: string,
  line: string,
  options?: Partial<RowOptions>,
): Promise<CheckedRow> {
  const { rows, rejected } = await read(`${header}\n${line}\n`, options);
  expect(rejected).toEqual([]);
  const [row] = rows;
  if (row === undefined) throw new Error('no row');
  return row;
}

async function readCodes(
  header: string,
  line: string,
  options?: Partial<RowOptions>,
): Promise<string[]> {
  const { rejected } = await read(`${header}\n${line}\n`, options);
  return rejected.flatMap(({ faults }) => faults.map(({ code, column }) => `${column} ${code}`));
}

describe('files as they come', () => {
  test('our own layout', async () => {
    const { source, rows, rejected } = await readFixture('slotdesk.csv');
    expect(rejected).toEqual([]);
    expect(source).toMatchObject({ layout: 'slotdesk', delimiter: ',', headerLine: 1 });
    expect(rows[0]).toMatchObject({
      line: 2,
      person: {
        givenName: 'Änne',
        familyName: 'Müßig',
        birthDate: '1961-04-03',
        email: 'aenne.muessig@post.example',
        phone: '+49 6232 555 0101',
        street: 'Gartenweg 12a',
        postalCode: '67346',
        city: 'Speyer',
      },
      startsAt: at('07:00'),
      contingent: 'K1',
      state: 'binding',
      claim: { state: 'sent', at: null },
      bookedAt: Date.parse('2021-06-14T08:03:11+02:00'),
      channel: 'portal',
      externalId: 'P-1001',
    });
    expect(rows[1]).toMatchObject({
      startsAt: at('07:15'),
      note: 'braucht Rampe,\nkommt mit Begleitung',
      claim: { state: 'not_sent' },
    });
    expect(rows[2]).toMatchObject({
      line: 5,
      startsAt: at('07:30'),
      state: 'cancelled',
      claim: null,
    });
  });

  test('a portal list in Windows-1252', async () => {
    const { source, rows } = await readFixture('portal-windows-1252.csv');
    expect(source).toMatchObject({ encoding: 'windows-1252', delimiter: ';', lineEnd: 'crlf' });
    expect(rows.map(({ person }) => person.familyName)).toEqual(['Groß', '„Lilli“ Weiß – Häfner']);
    expect(rows[0]?.startsAt).toBeNull();
  });

  test.each(['list-utf-16le.csv', 'list-utf-16be.csv'])('%s', async (name) => {
    const { source, rows } = await readFixture(name);
    expect(source.delimiter).toBe('\t');
    expect(rows.map(({ person, startsAt }) => [person.familyName, startsAt])).toEqual([
      ['Müßig', at('09:15')],
      ['Żak', at('09:30')],
    ]);
  });

  test('an old Mac file: its letters, its line ends', async () => {
    const { source, rows } = await readFixture('list-macintosh.csv');
    expect(source).toMatchObject({ encoding: 'macintosh', lineEnd: 'cr' });
    expect(rows.map(({ line, person }) => [line, person.givenName, person.familyName])).toEqual([
      [2, 'Jürgen', 'Groß'],
      [3, 'Käthe', 'Öhler'],
    ]);
  });

  test('saved by Excel: hint line, blank columns and rows, a zero gone, a sum below', async () => {
    const { source, rows, rejected, skipped } = await readFixture('excel-utf-8-bom.csv');
    expect(source.headerLine).toBe(2);
    expect(rejected).toEqual([]);
    expect(skipped.sums).toBe(1);
    expect(
      rows.map(({ line, person }) => [line, person.postalCode, person.email, person.phone]),
    ).toEqual([
      [3, '67346', 'UTE@schaefer.example', '0151 5550121'],
      [4, '01067', null, null],
    ]);
    expect(rows[0]?.extras).toEqual({ Telefon: '06232 5550121', Geschlecht: 'w' });
  });

  test('a zero is put before four digits, and said, unless the entitled area has that code', async () => {
    const text = 'Vorname;Nachname;PLZ;Ort;Termin\nEva;Muster;1010;Wien;20.06.2021 07:00\n';
    const list = async (area: RowOptions['area']): Promise<unknown[]> => {
      const warnings: unknown[] = [];
      for await (const batch of readRows(Buffer.from(text), { ...berlin, area }))
        warnings.push(...batch.warnings);
      return warnings;
    };
    const warning = {
      code: 'postal_code_padded',
      facts: { code: '01010' },
      line: 2,
      value: '1010',
    };
    expect(await list(null)).toMatchObject([warning]);
    expect(await list(new Set(['67346']))).toMatchObject([warning]);
    expect(await list(new Set(['01010']))).toEqual([]);
  });

  test('titles above the header, one name column, postal code with town, serial times', async () => {
    const { source, rows, skipped } = await readFixture('list-with-title.csv');
    expect(source.headerLine).toBe(4);
    expect(skipped.sums).toBe(1);
    expect(rows.map(({ person, startsAt }) => [person.familyName, person.city, startsAt])).toEqual([
      ['von Stein', 'Speyer', at('08:00')],
      ['Weiß', 'Römerberg', at('08:15')],
    ]);
  });

  test('pretix: identity, the order’s e-mail, the attendee’s own address, states', async () => {
    const { source, rows, rejected } = await readFixture('pretix-positions-de-2026.csv');
    expect(source.layout).toBe('pretix-positions');
    expect(rows.map(({ externalId, person, state }) => [externalId, person.email, state])).toEqual([
      ['A7KQM-1', 'ida@brandt.example', 'binding'],
      ['A7KQM-2', 'familie@brandt.example', 'binding'],
      ['B3XRT-1', 'noor@elsayed.example', 'cancelled'],
    ]);
    expect(rows[0]?.person).toMatchObject({
      phone: '+496232555131',
      street: 'Hasenpfad 2',
      birthDate: '1949-12-01',
    });
    expect(rows[0]?.startsAt).toBe(at('07:00'));
    expect(rows[0]?.bookedAt).toBe(Date.parse('2021-06-14T08:02:59+02:00'));
    expect(rows[0]?.extras).toMatchObject({
      Termin: 'Kontingent 1',
      'E-Mail': 'familie@brandt.example',
    });
    expect(rejected.map(({ line, faults }) => [line, faults[0]?.code])).toEqual([
      [5, 'unknown_state'],
    ]);
    const mapState = new Map([['Ausstehend', 'skip' as const]]);
    const mapped = await readFixture('pretix-positions-de-2026.csv', { mapState });
    expect([mapped.rejected.length, mapped.skipped.states]).toEqual([0, 1]);
  });

  test.each([
    ['pretix-positions-de-2021.csv', 'D4FGH-1', 'van der Lang', 'Schifferstadt'],
    ['pretix-positions-en.csv', 'E5MNP-1', 'River', 'Speyer'],
  ])('%s', async (name, externalId, familyName, city) => {
    const { source, rows } = await readFixture(name);
    expect(source.layout).toBe('pretix-positions');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ externalId, person: { familyName, city }, state: 'binding' });
  });

  test('each kind of damage, all of a row at once, with line and column', async () => {
    const { rows, rejected } = await readFixture('damage.csv');
    expect(rows.map(({ line }) => line)).toEqual([2]);
    const found = rejected.flatMap(({ faults }) =>
      faults.map(({ line, column, code }) => [line, column, code]),
    );
    expect(found).toEqual([
      [3, 'Nachname', 'name_missing'],
      [3, 'Geburtsdatum', 'invalid_birth_date'],
      [3, 'E-Mail', 'invalid_email'],
      [3, 'Telefon', 'lost_phone'],
      [3, 'PLZ', 'invalid_postal_code'],
      [3, 'Uhrzeit', 'invalid_time'],
      [3, 'Status', 'unknown_state'],
      [3, 'Bestätigung gesendet', 'unreadable_confirmation'],
      [4, 'Geburtsdatum', 'birth_date_future'],
      [4, 'E-Mail', 'invalid_email'],
      [4, 'Telefon', 'spreadsheet_error'],
      [5, null, 'unbalanced_quote'],
      [6, null, 'wrong_field_count'],
      [7, 'Vorname', 'nul_character'],
      [8, 'Vorname', 'undecodable'],
      [9, 'Vorname', 'control_character'],
      [10, null, 'truncated'],
    ]);
    const values = rejected.flatMap(({ faults }) => faults.map(({ value }) => value));
    expect(values).toContain('M\\xFCller');
    expect(values.join('')).not.toContain('\uFFFD');
  });

  test.each([
    ['not-csv.xlsx', 'spreadsheet'],
    ['not-csv.html', 'web_page'],
  ])('%s is refused', async (name, kind) => {
    await expect(readFixture(name)).rejects.toMatchObject({
      code: 'not_csv',
      facts: { file: name, kind },
    });
  });
});

describe('times', () => {
  const header = 'Vorname;Nachname;Datum;Uhrzeit';

  test('a time without a date is of the campaign’s date; a date without a time is no time', async () => {
    expect((await readOne(header, 'A;B;;07:15')).startsAt).toBe(at('07:15'));
    expect((await readOne(header, 'A;B;20.06.2021;')).startsAt).toBeNull();
    expect((await readOne(header, 'A;B;;beliebig')).startsAt).toBeNull();
    expect(await readCodes(header, 'A;B;;07:15', { campaignDate: null })).toEqual([
      'Uhrzeit date_missing',
    ]);
  });

  test('a faulty date is not replaced by the campaign’s', async () => {
    expect(await readCodes(header, 'A;B;31.06.2021;07:15')).toEqual(['Datum invalid_time']);
  });

  test('an hour that the clock skips is a fault, one that comes twice is its first', async () => {
    expect(await readCodes(header, 'A;B;28.03.2021;02:30')).toEqual(['Uhrzeit skipped_time']);
    const row = await readOne(header, 'A;B;31.10.2021;02:30');
    expect(row.startsAt).toBe(Date.parse('2021-10-31T02:30:00+02:00'));
  });

  test('spreadsheets put a day before a time alone', async () => {
    expect((await readOne(header, 'A;B;;1899-12-30 07:15:00')).startsAt).toBe(at('07:15'));
    expect((await readOne(header, 'A;B;44367;0,302083333')).startsAt).toBe(at('07:15'));
  });

  test('a Termin of a date and an Uhrzeit belong together', async () => {
    const row = await readOne('Name;Termin;Uhrzeit', 'Anna Sauber;20.6.21;9 Uhr');
    expect(row.startsAt).toBe(at('09:00'));
  });

  test('a confirmation with a time was sent then', async () => {
    const claimed = await readOne('Name;Ort;Bestätigung gesendet', 'A B;Speyer;14.06.2021 08:05');
    expect(claimed.claim).toEqual({ state: 'sent', at: Date.parse('2021-06-14T08:05:00+02:00') });
    const silent = await readOne('Name;Ort;Bestätigung gesendet', 'A B;Speyer;');
    expect(silent.claim).toBeNull();
  });
});

describe('rows', () => {
  test('formula quotes of an export are taken back, the file’s own text is kept', async () => {
    const row = await readOne('Vorname;Nachname;Telefon', "A;B;'+49 6232 14-0");
    expect(row.person.phone).toBe('+49 6232 14-0');
    expect(row.cells.phone).toBe("'+49 6232 14-0");
  });

  test.each(['\u00AD', '\u200B', '\u2060', '\uFEFF'])(
    'what nobody sees (%j) is no part of an address or a number',
    async (unseen) => {
      const header = 'Vorname;Nachname;E-Mail;Telefon;PLZ;Uhrzeit';
      const line = ['Ida', 'Lang', 'ida@post.example', '06232 1234567', '67346', '07:15'];
      const row = await readOne(header, line.map((cell) => `${cell}${unseen}`).join(';'));
      expect(row).toMatchObject({
        ...{ person: { email: 'ida@post.example', phone: '06232 1234567', postalCode: '67346' } },
        startsAt: at('07:15:00'),
      });
    },
  );

  test('our reference must be right, a foreign number may be anything', async () => {
    const header = 'reference,given_name,family_name,email';
    expect((await readOne(header, 'k7qx-9f2m,A,B,')).reference).toBe('K7QX9F2M');
    expect(await readCodes(header, 'K7QX-9F2N,A,B,')).toEqual(['reference reference_mistyped']);
    expect((await readOne('Vorgangsnummer;Name', 'K7QX-9F2N;A B')).externalId).toBe('K7QX-9F2N');
  });

  test('a person named like a sum is none', async () => {
    const { rows, skipped } = await read('Nachname;Vorname;Ort\nSumme;Erna;Speyer\nSumme;2;\n');
    expect(rows.map(({ person }) => person.givenName)).toEqual(['Erna']);
    expect(skipped.sums).toBe(1);
  });

  test('a header that comes again below is no booking', async () => {
    const { rows, skipped } = await read('Name;Ort\nA B;Speyer\nName;Ort\nC D;Speyer\n');
    expect([rows.length, skipped.headers]).toEqual([2, 1]);
    const exported = '"Name";"Ort";"\'=x"\n"A B";"Speyer";"1"\n';
    expect(await read(exported + exported)).toMatchObject({ skipped: { headers: 1 } });
  });

  test('duplicate and nameless headers keep their cells', async () => {
    const row = await readOne('Name;Ort;Frage;Frage;;x', 'A B;Speyer;ja;nein;vielleicht;');
    expect(row.extras).toEqual({ Frage: 'ja', 'Frage (2)': 'nein', '#5': 'vielleicht' });
  });

  test('no column is kept in another’s place, whatever their headers look like', async () => {
    const numbered = await readOne('Name;Ort;A;A;A (2);#7;;x', 'A B;Speyer;1;2;3;4;5;');
    expect(numbered.extras).toEqual({
      A: '1',
      'A (2)': '2',
      'A (2) (2)': '3',
      '#7': '4',
      '#7 (2)': '5',
    });
    const phones = await readOne(
      'Name;Mobil;Telefon;Telefon;Telefon',
      'A B;01713920101;06232 1;06232 2;06232 3',
    );
    const others = { Telefon: '06232 1', 'Telefon (2)': '06232 2', 'Telefon (3)': '06232 3' };
    expect([phones.person.phone, phones.extras]).toEqual(['01713920101', others]);
    const { extras } = await readOne('Name;Ort;__proto__;constructor', 'A B;Speyer;ja;nein');
    expect(JSON.stringify(extras)).toBe('{"__proto__":"ja","constructor":"nein"}');
  });

  test('a key that a line of JSON has not is blank, also one that every object has', async () => {
    const lines = ['"toString":"a","__proto__":"b"', '"Ort":"Speyer"', '"email":"@"'];
    const { source, rows, rejected } = await read(
      lines.map((line) => `{"Name":"A B","Ort":"","email":"",${line}}\n`).join(''),
    );
    expect(rows.map(({ extras }) => Object.keys(extras))).toEqual([['toString', '__proto__'], []]);
    const [row] = rejected;
    expect(row?.cells).toEqual(['A B', '', "'@", '', '']);
    const text = formatRejects(source, rejected, { withHeader: false, explain: () => '' });
    expect(text).toContain('"A B"');
  });

  test('half a character that a line of JSON escapes is a character lost, in any column', async () => {
    const { rejected } = await read(
      '{"Name":"A B","Ort":"Speyer","Frage":"\\ud83d?","\\ude00":"ja"}\n',
    );
    expect(rejected[0]?.faults).toMatchObject([{ code: 'undecodable', column: 'Frage' }]);
    const { extras } = (await read('{"Name":"A B","Ort":"Speyer","\\ude00":"ja"}\n')).rows[0] ?? {};
    expect(extras).toEqual({ '\uFFFD': 'ja' });
  });

  test('cells beyond the header are dropped if blank, and a fault if not', async () => {
    expect((await readOne('Name;Ort', 'A B;Speyer;;;')).person.city).toBe('Speyer');
    expect(await readCodes('Name;Ort', 'A B;Speyer;67346')).toEqual(['null wrong_field_count']);
  });

  test('a field of megabytes and a NUL in an unknown column are faults too', async () => {
    const header = 'Name;Ort;Frage';
    expect(await readCodes(header, `A B;Speyer;${'x'.repeat(70_000)}`)).toEqual([
      'Frage field_too_long',
    ]);
    expect(await readCodes(header, 'A B;Speyer;a\0b')).toEqual(['Frage nul_character']);
  });

  test('a file cut anywhere never yields a row that differs from the whole file’s', async () => {
    const path = new URL('../../fixtures/import/slotdesk.csv', import.meta.url);
    const whole = readFileSync(path);
    const { rows } = await read(whole);
    const start = whole.indexOf('\n') + 1;
    for (let end = start; end < whole.length; end += 7) {
      const cut = await read(whole.subarray(0, end));
      const sound = cut.source.endsInLineEnd
        ? cut.rows
        : cut.rows.filter(({ line }) => line < lastLine(cut));
      for (const row of sound) expect(rows).toContainEqual(row);
    }
  });
});

function lastLine({ rows, rejected }: Read): number {
  return Math.max(...rows.map(({ line }) => line), ...rejected.map(({ line }) => line));
}

describe('rejects', () => {
  const explain = ({ faults }: RejectedRow): string => faults.map(({ code }) => code).join(', ');

  test('mended, they are read like any other file of that kind', async () => {
    const first = await readFixture('damage.csv');
    const text = formatRejects(first.source, first.rejected, { withHeader: true, explain });
    const again = await read(text);
    expect(again.source).toMatchObject({ delimiter: ';', layout: 'hand-made', headerLine: 1 });
    expect(again.rows).toEqual([]);
    expect(again.rejected).toHaveLength(first.rejected.length);
    const mended = await read(
      text
        .replace(
          '"Zeit";"Reise";"01.02.2070";"a@b@c.example";"#NAME?"',
          '"Zeit";"Reise";"01.02.1970";"b@c.example";""',
        )
        .replace('M\uFFFDller', 'Müller'),
    );
    expect(mended.rows.map(({ person }) => person.givenName)).toEqual(['Zeit', 'Müller']);
    expect(mended.rows[0]?.extras).toEqual({});
  });

  test('cells are safe to open in a spreadsheet and mean the same when read again', async () => {
    const header = 'Vorname,Nachname,Telefon,Notiz,PLZ';
    const first = await read(`${header}\n=1+1,B,'+49 6232,"a,=b\n\n@c",1\n`);
    const text = formatRejects(first.source, first.rejected, { withHeader: true, explain });
    expect(text).toContain(`"'=1+1","B","'+49 6232"`);
    expect(text).toContain('"slotdesk_line","slotdesk_column","slotdesk_reason"');
    expect(text).toContain('"2","PLZ","invalid_postal_code"');
    const again = await read(text.replace('"1","2"', '"67346","2"'));
    expect(again.rows[0]?.person).toMatchObject({ givenName: '=1+1', phone: '+49 6232' });
    expect(again.rows[0]?.note).toBe('a,=b\n\n@c');
  });

  test.each(['^', '=', '-', '\u00B7', '😀', '_'])(
    'their separator is as known as that of the file was: %s',
    async (sign) => {
      for (const end of ['\n', '\r\n', '\r']) {
        const lines = [
          ['Vorname', 'Nachname', 'Post'],
          ['Ida', 'Brandt', 'a'],
        ];
        const file = [`sep=${sign}`, ...lines.map((cells) => cells.join(sign)), ''].join(end);
        const options = { map: new Map([['email', 'Post']]) };
        const { source, rejected } = await read(file, options);
        const text = formatRejects(source, rejected, { withHeader: true, explain });
        const mended = text.replace('"a"', '"a@b.example"');
        expect((await read(mended, options)).rows[0]?.person).toMatchObject({
          familyName: 'Brandt',
        });
        const again = await read(mended, { ...options, delimiter: sign });
        expect(again.rows).toHaveLength(1);
      }
    },
  );

  test('a record with too many cells loses none', async () => {
    const first = await read('Name;Ort\nA B;Speyer;67346\n');
    const text = formatRejects(first.source, first.rejected, { withHeader: true, explain });
    expect(text).toContain('"67346"');
    expect((await read(text)).rejected[0]?.faults[0]?.code).toBe('wrong_field_count');
  });
});

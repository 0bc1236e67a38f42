import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRows } from '../../src/bookings/rows.ts';
import { Failure } from '../../src/failure.ts';

/** How many rows were found in whatever bytes, or the code of the refusal. */
async function read(bytes: Uint8Array): Promise<number | string> {
  let found = 0;
  const choice = { map: new Map<string, string>(), mapState: new Map<string, 'skip'>() };
  const rules = { file: 'any', encoding: null, delimiter: null, layout: null, ...choice };
  const clock = { timeZone: 'Europe/Berlin', area: null, campaignDate: null, now: 0 };
  try {
    for await (const { rows, rejected } of readRows(bytes, { ...rules, ...clock })) {
      found += rows.length + rejected.length;
    }
    return found;
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

const known = ['not_csv', 'layout_unrecognised', 'too_many_columns'];
const piece = fc.constantFrom(
  ...[
    'Vorname',
    'Name',
    'E-Mail',
    'Geburtsdatum',
    'Termin',
    'Status',
    '{"family_name":"x",',
    '}',
    'sep=;',
  ],
  ...[
    ';',
    ',',
    '\t',
    '|',
    '"',
    '\n',
    '\r',
    '\r\n',
    '\0',
    '\uFEFF',
    '\uFFFD',
    "'=1",
    '\u202E',
    '%PDF-',
    '<html>',
  ],
  ...[
    'Summe',
    '31.12.1999',
    '44367',
    '4,9E+11',
    '#NAME?',
    'anna@post.example',
    '\\ud800',
    'ä',
    '😀',
    ' ',
  ],
);
const texts = fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join(''));
const encodings = fc.constantFrom('utf8', 'latin1', 'utf16le') as fc.Arbitrary<BufferEncoding>;
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.tuple(texts, encodings).map(([text, encoding]) => Buffer.from(text, encoding)),
  fc
    .tuple(texts, encodings)
    .map(([text, encoding]) => Buffer.from(`Vorname;Name;E-Mail;Termin\n${text}`, encoding)),
);

test('whatever a file holds, it is read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, async (input) => {
      const result = await read(input);
      if (typeof result === 'string') expect(known).toContain(result);
    }),
    { numRuns: 1500 },
  );
});

const values = fc.string({ unit: fc.constantFrom(...Array.from('aä\'= -.1@"\\')), minLength: 1 });

test('no row of a table is lost between the reading and the report', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(values, { maxLength: 30 }), async (names) => {
      const rows = names.map((name) => `"x${name.replaceAll('"', '""')}";"x";"a@b.example"`);
      const text = ['Vorname;Name;E-Mail', ...rows, ''].join('\n');
      expect(await read(Buffer.from(text))).toBe(names.length);
    }),
    { numRuns: 300 },
  );
});

test('cells as long as they may be hold nobody up', async () => {
  const long = ["'", ' ', 'T ,', ',', '\t', '- '].map((sign) => sign.repeat(60_000 / sign.length));
  const cells = long.map((middle) => `"1${middle}x"`);
  const header = 'Name;Telefon;Geburtsdatum;Termin;Gebucht am;Bestätigung gesendet';
  const lines = cells.map((cell) => `"Summe${cell.slice(2)}${`;${cell}`.repeat(5)}`);
  const start = performance.now();
  expect(await read(Buffer.from([header, ...lines, ''].join('\n')))).toBe(cells.length);
  expect(performance.now() - start).toBeLessThan(2000);
});

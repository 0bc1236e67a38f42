import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/failure.ts';
import type { Bytes } from '../../src/csv/decode.ts';
import { readRecords, type CsvSource } from '../../src/csv/records.ts';
import { FIELD_LIMIT, RECORD_LIMIT, type CsvRecord } from '../../src/csv/split.ts';
import { formatRecords } from '../../src/csv/write.ts';

async function read(
  input: string | Bytes,
  delimiter: string | null = null,
): Promise<{ records: CsvRecord[]; source: CsvSource | null; batches: number }> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const records: CsvRecord[] = [];
  let source: CsvSource | null = null;
  let batches = 0;
  for await (const batch of readRecords(bytes, { file: 'f.csv', encoding: null, delimiter })) {
    records.push(...batch.records);
    ({ source } = batch);
    batches++;
  }
  return { records, source, batches };
}

async function readCells(text: string, delimiter: string | null = null): Promise<unknown[]> {
  const { records } = await read(text, delimiter);
  return records.map(({ line, cells, problem }) => [line, problem ?? cells]);
}

describe('lines', () => {
  test('a record has the line it starts in; fields of several lines and blank lines count', async () => {
    expect(await readCells('a;b\n"x\ny";1\n\n;;\nlast;2\n')).toEqual([
      [1, ['a', 'b']],
      [2, ['x\ny', '1']],
      [6, ['last', '2']],
    ]);
  });

  test.each(['\r\n', '\n', '\r'])('with line ends %j', async (end) => {
    const text = ['a;b', '"x', 'y";1', '', 'last;2'].join(end);
    expect(await readCells(text)).toEqual([
      [1, ['a', 'b']],
      [2, [`x${end}y`, '1']],
      [5, ['last', '2']],
    ]);
  });

  test('the hint line of Excel is line 1', async () => {
    expect(await readCells('sep=|\r\na|b;c\r\n')).toEqual([[2, ['a', 'b;c']]]);
  });

  test('lines stay right across blocks, wherever these cut', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i};"Zeile\n${i}";ü`);
    const { records, batches } = await read(`${rows.join('\n')}\n`);
    expect(batches).toBeGreaterThan(3);
    expect(records.map(({ line }) => line)).toEqual(rows.map((_, i) => 1 + 2 * i));
    expect(records.map(({ cells }) => cells[0])).toEqual(rows.map((_, i) => String(i)));
  });
});

describe('quotes', () => {
  test('an opened quote costs its line, not the file', async () => {
    expect(await readCells('a;b\n"Hans;Müller\n"Eva";"Weiß"\nTom;Lang\n')).toEqual([
      [1, ['a', 'b']],
      [2, 'unbalanced_quote'],
      [3, ['Eva', 'Weiß']],
      [4, ['Tom', 'Lang']],
    ]);
  });

  test('one that never closes neither', async () => {
    expect(await readCells('a;b\n1;"offen\n2;x\n3;y\n')).toEqual([
      [1, ['a', 'b']],
      [2, 'unbalanced_quote'],
      [3, ['2', 'x']],
      [4, ['3', 'y']],
    ]);
  });

  test('nor one in a file of megabytes', async () => {
    const rows = Array.from({ length: 120_000 }, (_, i) => `${i};Speyer am Rhein`);
    rows[100] = '100;"offen';
    const { records } = await read(`${rows.join('\n')}\n`);
    expect(records).toHaveLength(rows.length);
    expect(records.filter(({ problem }) => problem !== null).map(({ line }) => line)).toEqual([
      101,
    ]);
  });

  test('in the midst of a cell they are characters; blanks around a quoted cell are nothing', async () => {
    expect(await readCells('a;b\n5 "Hinterhaus" 2;"x ""y"""\n "q" ; r \n')).toEqual([
      [1, ['a', 'b']],
      [2, ['5 "Hinterhaus" 2', 'x "y"']],
      [3, ['q', 'r']],
    ]);
  });

  test('a record that the end of the file cuts is marked', async () => {
    const { records, source } = await read('a;b;c\n1;2;3\n4;5');
    expect(records.map(({ isOpenEnd }) => isOpenEnd)).toEqual([false, false, true]);
    expect(source?.endsInLineEnd).toBe(false);
    const cut = await read('a;b\n1;"zwei');
    expect(cut.records.at(-1)).toMatchObject({ problem: 'unbalanced_quote', isOpenEnd: true });
  });
});

describe('sizes', () => {
  test('a line of megabytes costs itself only', async () => {
    const long = 'x'.repeat(3 * RECORD_LIMIT);
    expect(await readCells(`a;b\n1;${long}\n2;y\n`)).toEqual([
      [1, ['a', 'b']],
      [2, 'record_too_long'],
      [3, ['2', 'y']],
    ]);
    expect(await readCells(`a;b\n1;"${long}"\n2;y\n`)).toEqual([
      [1, ['a', 'b']],
      [2, 'record_too_long'],
      [3, ['2', 'y']],
    ]);
  });

  test('a field up to the limit is read', async () => {
    const { records } = await read(`a;b\n1;${'x'.repeat(FIELD_LIMIT)}\n`);
    expect(records[1]?.cells[1]).toHaveLength(FIELD_LIMIT);
  });
});

test.each([
  ['empty', Buffer.alloc(0)],
  ['empty', Buffer.from('\uFEFF\r\n \n')],
  ['spreadsheet', Buffer.from('PK\u0003\u0004rest of it')],
  ['spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
  ['web_page', Buffer.from('\uFEFF\n<!doctype HTML><p>abgelaufen;bitte;neu anmelden')],
  ['pdf', Buffer.from('%PDF-1.7\n')],
  ['database', Buffer.from('SQLite format 3\0')],
  ['archive', Buffer.from([0x1f, 0x8b, 8, 0])],
  ['binary', Buffer.from(Array.from({ length: 400 }, (_, i) => i % 7))],
])('refuses what is no CSV: %s', async (kind, bytes) => {
  await expect(read(bytes)).rejects.toMatchObject({
    code: 'not_csv',
    facts: { file: 'f.csv', kind },
  });
});

test('whatever the bytes: records, or a refusal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      try {
        await read(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
    }),
    { numRuns: 400 },
  );
});

test('whatever the text, quotes and separators: no line is read twice, none is lost', async () => {
  const line = fc.string({ unit: fc.constantFrom(...Array.from('ab;" ü,')), maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
      const numbered = lines.map((text, i) => `${i};${text}`);
      const { records } = await read(`${numbered.join('\n')}\n`, ';');
      const seen = records.map((record) => record.line);
      expect(new Set(seen).size).toBe(seen.length);
      for (const record of records) expect(record.cells[0]).toBe(String(record.line - 1));
      const text = records.flatMap(({ cells }) => cells).join('');
      for (const i of lines.keys()) expect(text).toContain(String(i));
    }),
    { numRuns: 400 },
  );
});

test('what is written quoted is read the same, in any form and however the bytes come', async () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom(...Array.from('a"\';,|\t\r\n =ü€')) }),
    fc.string({ unit: 'grapheme' }),
  );
  const table = fc.integer({ min: 2, max: 4 }).chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 6,
    }),
  );
  const form = fc.record({
    delimiter: fc.constantFrom(';', ',', '\t', '|'),
    lineEnd: fc.constantFrom('crlf' as const, 'lf' as const),
  });
  await fc.assert(
    fc.asyncProperty(table, form, fc.integer({ min: 1, max: 40 }), async (rows, form, size) => {
      const head = rows[0]?.map((_, column) => `Spalte ${column}`) ?? [];
      const bytes = Buffer.from(formatRecords([head, ...rows], form));
      async function* pieces(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      }
      const { records } = await read(pieces(), form.delimiter);
      const filled = rows.filter((cells) => cells.some((text) => text !== ''));
      expect(records.slice(1).map(({ cells }) => cells)).toEqual(filled);
    }),
    { numRuns: 300 },
  );
});

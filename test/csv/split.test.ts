import { CsvError, parse, type Options } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSplitter, type CsvRecord } from '../../src/csv/split.ts';

const delimiters = [';', ',', '\t', '|', '::', ' ; '];
const ends = { lf: ['\r\n', '\n'], crlf: ['\r\n', '\n'], cr: ['\r\n', '\r'] };
const odd = [
  '\r',
  '\n',
  '\r\n',
  '\v',
  '\f',
  '\u00A0',
  '\uFEFF',
  '\u2028',
  '\u0000',
  "'",
  'é',
  '😀',
];
const texts = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom(...odd, ...delimiters, ' ', '\t', 'Anna', '67346'),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join('').replaceAll('"', ''));

test('a text without quotes is split as csv-parse splits it', () => {
  fc.assert(
    fc.property(
      texts,
      fc.constantFrom(...delimiters),
      fc.constantFrom('lf' as const, 'crlf' as const, 'cr' as const),
      (text, delimiter, lineEnd) => {
        const split = createSplitter({ delimiter, lineEnd, firstLine: 1 });
        const { records, rest } = split(text, true);
        const options = { delimiter, record_delimiter: ends[lineEnd] };
        const lines = parse(text, { ...options, relax_column_count: true, trim: true });
        const expected = lines
          .map((cells, index) => ({ line: index + 1, cells }))
          .filter(({ cells }) => cells.some((cell) => cell !== ''));
        expect(records.map(({ line, cells }) => ({ line, cells }))).toEqual(expected);
        expect(rest).toBe('');
      },
    ),
    { numRuns: 2000 },
  );
});

const quoted = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        '"',
        '""',
        '";"',
        '"\n"',
        '"\r\n"',
        '";',
        ';"',
        '\n',
        '\r\n',
        '\r',
        ';',
        ' ',
      ),
      fc.constantFrom(
        '"a"',
        '"a;b"',
        '"a\nb"',
        '"a""b"',
        '" a "',
        '""',
        'a',
        'ü😀',
        ' "a" ',
        'a "b" c',
        '\uFEFF',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

test('a text with quotes that csv-parse accepts is split as csv-parse splits it', () => {
  let accepted = 0;
  fc.assert(
    fc.property(
      quoted,
      fc.constantFrom(';', '\t', ' ', '";'),
      fc.constantFrom('lf' as const, 'crlf' as const, 'cr' as const),
      (text, delimiter, lineEnd) => {
        const options = { delimiter, record_delimiter: ends[lineEnd] };
        const lines = tryParse(text, { ...options, relax_column_count: true, trim: true });
        if (lines === null) return;
        accepted++;
        const split = createSplitter({ delimiter, lineEnd, firstLine: 1 });
        const { records, rest } = split(text, true);
        const within = lineEnd === 'cr' ? /\r\n|\n|\r/g : /\n/g;
        let line = 1;
        const expected = lines.map((cells) => {
          const start = line;
          line += 1 + (cells.join('\v').match(within)?.length ?? 0);
          return { line: start, cells };
        });
        expect(records.map(({ line, cells }) => ({ line, cells }))).toEqual(
          expected.filter(({ cells }) => cells.some((cell) => cell !== '')),
        );
        expect(records.every(({ problem }) => problem === null)).toBe(true);
        expect(rest).toBe('');
      },
    ),
    { numRuns: 10_000 },
  );
  expect(accepted).toBeGreaterThan(1000);
});

test('a line with quotes in the midst of cells is split as csv-parse splits it alone, relaxed', () => {
  const cell = fc.constantFrom(
    ...[
      '',
      'a',
      '5 "H" 2',
      'x"',
      ' y"z ',
      '"b"',
      '"c;d"',
      '"e ""f"""',
      '"""g"""',
      '"h" i',
      '"j',
      ' "k"',
    ],
  );
  const cells = fc.array(cell, { minLength: 2, maxLength: 4 });
  let relaxed = 0;
  fc.assert(
    fc.property(cells, (cells) => {
      const line = cells.join(';');
      const refusal = refuse(line);
      fc.pre(refusal !== null);
      const split = createSplitter({ delimiter: ';', lineEnd: 'lf', firstLine: 1 });
      const { records } = split(`${line}\n1;2\n`, true);
      const [expected] = tryParse(line, { ...strict, relax_quotes: true }) ?? [];
      const isSound = expected?.some((text) => text.startsWith('"')) === false;
      const isMidst = refusal === 'INVALID_OPENING_QUOTE' && isSound;
      if (isMidst) relaxed++;
      const first = isMidst ? { cells: expected, problem: null } : { problem: 'unbalanced_quote' };
      expect(records).toMatchObject([first, { line: 2, cells: ['1', '2'] }]);
    }),
    { numRuns: 3000 },
  );
  expect(relaxed).toBeGreaterThan(100);
});

const strict = { delimiter: ';', relax_column_count: true, trim: true };

function refuse(line: string): string | null {
  try {
    parse(line, strict);
    return null;
  } catch (error) {
    return error instanceof CsvError ? error.code : null;
  }
}

function tryParse(text: string, options: Options): string[][] | null {
  try {
    return parse(text, options);
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

test('a quoted cell of many lines costs none of those behind it', () => {
  const note = Array.from({ length: 100 }, (_, i) => `Zeile ${i}`).join('\n');
  const split = createSplitter({ delimiter: ';', lineEnd: 'lf', firstLine: 1 });
  const { records } = split(`"Ida";"${note}"\n"Jo";"a\nb"\n"Lu";c\n`, true);
  expect(records.map(({ line, cells }) => [line, cells])).toEqual([
    [1, ['Ida', note]],
    [101, ['Jo', 'a\nb']],
    [103, ['Lu', 'c']],
  ]);
});

test('wherever a text is cut into pieces, its records and lines are the same', () => {
  fc.assert(
    fc.property(
      texts,
      fc.array(fc.nat(60), { maxLength: 4 }),
      fc.boolean(),
      (text, cuts, quoted) => {
        const form = { delimiter: ';', lineEnd: 'lf' as const, firstLine: 1 };
        const whole = quoted ? `"Anna;\n""Anni""";1\n${text}` : text;
        const once = createSplitter(form)(whole, true).records;
        const split = createSplitter(form);
        const pieces: typeof once = [];
        let [pending, from] = ['', 0];
        for (const cut of [...cuts.toSorted((a, b) => a - b), whole.length]) {
          const isLast = cut === whole.length;
          const { records, rest } = split(pending + whole.slice(from, cut), isLast);
          pieces.push(...records);
          [pending, from] = [rest, Math.max(from, cut)];
          if (isLast) break;
        }
        const plain = ({ line, cells, problem }: CsvRecord): unknown => ({ line, cells, problem });
        expect(pieces.map(plain)).toEqual(once.map(plain));
      },
    ),
    { numRuns: 1000 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { neutraliseFormula, neutraliseQuoted, restoreFormula } from '../../src/csv/formula.ts';
import { formatRecords } from '../../src/csv/write.ts';

const cells = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from(`'"=+-@\t\r\n;,|ab \0＝＋－＠`)) }),
  fc.string({ unit: 'binary' }),
);

test('what is neutralised comes back exactly', () => {
  fc.assert(
    fc.property(cells, (cell) => {
      expect(restoreFormula(neutraliseFormula(cell))).toBe(cell);
    }),
    { numRuns: 5000 },
  );
});

test('no cell begins a formula, nor any piece that another separator would cut off', () => {
  fc.assert(
    fc.property(cells, (cell) => {
      for (const piece of neutraliseFormula(cell).split(/[;,|"\t\r\n]/)) {
        expect(piece).not.toMatch(/^[=+\-@\0＝＋－＠]/);
      }
    }),
    { numRuns: 5000 },
  );
});

test('whole lines are neutralised as their cells are', () => {
  const form = { delimiter: ';', lineEnd: 'lf' } as const;
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1 }), (record) => {
      const [line, expected] = [record, record.map(neutraliseFormula)].map((each) =>
        Buffer.from(formatRecords([each], form).slice(0, -1)),
      );
      const bytes = neutraliseQuoted(line?.toString('latin1') ?? '');
      expect(Buffer.from(bytes, 'latin1')).toEqual(expected);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['+49 171 5550100', "'+49 171 5550100"],
  ["'=1+1", "''=1+1"],
  ['a;=HYPERLINK("x")', 'a;\'=HYPERLINK("x")'],
  ['Müller-Lüdenscheidt', 'Müller-Lüdenscheidt'],
  ["O'Brien", "O'Brien"],
])('%s', (cell, neutralised) => {
  expect(neutraliseFormula(cell)).toBe(neutralised);
});

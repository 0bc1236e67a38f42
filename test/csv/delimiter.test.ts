import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  guessDelimiter,
  guessLineEnd,
  parseDelimiter,
  readSeparatorLine,
} from '../../src/csv/delimiter.ts';

test.each([
  [';', 'Name;Ort\nMüller, Hans;Speyer\nWeiß, Tom;Römerberg\n'],
  [',', 'Name,Ort\n"Müller; Hans",Speyer\n'],
  ['\t', 'Name\tOrt\nA, B\tC; D\n'],
  ['|', 'Name|Ort|PLZ\nA|B|C\n'],
  [';', 'Liste vom 14. Juni, Halle A, Eingang Nord\n\nName;Ort;PLZ\nA;B;1\nC;D;2\n'],
  [';', 'Name;Notiz\nA;"eins, zwei,\ndrei, vier"\nB;-\n'],
  [';', 'Preis;Menge\n1,50;2\n2,50;3\n'],
])('separated by %j', (delimiter, text) => {
  expect(guessDelimiter(text)).toBe(delimiter);
});

test('any text gets some separator', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(parseDelimiter(guessDelimiter(text))).not.toBeNull();
    }),
  );
});

test('a chosen separator: one character, or tab by name', () => {
  expect(['tab', '\\t', '\t', ';', ','].map(parseDelimiter)).toEqual(['\t', '\t', '\t', ';', ',']);
  expect(['', ';;', 'a', '"', '\n', 'semicolon'].map(parseDelimiter)).toEqual(
    Array.from({ length: 6 }, () => null),
  );
});

test('the hint of Excel', () => {
  expect(readSeparatorLine('sep=;\r\nName')).toEqual({ delimiter: ';', length: 7 });
  expect(readSeparatorLine('Name;sep=;\n')).toBeNull();
  for (const sign of ['"', "'", ' ', 'a', '1'])
    expect(readSeparatorLine(`sep=${sign}\n`), sign).toBeNull();
});

test('line ends', () => {
  expect(guessLineEnd('a\r\nb\r\n')).toBe('crlf');
  expect(guessLineEnd('a\nb\n')).toBe('lf');
  expect(guessLineEnd('a\rb\r')).toBe('cr');
  expect(guessLineEnd('a\r"b\nc"\rd\r')).toBe('cr');
  expect(guessLineEnd('a')).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { showValue } from '../../src/bookings/fault.ts';
import { readEmail, readPostalCode } from '../../src/bookings/field-contact.ts';
import { findControl, foldText, splitFullName } from '../../src/bookings/field-names.ts';
import { readPhone } from '../../src/bookings/field-phone.ts';
import { foldWord, readAnswer, readChannel, readState } from '../../src/bookings/field-words.ts';
import { markByte } from '../../src/csv/marks.ts';

describe('names in one cell', () => {
  test.each([
    ['Hans Müller', 'Hans', 'Müller'],
    ['Müller, Hans', 'Hans', 'Müller'],
    ['Anna Maria von der Heide', 'Anna Maria', 'von der Heide'],
    ['von der Heide, Anna', 'Anna', 'von der Heide'],
    ['Frau Dr. Eva von Stein', 'Dr. Eva', 'von Stein'],
    ['Karl Weiß jun.', 'Karl', 'Weiß jun.'],
    ['Al Capone', 'Al', 'Capone'],
    ['von Heide', null, 'von Heide'],
    ['Suharto', null, 'Suharto'],
    ['  Hans   Müller-Lüdenscheidt ', 'Hans', 'Müller-Lüdenscheidt'],
  ])('%s', (text, givenName, familyName) => {
    expect(splitFullName(text)).toEqual({ givenName, familyName });
  });
});

test('names are composed and folded; direction marks are found, unseen blanks dropped', () => {
  expect(foldText(' Mu\u0308ller \u00A0 \u200BHans\n')).toBe('Müller Hans');
  expect(findControl('Eva\u202E')).toEqual({
    code: 'control_character',
    facts: { character: 'U+202E' },
  });
  expect(findControl('Eva\u0007')).not.toBeNull();
  expect(findControl('Zeile 1\r\n\tZeile 2')).toBeNull();
});

test.each([
  ['Hans@Muster.EXAMPLE', 'Hans@muster.example'],
  ['o.brien+impfung@post.example', 'o.brien+impfung@post.example'],
  ['info@MÜLLER.example', 'info@müller.example'],
])('the address %s', (text, value) => {
  expect(readEmail(text)).toEqual({ value });
});

test.each([
  'ohne-at.example',
  'a@b@c.example',
  'a@b',
  'a b@c.example',
  'a@c.example, d@e.example',
  'a@c.example;d@e.example',
  'Anna <a@c.example>',
  'a@c.example\r\nBcc: x@y.example',
  'a@-c.example',
  'a@c..example',
  '@c.example',
  `${'a'.repeat(65)}@c.example`,
  `a@${`${'b'.repeat(60)}.`.repeat(5)}example`,
  'a@127.0.0.1',
])('no address: %j', (text) => {
  expect(readEmail(text)).toEqual({ finding: { code: 'invalid_email', facts: {} } });
});

test.each([
  ['67346', '67346', null, false],
  ['1067', '01067', null, true],
  ['D-67346', '67346', null, false],
  ['67346,0', '67346', null, false],
  ['67346 Speyer', '67346', 'Speyer', false],
  ['1234 AB', '1234 AB', null, false],
  ['L-1234', 'L-1234', null, false],
  ['sw1a 1aa', 'SW1A 1AA', null, false],
])('the postal code %s', (text, code, city, padded) => {
  expect(readPostalCode(text)).toEqual({ value: { code, city, padded } });
});

test.each(['00123', '0123', '673', '673461', 'Speyer', '67.346', '#'])(
  'no postal code: %s',
  (text) => {
    expect(readPostalCode(text)).toHaveProperty('finding');
  },
);

test('only what is certainly lost of a phone number is a fault', () => {
  const lost = { finding: { code: 'lost_phone', facts: {} } };
  expect(readPhone('4,91725E+11')).toEqual(lost);
  expect(readPhone('4.91725e+11')).toEqual(lost);
  expect(readPhone("4,91725E+11'")).toEqual(lost);
  for (const text of ['+49 6232 5550101', '6232 5550101', 'Büro: 14-0', '49211234567']) {
    expect(readPhone(text)).toEqual({ value: text });
  }
});

test('words for states, channels and answers', () => {
  const mapped = new Map([[foldWord('Ausstehend'), 'skip' as const]]);
  expect(readState('BESTAETIGT', mapped)).toBe('binding');
  expect(readState('Bestätigt', mapped)).toBe('binding');
  expect(readState('Storniert', mapped)).toBe('cancelled');
  expect(readState('ausstehend', mapped)).toBe('skip');
  expect(readState('vielleicht', mapped)).toBeNull();
  expect(readState('constructor', mapped)).toBeNull();
  expect(readChannel('Vor Ort')).toBe('onsite');
  expect(readChannel('Brieftaube')).toBeNull();
  expect(['Ja', 'x', '1', 'true'].map(readAnswer)).toEqual(['yes', 'yes', 'yes', 'yes']);
  expect(['Nein', '0', 'false'].map(readAnswer)).toEqual(['no', 'no', 'no']);
});

test('a value is shown short, with what has no shape made visible', () => {
  expect(showValue(`M${markByte(0xfc)}ller`)).toBe('M\\xFCller');
  expect(showValue('a\0b\nc\u202Ed')).toBe('a␀b␊c<U+202E>d');
  expect(showValue('x'.repeat(70_000))).toBe(`${'x'.repeat(39)}…`);
});

test.each(['49 171 5550109', '49-171-5550109', '49171/5550109'])(
  'a number whose plus is gone is not dialled with its country twice: %s',
  (typed) => {
    expect(readPhone(typed)).toEqual({ value: `+${typed}` });
  },
);

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPostalCode } from '../../src/bookings/field-contact.ts';
import { foldLines, foldText, isBlank, isNoContact } from '../../src/bookings/field-names.ts';
import { isGermanPhone, readGermanPhone, readPhone } from '../../src/bookings/field-phone.ts';
import { rememberInstants } from '../../src/bookings/rows-times.ts';
import { toInstant } from '../../src/time/zone.ts';

// What most cells are is known at a glance; these hold the glance to the reading of all others.

const signs = (alphabet: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), maxLength });

test('a text is folded as if each had to be', () => {
  const letter = fc.oneof(
    fc.integer({ min: 0x20, max: 0x24f }).map((code) => String.fromCharCode(code)),
    fc.constantFrom(
      ...Array.from('aAoe  \t\n\u00A0\u00AD\u0300\u0308\u030A\u0327\u200B\uFEFF\u212B각'),
    ),
  );
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 8 }), (text) => {
      const seen = text.replaceAll(/[\u00AD\u200B\u2060\uFEFF]/g, '').normalize('NFC');
      const folded = foldText(text);
      expect(folded).toBe(seen.replaceAll(/\s+/g, ' ').trim());
      // What is stored is read again from an export.
      expect([foldText(folded), foldLines(foldLines(text))]).toEqual([folded, foldLines(text)]);
    }),
    { numRuns: 5000 },
  );
});

test('whether a text says nothing does not depend on a blank before it', () => {
  const word = fc.constantFrom(
    '-',
    '--',
    '–',
    '—',
    'n/a',
    'N/A',
    'n. a.',
    '?',
    'keine',
    'k.a.',
    'OHNE',
    'None',
    'no',
  );
  const text = fc.oneof(word, signs('-–?nN/a. kKeihowx7\u212A', 4));
  fc.assert(
    fc.property(text, (text) => {
      // With the blank it would be longer than any that says nothing may be.
      if (text.length === 5) return;
      expect(isBlank(text)).toBe(isBlank(` ${text}`));
      expect(isNoContact(text)).toBe(isNoContact(` ${text}`));
    }),
    { numRuns: 3000 },
  );
});

test('a phone number is the same with a blank behind it, and German with its separators or without', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('', '0', '+', '+49 ', '00 49', '0171'),
      signs('0149567 ()/.-–+', 16),
      (start, rest) => {
        const text = `${start}${rest}`.replace(/ +$/, '');
        expect(readPhone(text)).toEqual(readPhone(`${text} `));
        const bare = text.replaceAll(/[ ()/.\-–]/g, '');
        const isGerman = /^(?:\+49|0049|0)(?:[1-35-9]\d|4[0-8])\d{6,10}$/.test(bare);
        expect(isGermanPhone(text)).toBe(isGerman);
        expect(readGermanPhone(text)).toBe(readGermanPhone(bare));
      },
    ),
    { numRuns: 5000 },
  );
});

test('a postal code is the same as a spreadsheet’s number', () => {
  fc.assert(
    fc.property(signs('0167', 5), (text) => {
      expect(readPostalCode(text)).toEqual(readPostalCode(`${text},0`));
    }),
  );
});

test('local times that are met again are the same instants, also where the clock is moved', () => {
  const known = new Map(
    ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'].map((zone) => [
      zone,
      rememberInstants(zone),
    ]),
  );
  const date = fc.constantFrom(
    '2021-03-27',
    '2021-03-28',
    '2021-10-31',
    '2021-11-07',
    '2021-04-04',
    '2021-02-30',
  );
  const part = (least: number): fc.Arbitrary<string> =>
    fc.integer({ min: 0, max: least }).map((number) => String(number).padStart(2, '0'));
  fc.assert(
    fc.property(
      fc.constantFrom(...known),
      date,
      fc.tuple(part(25), part(61), part(61)),
      ([zone, remembered], date, parts) => {
        const local = { date, time: parts.join(':') };
        expect(remembered(local)).toEqual(toInstant(zone, local));
      },
    ),
    { numRuns: 3000 },
  );
});

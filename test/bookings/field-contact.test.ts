import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { expect, test } from 'vitest';
import { readEmail } from '../../src/bookings/field-contact.ts';
import { isOneSlip, suggestDomain } from '../../src/bookings/field-email-typos.ts';
import { toE164 } from '../../src/bookings/field-phone-library.ts';
import { readGermanPhone, readPhone } from '../../src/bookings/field-phone.ts';
import { parseAddress } from '../../src/mail/address.ts';

const addresses = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...Array.from('aZ0_.+-ä')), maxLength: 70 }),
    fc.array(fc.string({ unit: fc.constantFrom(...Array.from('az09-Zä')), maxLength: 65 }), {
      maxLength: 5,
    }),
  )
  .map(([local, labels]) => `${local}@${labels.join('.')}`);

test('what is plainly an address is one by the rules of mail, and nothing else', () => {
  fc.assert(
    fc.property(fc.oneof(addresses, fc.emailAddress()), (text) => {
      expect('value' in readEmail(text)).toBe(parseAddress(text) !== null);
    }),
    { numRuns: 20_000 },
  );
});

const separated = fc
  .tuple(
    fc.constantFrom('+49', '0049', '0', '', '+', '00', '(0', '+49 (0)', '49'),
    fc.array(fc.constantFrom(...Array.from('0123456789'), ...Array.from(' -/.()–')), {
      maxLength: 20,
    }),
  )
  .map(([start, rest]) => start + rest.join(''));

test('the common German shapes are what the library makes of them', () => {
  fc.assert(
    fc.property(separated, (text) => {
      const ours = readGermanPhone(text);
      if (ours === null) return;
      const theirs = parsePhoneNumberFromString(text, 'DE');
      expect([theirs?.number, theirs?.isValid()]).toEqual([ours, true]);
    }),
    { numRuns: 20_000 },
  );
});

test.each([
  ['06232 5550101', '+4962325550101'],
  ['+49 (0)6232/555-0101', '+4962325550101'],
  ['0049 171 5550100', '+491715550100'],
  ['+43 1 5550100', '+4315550100'],
  ['6232 5550101', '+4962325550101'],
  ['ruft zurück', null],
  ['0', null],
  ['+49 12', null],
])('%s is called by %s', (text, number) => {
  expect(toE164(text)).toBe(number);
});

test.each([
  ['491715550100', '+491715550100'],
  ['4962325550101', '+4962325550101'],
  ['1715550100', '01715550100'],
  ['1715550100.0', '01715550100'],
  ["+49 171 5550100'", '+49 171 5550100'],
  ['1715 550100', '1715 550100'],
])('what a spreadsheet took of %s is put back: %s', (text, value) => {
  expect(readPhone(text)).toEqual({ value });
  expect(readPhone(value)).toEqual({ value });
});

test.each([
  ['ida@gmial.com', 'gmail.com'],
  ['ida@gmail.con', 'gmail.com'],
  ['ida@t-onlin.de', 't-online.de'],
  ['ida@hotnail.de', 'hotmail.de'],
  ['ida@web.d', 'web.de'],
  ['ida@gmail.com', null],
  ['ida@mail.com', null],
  ['ida@gmx.at', null],
  ['ida@wob.de', null],
  ['ida@speyer.example', null],
])('%s: probably %s', (email, domain) => {
  expect(suggestDomain(email)).toBe(domain);
});

test('one slip is one letter more, less, other, or two swapped', () => {
  expect(['ab', 'abcd', 'acb', 'bac', 'axc', 'xabc'].map((each) => isOneSlip(each, 'abc'))).toEqual(
    [true, true, true, true, true, true],
  );
  expect(['abc', 'cab', 'a', 'abcde', 'xbx'].map((each) => isOneSlip(each, 'abc'))).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

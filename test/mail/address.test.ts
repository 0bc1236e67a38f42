import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/mail/address.ts';

describe('one deliverable address', () => {
  it.each([
    ['a@city.example', 'a@city.example', false],
    ["o'brien+box@city.example", "o'brien+box@city.example", false],
    ['A.B@City.Example', 'A.B@city.example', false],
    ['amt@köln.example', 'amt@xn--kln-sna.example', false],
    ['jörg@köln.example', 'jörg@xn--kln-sna.example', true],
  ])('%s', (text, address, needsSmtpUtf8) => {
    expect(parseAddress(text)).toEqual({ address, needsSmtpUtf8 });
  });

  it.each([
    '',
    'a',
    'a@',
    '@city.example',
    'a@b@city.example',
    'a@city.example, evil@other.example',
    'a@city.example;b@city.example',
    '<a@city.example>',
    'A <a@city.example>',
    '"a b"@city.example',
    'a b@city.example',
    ' a@city.example',
    'a@city.example\r\nRCPT TO:<evil@other.example>',
    'a@city.example\0',
    'a\u200B@city.example',
    'a\u202E@city.example',
    '.a@city.example',
    'a.@city.example',
    'a..b@city.example',
    'a@localhost',
    'a@-city.example',
    'a@city..example',
    'a@city_hall.example',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@1.2',
    'a@city%2Eexample',
    `${'a'.repeat(65)}@city.example`,
    `a@${'b'.repeat(64)}.example`,
    `a@${'bcd.'.repeat(65)}example`,
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  it('never lets through what could be two recipients or a command', () => {
    const piece = fc.constantFrom(
      'a',
      'b.example',
      '@',
      ',',
      ';',
      '<',
      '>',
      ' ',
      '\r\n',
      '"',
      '\\',
      '(',
      ':',
      'ä',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const parsed = parseAddress(pieces.join(''));
        if (parsed !== null) expect(parsed.address).toMatch(/^[^@,;<>\s"\\():]+@[a-z0-9.-]+$/);
      }),
    );
  });
});

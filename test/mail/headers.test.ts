import { describe, expect, it } from 'vitest';
import {
  buildMessageId,
  encodeMailbox,
  encodeText,
  formatDate,
  toHeaderAddress,
  writeHeader,
} from '../../src/mail/headers.ts';

describe('writeHeader', () => {
  it('folds between words, at 78 characters', () => {
    const header = writeHeader('Subject', Array.from({ length: 40 }, () => 'Termin').join(' '));
    const lines = header.split('\r\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.every((line) => line.length <= 78)).toBe(true);
    expect(header.replaceAll('\r\n', '')).toBe(`Subject: ${'Termin '.repeat(40).trim()}`);
  });

  it('refuses what no line can hold, and every control character', () => {
    expect(() => writeHeader('Subject', 'x'.repeat(1200))).toThrow('too long');
    for (const control of ['\r', '\n', '\0', '\t', '\u007F', '\u0085', '\u2028'])
      expect(() => writeHeader('Subject', `a${control}b`)).toThrow('control character');
  });
});

describe('encodeMailbox', () => {
  it.each([
    [null, 'a@stadt.example'],
    ['Stadt Speyer', 'Stadt Speyer <a@stadt.example>'],
    ['Amt, Abt. 3 (Nord)', '"Amt, Abt. 3 (Nord)" <a@stadt.example>'],
    ['Das "Amt" \\', String.raw`"Das \"Amt\" \\" <a@stadt.example>`],
    ['Köln', '=?UTF-8?Q?K=C3=B6ln?= <a@stadt.example>'],
    ['x@evil.example', '"x@evil.example" <a@stadt.example>'],
  ])('writes the name %s', (name, written) => {
    expect(encodeMailbox({ name, address: 'a@stadt.example' })).toBe(written);
  });
});

describe('encodeText', () => {
  it('leaves plain ASCII readable and splits long words only inside encoded words', () => {
    expect(encodeText('Appointment: Sunday, 20 June 2021')).toBe(
      'Appointment: Sunday, 20 June 2021',
    );
    const words = encodeText('ü'.repeat(200)).split(' ');
    expect(words.every((word) => word.length <= 75 && /^=\?UTF-8\?Q\?.*\?=$/.test(word))).toBe(
      true,
    );
  });
});

describe('toHeaderAddress', () => {
  it.each([
    ['erika@post.example', 'erika@post.example'],
    ['Erika@Post.Example', 'Erika@Post.Example'],
    ['erika+termin@bücher.example', 'erika+termin@xn--bcher-kva.example'],
    ['erika@BÜCHER.example', 'erika@xn--bcher-kva.example'],
    ['jörg@post.example', 'jörg@post.example'],
    ['erika@post_amt.example', 'erika@post_amt.example'],
    ['erika', null],
    ['@post.example', null],
    ['erika@', null],
    ['erika@post..example', null],
    ['.erika@post.example', null],
    ['a b@post.example', null],
    ['a@b@post.example', null],
    ['a@post.example, b@evil.example', null],
    ['a@[127.0.0.1]', null],
    ['a@post.example\n', null],
    ['a@pöst.example\n', null],
    ['a@pöst.example:25', null],
    ['a@pöst.example/x', null],
  ])('%s → %s', (address, written) => {
    expect(toHeaderAddress(address)).toBe(written);
  });
});

describe('buildMessageId', () => {
  const parts = {
    opaque: 'f00d',
    purpose: 'confirmation',
    version: 2,
    sender: 'termine@müllheim.example',
  };

  it('depends on nothing but its parts', () => {
    expect(buildMessageId(parts)).toBe('<bf00d.confirmation.v2@xn--mllheim-n2a.example>');
  });

  it('refuses parts that could stand for something else', () => {
    expect(() => buildMessageId({ ...parts, opaque: 'a@b' })).toThrow();
    expect(() => buildMessageId({ ...parts, opaque: '' })).toThrow();
    expect(() => buildMessageId({ ...parts, version: 0 })).toThrow();
    expect(() => buildMessageId({ ...parts, sender: 'nobody' })).toThrow();
  });
});

describe('formatDate', () => {
  it('is RFC 5322, in UTC', () => {
    expect(formatDate(Date.parse('2021-06-05T09:05:07+02:00'))).toBe(
      'Sat, 05 Jun 2021 07:05:07 +0000',
    );
  });
});

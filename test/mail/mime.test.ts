import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { assembleMail, type Mail } from '../../src/mail/mime.ts';

const png = Buffer.from('89504e470d0a1a0a00ff10', 'hex');

function mail(changes: Partial<Mail> = {}): Mail {
  return {
    messageId: '<b1f3.confirmation.v1@stadt.example>',
    date: Date.parse('2021-06-16T09:05:00+02:00'),
    language: 'de',
    from: { name: 'Stadt Köln, Bürgerbüro', address: 'termine@stadt.example' },
    replyTo: { name: null, address: 'buero@stadt.example' },
    to: { name: 'Jörg "Jo" Beispiel', address: 'joerg@müller.example' },
    subject: 'Terminbestätigung: 09:15–09:30 Uhr',
    text: 'Grüße\n\n  eingerückt\n',
    html: '<p>Grüße</p>\n<img src="cid:qr.1@stadt.example">\n',
    image: { contentId: 'qr.1@stadt.example', filename: 'qr.png', png },
    calendar: {
      method: 'PUBLISH',
      filename: 'termin.ics',
      content: 'BEGIN:VCALENDAR\r\nSUMMARY:Übung\r\nEND:VCALENDAR\r\n',
    },
    ...changes,
  };
}

/** The parser ends the last line of a part too. */
const read = (text: string): string => `${text}\n`;
const headersOf = (content: Buffer): string => content.toString().split('\r\n\r\n', 1)[0] ?? '';

describe('assembleMail', () => {
  it('is read by a parser as what was put in', async () => {
    const parsed = await PostalMime.parse(assembleMail(mail()));
    expect(parsed).toMatchObject({
      messageId: '<b1f3.confirmation.v1@stadt.example>',
      date: '2021-06-16T07:05:00.000Z',
      from: { name: 'Stadt Köln, Bürgerbüro', address: 'termine@stadt.example' },
      replyTo: [{ address: 'buero@stadt.example' }],
      to: [{ name: 'Jörg "Jo" Beispiel', address: 'joerg@xn--mller-kva.example' }],
      subject: 'Terminbestätigung: 09:15–09:30 Uhr',
      text: read('Grüße\n\n  eingerückt\n'),
      html: read('<p>Grüße</p>\n<img src="cid:qr.1@stadt.example">\n'),
    });
  });

  it('carries the image inline under its id and the calendar as an attachment that publishes', async () => {
    const content = assembleMail(mail());
    const { attachments } = await PostalMime.parse(content);
    const [image, calendar] = attachments;
    expect(image).toMatchObject({
      mimeType: 'image/png',
      disposition: 'inline',
      contentId: '<qr.1@stadt.example>',
      related: true,
    });
    expect(image?.content).toEqual(Uint8Array.from(png).buffer);
    expect(calendar).toMatchObject({
      mimeType: 'text/calendar',
      disposition: 'attachment',
      filename: 'termin.ics',
      method: 'PUBLISH',
    });
    // The parser makes LF of a text's CRLF, which is the very thing a calendar must keep.
    const encoded =
      /text\/calendar[^]*?\r\n\r\n([\w+/=\r\n]+)--/.exec(content.toString())?.[1] ?? '';
    expect(Buffer.from(encoded, 'base64').toString()).toBe(mail().calendar?.content);
  });

  it('nests text before HTML and keeps the calendar out of the alternatives', () => {
    const types = [
      ...assembleMail(mail())
        .toString()
        .matchAll(/^Content-Type: ([\w/]+)/gm),
    ];
    expect(types.map((match) => match[1])).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
      'text/calendar',
    ]);
  });

  it('says it was sent by a machine, asks for no holiday notes, and poses as no newsletter', () => {
    const headers = headersOf(assembleMail(mail()));
    expect(headers).toContain('\r\nAuto-Submitted: auto-generated\r\n');
    expect(headers).toContain('\r\nX-Auto-Response-Suppress: OOF, AutoReply, RN, NRN\r\n');
    expect(headers).toContain('\r\nContent-Language: de\r\n');
    expect(headers).toContain('\r\nMIME-Version: 1.0\r\n');
    expect(headers).not.toMatch(/^(Precedence|List-|Return-Path|Bcc|X-Mailer)/im);
  });

  it('carries any text unchanged, in short ASCII lines that end in CRLF', async () => {
    const line = fc
      .string({ unit: 'binary', maxLength: 120 })
      .map((text) => Buffer.from(text).toString());
    const body = fc
      .array(line.map((text) => text.replaceAll(/[\r\n]/g, ' ')))
      .map((lines) => `${lines.join('\n')}\n`);
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 90 })
      // What a header refuses has its own test.
      .map((text) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '-'));
    await fc.assert(
      fc.asyncProperty(body, body, word, word, async (text, html, subject, name) => {
        const from = { name, address: 'a@stadt.example' };
        const content = assembleMail(mail({ text, html, subject, from })).toString('latin1');
        expect(content).not.toMatch(/[^\r\n\t\u0020-\u007E]|(?<!\r)\n|\r(?!\n)/);
        expect(content.split('\r\n').filter((part) => part.length > 78)).toEqual([]);
        const parsed = await PostalMime.parse(content);
        expect(parsed.text).toBe(read(text));
        expect(parsed.html).toBe(read(html));
        expect(parsed.subject?.trim()).toBe(subject.trim());
        expect(parsed.from?.name?.trim()).toBe(name.trim());
      }),
      { numRuns: 150 },
    );
  });

  it('cannot be split by a text that spells its boundaries', async () => {
    const [boundary = ''] = /=_[\w.]+/.exec(assembleMail(mail()).toString()) ?? [];
    const text = `--${boundary}\n--${boundary.slice(0, -1)}a--\nDas Ende.\n`;
    const parsed = await PostalMime.parse(assembleMail(mail({ text })));
    expect(parsed.text).toBe(read(text));
    expect(parsed.attachments).toHaveLength(2);
  });

  it('is the same byte for byte for the same input, with other boundaries for another mail', () => {
    const first = assembleMail(mail());
    expect(assembleMail(mail()).equals(first)).toBe(true);
    const [boundary = ''] = /=_[\w.]+/.exec(first.toString()) ?? [];
    const other = assembleMail(mail({ messageId: '<b2.confirmation.v1@stadt.example>' }));
    expect(other.toString()).not.toContain(boundary);
  });

  it.each([
    ['subject', { subject: 'Termin\r\nBcc: x@evil.example' }],
    ['lone line feed', { subject: 'Termin\nBcc: x@evil.example' }],
    ['NUL', { subject: 'Ter\0min' }],
    ['sender name', { from: { name: 'Stadt\r\nBcc: x@evil.example', address: 'a@stadt.example' } }],
    ['address', { to: { name: null, address: 'a@stadt.example\r\nBcc: x@evil.example' } }],
    ['second address', { to: { name: null, address: 'a@stadt.example, x@evil.example' } }],
    ['route in an address', { to: { name: null, address: 'a@stadt.example> <x@evil.example' } }],
    ['Message-ID', { messageId: '<b1@stadt.example>\r\nBcc: x@evil.example' }],
    ['language', { language: 'de\r\nBcc: x@evil.example' }],
    ['file name', { calendar: { method: 'PUBLISH', filename: 'a"\r\nBcc: x.ics', content: '' } }],
    ['Content-ID', { image: { contentId: 'q@x>\r\nBcc: <y', filename: 'q.png', png } }],
  ] satisfies [string, Partial<Mail>][])('refuses a header smuggled in by the %s', (_, changes) => {
    expect(() => assembleMail(mail(changes))).toThrow();
  });

  it('encodes what only looks like an encoded word', async () => {
    const subject = 'Termin =?utf-8?Q?=0D=0ABcc:_x@evil.example?=';
    const parsed = await PostalMime.parse(assembleMail(mail({ subject })));
    expect(parsed.subject).toBe(subject);
  });
});

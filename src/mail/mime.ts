/**
 * The exact bytes of a mail, in one structure: mixed [ alternative [ text, related [ HTML, image ] ],
 * calendar ], without the levels of what it has not. Clients that read only the first alternative still get every fact; the
 * calendar is an attachment, for as an alternative Outlook would show it in place of the text.
 */
import { createHash } from 'node:crypto';
import { encode as encodeBase64, wrap as wrapBase64 } from 'nodemailer/lib/base64';
import { encode as encodeQuoted, wrap as wrapQuoted } from 'nodemailer/lib/qp';
import { encodeMailbox, encodeText, formatDate, writeHeader, type Mailbox } from './headers.ts';

export interface Mail {
  /** With its angle brackets, see `buildMessageId`. */
  messageId: string;
  /** Milliseconds since 1970-01-01 UTC. */
  date: number;
  /** A language tag such as `de`. */
  language: string;
  from: Mailbox;
  replyTo: Mailbox;
  to: Mailbox;
  subject: string;
  text: string;
  html: string;
  /** Shown where the HTML says `cid:{contentId}`. */
  image: { contentId: string; filename: string; png: Buffer } | null;
  /** An iCalendar object with its METHOD (RFC 6047 §2.4: both are the same). */
  calendar: { filename: string; content: string; method: 'PUBLISH' | 'CANCEL' } | null;
}

interface Part {
  headers: string;
  body: string;
}

const MESSAGE_ID = /^<[^\s<>@]+@[^\s<>@]+>$/;
const FILENAME = /^[A-Za-z0-9._-]+$/;

/**
 * The same bytes for the same input; lines end in CRLF and hold at most 78 characters.
 * @throws Error if a value could break out of its header
 */
export function assembleMail(mail: Mail): Buffer {
  const { image, calendar } = mail;
  for (const id of [mail.messageId, ...(image === null ? [] : [`<${image.contentId}>`])])
    if (!MESSAGE_ID.test(id)) throw new Error('not a Message-ID');
  for (const file of [image, calendar])
    if (file !== null && !FILENAME.test(file.filename)) throw new Error('not a plain file name');
  // "=_" stands in neither quoted-printable nor base64 (RFC 2045 §6.7), so no content holds a boundary.
  const seed = createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24);
  const html = quotedPart('html', mail.html);
  const related =
    image === null
      ? html
      : joinParts('related; type="text/html"', `=_${seed}.r`, [html, imagePart(image)]);
  const alternative = joinParts('alternative', `=_${seed}.a`, [
    quotedPart('plain', mail.text),
    related,
  ]);
  const whole =
    calendar === null
      ? alternative
      : joinParts('mixed', `=_${seed}.m`, [alternative, calendarPart(calendar)]);
  return Buffer.from(`${mailHeaders(mail)}${whole.headers}\r\n${whole.body}`);
}

function mailHeaders(mail: Mail): string {
  return [
    writeHeader('Date', formatDate(mail.date)),
    writeHeader('From', encodeMailbox(mail.from)),
    writeHeader('Reply-To', encodeMailbox(mail.replyTo)),
    writeHeader('To', encodeMailbox(mail.to)),
    writeHeader('Subject', encodeText(mail.subject)),
    writeHeader('Message-ID', mail.messageId),
    writeHeader('Content-Language', mail.language),
    writeHeader('Auto-Submitted', 'auto-generated'),
    // Not "All": that would suppress bounces too.
    writeHeader('X-Auto-Response-Suppress', 'OOF, AutoReply, RN, NRN'),
    writeHeader('MIME-Version', '1.0'),
  ].join('');
}

function joinParts(subtype: string, boundary: string, parts: Part[]): Part {
  const bodies = parts.map((part) => `--${boundary}\r\n${part.headers}\r\n${part.body}\r\n`);
  return {
    headers: `Content-Type: multipart/${subtype};\r\n boundary="${boundary}"\r\n`,
    body: `${bodies.join('')}--${boundary}--\r\n`,
  };
}

function quotedPart(subtype: 'plain' | 'html', content: string): Part {
  return {
    headers:
      `Content-Type: text/${subtype}; charset=utf-8\r\n` +
      'Content-Transfer-Encoding: quoted-printable\r\n',
    body: wrapQuoted(encodeQuoted(content.replace(/\r\n|\r|\n/g, '\r\n'))),
  };
}

function imagePart(image: NonNullable<Mail['image']>): Part {
  return {
    headers:
      `Content-Type: image/png; name="${image.filename}"\r\n` +
      'Content-Transfer-Encoding: base64\r\n' +
      `Content-Disposition: inline; filename="${image.filename}"\r\n` +
      writeHeader('Content-ID', `<${image.contentId}>`),
    body: wrapBase64(encodeBase64(image.png)),
  };
}

// Base64, because gateways that touch line ends or fold quoted-printable anew break a calendar's own folding.
function calendarPart(calendar: NonNullable<Mail['calendar']>): Part {
  return {
    headers:
      `Content-Type: text/calendar; charset=utf-8; method=${calendar.method};\r\n` +
      ` name="${calendar.filename}"\r\n` +
      'Content-Transfer-Encoding: base64\r\n' +
      `Content-Disposition: attachment; filename="${calendar.filename}"\r\n`,
    body: wrapBase64(encodeBase64(calendar.content)),
  };
}

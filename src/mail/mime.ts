/**
 * The exact bytes of a mail, in one fixed structure: mixed [ alternative [ text, related [ HTML,
 * image ] ], calendar ]. Clients that read only the first alternative still get every fact; the
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
  image: { contentId: string; filename: string; png: Buffer };
  /** An iCalendar object whose METHOD is PUBLISH. */
  calendar: { filename: string; content: string };
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
  for (const id of [mail.messageId, `<${mail.image.contentId}>`])
    if (!MESSAGE_ID.test(id)) throw new Error('not a Message-ID');
  for (const { filename } of [mail.image, mail.calendar])
    if (!FILENAME.test(filename)) throw new Error('not a plain file name');
  // "=_" stands in neither quoted-printable nor base64 (RFC 2045 §6.7), so no content holds a boundary.
  const seed = createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24);
  const related = joinParts('related; type="text/html"', `=_${seed}.r`, [
    quotedPart('html', mail.html),
    imagePart(mail.image),
  ]);
  const alternative = joinParts('alternative', `=_${seed}.a`, [
    quotedPart('plain', mail.text),
    related,
  ]);
  const mixed = joinParts('mixed', `=_${seed}.m`, [alternative, calendarPart(mail.calendar)]);
  return Buffer.from(`${mailHeaders(mail)}${mixed.headers}\r\n${mixed.body}`);
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

function imagePart(image: Mail['image']): Part {
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
function calendarPart(calendar: Mail['calendar']): Part {
  return {
    headers:
      'Content-Type: text/calendar; charset=utf-8; method=PUBLISH;\r\n' +
      ` name="${calendar.filename}"\r\n` +
      'Content-Transfer-Encoding: base64\r\n' +
      `Content-Disposition: attachment; filename="${calendar.filename}"\r\n`,
    body: wrapBase64(encodeBase64(calendar.content)),
  };
}

/** Header fields of a mail: encoded (RFC 2047), folded (RFC 5322 §2.2.3), and closed to injection. */
import { domainToASCII } from 'node:url';
import { encodeWord, quoteString } from 'nodemailer/lib/mime-funcs';

export interface Mailbox {
  /** The display name; `null` leaves the bare address. */
  name: string | null;
  address: string;
}

const LINE = 78;
const HARD_LIMIT = 998;
/** RFC 2047 allows 75; shorter ones leave room for the longest field name on the first line. */
const ENCODED_WORD = 60;

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/;
const PLAIN = /^[\u0021-\u007E]{1,60}(?: [\u0021-\u007E]{1,60})*$/;
const ATOMS = /^[\w!#$%&'*+\-/=?^`{|}~]+(?: [\w!#$%&'*+\-/=?^`{|}~]+)*$/;
const LOCAL_PART = /^[^\s<>()[\]\\,;:"@.]+(?:\.[^\s<>()[\]\\,;:"@.]+)*$/u;
const ASCII_DOMAIN =
  /^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)*$/;

/**
 * One field of words that are already encoded, folded between them, with its CRLF.
 * @throws Error if a word could start a new line or outgrow one: a bug of the caller, never a user's.
 */
export function writeHeader(name: string, value: string): string {
  refuseControls(value);
  let folded = '';
  let line = `${name}:`;
  for (const word of value.split(' ')) {
    if (line.length + 1 + word.length > LINE) {
      folded += `${line}\r\n`;
      line = '';
    }
    line += ` ${word}`;
    if (Buffer.byteLength(line) > HARD_LIMIT) throw new Error(`a word too long in ${name}`);
  }
  return `${folded}${line}\r\n`;
}

function refuseControls(value: string): void {
  if (CONTROL.test(value)) throw new Error('a control character in a header');
}

/**
 * Free text as words of a header: as it is where ASCII can carry it unchanged, else encoded words.
 * @throws Error for a control character
 */
export function encodeText(text: string): string {
  refuseControls(text);
  const plain = PLAIN.test(text) && !text.includes('=?');
  return plain ? text : encodeWord(text, 'Q', ENCODED_WORD);
}

/** A mailbox of From, To or Reply-To. @throws Error for an address `toHeaderAddress` refuses, a control character */
export function encodeMailbox(mailbox: Mailbox): string {
  const address = toHeaderAddress(mailbox.address);
  if (address === null) throw new Error('an address no header can carry');
  if (mailbox.name === null || mailbox.name === '') return address;
  const name = encodeText(mailbox.name);
  const phrase = name !== mailbox.name || ATOMS.test(name) ? name : quoteString(name);
  return `${phrase} <${address}>`;
}

/**
 * An address with its domain in ASCII (IDNA, UTS #46); `null` if it is no plain `local@domain`.
 * A local part beyond ASCII stays as it is: such a mail needs a relay with SMTPUTF8 (RFC 6532).
 */
export function toHeaderAddress(address: string): string | null {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = toAsciiDomain(address.slice(at + 1));
  if (domain === null || CONTROL.test(address) || !LOCAL_PART.test(local)) return null;
  return `${local}@${domain}`;
}

function toAsciiDomain(domain: string): string | null {
  // Only what is no ASCII domain: UTS #46 reads `1.2` as a number, and drops line ends, ports and paths.
  const international = !ASCII_DOMAIN.test(domain) && /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain);
  const ascii = international ? domainToASCII(domain) : domain;
  return ASCII_DOMAIN.test(ascii) && ascii.length <= 253 ? ascii : null;
}

/** RFC 5322 §3.3, in UTC. */
export function formatDate(instant: number): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}

/**
 * `<b{opaque}.{purpose}.v{version}@domain of the sender>`: the same for the same booking, so that a
 * mail sent again is known as the same mail. `opaque` must say nothing of the person (a keyed hash of
 * the booking's id); a deliberate second sending raises `version` (1, 2, …).
 * @throws Error if a part cannot stand in a Message-ID
 */
export function buildMessageId(parts: {
  opaque: string;
  purpose: string;
  version: number;
  sender: string;
}): string {
  const { opaque, purpose, version } = parts;
  if (!/^[\w-]+$/.test(opaque) || !/^[\w-]+$/.test(purpose) || !(version >= 1))
    throw new Error('not a part of a Message-ID');
  return `<b${opaque}.${purpose}.v${version}@${senderDomain(parts.sender)}>`;
}

/** The domain of an address, in ASCII. @throws Error for an address that `toHeaderAddress` refuses */
export function senderDomain(sender: string): string {
  const address = toHeaderAddress(sender);
  if (address === null) throw new Error('an address no header can carry');
  return address.slice(address.lastIndexOf('@') + 1);
}

import { domainToASCII } from 'node:url';

/** One address as SMTP takes it: the domain in ASCII (IDNA), the local part as it was written. */
export interface Address {
  address: string;
  /** The local part goes beyond ASCII: it needs a relay with SMTPUTF8 (RFC 6531) and often bounces. */
  needsSmtpUtf8: boolean;
}

// RFC 5322 atext and RFC 6531 letters; no quoted local parts: what they may hold has fooled parsers.
const LOCAL_PART =
  /^[\w!#$%&'*+/=?^`{|}~\u{80}-\u{10FFFF}-]+(\.[\w!#$%&'*+/=?^`{|}~\u{80}-\u{10FFFF}-]+)*$/u;
const NOT_VISIBLE = /[\p{C}\p{Z}]/u;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
const MAX_LOCAL_PART = 64;
const MAX_ADDRESS = 254;

/**
 * The one deliverable address in `text`, `null` if it is none or more than one: exactly one `@`, no
 * blanks, no `, ; < >`, quotes or control characters, a domain with a dot, lengths of RFC 5321 §4.5.3.1.
 */
export function parseAddress(text: string): Address | null {
  const [local = '', domain = '', ...more] = text.split('@');
  if (more.length > 0 || NOT_VISIBLE.test(text) || !LOCAL_PART.test(local)) return null;
  if (!/^[\w.\u{80}-\u{10FFFF}-]+$/u.test(domain)) return null;
  const ascii = domainToASCII(domain);
  const address = `${local}@${ascii}`;
  if (!DOMAIN.test(ascii) || Buffer.byteLength(local) > MAX_LOCAL_PART) return null;
  if (Buffer.byteLength(address) > MAX_ADDRESS) return null;
  return { address, needsSmtpUtf8: /[\u{80}-\u{10FFFF}]/u.test(local) };
}

/** An address's domain as the DNS has it: A-labels in lower case (RFC 5890), so that a domain is one however it is spelled. */
export function readDomain(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return domainToASCII(domain) || domain.toLowerCase();
}

export function isDeliverable(text: string): boolean {
  return parseAddress(text) !== null;
}

import { Failure, type RelayFault } from '../failure.ts';

/** A mail server that takes the mails over SMTP. */
export interface SmtpRelay {
  kind: 'smtp';
  /** How it is called in messages and in the ledger: without user, never with a password. */
  label: string;
  host: string;
  port: number;
  user: string | null;
  tls: 'implicit' | 'starttls' | 'none';
  /** A PEM file with the authorities to trust instead of Node's own list. */
  ca: string | null;
}

/** A folder that takes one `.eml` file a mail; nobody receives anything. */
export interface FolderRelay {
  kind: 'folder';
  label: string;
  folder: string;
}

export type Relay = SmtpRelay | FolderRelay;

/**
 * Reads `smtps://[user@]host[:465]`, `smtp://[user@]host[:587]` or `folder:PATH`. STARTTLS is required
 * unless the host is this machine or `?tls=off` is there (`?tls=required` asks for it here, too);
 * `?ca=FILE` names the authorities to trust, and asks for it, too. A user's `@` may stand as it is.
 * @throws Failure `relay_invalid`; a password in it is refused and not repeated
 */
export function parseRelay(text: string): Relay {
  const refuse = (reason: RelayFault): never => {
    throw new Failure('relay_invalid', { relay: hidePassword(text), reason });
  };
  if (text.startsWith('folder:')) {
    const folder = text.slice('folder:'.length);
    if (folder.trim() === '' || /\p{Cc}/u.test(folder)) return refuse('path');
    return { kind: 'folder', label: text, folder };
  }
  if (!/^smtps?:\/\//.test(text)) return refuse('scheme');
  if (/^\w+:\/\/.*:.*@/.test(text)) return refuse('password');
  const url = URL.canParse(text) ? new URL(text) : refuse(hasBadPort(text) ? 'port' : 'host');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!/^[\w.:-]+$/.test(host)) return refuse('host');
  if (url.port === '0') return refuse('port');
  if (!['', '/'].includes(url.pathname)) return refuse('path');
  const secure = url.protocol === 'smtps:';
  const options = readOptions(url, secure) ?? refuse('option');
  const asked = options.tls ?? (options.ca === null ? null : 'required');
  const tls = chooseTls(secure, asked, isLoopback(host));
  const user = url.username === '' ? null : decodeUser(url.username);
  if (user !== null && tls === 'none' && !isLoopback(host)) return refuse('clear_password');
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port);
  const label = `${url.protocol}//${url.hostname}:${port}`;
  return { kind: 'smtp', label, host, port, user, tls, ca: options.ca };
}

function readOptions(url: URL, secure: boolean): { tls: string | null; ca: string | null } | null {
  const known = [...url.searchParams.keys()].every((key) => key === 'tls' || key === 'ca');
  const tls = url.searchParams.get('tls');
  const ca = url.searchParams.get('ca');
  if (!known || url.hash !== '' || ca === '') return null;
  if (tls !== null && tls !== 'required' && (tls !== 'off' || secure)) return null;
  return { tls, ca };
}

// A mail server on this machine mostly offers STARTTLS with a certificate that nobody vouches for.
function chooseTls(secure: boolean, asked: string | null, loopback: boolean): SmtpRelay['tls'] {
  if (secure) return 'implicit';
  if (asked === 'required') return 'starttls';
  return asked === 'off' || loopback ? 'none' : 'starttls';
}

function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);
}

function hasBadPort(text: string): boolean {
  return /:\d*[^\d/?\]][^/?\]]*$|:\d{5,}/.test(text);
}

function decodeUser(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}

function hidePassword(text: string): string {
  return text.replace(/^(\w+:\/\/).*:.*@/, '$1…@').replace(/([?&][^=]*pass[^=]*=)[^&]*/gi, '$1…');
}

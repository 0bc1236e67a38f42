/** Where in the dialogue a reply came: `data` before the body may flow, `final` after its last dot. */
export type Stage = 'greeting' | 'auth' | 'mail' | 'rcpt' | 'data' | 'final';

/** What a relay said (RFC 5321 §4.2, RFC 3463). */
export interface Reply {
  stage: Stage;
  code: number;
  enhanced: string | null;
  text: string;
}

/** A connection that failed without a reply to go by, in nodemailer's codes. */
export interface Loss {
  code: string;
  /** What the system or OpenSSL called it. */
  cause: string | null;
}

/** Why a run cannot go on; each is a refusal of its own. */
export type StopCode =
  | 'relay_unreachable'
  | 'relay_refused'
  | 'relay_auth_failed'
  | 'relay_certificate'
  | 'relay_no_tls'
  | 'sender_refused'
  | 'file_unwritable';

/** `busy`: the relay has too many connections or mails of ours; `storage`: its disk is full. */
export type RetryReason = 'deferred' | 'greylisted' | 'busy' | 'storage' | 'lost' | 'unreachable';

export type Verdict =
  | { kind: 'accepted' }
  | { kind: 'retry'; reason: RetryReason; pauseAll: boolean; fewerConnections: boolean }
  /** `suspicious`: not this person but our mails are refused; a row of them stops the run. */
  | { kind: 'failed'; suspicious: boolean }
  | { kind: 'stop'; code: StopCode }
  | { kind: 'uncertain' };

const MAX_TEXT = 500;

/** Reads a reply as it came, all its lines; `null` if it does not start with a reply code. */
export function parseReply(stage: Stage, raw: string): Reply | null {
  const code = /^[2-5]\d\d(?=[ -]|$)/.exec(raw)?.[0];
  if (code === undefined) return null;
  const lines = raw.split(/\r?\n/).map((line) => line.replace(/^\d{3}[ -]?/, ''));
  const enhanced = /^([245]\.\d{1,3}\.\d{1,3})(?= |$)/.exec(lines[0] ?? '')?.[1] ?? null;
  const text = lines
    .map((line) => line.replace(/^[245]\.\d{1,3}\.\d{1,3}( |$)/, ''))
    .join(' ')
    .replace(/[\p{C}\s]+/gu, ' ');
  return { stage, code: Number(code), enhanced, text: text.trim().slice(0, MAX_TEXT) };
}

/** What follows from a reply to a mail, or to the greeting and sign-in before it. */
export function judgeReply(reply: Reply): Verdict {
  const { stage, code } = reply;
  if (code < 400) return judgeAssent(stage, code);
  if ([530, 534, 535, 538].includes(code)) return { kind: 'stop', code: 'relay_auth_failed' };
  if (code < 500) return judgeTransient(reply);
  switch (stage) {
    case 'greeting':
      return { kind: 'stop', code: 'relay_refused' };
    case 'auth':
      return { kind: 'stop', code: 'relay_auth_failed' };
    case 'mail':
      if (isTooLarge(reply)) return { kind: 'failed', suspicious: true };
      return code === 503 ? lostSync() : { kind: 'stop', code: 'sender_refused' };
    case 'rcpt':
      return judgeRecipient(reply);
    case 'data':
    case 'final':
      if (code === 503) return lostSync();
      return { kind: 'failed', suspicious: speaksOfContent(reply) };
    default:
      return stage satisfies never;
  }
}

function judgeAssent(stage: Stage, code: number): Verdict {
  if (stage !== 'final') return lostSync();
  // After the dot only 2yz takes the mail over; what else such a relay did with it nobody knows.
  return code < 300 ? { kind: 'accepted' } : { kind: 'uncertain' };
}

// 503, or an answer to another command than ours: the session is confused, not the mail.
function lostSync(): Verdict {
  return { kind: 'retry', reason: 'lost', pauseAll: false, fewerConnections: false };
}

function judgeTransient(reply: Reply): Verdict {
  const retry = (reason: RetryReason, pauseAll: boolean, fewerConnections: boolean): Verdict => ({
    kind: 'retry',
    reason,
    pauseAll,
    fewerConnections,
  });
  const { stage, code, enhanced, text } = reply;
  if (/gr[ae]y-?list/i.test(text)) return retry('greylisted', false, false);
  const crowded = /too (many|much) [\w ]*(connections|sessions|mail|messages)\b/i.test(text);
  if (code === 421 || enhanced === '4.7.0' || crowded || stage === 'greeting' || stage === 'auth')
    return retry('busy', true, true);
  if (enhanced === '4.7.1') return retry('greylisted', false, false);
  // 452 4.2.2 is one full mailbox, 452 alone or 4.3.1 the relay's own disk.
  const aboutMailbox = enhanced !== null && /^4\.[12]\./.test(enhanced);
  if (enhanced === '4.3.1' || (code === 452 && !aboutMailbox)) return retry('storage', true, false);
  return retry('deferred', false, false);
}

// Postfix says at RCPT what it thinks of the sender (smtpd_delay_reject).
function judgeRecipient({ enhanced, text, code }: Reply): Verdict {
  if (code === 503) return lostSync();
  const aboutSender = enhanced === '5.1.7' || enhanced === '5.1.8';
  if (aboutSender || /sender address rejected/i.test(text))
    return { kind: 'stop', code: 'sender_refused' };
  return { kind: 'failed', suspicious: enhanced !== null && enhanced.startsWith('5.7.') };
}

function isTooLarge({ code, enhanced }: Reply): boolean {
  return enhanced === '5.3.4' || (code === 552 && enhanced === null);
}

function speaksOfContent({ code, enhanced }: Reply): boolean {
  if (enhanced !== null && /^5\.[12]\./.test(enhanced)) return false;
  return code === 552 || code === 554 || /^5\.(3\.4|6\.\d+|7\.\d+)$/.test(enhanced ?? '');
}

const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CRL_|ERROR_IN_|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH_|ERR_TLS_CERT)/;
const HANDSHAKE = /^(ERR_SSL_|ERR_TLS_|EPROTO$)/;

/** What follows from a connection that could not be made ready. */
export function judgeConnecting({ code, cause }: Loss): Verdict {
  if (cause !== null && CERTIFICATE.test(cause)) return { kind: 'stop', code: 'relay_certificate' };
  if (code === 'ETLS' || (cause !== null && HANDSHAKE.test(cause)))
    return { kind: 'stop', code: 'relay_no_tls' };
  if (code === 'EAUTH') return { kind: 'stop', code: 'relay_auth_failed' };
  return { kind: 'retry', reason: 'unreachable', pauseAll: true, fewerConnections: true };
}

/** What follows from a connection that broke during a mail: nobody knows once the body was released (RFC 1047). */
export function judgeBreak(released: boolean): Verdict {
  if (released) return { kind: 'uncertain' };
  return { kind: 'retry', reason: 'lost', pauseAll: false, fewerConnections: false };
}

/** The relay's own name for the mail, from its last reply: Postfix, Exim, Exchange, Sendmail, qmail. */
export function findQueueId(text: string): string | null {
  const known = [
    /\bqueued as <?([\w.-]+)/i,
    /\bid=([\w-]+)/,
    /\[InternalId=(\d+)/,
    /^([A-Za-z0-9]{8,}) Message accepted for delivery/,
    /^ok (\d+ qp \d+)/i,
  ];
  for (const pattern of known) {
    const id = pattern.exec(text)?.[1];
    if (id !== undefined) return id;
  }
  return null;
}

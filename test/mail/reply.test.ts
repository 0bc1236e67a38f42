import { describe, expect, it } from 'vitest';
import {
  findQueueId,
  judgeBreak,
  judgeConnecting,
  judgeReply,
  parseReply,
  type Stage,
  type Verdict,
} from '../../src/mail/reply.ts';

const retry = (reason: string, pauseAll = false, fewerConnections = false): object => ({
  kind: 'retry',
  reason,
  pauseAll,
  fewerConnections,
});
const stop = (code: string): object => ({ kind: 'stop', code });
const failed = { kind: 'failed', suspicious: false };
const suspicious = { kind: 'failed', suspicious: true };

const table: [Stage, string, object][] = [
  ['final', '250 2.0.0 Ok: queued as 4QX', { kind: 'accepted' }],
  // What answers something else than the dot decides nothing.
  ['final', '354 go on', { kind: 'uncertain' }],
  ['mail', '451 4.3.0 later', retry('deferred')],
  ['rcpt', '450 4.2.0 mailbox busy', retry('deferred')],
  ['data', '451 4.3.0 later', retry('deferred')],
  ['final', '451 4.3.0 later', retry('deferred')],
  ['rcpt', '450 4.7.1 come back in five minutes', retry('greylisted')],
  ['rcpt', '450 4.2.0 Recipient address rejected: Greylisted', retry('greylisted')],
  ['rcpt', '451 4.7.0 Greylisting in action', retry('greylisted')],
  ['final', '421 4.3.2 shutting down', retry('busy', true, true)],
  ['mail', '421 closing', retry('busy', true, true)],
  ['rcpt', '450 4.7.0 slow down', retry('busy', true, true)],
  ['mail', '450 4.7.1 Error: too much mail from [192.0.2.1]', retry('busy', true, true)],
  ['mail', '450 4.3.2 too many concurrent SMTP connections', retry('busy', true, true)],
  ['greeting', '450 too busy', retry('busy', true, true)],
  ['auth', '454 4.7.0 Temporary authentication failure', retry('busy', true, true)],
  ['mail', '452 4.3.1 Insufficient system storage', retry('storage', true)],
  ['final', '452 out of space', retry('storage', true)],
  ['rcpt', '452 4.2.2 Mailbox full', retry('deferred')],
  ['rcpt', '550 5.1.1 no such user', failed],
  ['rcpt', '550 no such user', failed],
  ['rcpt', '552 5.2.2 Mailbox full', failed],
  ['final', '550 5.1.1 no such user', failed],
  ['final', '552 5.2.2 Mailbox full', failed],
  ['final', '552 5.3.4 Message too big', suspicious],
  ['final', '552 too big', suspicious],
  ['mail', '552 5.3.4 Message too big', suspicious],
  ['final', '554 5.7.1 spam', suspicious],
  ['final', '550 5.7.1 spam', suspicious],
  ['final', '554 no', suspicious],
  ['final', '550 5.6.1 media not supported', suspicious],
  ['rcpt', '554 5.7.1 Relay access denied', suspicious],
  ['mail', '550 5.1.8 unknown domain', stop('sender_refused')],
  ['mail', '553 not yours', stop('sender_refused')],
  ['rcpt', '553 5.7.1 <a@b>: Sender address rejected: not owned by user x', stop('sender_refused')],
  ['rcpt', '550 5.1.8 sender unknown', stop('sender_refused')],
  ['mail', '530 5.7.0 Authentication required', stop('relay_auth_failed')],
  ['rcpt', '530 5.7.0 Must issue a STARTTLS command first', stop('relay_auth_failed')],
  ['auth', '534 5.7.9 too weak', stop('relay_auth_failed')],
  ['auth', '535 5.7.8 bad credentials', stop('relay_auth_failed')],
  ['auth', '538 5.7.11 encryption required', stop('relay_auth_failed')],
  ['auth', '504 5.5.4 mechanism unknown', stop('relay_auth_failed')],
  ['greeting', '554 5.7.1 no service here', stop('relay_refused')],
  ['mail', '503 5.5.1 bad sequence', retry('lost')],
  ['rcpt', '503 5.5.1 bad sequence', retry('lost')],
  ['data', '503 5.5.1 bad sequence', retry('lost')],
  ['rcpt', '354 go on', retry('lost')],
];

describe('what follows from a reply', () => {
  it.each(table)('%s: %s', (stage, raw, expected) => {
    expect(judge(stage, raw)).toEqual(expected);
  });

  it('keeps code, enhanced code and the text of all lines apart, without control characters', () => {
    expect(parseReply('rcpt', '550-5.1.1 No such\u0007 user\r\n550 5.1.1 here')).toEqual({
      stage: 'rcpt',
      code: 550,
      enhanced: '5.1.1',
      text: 'No such user here',
    });
    expect(parseReply('final', 'Ok')).toBeNull();
  });
});

describe('what follows from a connection that fails', () => {
  it.each([
    ['ESOCKET', 'CERT_HAS_EXPIRED', stop('relay_certificate')],
    ['ESOCKET', 'DEPTH_ZERO_SELF_SIGNED_CERT', stop('relay_certificate')],
    ['ESOCKET', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', stop('relay_certificate')],
    ['ESOCKET', 'ERR_TLS_CERT_ALTNAME_INVALID', stop('relay_certificate')],
    ['ESOCKET', 'ERR_SSL_WRONG_VERSION_NUMBER', stop('relay_no_tls')],
    ['ETLS', null, stop('relay_no_tls')],
    ['EAUTH', null, stop('relay_auth_failed')],
    ['ESOCKET', 'ECONNREFUSED', retry('unreachable', true, true)],
    ['EDNS', 'ENOTFOUND', retry('unreachable', true, true)],
    ['ETIMEDOUT', null, retry('unreachable', true, true)],
  ])('%s %s', (code, cause, expected) => {
    expect(judgeConnecting({ code, cause })).toEqual(expected);
  });

  it('leaves a mail in the queue whose body had not begun, and uncertain one whose body had', () => {
    expect(judgeBreak(false)).toEqual(retry('lost'));
    expect(judgeBreak(true)).toEqual({ kind: 'uncertain' });
  });
});

describe('the relay’s own name of a mail', () => {
  it.each([
    ['Ok: queued as 4QXabc1', '4QXabc1'],
    ['OK id=1tAbCd-0001Ab-2C', '1tAbCd-0001Ab-2C'],
    ['49SAbc12345678 Message accepted for delivery', '49SAbc12345678'],
    ['ok 1623650400 qp 4711', '1623650400 qp 4711'],
    ['<x@y> [InternalId=123, Hostname=z] Queued mail for delivery', '123'],
    ['OK: message queued', null],
  ])('%s', (text, id) => {
    expect(findQueueId(text)).toBe(id);
  });
});

function judge(stage: Stage, raw: string): Verdict | null {
  const reply = parseReply(stage, raw);
  return reply === null ? null : judgeReply(reply);
}

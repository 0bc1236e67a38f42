import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseDelivery,
  isSameAddress,
  type Delivery,
} from '../../../src/mail/evidence/delivery.ts';
import { classifyBounce } from '../../../src/mail/evidence/reasons.ts';

describe('why a mail came back', () => {
  it.each([
    ['5.2.2', 'host mx said: 552 5.2.2 Mailbox full (in reply to RCPT TO command)', 'mailbox_full'],
    ['5.7.1', '550 5.7.1 <a@b.example>: Over quota', 'mailbox_full'],
    ['5.1.1', '550 5.1.1 <a@b.example>: Recipient address rejected: User unknown', 'unknown_user'],
    ['5.1.1', 'unknown user: "mueller"', 'unknown_user'],
    ['5.4.1', '550 5.4.1 Recipient address rejected: Access denied', 'unknown_user'],
    ['5.0.0', '550 Requested action not taken: mailbox unavailable', 'unknown_user'],
    [
      '5.1.1',
      '550 5.1.1 The email account that you tried to reach does not exist.',
      'unknown_user',
    ],
    [
      '5.4.4',
      'Host or domain name not found. Name service error for name=gone.example type=AAAA: Host not found',
      'domain_gone',
    ],
    ['5.1.10', 'Domain gone.example does not accept mail (nullMX)', 'domain_gone'],
    [
      '5.7.1',
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using a blocklist',
      'spam',
    ],
    ['5.7.1', '550 5.7.1 Message refused', 'spam'],
    ['4.4.1', 'connect to mx.b.example[192.0.2.2]:25: Connection timed out', 'unreachable'],
    ['5.0.0', '550 spam@full-mailbox.example says no', 'other'],
    [null, '', 'other'],
  ])('%s %s', (code, words, reason) => {
    expect(classifyBounce(code, words)).toBe(reason);
  });
});

describe('what is known of a mail', () => {
  const fact = fc.record({
    kind: fc.constantFrom<Delivery['kind'][]>('delivered', 'deferred', 'bounced'),
    at: fc.integer({ min: 0, max: 5 }),
    code: fc.constant(null),
    words: fc.constant(''),
    reason: fc.constant(null),
  });

  it('does not depend on the order in which it was learned', () => {
    const known = (facts: Delivery[]): unknown => chooseDelivery(facts);
    fc.assert(
      fc.property(fc.array(fact), fc.array(fact), (some, others) => {
        expect(known([...some, ...others])).toEqual(known([...others, ...some]));
        expect(known([...some, ...some])).toEqual(known(some));
      }),
    );
  });

  it('compares addresses as servers write them', () => {
    expect(isSameAddress('Max.M@Bücher.example', 'max.m@xn--bcher-kva.EXAMPLE')).toBe(true);
    expect(isSameAddress('a@b.example', 'b@b.example')).toBe(false);
    expect(isSameAddress('a', 'b')).toBe(false);
  });
});

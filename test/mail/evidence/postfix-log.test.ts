import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  begun,
  connect,
  disconnect,
  done,
  inventMail,
  judge,
  line,
  outcomes,
  removed,
  sent,
  taken,
} from './relay-log.ts';

const witness = inventMail(1, { state: 'accepted', at: 10 });
const start = [connect(0), taken(1, 10), disconnect(11)];
const lost = line(
  61,
  'smtpd[7]',
  'lost connection after DATA (3000 bytes) from desk.example[192.0.2.7]',
);

describe('what was uncertain, by the relay’s log', () => {
  it('is taken if it stood in the queue, and only then', () => {
    const mails = [witness, inventMail(2), inventMail(3)];
    const plan = judge(mails, [
      ...start,
      connect(55),
      taken(2, 60),
      begun(3, 60),
      lost,
      disconnect(61),
    ]);
    expect(outcomes(plan)).toEqual({ 2: 'accepted', 3: 'unsent' });
  });

  it('is unsent if the log covers the time and knows nothing of it', () => {
    const mails = [witness, inventMail(2)];
    expect(outcomes(judge(mails, [...start, connect(55), disconnect(61)]))).toEqual({
      2: 'unsent',
    });
  });

  it.each<[string, ...(string | string[])[][]]>([
    ['ends before', start],
    ['begins after', [connect(100), disconnect(3600)]],
    ['has a hole there', [...start], [connect(1800), disconnect(3600)]],
  ])('stays uncertain where the log %s', (_, ...files) => {
    const plan = judge([witness, inventMail(2)], ...files);
    expect(outcomes(plan)).toEqual({ 2: 'not_covered' });
  });

  it('stays uncertain while a connection of that time is open, or the mail hangs in the relay', () => {
    const mails = [witness, inventMail(2), inventMail(3)];
    expect(outcomes(judge(mails, [...start, connect(55), begun(3, 60), connect(70, 8)]))).toEqual({
      2: 'session_open',
      3: 'session_open',
    });
    const closed = [...start, connect(55), begun(3, 60), disconnect(61)];
    expect(outcomes(judge(mails, closed))).toEqual({ 2: 'unsent', 3: 'unfinished' });
    expect(outcomes(judge(mails, [...closed, connect(2000)]))).toEqual({
      2: 'unsent',
      3: 'unsent',
    });
  });

  it('stays uncertain on hold, and is unsent where the relay refused it after the last dot', () => {
    const hold = line(60, 'cleanup[8]', '4Q2AAAA: hold: header Subject: x from desk.example');
    const refuse = line(
      60,
      'cleanup[8]',
      '4Q3AAAA: milter-reject: END-OF-MESSAGE from desk.example',
    );
    const mails = [witness, inventMail(2), inventMail(3)];
    const plan = judge(mails, [
      ...start,
      connect(55),
      begun(2, 60),
      hold,
      begun(3, 60),
      refuse,
      disconnect(61),
      connect(3600),
    ]);
    expect(outcomes(plan)).toEqual({ 2: 'held', 3: 'unsent' });
  });

  it('is settled by no log that lacks a mail the relay took, or lost lines', () => {
    const unseen = inventMail(4, { state: 'accepted', at: 30 });
    const later = [connect(55), disconnect(61), connect(3600)];
    expect(outcomes(judge([witness, unseen, inventMail(2)], [...start, ...later]))).toEqual({
      2: 'incomplete',
    });
    const dropped =
      'Jun 14 20:15:50 mail rsyslogd: imuxsock lost 7 messages from pid 7 due to rate-limiting';
    expect(outcomes(judge([witness, inventMail(2)], [...start, dropped, ...later]))).toEqual({
      2: 'incomplete',
    });
  });

  it('is settled by no log that may be another server’s', () => {
    const foreign = [connect(0), disconnect(5), connect(3600)];
    expect(outcomes(judge([inventMail(2)], foreign))).toEqual({ 2: 'foreign' });
    expect(
      outcomes(
        judge([inventMail(2)], [connect(0), connect(55, 8), disconnect(61, 8), disconnect(61)]),
      ),
    ).toEqual({ 2: 'unsent' });
  });

  it('is unsent only once each of its uncertain attempts is', () => {
    const mail = inventMail(2);
    const earlier = inventMail(2, { at: -86_400 }).attempts.map((one) => ({ ...one, id: 19 }));
    const twice = { ...mail, attempts: [...earlier, ...mail.attempts] };
    const plan = judge([witness, twice], [...start, connect(55), disconnect(61)]);
    expect(outcomes(plan)).toEqual({ 2: 'not_covered' });
    expect(plan.changes.find((change) => change.mail.id === 2)).toMatchObject({
      settled: null,
      attempts: [{ id: 20, outcome: 'unsent' }],
    });
  });

  it('is never unsent if it was taken, wherever the log is cut off and whatever else it lacks', () => {
    const mails = [witness, inventMail(2), inventMail(3)];
    const sessions = [...start.flat(), connect(55)];
    const own = [...taken(2, 60), ...begun(3, 60), lost, disconnect(61), done(2, 62, sent)];
    const whole = [...sessions, ...own, removed(2, 62), connect(3600)];
    for (let length = 0; length <= whole.length; length += 1)
      expect(outcomes(judge(mails, [whole.slice(0, length)]))[2]).not.toBe('unsent');
    fc.assert(
      fc.property(fc.subarray([...sessions, disconnect(61), connect(3600)]), (others) => {
        const some = whole.filter((one) => others.includes(one) || one.includes(': 4Q'));
        const found = outcomes(judge(mails, [some]));
        expect(found[2]).toBe('accepted');
        expect(found[3]).not.toBe('accepted');
      }),
    );
  });

  it('fits although the relay’s clock is hours off', () => {
    const mails = [witness, inventMail(2), inventMail(3)];
    const shifted = [
      connect(7200),
      taken(1, 7210),
      connect(7255),
      taken(2, 7260),
      disconnect(7262),
    ];
    const plan = judge(mails, shifted);
    expect(outcomes(plan)).toEqual({ 2: 'accepted', 3: 'unsent' });
    expect(Math.round(plan.clockShift / 1000)).toBe(7200);
  });

  it('was taken even if we believed that it failed or still waits', () => {
    const mails = [witness, inventMail(2, { state: 'queued' }), inventMail(3, { state: 'failed' })];
    const plan = judge(mails, [...start, connect(55), taken(2, 60), taken(3, 60), disconnect(61)]);
    expect(outcomes(plan)).toEqual({ 2: 'accepted', 3: 'accepted' });
  });
});

describe('what became of a mail, by the relay’s log', () => {
  const accepted = inventMail(1, { state: 'accepted', at: 10 });
  const deliver = (...lines: (string | string[])[]): unknown =>
    judge([accepted], lines.length === 0 ? [] : [lines].flat()).changes[0]?.delivery ?? null;

  it('is delivered, deferred or bounced, by the last word on its recipient', () => {
    const later = 'dsn=4.2.2, status=deferred (host mx said: 452 4.2.2 Mailbox full)';
    const gone = 'dsn=5.1.1, status=bounced (host mx said: 550 5.1.1 User unknown)';
    expect(deliver(taken(1, 10), done(1, 11, sent))).toMatchObject({ kind: 'delivered' });
    expect(deliver(taken(1, 10), done(1, 11, later))).toMatchObject({
      kind: 'deferred',
      code: '4.2.2',
    });
    expect(deliver(taken(1, 10), done(1, 11, later), done(1, 99, sent))).toMatchObject({
      kind: 'delivered',
    });
    expect(deliver(taken(1, 10), done(1, 11, later), done(1, 99, gone))).toMatchObject({
      kind: 'bounced',
      reason: 'unknown_user',
      code: '5.1.1',
    });
    expect(deliver(taken(1, 10))).toBeNull();
  });

  it('came back once the queue manager gave up', () => {
    const full = 'dsn=4.2.2, status=deferred (host mx said: 452 4.2.2 Mailbox full)';
    const expired = line(
      500,
      'qmgr[9]',
      '4Q1AAAA: from=<office@office.example>, status=expired, returned to sender',
    );
    expect(deliver(taken(1, 10), done(1, 11, full), expired)).toMatchObject({
      kind: 'bounced',
      reason: 'mailbox_full',
    });
  });

  it('is followed through filters to the last hop, and not believed before', () => {
    const filter = { via: '127.0.0.1[127.0.0.1]:10024' };
    const handed =
      'dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 5INNER)';
    const gone = 'dsn=5.1.1, status=bounced (host mx said: 550 5.1.1 User unknown)';
    const inner = taken(1, 12, '5INNER');
    expect(
      deliver(
        taken(1, 10),
        inner,
        done(1, 13, handed, filter),
        done(1, 14, gone, { queueId: '5INNER' }),
      ),
    ).toMatchObject({ kind: 'bounced' });
    expect(deliver(taken(1, 10), inner, done(1, 13, handed, filter))).toBeNull();
    const alone = judge([accepted], [taken(1, 10), done(1, 13, handed, filter)]);
    expect(alone).toMatchObject({ changes: [{ delivery: null }], passedOn: 1 });
    const piped = done(1, 11, 'dsn=2.0.0, status=sent (delivered via filter service)', {
      agent: 'pipe',
      via: 'filter',
    });
    expect(
      deliver(
        taken(1, 10),
        piped,
        taken(1, 12, '5AGAIN'),
        done(1, 13, gone, { queueId: '5AGAIN' }),
      ),
    ).toMatchObject({
      kind: 'bounced',
    });
    const thrown = 'dsn=2.7.0, status=sent (250 2.7.0 Ok, discarded, id=12 - spam)';
    expect(deliver(taken(1, 10), done(1, 13, thrown, filter))).toMatchObject({
      kind: 'bounced',
      reason: 'spam',
    });
  });

  it('belongs to its recipient, not to an archive’s copy or to the next mail of the same queue id', () => {
    const copyTo = { to: 'archive@office.example' };
    const gone = 'dsn=5.1.1, status=bounced (User unknown)';
    expect(deliver(taken(1, 10), done(1, 11, sent), done(1, 12, gone, copyTo))).toMatchObject({
      kind: 'delivered',
    });
    const reused = [
      removed(1, 12),
      line(20, 'smtpd[7]', '4Q1AAAA: client=other.example[192.0.2.8]'),
      line(20, 'cleanup[8]', '4Q1AAAA: message-id=<other@elsewhere.example>'),
      done(1, 21, gone),
    ];
    expect(deliver(taken(1, 10), done(1, 11, sent), reused)).toMatchObject({ kind: 'delivered' });
    const unremoved = reused.slice(1);
    expect(deliver(taken(1, 10), done(1, 11, sent), unremoved)).toMatchObject({
      kind: 'delivered',
    });
  });

  it('is found by the queue id the relay had named, where the log begins later', () => {
    const known = inventMail(1, { state: 'accepted', at: 10, queueId: '4Q1AAAA' });
    const plan = judge([known], [done(1, 4000, sent), removed(1, 4000)]);
    expect(plan.changes[0]?.delivery).toMatchObject({ kind: 'delivered' });
    const other = judge([known], [done(1, 4000, sent, { to: 'somebody@else.example' })]);
    expect(other.changes).toEqual([]);
  });

  it('is the same from one file or cut in several, in pieces of any size', () => {
    const lines = [...taken(1, 10), done(1, 11, sent), removed(1, 12)];
    const whole = judge([accepted], lines);
    expect(judge([accepted], lines.slice(0, 2), lines.slice(2)).changes).toEqual(whole.changes);
    expect(judge([accepted], lines, lines).changes).toEqual(whole.changes);
  });

  it('changes nothing when it is read again', () => {
    const [change] = judge([accepted], [taken(1, 10), done(1, 11, sent)]).changes;
    const [attempt] = accepted.attempts;
    if (change === undefined || attempt === undefined) throw new Error('nothing was planned');
    const stored = {
      ...accepted,
      delivery: change.delivery,
      attempts: [{ ...attempt, queueId: change.attempts[0]?.queueId ?? null }],
    };
    const again = judge([stored], [taken(1, 10), done(1, 11, sent)]);
    expect(again).toMatchObject({ changes: [], unchanged: 1 });
  });
});

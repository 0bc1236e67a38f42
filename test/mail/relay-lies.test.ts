import { describe, expect, it } from 'vitest';
import { authority, certificate, startReceivingRelay } from '../smtp/receiving-relay.ts';
import { startScriptedRelay, type Deed, type Stage } from '../smtp/scripted-relay.ts';
import { fillQueue, look, send, shortDelays } from './queue.ts';

const id = (mail: number): string => `<b${mail}.confirmation.v1@office.example>`;

describe('what the relay says to one mail of four, beside the plain cases', () => {
  it.each<[string, Stage, Deed, string[], number]>([
    ['421 at DATA', 'data', '421 4.3.2 closing', ['retry', 'accepted'], 1],
    ['5xx at DATA', 'data', '554 5.7.1 not this', ['failed'], 0],
    ['too many recipients', 'rcpt', '452 4.5.3 too many', ['retry', 'accepted'], 1],
    ['too large, said at MAIL', 'mail', '552 5.3.4 too big', ['failed'], 0],
    ['several lines', 'final', '250-2.0.0 yes\r\n250-2.0.0 yes\r\n250 2.0.0 yes', ['accepted'], 1],
    ['lines that end with LF alone', 'final', '250-2.0.0 yes\n250 2.0.0 yes', ['accepted'], 1],
    ['a line without end', 'final', `250 2.0.0 ${'x'.repeat(200_000)}`, ['accepted'], 1],
    ['an assent, then the end', 'final', { cut: 'after-reply' }, ['accepted'], 1],
  ])('%s', async (_, stage, deed, outcomes, copies) => {
    const relay = await startScriptedRelay((moment) =>
      moment.mail === 2 && moment.stage === stage ? deed : undefined,
    );
    const queue = fillQueue(4);
    const summary = await send(queue, relay.url, { connections: 1, patience: 1000 });
    expect(look(queue, 2).outcomes).toEqual(outcomes);
    expect(relay.ledger.get(id(2)) ?? 0).toBe(copies);
    for (const other of [1, 3, 4]) {
      expect(look(queue, other).state).toBe('accepted');
      expect(relay.ledger.get(id(other))).toBe(1);
    }
    expect(summary).toMatchObject({ remaining: 0, stopped: null });
  });

  it('its assent twice is never taken for the next mail’s', async () => {
    const relay = await startScriptedRelay(({ stage, mail }) =>
      stage === 'final' && mail % 3 === 0 ? '250 2.0.0 yes\r\n250 2.0.0 yes' : undefined,
    );
    const queue = fillQueue(12);
    await send(queue, relay.url, { connections: 1, patience: 1000 });
    for (const number of queue.ids) {
      const { state } = look(queue, number);
      const copies = relay.ledger.get(id(number)) ?? 0;
      expect(copies).toBeLessThanOrEqual(1);
      if (state === 'accepted') expect(copies).toBe(1);
      if (copies === 1) expect(['accepted', 'uncertain']).toContain(state);
    }
  });

  it('a size it will not take is not tried with a single byte', async () => {
    const relay = await startScriptedRelay(({ stage }) =>
      stage === 'ehlo' ? '250-relay.example\r\n250 SIZE 20' : undefined,
    );
    const queue = fillQueue(3);
    expect(await send(queue, relay.url)).toMatchObject({ failed: 3, accepted: 0 });
    expect(relay.lines.filter((line) => line.startsWith('DATA'))).toEqual([]);
  });

  it('nothing of what it can do beyond RFC 821, and the mails go all the same', async () => {
    const relay = await startScriptedRelay(({ stage }) =>
      stage === 'ehlo' ? '502 5.5.1 not known' : undefined,
    );
    expect(await send(fillQueue(3), relay.url)).toMatchObject({ accepted: 3, stopped: null });
  });
});

describe('what the relay does before the first mail', () => {
  const deeds: [string, Deed][] = [
    ['421', '421 4.3.2 not now'],
    ['450', '450 4.3.0 not now'],
    ['554', '554 5.7.1 never'],
    ['the end', { cut: 'before' }],
    ['silence', { cut: 'never' }],
  ];
  const stages: Stage[] = ['greeting', 'ehlo', 'auth'];
  it.each(stages.flatMap((stage) => deeds.map(([name, deed]) => [stage, name, deed] as const)))(
    'at %s: %s stops the run and leaves every mail in the queue',
    async (stage, _, deed) => {
      const relay = await startScriptedRelay((moment) => {
        // A relay that ends its EHLO with a refusal means it for HELO, too.
        return moment.stage === stage || (stage === 'ehlo' && moment.stage === 'helo')
          ? deed
          : undefined;
      });
      const queue = fillQueue(10);
      const summary = await send(queue, relay.url.replace('//', '//office@'), {
        password: 'secret',
        delays: { ...shortDelays, silence: 200 },
        patience: 300,
      });
      expect(summary.stopped).not.toBeNull();
      expect(summary).toMatchObject({ accepted: 0, failed: 0, uncertain: 0, remaining: 10 });
      for (const mail of queue.ids)
        expect(look(queue, mail)).toMatchObject({ state: 'queued', attempts: 0 });
      expect(relay.lines.filter((line) => line.startsWith('MAIL'))).toEqual([]);
    },
  );

  it.each(['530 5.7.0', '534 5.7.9', '535 5.7.8', '538 5.7.11', '504 5.5.4', '550 5.7.1'])(
    'a sign-in refused with %s is tried once, over five connections and twice as many mails',
    async (code) => {
      const relay = await startScriptedRelay(({ stage }) =>
        stage === 'auth' ? `${code} no` : undefined,
      );
      const summary = await send(fillQueue(10), relay.url.replace('//', '//office@'), {
        password: 'secret',
      });
      expect(summary).toMatchObject({ remaining: 10, stopped: { code: 'relay_auth_failed' } });
      expect(relay.lines.filter((line) => line.startsWith('AUTH'))).toHaveLength(1);
    },
  );
});

describe('a relay whose STARTTLS was taken away, or lies', () => {
  const ehlo = (...words: string[]): string =>
    ['250-relay.example', ...words.map((word) => `250-${word}`), '250 AUTH PLAIN'].join('\r\n');

  it.each<[string, string, Deed]>([
    ['is not offered', ehlo(), undefined],
    ['is offered and refused for now', ehlo('STARTTLS'), '454 4.7.0 TLS not available'],
    ['is offered and refused', ehlo('STARTTLS'), '501 5.5.4 no'],
    ['is offered and leads to words in clear', ehlo('STARTTLS'), '220 go\r\n250 AUTH PLAIN'],
    ['is offered and ends the connection', ehlo('STARTTLS'), { cut: 'before' }],
  ])('gets neither password nor mail: %s', async (_, hello, deed) => {
    const relay = await startScriptedRelay(({ stage }) =>
      stage === 'ehlo' ? hello : stage === 'starttls' ? deed : undefined,
    );
    const queue = fillQueue(5);
    const summary = await send(queue, `smtp://office@127.0.0.1:${relay.port}?tls=required`, {
      password: 'secret',
      delays: { ...shortDelays, silence: 200 },
      patience: 300,
    });
    expect(summary.stopped).not.toBeNull();
    expect(summary).toMatchObject({ accepted: 0, uncertain: 0, failed: 0, remaining: 5 });
    expect(relay.lines.filter((line) => /^(AUTH|MAIL)/.test(line))).toEqual([]);
    expect(relay.ledger.size).toBe(0);
  });

  it.each([true, false])(
    'with a certificate it signed itself gets neither (TLS first: %s)',
    async (secure) => {
      const relay = await startReceivingRelay({
        ...certificate('self-signed'),
        secure,
        password: 'secret',
      });
      const host = `office@localhost:${relay.port}`;
      const url = secure ? `smtps://${host}?` : `smtp://${host}?tls=required&`;
      for (const address of [url.slice(0, -1), `${url}ca=${authority}`]) {
        const summary = await send(fillQueue(2), address, { password: 'secret' });
        expect(summary.stopped).toMatchObject({
          code: 'relay_certificate',
          facts: { reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
        });
      }
      expect({ taken: relay.ledger.size, logins: relay.logins }).toEqual({ taken: 0, logins: 0 });
    },
  );

  it('with a certificate nobody vouches for gets nothing over STARTTLS either', async () => {
    const relay = await startReceivingRelay(certificate('relay'));
    const url = `smtp://localhost:${relay.port}?tls=required`;
    expect((await send(fillQueue(2), url)).stopped).toMatchObject({ code: 'relay_certificate' });
    expect(relay.ledger.size).toBe(0);
  });
});

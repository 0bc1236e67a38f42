import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { authority, certificate, startReceivingRelay } from '../smtp/receiving-relay.ts';
import { startScriptedRelay } from '../smtp/scripted-relay.ts';
import type { Summary } from '../../src/mail/engine.ts';
import { fillQueue, look, send, type Queue } from './queue.ts';

/** After one try nothing was sent, and everything is as if there had been none. */
function expectUntouched(queue: Queue, summary: Summary, tries: number): void {
  expect(summary).toMatchObject({
    accepted: 0,
    failed: 0,
    uncertain: 0,
    remaining: queue.ids.length,
  });
  const attempts = queue.database.prepare('SELECT outcome FROM attempt').pluck().all();
  expect(attempts).toEqual(Array.from({ length: tries }, () => 'unsent'));
  for (const id of queue.ids)
    expect(look(queue, id)).toMatchObject({ state: 'queued', attempts: 0 });
}

describe('what stops a run', () => {
  it('a relay that is not there', async () => {
    const queue = fillQueue(10);
    const summary = await send(queue, 'smtp://127.0.0.1:1');
    expect(summary.stopped).toMatchObject({
      code: 'relay_unreachable',
      facts: { relay: 'smtp://127.0.0.1:1', reason: 'ECONNREFUSED' },
    });
    expectUntouched(queue, summary, 0);
  });

  it.each([
    ['554 5.7.1 go away', 'relay_refused'],
    ['421 4.3.2 not now', 'relay_refused'],
    ['HTTP/1.1 400 Bad Request', 'relay_unreachable'],
  ])('a greeting such as %s', async (greeting, code) => {
    const relay = await startScriptedRelay(({ stage }) =>
      stage === 'greeting' ? greeting : undefined,
    );
    const queue = fillQueue(10);
    const summary = await send(queue, relay.url);
    expect(summary.stopped).toMatchObject({ code });
    expectUntouched(queue, summary, 0);
    expect(relay.connections).toBe(1);
  });

  it('a wrong password, tried once although there are five connections', async () => {
    const relay = await startReceivingRelay({ password: 'right', allowInsecureAuth: true });
    const queue = fillQueue(10);
    const summary = await send(queue, `smtp://office@127.0.0.1:${relay.port}`, {
      password: 'wrong',
    });
    expect(summary.stopped).toMatchObject({
      code: 'relay_auth_failed',
      facts: { reply: '535 Invalid login' },
    });
    expect(relay.logins).toBe(1);
    expectUntouched(queue, summary, 0);
    const right = await send(queue, `smtp://office@127.0.0.1:${relay.port}`, { password: 'right' });
    expect(right.accepted).toBe(10);
  });

  it('a user without a password, before anything else', async () => {
    const run = send(fillQueue(1), 'smtp://office@127.0.0.1:1');
    await expect(run).rejects.toMatchObject({ code: 'relay_password_missing' });
  });

  it.each([
    ['mail', '550 5.7.1 sender not allowed', 'sender_refused'],
    [
      'rcpt',
      '553 5.7.1 <office@office.example>: Sender address rejected: not owned by user',
      'sender_refused',
    ],
    ['mail', '530 5.7.0 Authentication required', 'relay_auth_failed'],
  ])('at %s: %s', async (stage, reply, code) => {
    const relay = await startScriptedRelay((moment) =>
      moment.stage === stage ? reply : undefined,
    );
    const queue = fillQueue(10);
    const summary = await send(queue, relay.url);
    expect(summary.stopped).toMatchObject({ code, facts: { reply } });
    expectUntouched(queue, summary, 1);
  });

  it('five content refusals in a row, and exactly five', async () => {
    const relay = await startScriptedRelay(({ stage }) =>
      stage === 'final' ? '554 5.7.1 spam' : undefined,
    );
    const queue = fillQueue(40);
    const summary = await send(queue, relay.url);
    expect(summary.stopped).toMatchObject({
      code: 'mails_refused',
      facts: { times: 5, reply: '554 5.7.1 spam' },
    });
    expect(summary).toMatchObject({ failed: 5, remaining: 35 });
  });

  it('but not refusals with an acceptance between them, nor unknown persons', async () => {
    const spam = await startScriptedRelay(({ stage, mail }) =>
      stage === 'final' && mail % 4 !== 0 ? '554 5.7.1 spam' : undefined,
    );
    expect(await send(fillQueue(20), spam.url, { connections: 1 })).toMatchObject({
      failed: 15,
      accepted: 5,
      stopped: null,
    });
    const strangers = await startScriptedRelay(({ stage }) =>
      stage === 'rcpt' ? '550 5.1.1 unknown' : undefined,
    );
    expect(await send(fillQueue(20), strangers.url)).toMatchObject({ failed: 20, stopped: null });
  });

  it('a folder nothing can be written to', async () => {
    const queue = fillQueue(3);
    writeFileSync(`${queue.folder}/file`, '');
    const summary = await send(queue, `folder:${queue.folder}/file`);
    expect(summary.stopped).toMatchObject({ code: 'file_unwritable' });
    expectUntouched(queue, summary, 0);
  });

  it('a folder that fails in the middle', async () => {
    const queue = fillQueue(3);
    mkdirSync(`${queue.folder}/out/b2.confirmation.v1@office.example.eml.part`, {
      recursive: true,
    });
    const summary = await send(queue, `folder:${queue.folder}/out`, { connections: 1 });
    expect(summary).toMatchObject({
      accepted: 1,
      remaining: 2,
      stopped: { code: 'file_unwritable' },
    });
    expect(look(queue, 2)).toMatchObject({ state: 'queued', outcomes: ['unsent'] });
  });
});

describe('the certificate', () => {
  it.each(['starttls', 'implicit'])('is checked: %s', async (kind) => {
    const secure = kind === 'implicit';
    const relay = await startReceivingRelay({ ...certificate('relay'), secure });
    const url = secure
      ? `smtps://localhost:${relay.port}?ca=${authority}`
      : `smtp://localhost:${relay.port}?tls=required&ca=${authority}`;
    expect(await send(fillQueue(5), url)).toMatchObject({ accepted: 5 });
    expect(relay.secure).toEqual([true, true, true, true, true]);
  });

  it.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['elsewhere', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('that is %s stops the run at once', async (name, reason) => {
    for (const secure of [false, true]) {
      const relay = await startReceivingRelay({ ...certificate(name), secure });
      const queue = fillQueue(5);
      const scheme = secure ? 'smtps' : 'smtp';
      const tls = secure ? '' : 'tls=required&';
      const summary = await send(
        queue,
        `${scheme}://localhost:${relay.port}?${tls}ca=${authority}`,
      );
      expect(summary.stopped).toMatchObject({ code: 'relay_certificate', facts: { reason } });
      expectUntouched(queue, summary, 0);
      expect(relay.ledger.size).toBe(0);
    }
  });

  it('that nobody vouches for stops the run', async () => {
    const relay = await startReceivingRelay({ ...certificate('relay'), secure: true });
    const summary = await send(fillQueue(2), `smtps://localhost:${relay.port}`);
    expect(summary.stopped).toMatchObject({ code: 'relay_certificate' });
  });
});

describe('a relay without TLS', () => {
  it('gets no mail where TLS is required, although it would take it in clear', async () => {
    const relay = await startReceivingRelay();
    const queue = fillQueue(3);
    const summary = await send(queue, `smtp://127.0.0.1:${relay.port}?tls=required`);
    expect(summary.stopped).toMatchObject({ code: 'relay_no_tls' });
    expectUntouched(queue, summary, 0);
  });

  it('that is asked for TLS from the first byte is told from one that is not there', async () => {
    const relay = await startReceivingRelay();
    const summary = await send(fillQueue(1), `smtps://127.0.0.1:${relay.port}`);
    expect(summary.stopped).toMatchObject({ code: 'relay_no_tls' });
  });
});

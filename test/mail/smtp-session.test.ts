import { describe, expect, it } from 'vitest';
import { parseRelay } from '../../src/mail/relay.ts';
import type { Session } from '../../src/mail/session.ts';
import { openSmtpSession } from '../../src/mail/smtp-session.ts';
import { startScriptedRelay } from '../smtp/scripted-relay.ts';

const envelope = {
  from: 'office@office.example',
  to: 'a@citizen.example',
  messageId: '<b1@office.example>',
};

async function open(url: string): Promise<Session> {
  const relay = parseRelay(url);
  if (relay.kind !== 'smtp') throw new Error('not SMTP');
  const opened = await openSmtpSession(
    relay,
    { password: null, ca: null, silence: 60_000 },
    new AbortController().signal,
  );
  if ('refusal' in opened) throw new Error('refused');
  return opened.session;
}

describe('one mail over SMTP', () => {
  it('leaves not a byte of its body behind if it is not released', async () => {
    let bodies = 0;
    const relay = await startScriptedRelay(({ stage }) => {
      if (stage === 'body') bodies += 1;
      return undefined;
    });
    const session = await open(relay.url);
    const sent = session.deliver(envelope, Buffer.from('x: y\r\n\r\nz'), () =>
      Promise.reject(new Error('the disk is full')),
    );
    await expect(sent).rejects.toThrow('the disk is full');
    expect(session.usable()).toBe(false);
    expect({ bodies, taken: relay.ledger.size }).toEqual({ bodies: 0, taken: 0 });
  });

  it('is released only when the relay wants the body', async () => {
    const relay = await startScriptedRelay(({ stage }) =>
      stage === 'data' ? '451 4.3.0 later' : undefined,
    );
    const session = await open(relay.url);
    let released = false;
    await session.deliver(envelope, Buffer.from('x: y\r\n\r\nz'), () => {
      released = true;
      return Promise.resolve();
    });
    expect(released).toBe(false);
    await session.quit();
  });

  it('is not taken for sent because something assents before the body', async () => {
    const relay = await startScriptedRelay(({ stage }) =>
      stage === 'data' ? '354 go on\r\n250 2.0.0 Ok: queued as 1' : undefined,
    );
    const session = await open(relay.url);
    const { verdict } = await session.deliver(envelope, Buffer.from('x: y\r\n\r\nz'), async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(verdict).toMatchObject({ kind: 'retry', reason: 'lost' });
    expect(session.usable()).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(relay.ledger.size).toBe(0);
  });

  it('may begin its lines with dots and end without a line end', async () => {
    let body = '';
    const relay = await startScriptedRelay(() => undefined);
    const session = await open(relay.url);
    const content = Buffer.from('Message-ID: <dots@office.example>\r\n\r\n.\r\n..\r\nend');
    const { verdict, queueId } = await session.deliver(envelope, content, () => Promise.resolve());
    body = relay.bodies.at(-1) ?? '';
    expect(verdict).toEqual({ kind: 'accepted' });
    expect(queueId).toBe('4QX');
    expect(body.replaceAll('\r\n..', '\r\n.')).toBe(content.toString());
    await session.quit();
  });

  it('to an address with an umlaut goes only to a relay that reads one', async () => {
    const umlaut = { ...envelope, to: 'jürgen@citizen.example' };
    const content = Buffer.from('Message-ID: <u1@office.example>\r\n\r\nz');
    const plain = await startScriptedRelay();
    const session = await open(plain.url);
    const { verdict, reply } = await session.deliver(umlaut, content, () => Promise.resolve());
    expect(verdict).toEqual({ kind: 'failed', suspicious: false });
    expect(reply?.enhanced).toBe('5.6.7');
    expect(plain.lines.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([]);
    // The session goes on with the next.
    const next = await session.deliver(envelope, content, () => Promise.resolve());
    expect(next.verdict).toEqual({ kind: 'accepted' });
    await session.quit();

    const modern = await startScriptedRelay(({ stage }) =>
      stage === 'ehlo' ? '250-relay.example\r\n250-8BITMIME\r\n250 SMTPUTF8' : undefined,
    );
    const able = await open(modern.url);
    const sent = await able.deliver(umlaut, content, () => Promise.resolve());
    expect(sent.verdict).toEqual({ kind: 'accepted' });
    expect(modern.lines.find((line) => line.startsWith('MAIL'))).toContain(' SMTPUTF8');
    await able.quit();
  });
});

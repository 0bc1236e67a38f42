import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open.ts';
import { startReceivingRelay } from '../smtp/receiving-relay.ts';
import { startScriptedRelay } from '../smtp/scripted-relay.ts';
import type { Counts } from '../../src/mail/progress.ts';
import { fillQueue, look, send } from './queue.ts';

describe('sending what is queued', () => {
  it('hands over each mail once, and a second run none', async () => {
    const relay = await startReceivingRelay();
    const queue = fillQueue(200);
    const url = `smtp://127.0.0.1:${relay.port}`;
    expect(await send(queue, url)).toMatchObject({
      selected: 200,
      accepted: 200,
      remaining: 0,
      stopped: null,
      interrupted: false,
    });
    expect([...relay.ledger.values()]).toEqual(Array.from({ length: 200 }, () => 1));
    expect(new Set(relay.recipients).size).toBe(200);
    expect(await send(queue, url)).toMatchObject({ selected: 0, accepted: 0 });
    expect(relay.recipients).toHaveLength(200);
  });

  it('keeps to the given mails, and to the given number', async () => {
    const relay = await startScriptedRelay();
    const queue = fillQueue(10);
    expect(await send(queue, relay.url, { onlyIds: [3, 5] })).toMatchObject({
      selected: 2,
      accepted: 2,
    });
    expect([look(queue, 3).state, look(queue, 5).state, look(queue, 4).state]).toEqual([
      'accepted',
      'accepted',
      'queued',
    ]);
    expect(await send(queue, relay.url, { limit: 3 })).toMatchObject({ selected: 3, accepted: 3 });
    expect(relay.ledger.size).toBe(5);
  });

  it('writes down what the relay said, and its name for the mail', async () => {
    const relay = await startScriptedRelay();
    const queue = fillQueue(1);
    await send(queue, relay.url);
    const attempt = queue.database.prepare('SELECT * FROM attempt').get();
    expect(attempt).toMatchObject({
      outcome: 'accepted',
      relay: relay.url,
      reply_code: 250,
      enhanced_code: '2.0.0',
      reply: 'Ok: queued as 4QX',
      queue_id: '4QX',
    });
  });

  it('has each step on the disk before the next one is taken', async () => {
    const queue = fillQueue(20);
    const witness = openDatabase(queue.file, { waiting: () => undefined });
    const seen: string[] = [];
    const relay = await startScriptedRelay(({ stage }) => {
      const states = witness.prepare(
        "SELECT state FROM message WHERE state IN ('claimed', 'sending')",
      );
      if (stage === 'mail' || stage === 'body')
        seen.push(`${stage} ${states.pluck().all().join()}`);
      return undefined;
    });
    await send(queue, relay.url, { connections: 1 });
    witness.close();
    expect(new Set(seen)).toEqual(new Set(['mail claimed', 'body sending']));
  });

  it('tries again although the clock stands still', async () => {
    const relay = await startScriptedRelay(({ stage, mail }) =>
      stage === 'rcpt' && mail < 4 ? '450 4.2.0 later' : undefined,
    );
    const still = { name: 'tester', now: () => 1_623_694_500_000 };
    const summary = await send(fillQueue(3), relay.url, { as: still, patience: 1000 });
    expect(summary).toMatchObject({ accepted: 3, retrying: 0 });
  });

  it('tells bounces which mail they are about, and wants headers only', async () => {
    const relay = await startScriptedRelay();
    await send(fillQueue(1), relay.url);
    const [, from, to] = relay.lines;
    expect(from).toMatch(
      /^MAIL FROM:<office@office\.example> SIZE=\d+ RET=HDRS ENVID=b1\.confirmation\.v1@office\.example$/,
    );
    expect(to).toBe('RCPT TO:<p1@citizen.example> NOTIFY=FAILURE,DELAY');
  });

  it('does not send a mail whose booking was cancelled meanwhile, or while it was put off', async () => {
    const queue = fillQueue(4);
    const cancel = (id: number): void => {
      const update = "UPDATE booking SET state = 'cancelled', cancel_reason = 'staff' WHERE id = ?";
      queue.database.prepare(update).run(id);
    };
    const relay = await startScriptedRelay(({ stage, mail }) => {
      // Id 4 is cancelled while it waits in this run; id 2 while the relay has it in its hands.
      if (stage === 'rcpt' && mail === 2) {
        cancel(4);
        cancel(2);
        return '450 4.2.0 later';
      }
      return undefined;
    });
    const summary = await send(queue, relay.url, { connections: 1, patience: 1000 });
    expect(summary).toMatchObject({ selected: 4, accepted: 2, withdrawn: 2, remaining: 0 });
    expect([look(queue, 2).state, look(queue, 4).state]).toEqual(['cancelled', 'cancelled']);
  });

  it('never makes two recipients of one address', async () => {
    const relay = await startScriptedRelay();
    const evil = 'p1@citizen.example, evil@other.example';
    const queue = fillQueue(2);
    queue.database.prepare('UPDATE booking SET email = ? WHERE id = 1').run(evil);
    queue.database
      .prepare("UPDATE message SET recipient = ?, state = 'queued' WHERE id = 1")
      .run(evil);
    expect(await send(queue, relay.url)).toMatchObject({ accepted: 1, failed: 1 });
    expect(relay.lines.filter((line) => line.startsWith('RCPT'))).toHaveLength(1);
  });

  it('fails an address that the relay cannot read, and one mail that is too large for it', async () => {
    const relay = await startScriptedRelay();
    const queue = fillQueue(3, (draft) => {
      if (draft.bookingId === 3) return { ...draft, content: Buffer.alloc(200_000, 'a\r\n') };
      return draft;
    });
    queue.database.prepare("UPDATE booking SET email = 'jörg@citizen.example' WHERE id = 2").run();
    const write =
      "UPDATE message SET recipient = 'jörg@citizen.example', state = 'queued' WHERE id = 2";
    queue.database.prepare(write).run();
    expect(await send(queue, relay.url)).toMatchObject({ accepted: 1, failed: 2, stopped: null });
    const codes = queue.database
      .prepare('SELECT enhanced_code FROM attempt ORDER BY message_id')
      .pluck();
    expect(codes.all()).toEqual(['2.0.0', '5.6.7', '5.3.4']);
  });

  it('uses a connection for a hundred mails, not for one and not for ever', async () => {
    const relay = await startScriptedRelay();
    await send(fillQueue(250), relay.url, { connections: 1 });
    expect(relay.connections).toBe(3);
  });

  it('tells how it goes', async () => {
    const relay = await startScriptedRelay();
    const seen: Counts[] = [];
    await send(fillQueue(30), relay.url, {
      rate: { limit: 50, period: 1000 },
      onProgress: (counts) => seen.push(counts),
    });
    expect(seen.length).toBeGreaterThan(1);
    for (const { selected, accepted, remaining } of seen)
      expect(accepted + remaining).toBe(selected);
    expect(seen.at(-1)).toMatchObject({ selected: 30, accepted: 30, remaining: 0 });
  });
});

describe('the rate', () => {
  it('holds at the relay, over two runs', async () => {
    const relay = await startScriptedRelay();
    const queue = fillQueue(90);
    const rate = { limit: 40, period: 1000 };
    await send(queue, relay.url, { rate, limit: 45 });
    await send(queue, relay.url, { rate });
    expect(relay.times).toHaveLength(90);
    for (let index = rate.limit; index < relay.times.length; index += 1) {
      const span = (relay.times[index] ?? 0) - (relay.times[index - rate.limit] ?? 0);
      // The ways of two mails to the relay are not of the same length.
      expect(span).toBeGreaterThan(rate.period * 0.9);
    }
  });
});

describe('a folder as the relay', () => {
  it('gets one private file a mail, byte for byte, unthrottled', async () => {
    const queue = fillQueue(50);
    const folder = `${queue.folder}/out/box`;
    const summary = await send(queue, `folder:${folder}`, {
      rate: { limit: 1, period: 3_600_000 },
    });
    expect(summary).toMatchObject({ accepted: 50 });
    const files = readdirSync(folder);
    expect(files).toHaveLength(50);
    expect(files).toContain('b7.confirmation.v1@office.example.eml');
    const path = `${folder}/b7.confirmation.v1@office.example.eml`;
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const content = queue.database.prepare(
      'SELECT content FROM message_content WHERE message_id = 7',
    );
    expect(readFileSync(path)).toEqual(content.pluck().get());
  });

  it('makes no second copy of a mail that is sent again', async () => {
    const queue = fillQueue(1);
    const relay = `folder:${queue.folder}/out`;
    await send(queue, relay);
    queue.database.exec("UPDATE message SET state = 'queued'");
    expect(await send(queue, relay)).toMatchObject({ accepted: 1 });
    expect(readdirSync(`${queue.folder}/out`)).toHaveLength(1);
  });
});

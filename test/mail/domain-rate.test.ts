import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Counts } from '../../src/mail/progress.ts';
import { parseRate, type Rate } from '../../src/mail/throttle.ts';
import { expectRefusal } from '../refusal.ts';
import { openCampaign, openDesk, type Desk } from '../slotdesk.ts';
import { startReceivingRelay, type ReceivingRelay } from '../smtp/receiving-relay.ts';
import { fillQueue, send, type Queue } from './queue.ts';

describe('sending with a rate for each domain', () => {
  it('keeps to it at the relay, holds up no other domain, and nothing looks like a retry', async () => {
    const relay = await startReceivingRelay();
    const queue = fillQueue(90);
    readdress(queue, (id) => (id <= 40 ? (LARGE[id % 2] ?? '') : `d${id}.example`));
    const seen: Counts[] = [];
    const summary = await send(queue, urlOf(relay), {
      domainRate: rate('20/s'),
      connections: 20,
      onProgress: (counts) => seen.push(counts),
    });
    expect(summary).toMatchObject({ accepted: 90, failed: 0, retrying: 0, remaining: 0 });
    expect(summary.domains?.delayed).toBeGreaterThan(30);
    expect(seen.every(({ retrying }) => retrying === 0)).toBe(true);
    const { large, others } = timesOf(relay, 40);
    expectWithinLimit(rate('20/s'), large);
    // The others were done while the large one had not even had half of its mails.
    expect(Math.max(...others)).toBeLessThan(large[20] ?? 0);
    const tries = queue.database.prepare('SELECT max(attempts) FROM message').pluck().get();
    expect(tries).toBe(1);
  });

  it('counts what a run before has sent to the domain, to whatever relay', async () => {
    const relay = await startReceivingRelay();
    const other = await startReceivingRelay();
    const queue = fillQueue(30);
    readdress(queue, () => LARGE[0]);
    const domainRate = rate('10/s');
    await send(queue, urlOf(other), { domainRate, limit: 8 });
    await send(queue, urlOf(relay), { domainRate });
    const times = [...timesOf(other, 30).large, ...timesOf(relay, 30).large];
    expect(times).toHaveLength(30);
    expectWithinLimit(domainRate, times);
  });

  it('waits for no more mails than the run may begin', async () => {
    const relay = await startReceivingRelay();
    const queue = fillQueue(10);
    readdress(queue, () => LARGE[0]);
    const until = Date.now() + 300;
    const summary = await send(queue, urlOf(relay), { domainRate: rate('1/m'), until });
    expect(summary).toMatchObject({ accepted: 1, remaining: 9, retrying: 0 });
  });
});

describe('the rate of a domain on the command line', () => {
  it('is shown before, is kept through a crash, and is told afterwards', async () => {
    const desk = openDesk();
    await openBookings(desk, 40);
    const relay = await startReceivingRelay();
    await desk.json('config', 'set', 'mail.domain-rate', '20/s');
    const words = ['mail', 'resend', '--missing', '--relay', urlOf(relay), '--rate', '9999/s'];
    const plan = await desk.json(...words, '--dry-run');
    expect(plan).toMatchObject({ domain_rate: '20/s', estimated_seconds: 2 });
    expect(plan.busiest_domain).toMatchObject({ mails: 40 });
    const clock = { env: { SLOTDESK_NOW: '', SLOTDESK_LANG: 'en' } };
    const { child, ended } = desk.start(clock, ...words, '--yes');
    while (relay.recipients.length < 10) await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill('SIGKILL');
    await ended;
    const { code, stdout } = await desk.runWith(clock, ...words, '--yes', '--retry-uncertain');
    expect(code).toBe(0);
    expect(stdout).toMatch(/had to wait because their domain gets at most 20\/s: \d+/);
    expect(relay.ledger.size).toBe(40);
    expectWithinLimit(rate('20/s'), [...relay.takenAt.values()]);
  });

  it('can be switched off for a run, and is refused if it is none', async () => {
    const desk = openDesk();
    await openBookings(desk, 5);
    await desk.json('config', 'set', 'mail.domain-rate', '1/m');
    const words = ['mail', 'resend', '--missing', '--relay', 'smtp://127.0.0.1:1', '--dry-run'];
    expect((await desk.run(...words)).stdout).toMatch(/(about|etwa) 5 (minutes|Minuten)/);
    expect(await desk.json(...words, '--domain-rate', 'off')).toMatchObject({ domain_rate: null });
    expectRefusal(await desk.run(...words, '--domain-rate', 'often'), 2, /often/);
    expectRefusal(await desk.run('config', 'set', 'mail.domain-rate', '0'), 3, /mail\.domain-rate/);
    expect(await desk.json('config', 'set', 'mail.domain-rate', 'OFF')).toBeTruthy();
    expect((await desk.run('config', 'get', 'mail.domain-rate')).stdout).toMatch(/^off/);
  });

  it('makes no waiting mail untrue when it is set', async () => {
    const queue = fillQueue(2);
    const set = "INSERT INTO setting (key, value) VALUES ('mail.domain-rate', '10/s')";
    queue.database.exec(set);
    expect(queue.database.prepare('SELECT sum(stale) FROM message').pluck().get()).toBe(0);
  });
});

async function openBookings(desk: Desk, count: number): Promise<void> {
  await openCampaign(desk, 2 * count);
  const rows = Array.from(
    { length: count },
    (_, index) => `${index},Muster,p${index}@post.example`,
  );
  writeFileSync(join(desk.folder, 'b.csv'), `external_id,family_name,email\n${rows.join('\n')}\n`);
  await desk.json('booking', 'import', 'b.csv', '--create-slots');
  await desk.json('config', 'set', 'mail.from', 'termine@stadt.example');
}

// Two spellings of one domain.
const LARGE = ['Müller.example', 'xn--mller-kva.EXAMPLE'] as const;

// How much longer the relay here, which shares its process with the engine, may take for one mail than for another.
const RELAY_MS = 15;

function rate(text: string): Rate {
  return parseRate(text) ?? expect.fail(text);
}

function urlOf({ port }: ReceivingRelay): string {
  return `smtp://127.0.0.1:${port}`;
}

function readdress({ database, ids }: Queue, domainOf: (id: number) => string): void {
  for (const id of ids) {
    const address = `p${id}@${domainOf(id)}`;
    database.prepare('UPDATE booking SET email = ? WHERE id = ?').run(address, id);
    const write = "UPDATE message SET recipient = ?, state = 'queued' WHERE id = ?";
    database.prepare(write).run(address, id);
  }
}

/** When the mails to bookings up to `last` came, and when the others did. */
function timesOf({ takenAt }: ReceivingRelay, last: number): { large: number[]; others: number[] } {
  const times = (wanted: (id: number) => boolean): number[] =>
    [...takenAt]
      .filter(([messageId]) => wanted(Number(/\d+/.exec(messageId)?.[0])))
      .map(([, at]) => at)
      .toSorted((a, b) => a - b);
  return { large: times((id) => id <= last), others: times((id) => id > last) };
}

function expectWithinLimit({ limit, period }: Rate, unsorted: readonly number[]): void {
  const times = unsorted.toSorted((a, b) => a - b);
  for (let index = limit; index < times.length; index += 1) {
    const span = (times[index] ?? 0) - (times[index - limit] ?? 0);
    if (span < period - RELAY_MS) expect.fail(`${limit + 1} mails within ${span} ms`);
  }
}

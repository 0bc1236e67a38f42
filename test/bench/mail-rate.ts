/**
 * How close mails come to their rates, measured at the relay: over all, and for the domain that has six in ten of
 * them. The run is stopped in the middle and taken up again. By hand:
 *
 *     npm run bench test/bench/mail-rate.ts [rate] [domain-rate] [seconds] [connections]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';
import { sendQueued } from '../../src/mail/engine.ts';
import { prepare } from '../../src/mail/outbox.ts';
import { parseRelay } from '../../src/mail/relay.ts';
import { startRunner } from '../../src/mail/runner.ts';
import { parseRate, type Rate } from '../../src/mail/throttle.ts';
import { draftMail, fillBookings } from '../mail/drafts.ts';
import { startReceivingRelay } from '../smtp/receiving-relay.ts';

const [all = '100/s', domain = '40/s', time = '20', workers = '20'] = process.argv.slice(2);
const rate = readRate(all);
const domainRate = domain === 'off' ? null : readRate(domain);
const mails = Math.ceil((rate.limit / rate.period) * 1000 * Number(time));
const large = (id: number): boolean => domainRate !== null && id % 10 < 6;
const actor = { name: 'bench', now: () => Date.now() };
const folder = mkdtempSync(join(tmpdir(), 'slotdesk-bench-'));
const close: (() => void)[] = [];
try {
  const relay = await startReceivingRelay({}, (done) => close.push(done));
  const file = join(folder, 'campaign.db');
  createDatabase(file, (database) => fillBookings(database, mails));
  const database = openDatabase(file, { waiting: () => undefined });
  const addressOf = (id: number): string => `p${id}@${large(id) ? 'large' : `d${id}`}.example`;
  database.function('address_of', (id) => addressOf(Number(id)));
  database.exec('UPDATE booking SET email = address_of(id)');
  const drafts = Array.from({ length: mails }, (_, index) => draftMail(index + 1));
  prepare(
    database,
    actor,
    drafts.map((draft) => ({ ...draft, recipient: addressOf(draft.bookingId) })),
  );
  const idle = new AbortController().signal;
  for (const share of [0.5, 1]) {
    const stop = new AbortController();
    const runner = startRunner(database, actor);
    const watch = setInterval(() => {
      if (relay.ledger.size >= mails * share) stop.abort();
    }, 5);
    await sendQueued(runner, {
      relay: parseRelay(`smtp://127.0.0.1:${relay.port}`),
      password: null,
      rate,
      domainRate,
      connections: Number(workers),
      signal: { drain: stop.signal, abort: idle },
    });
    clearInterval(watch);
    runner.release();
  }
  database.close();
  const taken = [...relay.takenAt].map(([id, at]) => ({ id: Number(/\d+/.exec(id)?.[0]), at }));
  tell('all', rate, taken);
  if (domainRate !== null)
    tell(
      'the large domain',
      domainRate,
      taken.filter(({ id }) => large(id)),
    );
} finally {
  for (const done of close) done();
  rmSync(folder, { recursive: true });
}

function tell(name: string, { limit, period }: Rate, taken: readonly { at: number }[]): void {
  const times = taken.map(({ at }) => at).toSorted((a, b) => a - b);
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const average = ((times.length - 1) / span) * period;
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last += 1) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= period) first += 1;
    most = Math.max(most, last - first + 1);
  }
  const percent = ((100 * average) / limit).toFixed(1);
  console.log(
    `${name}: ${times.length} mails, ${percent} % of the limit on average, at most ${most} of ${limit} in any ${period / 1000} s`,
  );
}

function readRate(text: string): Rate {
  const read = parseRate(text);
  if (read === null) throw new Error(`${text} is no rate`);
  return read;
}

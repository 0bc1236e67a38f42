import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readBookings, type Booking } from '../../src/bookings/storage.ts';
import { standbyOffer, surplusRequest } from '../../src/confirmations/about.ts';
import { checkConfirmations, checkTallies } from '../../src/confirmations/check.ts';
import type { Composer } from '../../src/confirmations/composer.ts';
import { queueMails } from '../../src/confirmations/prepare.ts';
import {
  composeDrafts,
  planMissing,
  planWaiting,
  type ResendPlan,
} from '../../src/confirmations/resend.ts';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/statements.ts';
import { listKnownMails, storeMailChange } from '../../src/mail/evidence/storage.ts';
import { claim, recover, release, settle, type Settlement } from '../../src/mail/ledger.ts';
import { prepare, requeueUncertain, withdraw } from '../../src/mail/outbox.ts';

/*
 * Random weeks of a clerk, a relay and a crash: whatever happens, a mail that leaves is true when it leaves,
 * nobody has two of a kind on the way, and nobody who should be told is forgotten.
 */
const folder = mkdtempSync(join(tmpdir(), 'slotdesk-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const BOOKINGS = 3;
let files = 0;

function open(): Database {
  const file = join(folder, `${files++}.db`);
  createDatabase(file, (database) =>
    database.exec(`
      INSERT INTO contingent (id, name, kind, mode) VALUES (1, 'A', 'regular', 'open');
      INSERT INTO slot (id, contingent_id, starts_at, ends_at, capacity)
        VALUES (1, 1, 1000, 2000, 9), (2, 1, 2000, 3000, 9), (3, 1, NULL, NULL, 9);
      UPDATE seat_source SET seats = 27 WHERE cause = 'add';
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${BOOKINGS})
      INSERT INTO booking (id, reference, slot_id, state, channel, email, created_at)
        SELECT i, 'R' || i, 1, 'binding', 'portal', 'p' || i || '@citizen.example', 0 FROM n;`),
  );
  const database = openDatabase(file, { waiting: () => undefined });
  // Nobody pulls the plug here.
  database.pragma('synchronous = OFF');
  return database;
}

const actor = { name: 'tester', now: () => 5000 };
const composer: Composer = {
  sender: { name: '', address: 'office@office.example' },
  compose: ({ id }, { purpose, version }) => ({
    messageId: `<b${id}.${purpose}.v${version}@office.example>`,
    content: Buffer.from('mail'),
    subject: '',
    text: '',
    html: '',
    calendar: null,
    qrCode: null,
  }),
};

interface World {
  database: Database;
  /** How often each Message-ID was handed to the relay, and taken. */
  taken: Map<string, number>;
}

function freeze(database: Database, plan: ResendPlan): void {
  withdraw(database, actor, plan.obsolete);
  for (const group of composeDrafts(database, composer, plan.fresh, 5000))
    prepare(database, actor, group);
}

const wish = { retryUncertain: false, limit: null, now: 5000 };
const find = (database: Database, ...ids: number[]): Booking[] => readBookings(database, ids);
const sqlOf = (statement: string) => (world: World, id: number) =>
  void world.database.prepare(statement).run({ id });

function firstQueued(database: Database, id: number): number | undefined {
  return database
    .prepare(
      "SELECT id FROM message WHERE state = 'queued' AND stale = 0 ORDER BY booking_id <> ?, id",
    )
    .pluck()
    .get(id) as number | undefined;
}

/** What must hold of a mail in the moment it leaves. */
function checkTrue(database: Database, mail: number): void {
  const row = database
    .prepare(
      `SELECT purpose, recipient, email, booking.state, message.starts_at IS slot.starts_at
         AND message.ends_at IS slot.ends_at AS same
       FROM message JOIN booking ON booking.id = booking_id JOIN slot ON slot.id = slot_id WHERE message.id = ?`,
    )
    .get(mail) as Record<'purpose' | 'recipient' | 'email' | 'state' | 'same', unknown>;
  expect(row.recipient).toBe(row.email);
  expect(row.state).toBe(row.purpose === 'cancellation' ? 'cancelled' : 'binding');
  if (row.purpose !== 'surplus') expect(row.same).toBe(1);
}

/** One mail is sent; `between` happens while its body is on the way. */
function send(
  { database, taken }: World,
  id: number,
  settlement: Settlement,
  between: (() => void) | null = null,
): void {
  const mail = firstQueued(database, id);
  if (mail === undefined) return;
  const claimed = claim(database, mail, 'smtp:relay', 5000).result;
  if (claimed === null) throw new Error('a queued mail was not to be had');
  checkTrue(database, mail);
  release(database, claimed, 5000);
  between?.();
  const said = { reply: null, reason: null, queueId: null, relay: 'smtp:relay', at: 5000 };
  settle(database, claimed, settlement, said);
  if (settlement.outcome === 'accepted')
    taken.set(claimed.messageId, (taken.get(claimed.messageId) ?? 0) + 1);
}

function settleUncertain({ database }: World, kind: 'accepted' | 'unsent'): void {
  const mail = listKnownMails(database).find(({ state }) => state === 'uncertain');
  if (mail === undefined) return;
  const settled = kind === 'unsent' ? { kind } : { kind, at: 5000 };
  const attempts = mail.attempts.map(({ id }) => ({ id, outcome: kind, queueId: null }));
  storeMailChange(database, { mail, settled, attempts, delivery: null }, 5000);
}

const steps: Record<string, (world: World, id: number) => void> = {
  'to slot 1': sqlOf('UPDATE booking SET slot_id = 1 WHERE id = @id'),
  'to slot 2': sqlOf('UPDATE booking SET slot_id = 2 WHERE id = @id'),
  'to slot 3': sqlOf('UPDATE booking SET slot_id = 3 WHERE id = @id'),
  cancel: sqlOf("UPDATE booking SET state = 'cancelled', cancel_reason = 'staff' WHERE id = @id"),
  restore: sqlOf("UPDATE booking SET state = 'binding', cancel_reason = NULL WHERE id = @id"),
  'no address': sqlOf('UPDATE booking SET email = NULL WHERE id = @id'),
  'other address': sqlOf(
    "UPDATE booking SET email = 'q' || id || '@citizen.example' WHERE id = @id",
  ),
  'first address': sqlOf(
    "UPDATE booking SET email = 'p' || id || '@citizen.example' WHERE id = @id",
  ),
  claim: sqlOf("UPDATE booking SET portal_claim = 'sent' WHERE id = @id"),
  place: ({ database }) =>
    void database
      .prepare(
        "INSERT INTO setting VALUES ('campaign.location', 'x') ON CONFLICT DO UPDATE SET value = value || 'x'",
      )
      .run(),
  missing: ({ database }) => {
    freeze(database, planMissing(database, wish));
    const forgotten = database
      .prepare("SELECT booking_id FROM confirmation WHERE state = 'missing'")
      .all();
    expect(forgotten).toEqual([]);
  },
  'moved while it was written': (world, id) => {
    const { database } = world;
    const { fresh } = planMissing(database, wish);
    const drafts = [...composeDrafts(database, composer, fresh, 5000)].flat();
    steps['to slot 2']?.(world, id);
    prepare(database, actor, drafts);
  },
  waiting: ({ database }) => {
    freeze(database, planWaiting(database, wish));
    const stale = database.prepare("SELECT id FROM message WHERE state = 'queued' AND stale = 1");
    expect(stale.all()).toEqual([]);
  },
  'tell of the cancellation': ({ database }, id) =>
    void queueMails(
      database,
      actor,
      composer,
      find(database, id).map((booking) => ({ booking, purpose: 'cancellation' })),
    ),
  'ask about surplus': ({ database }, id) => {
    const [keep, ...others] = find(database, id, (id % BOOKINGS) + 1);
    if (keep === undefined) return;
    queueMails(database, actor, composer, [surplusRequest(keep, [keep, ...others])]);
  },
  accepted: (world, id) => send(world, id, { outcome: 'accepted' }),
  failed: (world, id) => send(world, id, { outcome: 'failed' }),
  uncertain: (world, id) => send(world, id, { outcome: 'uncertain' }),
  later: (world, id) => send(world, id, { outcome: 'retry', notBefore: 0 }),
  'moved on the way': (world, id) =>
    send(world, id, { outcome: 'accepted' }, () => steps['to slot 2']?.(world, id)),
  'moved on the way, and put off': (world, id) =>
    send(world, id, { outcome: 'retry', notBefore: 0 }, () => steps['to slot 1']?.(world, id)),
  'cancelled on the way, and put off': (world, id) =>
    send(world, id, { outcome: 'unsent' }, () => steps['cancel']?.(world, id)),
  crash: ({ database }, id) => {
    const mail = firstQueued(database, id);
    if (mail === undefined) return;
    const { result } = claim(database, mail, 'smtp:relay', 5000);
    if (result !== null && id % 2 === 0) release(database, result, 5000);
    recover(database, actor);
  },
  'proved sent': (world) => settleUncertain(world, 'accepted'),
  'proved unsent': (world) => settleUncertain(world, 'unsent'),
  'once more': ({ database }) => {
    const uncertain = listKnownMails(database).filter(({ state }) => state === 'uncertain');
    requeueUncertain(
      database,
      actor,
      uncertain.map(({ id }) => id),
    );
  },
};

function checkAlways({ database, taken }: World): void {
  expect(checkConfirmations(database)).toEqual([]);
  expect(checkTallies(database)).toEqual([]);
  expect([...taken.values()].every((copies) => copies === 1)).toBe(true);
  const wrong = database
    .prepare(
      `SELECT message.id FROM confirmation JOIN message ON message.id = confirmation.message_id
       JOIN booking ON booking.id = confirmation.booking_id JOIN slot ON slot.id = booking.slot_id
       WHERE confirmation.state = 'accepted' AND (message.purpose NOT IN ('confirmation', 'change')
         OR recipient IS NOT email OR message.starts_at IS NOT slot.starts_at)`,
    )
    .all();
  expect(wrong).toEqual([]);
}

/** @throws what does not hold after a step */
function live(week: [string, number][]): void {
  const world: World = { database: open(), taken: new Map() };
  try {
    for (const [name, id] of week) {
      steps[name]?.(world, id);
      checkAlways(world);
    }
  } finally {
    world.database.close();
  }
}

describe('the question about surplus bookings', () => {
  const ask = (database: Database, keep: number, other: number): unknown => {
    const [first, ...others] = find(database, keep, other);
    if (first === undefined) throw new Error('no booking');
    return queueMails(database, actor, composer, [surplusRequest(first, [first, ...others])]);
  };

  it('goes to a person once, whichever booking is to be kept', () => {
    const database = open();
    expect(ask(database, 1, 2)).toEqual({ queued: 1, skipped: [] });
    expect(ask(database, 1, 2)).toEqual({ queued: 1, skipped: [] });
    expect(ask(database, 2, 3)).toMatchObject({ queued: 0, skipped: [{ reason: 'had_it' }] });
    send({ database, taken: new Map() }, 1, { outcome: 'accepted' });
    expect(ask(database, 2, 1)).toMatchObject({ queued: 0, skipped: [{ reason: 'had_it' }] });
    database.close();
  });

  it('is withdrawn when only one of the bookings is left', () => {
    const database = open();
    ask(database, 1, 2);
    steps['cancel']?.({ database, taken: new Map() }, 2);
    const { fresh, waiting, obsolete } = planWaiting(database, wish);
    expect([fresh, waiting, obsolete.length]).toEqual([[], [], 1]);
    database.close();
  });
});

describe('an offer', () => {
  it('is not sent after its time, and is withdrawn then', () => {
    const database = open();
    const [booking] = find(database, 1);
    if (booking === undefined) throw new Error('no booking');
    queueMails(database, actor, composer, [standbyOffer(booking, 6000)]);
    const mail = firstQueued(database, 1) ?? 0;
    expect(claim(database, mail, 'smtp:relay', 6000).result).toBeNull();
    expect(planWaiting(database, { ...wish, now: 6000 }).obsolete).toEqual([mail]);
    expect(planWaiting(database, wish).waiting).toEqual([mail]);
    expect(claim(database, mail, 'smtp:relay', 5999).result).toMatchObject({ id: mail });
    database.close();
  });
});

describe('the mails of a booking', () => {
  it.each([
    'missing, accepted, to slot 2, missing, uncertain, to slot 3, missing, accepted, proved sent',
    'missing, uncertain, other address, missing, accepted, first address, once more',
    'missing, uncertain, to slot 2, missing, accepted, to slot 1, missing, proved unsent, missing',
    'missing, accepted, cancel, tell of the cancellation, accepted, restore, missing, accepted',
    'missing, accepted, to slot 2, missing, to slot 1, waiting, missing',
  ])('are right in this week: %s', (week) => {
    live(week.split(', ').map((name) => [name, 1]));
  });

  it('are true when they leave, one of a kind at a time, and none is forgotten', () => {
    const step = fc.tuple(
      fc.constantFrom(...Object.keys(steps)),
      fc.integer({ min: 1, max: BOOKINGS }),
    );
    fc.assert(fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), live), { numRuns: 100 });
  });
});

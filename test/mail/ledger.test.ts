import { describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/audit/verify.ts';
import { claim, recover, release } from '../../src/mail/ledger.ts';
import { prepare, requeueUncertain } from '../../src/mail/outbox.ts';
import { lockRunner } from '../../src/mail/runner-lock.ts';
import { startScriptedRelay } from '../smtp/scripted-relay.ts';
import { draftMail } from './drafts.ts';
import { actor, countStates, fillQueue, look, send, type Queue } from './queue.ts';

/** Leaves mail 1 claimed and mail 2 in the middle of being sent, as a run that died does. */
function leaveBehind({ database }: Queue): void {
  claim(database, 1, 'smtp://old.example:25', 1);
  const { result } = claim(database, 2, 'smtp://old.example:25', 1);
  if (result !== null) release(database, result, 2);
}

describe('what a run that died left behind', () => {
  it('is queued again if provably unsent, else uncertain, and only the former is sent', async () => {
    const queue = fillQueue(3);
    leaveBehind(queue);
    const relay = await startScriptedRelay();
    const summary = await send(queue, relay.url);
    expect(summary).toMatchObject({ selected: 2, accepted: 2, uncertain: 0, recovered: 1 });
    expect(look(queue, 1)).toEqual({
      state: 'accepted',
      attempts: 1,
      outcomes: ['unsent', 'accepted'],
    });
    expect(look(queue, 2)).toEqual({ state: 'uncertain', attempts: 1, outcomes: ['uncertain'] });
    expect([...relay.ledger.keys()].some((id) => id.startsWith('<b2.'))).toBe(false);
  });

  it('is not sent to a booking that was cancelled meanwhile', () => {
    const queue = fillQueue(2);
    leaveBehind(queue);
    queue.database.exec("UPDATE booking SET state = 'cancelled', cancel_reason = 'staff'");
    expect(recover(queue.database, actor)).toEqual({ requeued: [1], uncertain: [2] });
    expect(look(queue, 1).state).toBe('cancelled');
  });

  it('stays uncertain until somebody decides; then the same bytes go with the same Message-ID', async () => {
    const queue = fillQueue(2);
    leaveBehind(queue);
    const relay = await startScriptedRelay();
    await send(queue, relay.url);
    await send(queue, relay.url);
    expect(countStates(queue)).toEqual({ accepted: 1, uncertain: 1 });
    expect(requeueUncertain(queue.database, actor, [1, 2, 99])).toEqual([2]);
    expect(await send(queue, relay.url)).toMatchObject({ accepted: 1 });
    expect(relay.ledger.get('<b2.confirmation.v1@office.example>')).toBe(1);
  });

  it('that is uncertain is not queued again for a booking that has changed', () => {
    const queue = fillQueue(2);
    leaveBehind(queue);
    recover(queue.database, actor);
    queue.database.exec("UPDATE booking SET email = 'other@citizen.example' WHERE id = 2");
    expect(requeueUncertain(queue.database, actor, [2])).toEqual([]);
    expect(look(queue, 2).state).toBe('uncertain');
  });
});

describe('preparing', () => {
  it('leaves out whom somebody else has prepared a mail for, or whose booking has changed', () => {
    const queue = fillQueue(3);
    queue.database.exec(`
      UPDATE message SET state = 'cancelled' WHERE id = 3;
      UPDATE booking SET state = 'cancelled', cancel_reason = 'staff' WHERE id = 2;`);
    const second = [1, 2, 3].map((id) => ({
      ...draftMail(id),
      version: 2,
      messageId: `<b${id}.confirmation.v2@office.example>`,
    }));
    const stored = prepare(queue.database, actor, second);
    expect(stored.skipped).toEqual([1, 2]);
    expect(stored.ids).toHaveLength(1);
    expect(countStates(queue)).toEqual({ queued: 2, cancelled: 2 });
  });

  it('stores all or nothing', () => {
    const queue = fillQueue(2);
    function* drafts(): Generator<ReturnType<typeof draftMail>> {
      yield { ...draftMail(1), purpose: 'notice-1', messageId: '<r1@office.example>' };
      throw new Error('a template fails');
    }
    expect(() => prepare(queue.database, actor, drafts())).toThrow('a template fails');
    expect(countStates(queue)).toEqual({ queued: 2 });
  });
});

describe('a mail for a folder', () => {
  it('is written again after a crash: the same file takes it, so nothing is uncertain', async () => {
    const queue = fillQueue(1);
    const { result } = claim(queue.database, 1, 'folder:outbox', 1);
    if (result !== null) release(queue.database, result, 2);
    expect(recover(queue.database, actor)).toEqual({ requeued: [1], uncertain: [] });
    expect(countStates(queue)).toEqual({ queued: 1 });
  });
});

describe('the ledger', () => {
  it('leaves a sound audit log without anything personal, a line for many mails', async () => {
    const queue = fillQueue(100);
    const relay = await startScriptedRelay();
    await send(queue, relay.url);
    const { entries, firstBad } = verifyAudit(queue.database);
    expect(firstBad).toBeNull();
    expect(entries).toBeLessThan(200);
    const facts = queue.database
      .prepare("SELECT facts FROM audit WHERE action LIKE 'mail.%'")
      .pluck()
      .all();
    expect(facts.join()).not.toContain('citizen');
    const accepted = facts.flatMap(
      (text) => (JSON.parse(String(text)) as { accepted?: number[] }).accepted ?? [],
    );
    expect(accepted.toSorted((a, b) => a - b)).toEqual(queue.ids);
  });
});

describe('a second run on the same file', () => {
  it('is refused while one is under way, and not afterwards', async () => {
    const queue = fillQueue(2);
    const relay = await startScriptedRelay();
    const lock = lockRunner(queue.file);
    await expect(send(queue, relay.url)).rejects.toMatchObject({
      code: 'mail_running',
      facts: { file: queue.file },
    });
    // The refusal must not have cost the first one its lock.
    expect(() => lockRunner(queue.file)).toThrow('mail_running');
    lock.release();
    expect(await send(queue, relay.url)).toMatchObject({ accepted: 2 });
  });
});

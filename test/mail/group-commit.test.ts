import { describe, expect, it } from 'vitest';
import { GroupCommit } from '../../src/mail/group-commit.ts';
import { actor, fillQueue } from './queue.ts';

describe('writes of a few turns', () => {
  it('share a transaction and a line of the audit log, in their order', async () => {
    const { database } = fillQueue(1);
    const commits = new GroupCommit(database, actor, 'mail.test');
    const order: number[] = [];
    const members = [1, 2, 3].map((id) =>
      commits.add(() => {
        order.push(id);
        return {
          result: database.inTransaction,
          fact: { name: id === 2 ? 'failed' : 'accepted', id },
        };
      }),
    );
    expect(await Promise.all(members)).toEqual([true, true, true]);
    expect(order).toEqual([1, 2, 3]);
    const lines = database
      .prepare("SELECT facts FROM audit WHERE action = 'mail.test'")
      .pluck()
      .all();
    expect(lines).toEqual(['{"accepted":[1,3],"failed":[2]}']);
  });

  it('that come a turn or two apart share it as well', async () => {
    const { database } = fillQueue(1);
    const commits = new GroupCommit(database, actor, 'mail.test');
    const first = commits.add(() => ({ result: 1, fact: { name: 'claimed', id: 1 } }));
    await new Promise((resolve) => setImmediate(resolve));
    const second = commits.add(() => ({ result: 2, fact: { name: 'claimed', id: 2 } }));
    expect(await Promise.all([first, second])).toEqual([1, 2]);
    const lines = database.prepare("SELECT facts FROM audit WHERE action = 'mail.test'").pluck();
    expect(lines.all()).toEqual(['{"claimed":[1,2]}']);
  });

  it('are all stored or none: nobody is told of a commit that was not', async () => {
    const { database } = fillQueue(2);
    const commits = new GroupCommit(database, actor, 'mail.test');
    const good = commits.add(() => {
      database.exec("UPDATE message SET state = 'failed' WHERE id = 1");
      return { result: true, fact: { name: 'failed', id: 1 } };
    });
    const bad = commits.add(() => {
      database.exec("UPDATE message SET state = 'no such state' WHERE id = 2");
      return { result: true, fact: null };
    });
    const results = await Promise.allSettled([good, bad]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(database.prepare('SELECT state FROM message').pluck().all()).toEqual([
      'queued',
      'queued',
    ]);
    const next = commits.add(() => ({ result: 1, fact: null }));
    expect(await next).toBe(1);
  });
});

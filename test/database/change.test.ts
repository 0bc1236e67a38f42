import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/audit/verify.ts';
import { change } from '../../src/database/change.ts';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/statements.ts';

const actor = { name: 'tester', now: () => 1_623_650_400_000 };
let folder: string;
let file: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotdesk-test-'));
  file = join(folder, 'campaign.db');
  createDatabase(file, () => undefined);
  database = openDatabase(file, { waiting: () => undefined });
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function set(value: string): void {
  change(database, actor, () => {
    database.prepare("INSERT OR REPLACE INTO setting VALUES ('k', ?)").run(value);
    return { result: undefined, entry: { action: 'campaign.set', facts: { settings: ['k'] } } };
  });
}
const get = (): unknown =>
  database.prepare("SELECT value FROM setting WHERE key = 'k'").pluck().get();

describe('change', () => {
  it('stores what was done together with its line in the audit log', () => {
    set('1');
    set('2');
    expect(get()).toBe('2');
    expect(verifyAudit(database)).toEqual({ entries: 2, firstBad: null });
  });

  it('stores nothing of a change that fails', () => {
    set('1');
    const failing = (): void =>
      change(database, actor, () => {
        database.prepare("UPDATE setting SET value = 'half'").run();
        throw new Error('midway');
      });
    expect(failing).toThrow('midway');
    expect(get()).toBe('1');
    expect(verifyAudit(database).entries).toBe(1);
  });

  it('leaves not a byte of work without an entry', () => {
    set('1');
    database.pragma('wal_checkpoint(TRUNCATE)');
    const before = readFileSync(file);
    change(database, actor, () => {
      database.prepare("UPDATE setting SET value = 'else'").run();
      return { result: undefined, entry: null };
    });
    expect(get()).toBe('1');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('keeps the audit log append-only', () => {
    set('1');
    expect(() => database.prepare("UPDATE audit SET actor = 'nobody'").run()).toThrow(
      'append-only',
    );
    expect(() => database.prepare('DELETE FROM audit').run()).toThrow('append-only');
  });

  it.each([
    ['changed', "UPDATE audit SET actor = 'nobody' WHERE id = 2", 2],
    ['removed', 'DELETE FROM audit WHERE id = 2', 3],
    ['given another time', 'UPDATE audit SET at = at + 1 WHERE id = 1', 1],
  ])('finds the first line that was %s behind its back', (_, tampering, firstBad) => {
    for (const value of ['1', '2', '3', '4']) set(value);
    database.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete');
    database.prepare(tampering).run();
    expect(verifyAudit(database).firstBad).toBe(firstBad);
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/audit/verify.ts';
import { sumSeats } from '../../src/contingents/figures.ts';
import { HOLD_MS } from '../../src/contingents/holds.ts';
import { listSlots, listSlotsAt } from '../../src/contingents/slots.ts';
import type { Database } from '../../src/database/statements.ts';
import { addQuarters, findFaults, openAccount } from '../contingents/account.ts';
import { openDesk } from '../slotdesk.ts';
import { buildSource } from './built-source.ts';

const SEATS = 500;
const CLERKS = 24;
const KILLED = 6;
const SECONDS = 8;
const runner = new URL('./seat-runner.mjs', import.meta.url).pathname;

describe('a race for seats', () => {
  it('sells none twice and loses none, while others release, resize and are killed', async () => {
    const built = buildSource();
    const { file, database } = openAccount();
    addQuarters(database, 'A', 250, 10);
    addQuarters(database, 'B', 250, 10);
    const start = (role: string): ChildProcess =>
      spawn(process.execPath, [runner, built, file, role, String(SECONDS)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    const others = ['release', 'resize', 'release', 'resize'].map(start);
    const clerks = Array.from({ length: CLERKS }, () => start('book'));
    const gone = [...others, ...clerks].map((child) => once(child, 'exit'));
    await until(() => count(database, 'booking') > 20);
    for (const clerk of clerks.slice(0, KILLED)) {
      await pause(Math.random() * 150);
      clerk.kill('SIGKILL');
    }
    // Whoever moves seats is killed too, in the midst of it; the others go on.
    for (const other of others.slice(0, 2)) {
      await pause(Math.random() * 300);
      other.kill('SIGKILL');
    }
    const exits = (await Promise.all(gone)) as [number | null, string | null][];
    for (const [code, signal] of exits) {
      expect(signal === 'SIGKILL' || code === 0 || code === 5, `${code} ${signal}`).toBe(true);
    }
    expectSound(database);
  }, 120_000);

  it('holds, rebooks and cancels at once: every seat is one person’s, one form’s, or free', async () => {
    const built = buildSource();
    const { file, database } = openAccount();
    addQuarters(database, 'A', 60, 6);
    addQuarters(database, 'B', 60, 6);
    const roles = ['hold', 'rebook', 'hold', 'book', 'cancel', 'hold', 'rebook', 'release'];
    const desks = [...roles, ...roles].map((role) =>
      spawn(process.execPath, [runner, built, file, role, '5'], {
        stdio: ['ignore', 'ignore', 'inherit'],
      }),
    );
    const gone = desks.map((child) => once(child, 'exit'));
    await until(() => count(database, 'booking') > 20 && count(database, 'seat_hold') > 0);
    // Whoever is killed with a seat in hand keeps it for ten minutes, and not longer.
    for (const desk of desks.slice(0, roles.length)) {
      await pause(Math.random() * 150);
      desk.kill('SIGKILL');
    }
    for (const [code, signal] of (await Promise.all(gone)) as [number | null, string | null][])
      expect(signal === 'SIGKILL' || code === 0 || code === 5, `${code} ${signal}`).toBe(true);
    const slots = listSlots(database, {});
    expect(sumSeats(database)).toBe(120);
    for (const { bound, held, free, seats } of slots) expect(bound + held + free).toBe(seats);
    expect(slots.reduce((sum, { bound }) => sum + bound, 0)).toBe(
      count(database, "booking WHERE state = 'binding'"),
    );
    expect(findFaults(database)).toEqual([]);
    expect(verifyAudit(database).firstBad).toBeNull();
    const later = Date.now() + HOLD_MS + 1000;
    expect(listSlotsAt(database, {}, later).map(({ held }) => held)).toEqual(slots.map(() => 0));
  }, 120_000);

  it('gives the last seats of a window to as many callers as there are seats, by the real binary', async () => {
    const desk = openDesk();
    await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20');
    await desk.json('contingent', 'add', 'A', '--seats', '5', '--anytime');
    const calls = Array.from({ length: 12 }, (_, index) =>
      desk.run('booking', 'add', '--family-name', `Muster-${index}`),
    );
    const codes = (await Promise.all(calls)).map(({ code }) => code);
    const counted = [0, 5].map((code) => codes.filter((one) => one === code).length);
    expect(counted).toEqual([5, 7]);
    expect((await desk.json('status')).seats).toMatchObject({ total: 5, bound: 5, free: 0 });
  });
});

function expectSound(database: Database): void {
  const slots = listSlots(database, {});
  const bound = count(database, "booking WHERE state = 'binding'");
  expect(sumSeats(database)).toBe(SEATS + sumResized(database));
  expect(bound).toBe(slots.reduce((sum, slot) => sum + slot.bound, 0));
  for (const { bound: taken, seats, overbooked } of slots) {
    expect(taken).toBeLessThanOrEqual(seats);
    expect(overbooked).toBe(0);
  }
  // They went on until hardly anything was left, whatever happened to the others.
  expect(bound).toBeGreaterThan(0.9 * SEATS);
  expect(findFaults(database)).toEqual([]);
  const { firstBad, entries } = verifyAudit(database);
  expect(firstBad).toBeNull();
  // Two for the contingents, then one for every booking, release and resize.
  const moved = count(database, 'seat_release');
  expect(entries).toBe(2 + bound + moved + count(database, "audit WHERE action = 'slot.resize'"));
}

/** What the audit log says of seats that were added and taken away by a resize. */
function sumResized(database: Database): number {
  const change = "json_extract(facts, '$.capacity[1]') - json_extract(facts, '$.capacity[0]')";
  return database
    .prepare(`SELECT coalesce(sum(${change}), 0) FROM audit WHERE action = 'slot.resize'`)
    .pluck()
    .get() as number;
}

function count(database: Database, what: string): number {
  return database.prepare(`SELECT count(*) FROM ${what}`).pluck().get() as number;
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await pause(5);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, takeStock } from '../refusal.ts';
import type { Desk } from '../slotdesk.ts';
import { openRoomyDesk } from './roomy-desk.ts';

const SMALL = 6000;
const LARGE = 24_000;

let desk: Desk;
beforeEach(async () => {
  desk = await openRoomyDesk();
});

function write(name: string, rows: number, from = 0): string {
  const lines = ['external_id;given_name;family_name;email;slot_start;state'];
  for (let id = from; id < from + rows; id++) {
    const time = `${String(7 + (id % 10)).padStart(2, '0')}:${['00', '15', '30', '45'][id % 4]}`;
    lines.push(`V${id};Anna;Test${id};a${id}@post.example;2021-06-20 ${time};confirmed`);
  }
  writeFileSync(join(desk.folder, name), `${lines.join('\n')}\n`);
  return name;
}

const staging = (): string => `${desk.file}-import`;

function read(statement: string): number {
  const database = new BetterSqlite3(desk.file, { readonly: true });
  try {
    return database.prepare(statement).pluck().get() as number;
  } finally {
    database.close();
  }
}

const countBookings = (): number => read('SELECT count(*) FROM booking');

async function until(
  holds: () => boolean,
  running: { child: { exitCode: number | null } },
): Promise<void> {
  while (!holds() && running.child.exitCode === null) await sleep(5);
}

/** Imports so many rows, and kills the process as soon as this holds; returns the rows' file. */
async function killImport(rows: number, holds: () => boolean): Promise<string> {
  const file = write('rows.csv', rows);
  const running = desk.start({}, 'booking', 'import', file);
  await until(holds, running);
  running.child.kill('SIGKILL');
  await running.ended;
  return file;
}

async function expectSound(): Promise<void> {
  const doctor = await desk.run('doctor', '--full', '--no-relay');
  expect(doctor.code, doctor.stdout).toBe(0);
}

async function countByStatus(): Promise<number> {
  const { bookings } = (await desk.json('status')) as { bookings: { binding: number } };
  return bookings.binding;
}

describe('killed', () => {
  it('at any moment of a file of thousands: all rows or none, and it can be repeated', async () => {
    const file = write('rows.csv', SMALL);
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1]) {
      const before = countBookings();
      const running = desk.start({}, 'booking', 'import', file);
      await until(() => existsSync(staging()), running);
      await sleep(Math.random() * 900 * share);
      running.child.kill('SIGKILL');
      await running.ended;
      await expectSound();
      const after = await countByStatus();
      expect([before, SMALL]).toContain(after);
      expect(existsSync(staging())).toBe(false);
      await expectSound();
    }
    const again = await desk.json('booking', 'import', file);
    expect(again.imported + again.unchanged).toBe(SMALL);
    expect(await countByStatus()).toBe(SMALL);
  }, 120_000);

  it('while a large file is being stored: the next command completes it, once', async () => {
    const file = await killImport(LARGE, () => countBookings() > 0);
    const stored = countBookings();
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(LARGE);
    // The seats of those still to come are taken already.
    expect(read('SELECT sum(booked) FROM slot')).toBe(LARGE);
    await expectSound();
    const { stderr, stdout } = await desk.run('status', '--json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ bookings: { binding: LARGE } });
    expect(existsSync(staging())).toBe(false);
    await expectSound();
    expect(await desk.json('booking', 'import', file)).toMatchObject({
      imported: 0,
      unchanged: LARGE,
    });
  }, 120_000);

  it('by an older slotdesk, which staged no words for the index: all are stored, and the index can be laid', async () => {
    await killImport(LARGE, () => countBookings() > 0);
    const staged = new BetterSqlite3(staging());
    staged.exec('ALTER TABLE arrival DROP COLUMN tokens');
    staged.close();
    expect(await countByStatus()).toBe(LARGE);
    expect(await desk.json('booking', 'search', '--rebuild', `Test${LARGE - 1}`)).toHaveLength(1);
    await expectSound();
  }, 120_000);

  it('by a power cut that tears its staging file: as if it had not been', async () => {
    const isUnderWay = (): boolean => existsSync(staging()) && statSync(staging()).size > 1_000_000;
    const file = await killImport(SMALL, isUnderWay);
    const torn = readFileSync(staging());
    for (const from of [32_768, 16_384, 0]) {
      writeFileSync(staging(), torn.fill(0xa5, from));
      expect(await countByStatus()).toBe(0);
      expect(existsSync(staging())).toBe(false);
      writeFileSync(staging(), torn);
      expect(await desk.json('booking', 'import', file, '--dry-run')).toMatchObject({
        imported: SMALL,
      });
    }
    await expectSound();
  }, 60_000);

  it('and its staging file damaged: says which it is, and how to go on', async () => {
    const file = await killImport(LARGE, () => countBookings() > 0);
    const stored = countBookings();
    const whole = readFileSync(staging());
    for (const [from, to] of [
      [0, 100_000],
      [Math.round(whole.length / 3), whole.length],
    ]) {
      writeFileSync(staging(), Buffer.from(whole).fill(0, from, to));
      expectRefusal(await desk.run('--quiet', 'status'), 6, /-import is damaged: it holds/);
      await expectSound();
    }
    const kept = countBookings();
    expect(kept).toBeGreaterThanOrEqual(stored);
    renameSync(staging(), join(desk.folder, 'away'));
    expect(await countByStatus()).toBe(kept);
    expect(await desk.json('booking', 'import', file)).toMatchObject({
      imported: LARGE - kept,
      unchanged: kept,
    });
    await expectSound();
  }, 120_000);

  it('and its staging file lost: its seats are free again, and the file can be imported again', async () => {
    const file = await killImport(LARGE, () => countBookings() > 0);
    const stored = countBookings();
    rmSync(staging());
    const { stderr } = await desk.run('status');
    expect(stderr).toBe(
      `The rest of an import that was stopped is lost with its file: ${LARGE - stored} seats are free again. Import once more: rows.csv\n`,
    );
    expect(await countByStatus()).toBe(stored);
    expect(read('SELECT sum(booked) FROM slot')).toBe(stored);
    await expectSound();
    expect(await desk.json('booking', 'import', file)).toMatchObject({
      imported: LARGE - stored,
      unchanged: stored,
    });
    await expectSound();
  }, 120_000);
});

describe('Ctrl-C', () => {
  it('while a file is read or a small one stored: the campaign is as it was', async () => {
    const file = write('rows.csv', SMALL);
    const before = takeStock(desk.folder);
    for (const wait of [0, 30, 80, 150]) {
      const running = desk.start({}, 'booking', 'import', file);
      await until(() => existsSync(staging()), running);
      await sleep(wait);
      running.child.kill('SIGINT');
      const ran = await running.ended;
      if (ran.code === 0) break; // it was faster
      expect(ran.code).toBe(130);
      expect(countBookings()).toBe(0);
      expect(existsSync(staging())).toBe(false);
      expect(takeStock(desk.folder)['slotdesk.db']).toBe(before['slotdesk.db']);
    }
  }, 60_000);

  it('once a large import is decided, completes it; twice, leaves it to the next command', async () => {
    const file = write('rows.csv', LARGE);
    const running = desk.start({}, 'booking', 'import', file);
    await until(() => countBookings() > 0, running);
    running.child.kill('SIGINT');
    await sleep(20);
    running.child.kill('SIGINT');
    const ran = await running.ended;
    expect(ran.stderr).toMatch(/decided/);
    expect(ran.code).toBe(130);
    expect(existsSync(staging())).toBe(true);
    await expectSound();
    expect(await countByStatus()).toBe(LARGE);
    await expectSound();
    const second = desk.start({}, 'booking', 'import', write('more.csv', LARGE - 9000, LARGE));
    await until(() => existsSync(staging()), second);
    await second.ended;
    expect(await countByStatus()).toBe(2 * LARGE - 9000);
  }, 120_000);
});

it('two imports at once: the second waits for the first', async () => {
  const first = desk.start({}, 'booking', 'import', write('a.csv', SMALL));
  const second = desk.start({}, 'booking', 'import', write('b.csv', SMALL, SMALL - 1000));
  expect([(await first.ended).code, (await second.ended).code]).toEqual([0, 0]);
  expect(await countByStatus()).toBe(2 * SMALL - 1000);
  await expectSound();
}, 60_000);

it('a dry run changes not a byte of the file, and needs no lock on it', async () => {
  const file = write('rows.csv', SMALL);
  await desk.json('status');
  const before = takeStock(desk.folder);
  const clerk = new BetterSqlite3(desk.file);
  clerk.exec('BEGIN IMMEDIATE');
  const dry = await desk.json('booking', 'import', file, '--dry-run');
  clerk.exec('ROLLBACK');
  clerk.close();
  expect(dry).toMatchObject({ imported: SMALL, stored: false });
  expect(takeStock(desk.folder)).toEqual(before);
}, 60_000);

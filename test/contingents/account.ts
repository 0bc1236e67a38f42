import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { addContingent, type NewContingent } from '../../src/contingents/add.ts';
import {
  checkHolds,
  checkOverbooked,
  checkSeatAccounts,
  checkSeatSum,
} from '../../src/contingents/check.ts';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/statements.ts';

export const NOON = Date.parse('2021-06-14T12:00:00+02:00');
export const actor = { name: 'tester', now: () => NOON };
export const ZONE = 'Europe/Berlin';
export const nobody = {
  givenName: null,
  familyName: 'Muster',
  birthDate: null,
  email: null,
  phone: null,
  street: null,
  postalCode: null,
  city: null,
};

/** An empty campaign file that goes with the test. */
export function openAccount(): { file: string; database: Database } {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-seats-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'campaign.db');
  createDatabase(file, () => undefined);
  const database = openDatabase(file, { waiting: () => undefined });
  onTestFinished(() => void database.close());
  return { file, database };
}

/** An open contingent with quarter hours from 7 o'clock on. */
export function addQuarters(
  database: Database,
  name: string,
  seats: number,
  windows: number,
  plan: Partial<NewContingent> = {},
): number {
  const first = Date.parse('2021-06-20T07:00:00+02:00');
  return addContingent(database, actor, {
    name,
    kind: 'regular',
    mode: 'timed',
    opensAt: null,
    channels: [],
    seats,
    windows: Array.from({ length: windows }, (_, index) => ({
      startsAt: first + index * 900_000,
      endsAt: first + (index + 1) * 900_000,
    })),
    ...plan,
  });
}

/** What `doctor` finds wrong with the seats. */
export function findFaults(database: Database): unknown[] {
  return [
    ...checkSeatAccounts(database),
    ...checkSeatSum(database),
    ...checkOverbooked(database),
    ...checkHolds(database),
    ...(database.pragma('foreign_key_check') as unknown[]),
  ];
}

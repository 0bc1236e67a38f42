import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dialects, exportBookings, type Dialect } from '../../src/bookings/export.ts';
import { exportColumns } from '../../src/bookings/export-storage.ts';
import type { ImportReport } from '../../src/bookings/import.ts';
import { readRows } from '../../src/bookings/rows.ts';
import { addContingent } from '../../src/contingents/add.ts';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/statements.ts';
import { importRows } from '../import-rows.ts';

const now = Date.parse('2021-06-14T20:15:00+02:00');
const actor = { name: 'tester', now: () => now };
const startsAt = Date.parse('2021-06-20T07:00:00+02:00');
const folder = mkdtempSync(join(tmpdir(), 'slotdesk-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Two empty campaigns with the same slots; what a property stores is taken back after each run. */
let campaigns: [Database, Database];
beforeAll(() => {
  const open = (name: string): Database => {
    const file = join(folder, name);
    createDatabase(file, (database) => {
      const rules = { kind: 'regular', mode: 'open', opensAt: null, channels: [] } as const;
      const windows = [0, 1].map((at) => ({
        startsAt: startsAt + at * 900_000,
        endsAt: startsAt + (at + 1) * 900_000,
      }));
      addContingent(database, actor, {
        name: '8 Uhr; "früh"',
        seats: 500,
        windows,
        ...rules,
        channels: [],
      });
      addContingent(database, actor, {
        name: '=später',
        seats: 500,
        windows: 'anytime',
        ...rules,
        channels: [],
      });
    });
    return openDatabase(file, { waiting: () => undefined });
  };
  campaigns = [open('one.db'), open('two.db')];
});

function empty(): [Database, Database] {
  for (const database of campaigns)
    database.exec('DELETE FROM booking; DELETE FROM booking_import');
  return campaigns;
}

async function take(database: Database, file: Uint8Array): Promise<ImportReport> {
  const rules = { file: 'rows', encoding: null, delimiter: null, layout: 'slotdesk' };
  const choice = { map: new Map<string, string>(), mapState: new Map<string, 'skip'>() };
  const clock = { timeZone: 'Europe/Berlin', area: null, campaignDate: '2021-06-20', now };
  const batches = readRows(file, { ...rules, ...choice, ...clock });
  const { report } = await importRows(database, actor, [{ file: 'rows', batches }], {
    contingent: null,
    createSlots: false,
    allowOverbooked: false,
    update: false,
    area: new Set(['67346']),
    freedSeatsTo: null,
    now,
  });
  return report;
}

function give(database: Database, dialect: Dialect): Buffer {
  const wish = { dialect, columns: exportColumns, pseudonymous: false, filter: {} };
  const { parts } = exportBookings(database, { ...wish, timeZone: 'Europe/Berlin' });
  return Buffer.concat([...parts(() => undefined)]);
}

const nasty = fc.string({
  unit: fc.constantFrom(...Array.from(`'"=+-@\t\r\n;,| ab\\{}#1＝＋äß\u00AD`)),
});
const text = fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
const optional = fc.option(text, { nil: null });
const instant = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2022-01-01') });
const iso = fc.option(
  instant.map((at) => new Date(at).toISOString()),
  { nil: null },
);
const row = fc.record({
  external_id: optional,
  given_name: optional,
  family_name: text,
  birth_date: fc.option(fc.constantFrom('1949-12-01', '2020-02-29'), { nil: null }),
  email: fc.option(fc.constantFrom('ida@brandt.example', "-o'neill@täst.example", '=1@x.example'), {
    nil: null,
  }),
  phone: optional,
  street: optional,
  postal_code: fc.option(fc.constantFrom('67346', '01067', 'A-1010'), { nil: null }),
  city: optional,
  slot_start: fc.constantFrom('2021-06-20T07:00:00+02:00', '2021-06-20T07:15:00+02:00', null),
  state: fc.constantFrom('binding', 'cancelled'),
  confirmation_sent: fc.oneof(fc.constantFrom('yes', 'no', null), iso),
  booked_at: iso,
  channel: fc.constantFrom('portal', 'phone', 'onsite'),
  note: optional,
  'extra: =Wie "oft"; \\?': optional,
  'extra: E-Mail': optional,
});

const stored = `
  SELECT reference, external_id, given_name, family_name, birth_date, email, phone, street, postal_code, city,
    starts_at, booking.state, portal_claim, portal_claim_at, booked_at, channel, note, outside_area
  FROM booking JOIN slot ON slot.id = slot_id ORDER BY booking.id`;

test.each(dialects)(
  '%s: whatever people write survives the way out and in',
  async (dialect) => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
        const [one, two] = empty();
        await take(one, Buffer.from(rows.map((each) => `${JSON.stringify(each)}\n`).join('')));
        const file = give(one, dialect);
        if (one.prepare('SELECT count(*) FROM booking').pluck().get() === 0) return;
        expect((await take(two, file)).rejected).toBe(0);
        expect(two.prepare(stored).all()).toEqual(one.prepare(stored).all());
        expect(give(two, dialect).toString()).toBe(file.toString());
      }),
      { numRuns: 150 },
    );
  },
  120_000,
);

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareSaid, mergeSaid, type Said } from '../../src/bookings/import-compare.ts';
import { openCampaign, openDesk, type Desk } from '../slotdesk.ts';

const header = 'Vorgangsnummer;Nachname;Vorname;E-Mail;Telefon;Termin;Status';

const ida = 'A1;Brandt;Ida;ida@brandt.example;06232 1;20.06.2021 07:00;bestätigt';
const karl = 'A2;Brandt;Karl;karl@brandt.example;06232 2;20.06.2021 07:00;bestätigt';
const noor = 'A3;El Sayed;Noor;noor@elsayed.example;06232 3;20.06.2021 07:15;bestätigt';

async function openImported(...lines: string[]): Promise<Desk> {
  const desk = openDesk();
  await openCampaign(desk);
  write(desk, 'first.csv', ...lines);
  await desk.json('booking', 'import', 'first.csv');
  return desk;
}

function write(desk: Desk, name: string, ...lines: string[]): void {
  writeFileSync(join(desk.folder, name), [header, ...lines, ''].join('\r\n'));
}

/** What staff do at the desk. */
function edit(desk: Desk, statement: string): void {
  const database = new BetterSqlite3(desk.file);
  database.exec(statement);
  database.close();
}

async function find(desk: Desk, externalId: string): Promise<Record<string, unknown>> {
  const all = (await desk.json('booking', 'list')) as Record<string, unknown>[];
  const booking = all.find(({ external_id }) => external_id === externalId);
  if (booking === undefined) throw new Error(`no booking ${externalId}`);
  return booking;
}

test('a later export: what is new, changed, unchanged, vanished', async () => {
  const desk = await openImported(ida, karl);
  write(desk, 'later.csv', ida.replace('06232 1', '06232 99'), noor);
  const dry = (await desk.json(
    'booking',
    'import',
    'later.csv',
    '--update',
    '--dry-run',
  )) as object;
  expect(dry).toMatchObject({ imported: 1, updated: 1, unchanged: 0, vanished: 1, stored: false });
  expect(await find(desk, 'A1')).toMatchObject({ person: { phone: '06232 1' } });
  const { reference } = await find(desk, 'A2');
  expect(await desk.json('booking', 'import', 'later.csv', '--update')).toMatchObject({
    imported: 1,
    updated: 1,
    vanished: 1,
    vanished_references: [reference],
  });
  expect(await find(desk, 'A1')).toMatchObject({ person: { phone: '06232 99' } });
  expect(await find(desk, 'A2')).toMatchObject({ state: 'binding' });
});

test('the list of another office misses nobody', async () => {
  const desk = await openImported(ida, karl);
  write(desk, 'other.csv', noor);
  expect(await desk.json('booking', 'import', 'other.csv')).toMatchObject({ vanished: 0 });
});

test('a row with a fault is not gone', async () => {
  const desk = await openImported(ida, karl);
  write(desk, 'later.csv', ida, karl.replace('karl@brandt.example', 'karl@'));
  const { code, stdout } = await desk.run('--json', 'booking', 'import', 'later.csv', '--dry-run');
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ vanished: 0, rejected: 1, unchanged: 1 });
});

describe('what staff changed here', () => {
  test('stays while the portal repeats itself, whatever else it changes', async () => {
    const desk = await openImported(ida);
    edit(desk, "UPDATE booking SET phone = '06232 777'");
    expect(await desk.json('booking', 'import', 'first.csv')).toMatchObject({ unchanged: 1 });
    write(desk, 'later.csv', ida.replace('Ida', 'Ida Maria'));
    expect(await desk.json('booking', 'import', 'later.csv', '--update')).toMatchObject({
      updated: 1,
    });
    const person = { given_name: 'Ida Maria', phone: '06232 777' };
    expect(await find(desk, 'A1')).toMatchObject({ person });
    // And once more: the portal's old phone number is still no news.
    expect(await desk.json('booking', 'import', 'later.csv', '--update')).toMatchObject({
      unchanged: 1,
    });
    expect(await find(desk, 'A1')).toMatchObject({ person });
  });

  test('is never overwritten: both changed is a conflict that names the field', async () => {
    const desk = await openImported(ida, karl);
    edit(desk, "UPDATE booking SET phone = '06232 777' WHERE external_id = 'A1'");
    write(desk, 'later.csv', ida.replace('06232 1', '06232 99'), karl.replace('Karl', 'Carl'));
    const ran = await desk.run('booking', 'import', 'later.csv', '--update');
    expect(ran.code).toBe(3);
    expect(ran.stdout).toContain(
      'Changed here since the last import, and otherwise in the file: phone',
    );
    expect(await find(desk, 'A2')).toMatchObject({ person: { given_name: 'Karl' } });
    const rejects = await desk.run(
      'booking',
      'import',
      'later.csv',
      '--update',
      '--rejects',
      'r.csv',
    );
    expect(rejects.code).toBe(3);
    expect(await find(desk, 'A1')).toMatchObject({ person: { phone: '06232 777' } });
    expect(await find(desk, 'A2')).toMatchObject({ person: { given_name: 'Carl' } });
  });

  test('a booking cancelled here is not resurrected, even if the portal cancelled it in between', async () => {
    const desk = await openImported(ida);
    edit(desk, "UPDATE booking SET state = 'cancelled', cancel_reason = 'staff', cancelled_at = 1");
    write(desk, 'same.csv', ida.replace('06232 1', '06232 5'));
    await desk.json('booking', 'import', 'same.csv', '--update');
    expect(await find(desk, 'A1')).toMatchObject({
      state: 'cancelled',
      person: { phone: '06232 5' },
    });
    write(desk, 'cancelled.csv', ida.replace('bestätigt', 'storniert'));
    await desk.run('booking', 'import', 'cancelled.csv', '--update');
    const back = await desk.run('booking', 'import', 'first.csv', '--update');
    expect(back.code).toBe(3);
    expect(await find(desk, 'A1')).toMatchObject({ state: 'cancelled', cancel_reason: 'staff' });
  });
});

test('what the portal cancelled and took back is resurrected, counted, and takes a seat again', async () => {
  const desk = await openImported(ida);
  write(desk, 'cancelled.csv', ida.replace('bestätigt', 'storniert'));
  await desk.json('booking', 'import', 'cancelled.csv', '--update');
  expect(await desk.json('status')).toMatchObject({ seats: { bound: 0 } });
  expect(await desk.json('booking', 'import', 'first.csv', '--update')).toMatchObject({
    resurrected: 1,
    updated: 0,
  });
  expect(await desk.json('status')).toMatchObject({ seats: { bound: 1 } });
  expect((await desk.run('doctor', '--no-relay')).code).toBe(0);
});

test('two files that contradict each other refuse each other', async () => {
  const desk = openDesk();
  await openCampaign(desk);
  write(desk, 'a.csv', ida);
  write(desk, 'b.csv', ida.replace('Ida', 'Anna'));
  const { code, stdout } = await desk.run('booking', 'import', 'a.csv', 'b.csv');
  expect(code).toBe(3);
  expect(stdout).toContain('b.csv, line 2');
  expect(await desk.json('booking', 'list')).toEqual([]);
});

const word = fc.constantFrom(null, 'a', 'b', 'c');
const said = fc.record({
  given_name: word,
  family_name: word,
  birth_date: word,
  email: word,
  phone: word,
  street: word,
  postal_code: word,
  city: word,
  booked_at: fc.constantFrom(null, 1, 2),
  note: word,
  channel: fc.constantFrom('portal', 'phone'),
  portal_claim: word,
  portal_claim_at: fc.constant(null),
  slot_start: fc.constantFrom(null, 1, 2),
  state: fc.constantFrom('binding', 'cancelled'),
});

test('nothing changed here is ever among what an update writes', () => {
  fc.assert(
    fc.property(said, said, said, (before: Said, here: Said, now: Said) => {
      const { changed, contested } = compareSaid(before, here, now, 'portal');
      for (const column of changed) expect(here[column]).toBe(before[column]);
      for (const column of contested) expect(here[column]).not.toBe(now[column]);
      // The same word a second time is no news.
      const again = compareSaid(mergeSaid(before, now), here, now, 'portal');
      expect([...again.changed, ...again.contested]).toEqual([]);
    }),
  );
});

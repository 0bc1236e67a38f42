import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fields } from '../../src/duplicates/rules.ts';
import { de } from '../../src/i18n/de.ts';
import { en } from '../../src/i18n/en.ts';
import { expectRefusal, takeStock } from '../refusal.ts';
import { openDesk, type Desk } from '../slotdesk.ts';

const HEADER =
  'external_id,given_name,family_name,birth_date,email,phone,street,house_number,postal_code,city,slot_start,contingent,booked_at';
const BEISPIEL =
  'Erika,Beispiel,1958-03-21,erika@post.example,06232 100001,Hauptstraße,5,67346,Speyer';
const PROBE = 'Otto,Probe,1971-11-02,otto@post.example,06232 100002,Ringweg,7,67346,Speyer';

/** Erika holds two, Otto three, and two sisters one each; all in windows of two seats. */
async function openBooked(): Promise<Desk> {
  const desk = openDesk();
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20');
  const windows = ['--from', '07:00', '--to', '08:00', '--every', '15m'];
  await desk.json('contingent', 'add', 'Portal', '--seats', '8', ...windows);
  await desk.json('contingent', 'add', 'Reste', '--seats', '4', '--hold', ...windows);
  const rows = [
    `A1,${BEISPIEL},2021-06-20 07:00,Portal,2021-06-14 08:03`,
    `A2,${BEISPIEL},2021-06-20 07:15,Portal,2021-06-14 08:09`,
    `B1,${PROBE},2021-06-20 07:00,Portal,2021-06-14 08:30`,
    `B2,${PROBE.replace('Otto', 'Oto')},2021-06-20 07:30,Portal,2021-06-14 08:20`,
    `B3,${PROBE},2021-06-20 07:45,Portal,2021-06-14 08:40`,
    `C1,Lena,Vorlage,1990-07-30,v@post.example,06232 100003,Am Rhein,1,67346,Speyer,2021-06-20 07:30,Portal,`,
    `C2,Mia,Vorlage,1993-02-11,v@post.example,06232 100003,Am Rhein,1,67346,Speyer,2021-06-20 07:45,Portal,`,
  ];
  writeFileSync(join(desk.folder, 'p.csv'), [HEADER, ...rows, ''].join('\n'));
  await desk.json('booking', 'import', 'p.csv');
  return desk;
}

interface Shown {
  case: number;
  bookings: string[];
  state: string;
  suggestion: { keep: string; reason: string };
}

/** The reference of a row of the file. */
async function referenceOf(desk: Desk, external: string): Promise<string> {
  const bookings = (await desk.json('booking', 'list')) as {
    external_id: string;
    reference: string;
  }[];
  return bookings.find(({ external_id }) => external_id === external)?.reference ?? '';
}

async function caseOf(desk: Desk, external: string): Promise<Shown> {
  const reference = await referenceOf(desk, external);
  const cases = (await desk.json(
    ...['duplicate', 'list', '--state', 'open,dismissed,resolved,stale'],
  )) as Shown[];
  const found = cases.find(({ bookings }) => bookings.includes(reference));
  if (found === undefined) throw new Error(`no case of ${external}`);
  return found;
}

const freeSeats = async (desk: Desk): Promise<number> => (await desk.json('status')).seats.free;

describe('duplicates', () => {
  it('are found, told from sisters, and asked for by status', async () => {
    const desk = await openBooked();
    expect((await desk.json('status')).duplicates).toEqual({ open_cases: null });
    expect((await desk.run('status')).stdout).toContain('slotdesk duplicate find');
    expect(await desk.json('duplicate', 'list')).toEqual([]);
    const first = await desk.json('duplicate', 'find');
    expect(first).toMatchObject({ bookings: 7, cases: 2, pairs: 4, new: 2 });
    expect((await desk.json('status')).duplicates).toEqual({ open_cases: 2 });
    expect((await desk.run('status')).stdout).toContain('Probable duplicates: 2');
    const cases = (await desk.json('duplicate', 'list')) as Shown[];
    // Two seats are gained before one.
    expect(cases.map(({ bookings }) => bookings.length)).toEqual([3, 2]);
    expect(cases.flatMap(({ bookings }) => bookings)).not.toContain(await referenceOf(desk, 'C1'));
    expect(cases[0]?.suggestion).toEqual({
      keep: await referenceOf(desk, 'B2'),
      reason: 'earliest',
    });
  });

  it('are compared again only where something changed', async () => {
    const desk = await openBooked();
    const first = await desk.json('duplicate', 'find');
    expect(await desk.json('duplicate', 'find')).toMatchObject({ ...first, compared: 0, new: 0 });
    await desk.json('booking', 'add', '--family-name', 'Allein', '--birth-date', '1970-01-01');
    expect((await desk.run('status')).stdout).toContain('New since the last look for duplicates');
    expect(await desk.json('duplicate', 'find')).toMatchObject({ bookings: 8, cases: 2, new: 0 });
    // Other rules of what makes a case look at all again.
    expect(await desk.json('duplicate', 'find', '--min-probability', '1')).toMatchObject({
      cases: 0,
      stale: 2,
    });
    expect(await desk.json('duplicate', 'find')).toMatchObject({ cases: 2, new: 0, reopened: 2 });
  });

  it('are shown side by side within 80 columns, in both languages', async () => {
    const desk = await openBooked();
    await desk.json('duplicate', 'find');
    const { case: id } = await caseOf(desk, 'B1');
    const shown = await desk.run('duplicate', 'show', String(id));
    expect(shown.stdout).toMatch(/^Given name +≠ Otto +Oto +Otto$/m);
    expect(shown.stdout).toMatch(/^Born +02\/11\/1971 +02\/11\/1971 +02\/11\/1971$/m);
    expect(shown.stdout).toMatch(/same date of birth +strongly for one person/);
    expect(shown.stdout).toMatch(/Keep .{9}: it was booked first\./);
    const gezeigt = await desk.run('--lang', 'de', 'duplicate', 'show', String(id));
    expect(gezeigt.stdout).toMatch(/gleiches Geburtsdatum +spricht stark für eine Person/);
    expect(gezeigt.stdout).toMatch(/Behalten: .{9}, zuerst gebucht\./);
    for (const line of [...shown.stdout.split('\n'), ...gezeigt.stdout.split('\n')])
      expect(line.length).toBeLessThanOrEqual(80);
    const document = await desk.json('duplicate', 'show', String(id));
    expect(document.members).toHaveLength(3);
    expect(document.pairs).toHaveLength(3);
    expect(document.pairs[0].reasons[0]).toMatchObject({
      field: 'given_name',
      level: expect.any(String),
      weight: expect.any(Number),
    });
  });

  it('are resolved by hand, the seat goes where it belongs, and all of it is taken back', async () => {
    const desk = await openBooked();
    await desk.json('config', 'set', 'contingents.cancelled-seats-to', 'Reste');
    await desk.json('duplicate', 'find');
    const { case: id } = await caseOf(desk, 'A1');
    const [kept, surplus] = [await referenceOf(desk, 'A2'), await referenceOf(desk, 'A1')];
    const before = await desk.json('booking', 'show', kept);
    const stock = takeStock(desk.folder);
    const plan = await desk.run('duplicate', 'resolve', String(id), '--keep', kept, '--dry-run');
    expect(plan.stdout).toContain('Dry run');
    expect(takeStock(desk.folder)).toEqual(stock);
    const done = await desk.json('duplicate', 'resolve', String(id), '--keep', kept.toLowerCase());
    expect(done).toMatchObject({ cancelled: 1, stored: true });
    expect(done.cases[0]).toMatchObject({ kept, cancelled: [surplus], state: 'resolved' });
    expect(done.cases[0].seats_to).toMatchObject([{ contingent: 'Reste' }]);
    expect(await desk.json('booking', 'show', surplus)).toMatchObject({
      state: 'cancelled',
      cancel_reason: 'duplicate',
    });
    expect(await desk.json('booking', 'show', kept)).toEqual(before);
    expect((await desk.json('status')).duplicates).toEqual({ open_cases: 1 });
    const again = await desk.run('duplicate', 'resolve', String(id), '--keep', kept);
    expectRefusal(again, 5, `Case ${id} is resolved already`);
    expect(await desk.json('duplicate', 'undo', String(id))).toMatchObject([
      { case: id, state: 'open', restored: [surplus] },
    ]);
    expect(await desk.json('booking', 'show', surplus)).toMatchObject({ state: 'binding' });
    expect((await desk.json('contingent', 'show', 'Reste')).seats).toBe(4);
    expect((await desk.run('doctor', '--no-relay')).code).toBe(0);
    const log = await desk.run('audit', 'list');
    expect(log.stdout).toContain('duplicates cancelled');
  });

  it('are told of what was cancelled only if that is asked for', async () => {
    const desk = await openBooked();
    await desk.json('config', 'set', 'mail.from', 'Stadt <stadt@city.example>');
    await desk.json('duplicate', 'find');
    const { case: id } = await caseOf(desk, 'A1');
    const kept = await referenceOf(desk, 'A1');
    const resolve = ['duplicate', 'resolve', String(id), '--keep', kept];
    expect(await desk.json(...resolve, '--notify')).toMatchObject({ cancelled: 1, notified: 1 });
    expect(await desk.json('mail', 'list')).toMatchObject([
      { recipient: 'erika@post.example', purpose: 'cancellation', state: 'queued' },
    ]);
    // Nobody learns of a cancellation that was taken back.
    await desk.json('duplicate', 'undo', String(id));
    await desk.json('--yes', 'mail', 'resend', '--waiting');
    const mails = (await desk.json('mail', 'list')) as { state: string }[];
    expect(mails.map(({ state }) => state)).toEqual(['cancelled']);
    expect((await desk.run(...resolve)).stdout).toContain('No mail was sent.');
  });

  it('keep a seat that somebody else has booked meanwhile, and name the nearest windows', async () => {
    const desk = await openBooked();
    await desk.json('duplicate', 'find');
    const { case: id } = await caseOf(desk, 'A1');
    const kept = await referenceOf(desk, 'A2');
    await desk.json('duplicate', 'resolve', String(id), '--keep', kept);
    await desk.json(
      'booking',
      'add',
      '--family-name',
      'Schnell',
      '--slot',
      '2021-06-20 07:00',
      '--contingent',
      'Portal',
    );
    const refused = await desk.run('duplicate', 'undo', String(id));
    expectRefusal(refused, 5, `Case ${id} cannot be taken back`);
    expect(refused.stderr).toContain('2021-06-20 07:15');
    expect((await caseOf(desk, 'A2')).state).toBe('resolved');
  });

  it('are resolved in one go after a preview and consent, those that are sure enough', async () => {
    const desk = await openBooked();
    await desk.json('duplicate', 'find');
    const auto = ['duplicate', 'resolve', '--auto'];
    expectRefusal(await desk.run(...auto), 2, '--min-probability');
    const sure = [...auto, '--min-probability', '0.9'];
    expectRefusal(await desk.run(...sure), 2, 'duplicate resolve');
    const preview = await desk.run(...sure, '--dry-run');
    expect(preview.stdout).toMatch(/was booked first/);
    expect(preview.stdout).toContain('Bookings cancelled, their seats free again: 3');
    const free = await freeSeats(desk);
    expect(await desk.json('--yes', ...sure)).toMatchObject({ cancelled: 3, skipped: [] });
    expect(await freeSeats(desk)).toBe(free + 3);
    expect(await desk.json('mail', 'list')).toEqual([]);
    expect(await desk.json('duplicate', 'find')).toMatchObject({ bookings: 4, cases: 0 });
    expect((await desk.run(...sure)).stdout).toContain('No open case is ready');
  });

  it('that are none stay dismissed, until what a booking says of the person changes', async () => {
    const desk = await openBooked();
    await desk.json('duplicate', 'find');
    const { case: id } = await caseOf(desk, 'A1');
    expectRefusal(await desk.run('duplicate', 'dismiss', String(id)), 2, '--why');
    await desk.json('duplicate', 'dismiss', String(id), '--why', 'mother and daughter');
    await desk.json('booking', 'add', '--family-name', 'Allein', '--birth-date', '1970-01-01');
    expect(await desk.json('duplicate', 'find')).toMatchObject({ cases: 1, new: 0 });
    expect(await caseOf(desk, 'A1')).toMatchObject({
      state: 'dismissed',
      why: 'mother and daughter',
    });
    // The portal's next export has another telephone number.
    const next = readFileSync(join(desk.folder, 'p.csv'), 'utf8').replace('100001', '100009');
    writeFileSync(join(desk.folder, 'p.csv'), next);
    await desk.json('booking', 'import', 'p.csv', '--update');
    expect(await caseOf(desk, 'A1')).toMatchObject({ state: 'stale' });
    expectRefusal(
      await desk.run('duplicate', 'dismiss', String(id), '--why', 'x'),
      5,
      `Case ${id} is out of date`,
    );
    expect(await desk.json('duplicate', 'find')).toMatchObject({ cases: 2, new: 0, reopened: 1 });
    expect(await caseOf(desk, 'A1')).toMatchObject({ case: id, state: 'open', why: null });
  });

  it('are parted where only one of three is somebody else’s', async () => {
    const desk = await openBooked();
    await desk.json('duplicate', 'find');
    const { case: id, bookings } = await caseOf(desk, 'B2');
    const son = await referenceOf(desk, 'B2');
    const parted = await desk.run('duplicate', 'dismiss', String(id), son, '--why', 'his son');
    expect(parted.stdout).toContain('slotdesk duplicate find');
    expect((await desk.run('status')).stdout).toContain('slotdesk duplicate find');
    expect(await desk.json('duplicate', 'find')).toMatchObject({ cases: 2, new: 1 });
    const rest = (await desk.json('duplicate', 'list')) as Shown[];
    expect(rest.map((one) => one.bookings)).toContainEqual(bookings.filter((one) => one !== son));
  });

  it('are looked for without a trace if that is interrupted, even at the last moment', async () => {
    const desk = await openBooked();
    const database = new BetterSqlite3(desk.file);
    onTestFinished(() => void database.close());
    const stock = takeStock(desk.folder);
    database.exec('BEGIN IMMEDIATE');
    // It has compared, and waits to store what it found.
    const { child, ended } = desk.start({}, 'duplicate', 'find');
    await new Promise<void>((resolve) => {
      child.stderr?.on('data', (text: string) => {
        if (text.includes('Waiting')) resolve();
      });
    });
    child.kill('SIGINT');
    expect((await ended).stdout).toBe('');
    database.exec('ROLLBACK');
    expect(takeStock(desk.folder)['slotdesk.db']).toBe(stock['slotdesk.db']);
    expect((await desk.json('status')).duplicates).toEqual({ open_cases: null });
    expect(await desk.json('duplicate', 'find')).toMatchObject({ cases: 2 });
  });

  it('are asked about by one mail a person, and never told of another mailbox unasked', async () => {
    const desk = await openBooked();
    await desk.json('config', 'set', 'mail.from', 'Stadt <stadt@city.example>');
    const file = join(desk.folder, 'p.csv');
    const other = readFileSync(file, 'utf8').replace('otto@post', 'o.probe@box');
    writeFileSync(file, other);
    await desk.json('booking', 'import', 'p.csv', '--update');
    await desk.json('duplicate', 'find');
    const stock = takeStock(desk.folder);
    const plan = await desk.json('duplicate', 'ask', '--dry-run');
    const { case: otto } = await caseOf(desk, 'B1');
    const bookings = [await referenceOf(desk, 'A1'), await referenceOf(desk, 'A2')];
    expect(plan).toMatchObject({
      selected: 1,
      queued: 0,
      questions: [{ to: bookings[0], email: 'erika@post.example', bookings }],
      not_asked: [{ case: otto, reason: 'other_address' }],
    });
    expect(takeStock(desk.folder)).toEqual(stock);
    expectRefusal(await desk.run('duplicate', 'ask'), 2, 'duplicate ask');
    expect(await desk.json('--yes', 'duplicate', 'ask')).toMatchObject({ queued: 1 });
    // Asked again, nobody gets a second mail.
    await desk.json('--yes', 'duplicate', 'ask');
    const mails = (await desk.json('mail', 'list')) as { recipient: string; purpose: string }[];
    expect(mails).toMatchObject([{ recipient: 'erika@post.example', purpose: 'surplus' }]);
    const named = await desk.json('duplicate', 'ask', String(otto), '--dry-run');
    expect(named).toMatchObject({ selected: 1, not_asked: [] });
  });

  it('are exported for a second pair of eyes, without a formula that would run', async () => {
    const desk = await openBooked();
    const file = join(desk.folder, 'p.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('Beispiel', '=1+1'));
    await desk.json('booking', 'import', 'p.csv', '--update');
    await desk.json('duplicate', 'find');
    await desk.json('duplicate', 'export', '-o', 'cases.csv');
    const csv = readFileSync(join(desk.folder, 'cases.csv'), 'utf8');
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + 5);
    expect(csv).toContain(`"'=1+1"`);
    expect(csv).toContain('Decision (same / different)');
    const piped = await desk.run('--lang', 'de', 'duplicate', 'export');
    expect(piped.stdout).toContain('Entscheidung (gleich / verschieden)');
  });

  it('are refused in words and with a code where nothing can be meant', async () => {
    const desk = await openBooked();
    await desk.json('duplicate', 'find');
    const { case: id } = await caseOf(desk, 'A1');
    const stranger = await referenceOf(desk, 'C1');
    const refusals: [string[], number, string][] = [
      [['show', '99'], 4, 'no case 99'],
      [['show', 'x'], 2, 'x'],
      [['resolve', String(id), '--keep', stranger], 4, 'no booking of case'],
      [['resolve', String(id)], 2, '--keep'],
      [['resolve', '--auto', '--min-probability', '1.5'], 2, '--min-probability'],
      [['resolve', String(id), '--auto'], 2, '--auto'],
      [['undo', String(id)], 5, 'Nothing of case'],
      [['list', '--state', 'x'], 2, '--state'],
      [['review'], 2, 'needs a terminal'],
    ];
    const stock = takeStock(desk.folder);
    for (const [words, code, what] of refusals)
      expectRefusal(await desk.run('duplicate', ...words), code, what);
    expect(takeStock(desk.folder)).toEqual(stock);
  });
});

describe('duplicate review', () => {
  const review = (desk: Desk, keys: string[], ...words: string[]): ReturnType<Desk['run']> =>
    desk.runWith({ input: `${keys.join('\n')}\n` }, ...words, 'duplicate', 'review', '--plain');

  it('stores every decision at once, and takes the last one back', async () => {
    const desk = await openBooked();
    await desk.json('duplicate', 'find');
    const ran = await review(desk, ['s', 'd', 'u', 'x', 'q']);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('Same person: 1, different people: 0, left for later: 1.');
    expect(ran.stderr).toMatch(/s keeps .{9} and cancels .{9}, .{9}/);
    expect(await caseOf(desk, 'B2')).toMatchObject({ state: 'resolved' });
    expect(await caseOf(desk, 'A1')).toMatchObject({ state: 'open' });
    expect((await desk.json('status')).bookings).toMatchObject({ binding: 5, cancelled: 2 });
    for (const line of ran.stderr.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('keeps the booking of a number, goes back, leaves for later, in German by German keys', async () => {
    const desk = await openBooked();
    await desk.json('duplicate', 'find');
    const ran = await review(desk, ['s', 'z', '3', 'v'], '--lang', 'de');
    expect(ran.stdout).toContain('Gleiche Person: 1, verschiedene Personen: 1, für später: 0.');
    expect(ran.stdout).toContain('Es ist kein Fall mehr übrig.');
    expect(await caseOf(desk, 'B3')).toMatchObject({ kept: await referenceOf(desk, 'B3') });
    expect(await caseOf(desk, 'A1')).toMatchObject({ state: 'dismissed' });
  });

  it('fits a screen of 24 lines', async () => {
    const desk = await openBooked();
    await desk.json('duplicate', 'find');
    for (const language of ['de', 'en']) {
      const ran = await review(desk, ['q'], '--lang', language);
      expect(ran.stderr.trimEnd().split('\n').length).toBeLessThan(24);
    }
  });
});

it('every level of the rules has its words in both languages', () => {
  for (const [field, levels] of Object.entries(fields))
    for (const { name } of levels)
      for (const text of [de, en])
        expect(text.duplicates.levels[field]?.[name], `${field} ${name}`).toEqual(
          expect.any(String),
        );
});

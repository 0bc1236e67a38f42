import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDesk, type Desk } from '../slotdesk.ts';

const QUARTERS = ['--from', '07:00', '--to', '08:00', '--every', '15m'];

async function openSmall(): Promise<Desk> {
  const desk = openDesk();
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20');
  const opens = (hour: string): string[] => ['--opens-at', `2021-06-14 ${hour}:00`];
  await desk.json('contingent', 'add', '8 Uhr', '--seats', '8', ...opens('08'), ...QUARTERS);
  await desk.json('contingent', 'add', '23 Uhr', '--seats', '8', ...opens('23'), ...QUARTERS);
  await desk.json(
    'contingent',
    'add',
    'Telefon',
    '--seats',
    '4',
    '--channel',
    'phone',
    ...QUARTERS,
  );
  await desk.json('contingent', 'add', 'Nachrücker', '--seats', '5', '--standby', '--anytime');
  return desk;
}

const book = (desk: Desk, ...words: string[]): ReturnType<Desk['run']> =>
  desk.run('booking', 'add', '--family-name', 'Muster', ...words);

/** The error's code and exit code, with both sentences there. */
async function refusal(running: ReturnType<Desk['run']>): Promise<[number | null, string]> {
  const { code, stderr, stdout } = await running;
  expect(stdout).toBe('');
  const { error } = JSON.parse(stderr) as { error: Record<'code' | 'message' | 'hint', string> };
  expect(error.message.length).toBeGreaterThan(10);
  expect(error.hint.length).toBeGreaterThan(10);
  return [code, error.code];
}

describe('contingents on the command line', () => {
  it('books, shows and cancels a seat', async () => {
    const desk = await openSmall();
    const person = ['--given-name', 'Erika', '--birth-date', '21.3.1958', '--postal-code', '67346'];
    const booked = await desk.json(
      'booking',
      'add',
      '--family-name',
      'Muster',
      ...person,
      '--slot',
      '07:15',
    );
    expect(booked).toMatchObject({
      state: 'binding',
      channel: 'phone',
      contingent: '8 Uhr',
      slot: { id: 2, starts_at: '2021-06-20T07:15:00+02:00' },
      person: { given_name: 'Erika', birth_date: '1958-03-21', email: null },
    });
    expect(await desk.json('booking', 'show', booked.reference)).toEqual(booked);
    expect(await desk.json('slot', 'show', '2')).toMatchObject({ capacity: 2, bound: 1, free: 1 });
    const cancel = ['booking', 'cancel', booked.reference, '--reason', 'citizen'];
    const bytes = readFileSync(desk.file);
    expect(await desk.json(...cancel, '--dry-run')).toMatchObject([{ state: 'cancelled' }]);
    expect(readFileSync(desk.file).equals(bytes)).toBe(true);
    expect(await desk.json(...cancel)).toMatchObject([
      { state: 'cancelled', cancel_reason: 'citizen', seat_to: { slot: 2, contingent: '8 Uhr' } },
    ]);
    expect(await refusal(desk.run('--json', ...cancel))).toEqual([5, 'booking_cancelled']);
    expect(await desk.json('slot', 'show', '2')).toMatchObject({ bound: 0, free: 2 });
  });

  it('opens regardless of the release time, holds, closes and says so', async () => {
    const desk = await openSmall();
    const late = ['--contingent', '23 Uhr', '--slot', '07:00'];
    expect(await refusal(book(desk, ...late, '--json'))).toEqual([5, 'contingent_closed']);
    const opened = await desk.json('contingent', 'open', '23 uhr');
    expect(opened).toMatchObject({ name: '23 Uhr', state: 'open', changed: true });
    expect(await desk.json('contingent', 'open', '23 Uhr')).toMatchObject({ changed: false });
    expect((await book(desk, ...late)).code).toBe(0);
    expect(await refusal(desk.run('--json', 'contingent', 'close', '23 Uhr'))).toEqual([
      5,
      'contingent_booked',
    ]);
    expect(await desk.json('contingent', 'hold', '23 Uhr')).toMatchObject({ state: 'held' });
    expect((await book(desk, ...late)).code).toBe(5);
    const at = await desk.json('contingent', 'open', '23 Uhr', '--at', '2021-06-15 09:00');
    expect(at).toMatchObject({ state: 'scheduled', opens_at: '2021-06-15T09:00:00+02:00' });
    expect(await desk.json('contingent', 'close', 'Telefon')).toMatchObject({ state: 'closed' });
    const { stdout } = await desk.run('--lang', 'de', 'status');
    expect(stdout).toContain('slotdesk contingent release Telefon --into …');
  });

  it('releases leftovers, shows before and after, and takes them back seat for seat', async () => {
    const desk = await openSmall();
    expect((await book(desk, '--contingent', '8 Uhr', '--slot', '07:00')).code).toBe(0);
    const before = await desk.json('slot', 'list');
    const release = [
      'contingent',
      'release',
      '8 Uhr',
      '23 Uhr',
      '--into',
      'Telefon',
      '--seats',
      '6',
    ];
    const bytes = readFileSync(desk.file);
    const dry = await desk.json(...release, '--dry-run');
    expect(dry).toMatchObject({ release: null, seats: 6, stored: false, undo: [] });
    expect(readFileSync(desk.file).equals(bytes)).toBe(true);
    const done = await desk.json(...release);
    expect(done).toEqual({
      ...dry,
      release: 1,
      stored: true,
      undo: ['slotdesk contingent release --undo 1'],
    });
    const figures = done.contingents.map(
      ({ name, before: was, after: is }: Record<string, { seats: number }>) => [
        name,
        was?.seats,
        is?.seats,
      ],
    );
    expect(figures).toEqual([
      ['8 Uhr', 8, 5],
      ['23 Uhr', 8, 5],
      ['Telefon', 4, 10],
    ]);
    await desk.json('contingent', 'release', '--undo', '1');
    expect(await desk.json('slot', 'list')).toEqual(before);
    expect(await refusal(desk.run('--json', 'contingent', 'release', '--undo', '1'))).toEqual([
      5,
      'release_undone',
    ]);
    expect((await desk.run('doctor', '--no-relay')).code).toBe(0);
  });

  it('does not take back a seat that somebody has booked since', async () => {
    const desk = await openSmall();
    await desk.json('contingent', 'release', '8 Uhr', '--into', 'Telefon', '--at-slot', '07:30');
    const seat = ['--contingent', 'Telefon', '--slot', '07:30'];
    for (let seats = 0; seats < 3; seats++) expect((await book(desk, ...seat)).code).toBe(0);
    expect(await refusal(book(desk, ...seat, '--json'))).toEqual([5, 'sold_out']);
    expect(await refusal(desk.run('--json', 'contingent', 'release', '--undo', '1'))).toEqual([
      5,
      'release_booked',
    ]);
  });

  it('opens leftovers to every channel where they are, and says how to take it back', async () => {
    const desk = await openSmall();
    const portal = ['--contingent', 'Telefon', '--channel', 'portal'];
    expect((await book(desk, ...portal)).code).toBe(5);
    const done = await desk.json('contingent', 'release', 'Telefon', '23 Uhr');
    expect(done.undo).toEqual(
      [
        'slotdesk contingent open "23 Uhr" --at "2021-06-14 23:00"',
        'slotdesk contingent open Telefon --channel phone',
      ].toReversed(),
    );
    expect((await book(desk, ...portal)).code).toBe(0);
    expect((await book(desk, '--contingent', '23 Uhr')).code).toBe(0);
  });

  it('shows what an import of foreign promises has overbooked, with the command that mends it', async () => {
    const desk = await openSmall();
    const rows = ['A', 'B', 'C'].map((id) => `${id},Muster,2021-06-20 07:00,8 Uhr`);
    writeFileSync(
      join(desk.folder, 'p.csv'),
      ['external_id,family_name,slot_start,contingent', ...rows, ''].join('\n'),
    );
    await desk.json('booking', 'import', 'p.csv', '--allow-overbooked');
    expect((await desk.json('status')).seats).toEqual({
      total: 25,
      bound: 3,
      free: 23,
      overbooked: 1,
    });
    const shown = await desk.run('slot', 'list', '--overbooked');
    expect(shown.stdout).toMatch(/1 {2}07:00–07:15 {2}8 Uhr .*█+!+ +3\/2 +0 +1$/m);
    const command =
      'contingent release "23 Uhr" --into "8 Uhr" --seats 1 --at-slot "2021-06-20 07:00"';
    expect(shown.stdout).toContain(`slotdesk ${command}`);
    expect(await refusal(desk.run('--json', 'slot', 'resize', '1', '--capacity', '1'))).toEqual([
      5,
      'seats_bound',
    ]);
    const mended = await desk.json(
      'contingent',
      'release',
      '23 Uhr',
      '--into',
      '8 Uhr',
      '--seats',
      '1',
      '--at-slot',
      '07:00',
    );
    expect(mended.contingents[0]).toMatchObject({
      before: { overbooked: 1 },
      after: { overbooked: 0 },
    });
    expect(await desk.json('slot', 'list', '--overbooked')).toEqual([]);
  });

  it('refuses in words and with a code what cannot be meant', async () => {
    const desk = await openSmall();
    const cases: [string[], number, string][] = [
      [['contingent', 'show', 'Uhr'], 4, 'contingent_ambiguous'],
      [['contingent', 'show', '8 Uhrr'], 4, 'contingent_unknown'],
      [['slot', 'show', '07:15'], 4, 'slot_ambiguous'],
      [['slot', 'show', '99'], 4, 'slot_unknown'],
      [['slot', 'show', '07:20'], 4, 'window_unknown'],
      [['slot', 'show', '17:00'], 4, 'window_outside'],
      [
        ['contingent', 'add', 'X', '--seats', '1', '--date', '2012-06-20', ...QUARTERS],
        3,
        'window_off_campaign',
      ],
      [
        ['contingent', 'release', '8 Uhr', '--into', 'Telefon', '--seats', '9'],
        5,
        'seats_not_free',
      ],
      [['contingent', 'release', '8 Uhr', '--into', '8 Uhr'], 5, 'release_into_itself'],
      [['contingent', 'release', '8 Uhr', '--seats', '2'], 2, 'one_option_needed'],
      [['contingent', 'release'], 2, 'missing_argument'],
      [['contingent', 'open', 'Nachrücker'], 5, 'standby_gated'],
      [['contingent', 'open', 'Nachrücker', '--override'], 2, 'missing_option'],
      [['config', 'set', 'contingents.cancelled-seats-to', 'Reste'], 4, 'contingent_unknown'],
      [['booking', 'add', '--slot', '07:00'], 3, 'person_missing'],
      [['booking', 'add', '--family-name', 'M', '--email', 'a@b@c'], 2, 'invalid_value'],
    ];
    for (const [words, code, name] of cases) {
      expect(await refusal(desk.run('--json', ...words)), words.join(' ')).toEqual([code, name]);
    }
  });

  it('lays windows over midnight, several days and a change of the clocks', async () => {
    const desk = openDesk();
    await desk.json('init', '--name', 'Nacht', '--date', '2021-10-30');
    const days = ['--date', '2021-10-30', '--date', '2021-11-06'];
    await desk.json(
      'contingent',
      'add',
      'Tage',
      '--seats',
      '4',
      ...days,
      '--from',
      '09:00',
      '--to',
      '10:00',
      '--every',
      '30m',
    );
    const night = ['--from', '22:00', '--to', '2021-10-31 04:00', '--every', '1h'];
    await desk.json('contingent', 'add', 'Nacht', '--seats', '7', ...night);
    const slots = await desk.json('slot', 'list', '--contingent', 'Nacht');
    // The night in which the clocks go back has seven hours from 22:00 to 04:00.
    expect(slots.map(({ starts_at }: { starts_at: string }) => starts_at.slice(11))).toEqual([
      '22:00:00+02:00',
      '23:00:00+02:00',
      '00:00:00+02:00',
      '01:00:00+02:00',
      '02:00:00+02:00',
      '02:00:00+01:00',
      '03:00:00+01:00',
    ]);
    const { stdout } = await desk.run('slot', 'list');
    expect(stdout).toContain('02:00 (+01:00)–03:00');
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(await desk.json('slot', 'show', '2021-10-31T02:00+01:00')).toMatchObject({ free: 1 });
  });
});

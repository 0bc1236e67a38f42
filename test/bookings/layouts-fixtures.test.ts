import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CheckedRow } from '../../src/bookings/rows-check.ts';
import { readRows, type RowOptions } from '../../src/bookings/rows.ts';
import { toLocal } from '../../src/time/zone.ts';
import { layouts } from '../../src/bookings/layouts.ts';

const berlin: RowOptions = {
  file: 'liste.csv',
  encoding: null,
  delimiter: null,
  layout: null,
  map: new Map(),
  mapState: new Map(),
  timeZone: 'Europe/Berlin',
  area: null,
  campaignDate: '2021-06-20',
  now: Date.UTC(2021, 5, 15, 10),
};

interface Expectation {
  layout: string;
  rows: CheckedRow[];
  /** `line column code` */
  faults: string[];
}

async function readFixture(name: string, options: Partial<RowOptions> = {}): Promise<Expectation> {
  const bytes = readFileSync(new URL(`../../fixtures/import/${name}`, import.meta.url));
  const read: Expectation = { layout: '', rows: [], faults: [] };
  for await (const batch of readRows(bytes, { ...berlin, file: name, ...options })) {
    read.layout = batch.source.layout ?? '';
    read.rows.push(...batch.rows);
    for (const { faults } of batch.rejected) {
      read.faults.push(...faults.map(({ line, column, code }) => `${line} ${column} ${code}`));
    }
  }
  return read;
}

/** `binding Ewa Nowak 2021-06-20 07:15 (number)` */
function show({ person, state, startsAt, externalId }: CheckedRow): string {
  const local = startsAt === null ? null : toLocal('Europe/Berlin', startsAt);
  const time = local === null ? 'anytime' : `${local.date} ${local.time.slice(0, 5)}`;
  const number = externalId === null ? '' : ` (${externalId})`;
  return `${state} ${person.givenName} ${person.familyName} ${time}${number}`;
}

const table: {
  file: string;
  layout: string;
  rows: string[];
  faults: string[];
  options?: Partial<RowOptions>;
}[] = [
  {
    file: 'pretix-orders-de-2021.csv',
    layout: 'pretix-orders',
    rows: ['binding Greta Sommer anytime (D4KQM)', 'cancelled Lea Herbst anytime (D6MQP)'],
    faults: ['3 Status unknown_state', '5 Status unknown_state'],
  },
  {
    file: 'pretix-orders-en.csv',
    layout: 'pretix-orders',
    rows: ['binding Greta Sommer anytime (E4KQM)', 'cancelled Lea Herbst anytime (E6MQP)'],
    faults: ['3 Status unknown_state'],
  },
  {
    file: 'pretix-check-in.csv',
    layout: 'pretix-check-in',
    rows: [
      'binding Ida Brandt 2021-06-20 07:00 (F4KQM Ida Brandt)',
      'binding Karl Brandt 2021-06-20 07:00 (F4KQM Karl Brandt)',
    ],
    faults: ['4 Bezahlt unknown_state'],
  },
  {
    file: 'alfio-attendees.csv',
    layout: 'alfio',
    rows: [
      'binding Ana Ruiz anytime (0b6a1c52-7c1e-4a57-9d9f-000000000001)',
      'cancelled Bo Lind anytime (0b6a1c52-7c1e-4a57-9d9f-000000000002)',
    ],
    faults: ['6 Status unknown_state', '7 Status unknown_state'],
  },
  {
    file: 'zms-day.csv',
    layout: 'zms-day',
    options: { file: 'Tagesübersicht_Bürgeramt_19.06.2021.csv' },
    rows: ['binding Ewa Nowak 2021-06-19 07:15', 'binding Jens Pohl 2021-06-19 07:30'],
    faults: [],
  },
  {
    file: 'hi-events-attendees.csv',
    layout: 'hi-events',
    rows: ['binding Ewa Nowak anytime (41)', 'cancelled Jens Pohl anytime (42)'],
    faults: ['4 Status unknown_state'],
  },
  {
    file: 'eventbrite-attendees.csv',
    layout: 'eventbrite',
    rows: [
      'binding Ewa Nowak anytime (230000001)',
      'binding Jens Nowak anytime (230000002)',
      'cancelled Ivo Roth anytime (230000003)',
    ],
    faults: ['5 Quantity several_people', '6 Attendee Status unknown_state'],
  },
  {
    file: 'typo3-events.csv',
    layout: 'typo3-events',
    rows: ['binding Ewa Nowak 2021-06-20 07:15 (501)', 'binding Jens Pohl 2021-06-20 07:15 (502)'],
    faults: [
      '4 confirmed + waitlist unknown_state',
      '5 confirmed + waitlist unknown_state',
      '6 confirmed + waitlist unknown_state',
    ],
  },
  {
    file: 'calendly.csv',
    layout: 'calendly',
    rows: [
      'binding Ewa Nowak 2021-06-20 07:15 (in-1)',
      'cancelled Jens Pohl 2021-06-20 13:15 (in-2)',
    ],
    faults: ['4 Canceled state_missing'],
  },
  {
    file: 'test-centre.csv',
    layout: 'hand-made',
    rows: ['binding Ewa Nowak 2021-06-20 07:15', 'binding Jens Pohl 2021-06-20 07:30'],
    faults: [],
  },
  {
    file: 'hand-made-short.csv',
    layout: 'hand-made',
    rows: ['binding Ewa Nowak anytime', 'binding Jens Pohl anytime'],
    faults: [],
  },
  {
    file: 'hand-made-long.csv',
    layout: 'hand-made',
    rows: ['binding Ewa Nowak anytime', 'binding Jens Pohl anytime'],
    faults: ['4 Warteliste perhaps_not_binding', '5 Anzahl several_people'],
  },
];

test.each(table)('$file', async ({ file, layout, rows, faults, options }) => {
  const read = await readFixture(file, options);
  expect(read.layout).toBe(layout);
  expect(read.rows.map(show)).toEqual(rows);
  expect(read.faults).toEqual(faults);
});

test('every layout has its fixture', () => {
  const shown = new Set(table.map(({ layout }) => layout));
  const elsewhere = new Set(['slotdesk', 'pretix-positions']);
  const bare = layouts.filter(({ name }) => !shown.has(name) && !elsewhere.has(name));
  expect(bare).toEqual([]);
});

test('what people kept beside the fields is kept here too', async () => {
  const { rows } = await readFixture('pretix-orders-de-2021.csv');
  expect(rows[0]?.extras).toMatchObject({ 'Impfstoff bekannt?': 'ja', Gesamtbetrag: '0.00' });
  expect(rows[0]?.person).toMatchObject({ phone: '+496232555010', city: 'Speyer' });
});

test('a zero that a spreadsheet took away comes back, in a cell with the town too', async () => {
  const { rows } = await readFixture('test-centre.csv');
  expect(rows[1]?.person).toMatchObject({ postalCode: '01067', city: 'Dresden' });
  const long = await readFixture('hand-made-long.csv');
  expect(long.rows[1]?.person).toMatchObject({ postalCode: '01067', birthDate: '1960-12-02' });
});

test('a doubtful column is settled by saying what it means', async () => {
  const { rows, faults } = await readFixture('hand-made-long.csv', {
    map: new Map([['state', 'Warteliste']]),
    mapState: new Map([
      ['ja', 'skip'],
      ['nein', 'binding'],
    ]),
  });
  expect(rows.map(show)).toEqual(['binding Ewa Nowak anytime', 'binding Jens Pohl anytime']);
  expect(faults).toEqual(['5 Anzahl several_people']);
});

test('the day overview of the appointment desk needs no date in its name on the campaign’s day', async () => {
  const { rows } = await readFixture('zms-day.csv');
  expect(rows.map(show)).toContain('binding Ewa Nowak 2021-06-20 07:15');
});

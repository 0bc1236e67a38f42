import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { book } from '../../src/bookings/book.ts';
import { cancelBookings } from '../../src/bookings/cancel.ts';
import type { Person } from '../../src/bookings/person.ts';
import { foldSigns, parseReference } from '../../src/bookings/reference.ts';
import { checkSearch } from '../../src/bookings/search-check.ts';
import { parseSearch } from '../../src/bookings/search-query.ts';
import {
  countPending,
  findCandidates,
  wipeOldWords,
  refreshSearch,
  resetSearch,
} from '../../src/bookings/search-storage.ts';
import { token } from '../../src/bookings/search-tokens.ts';
import { searchBookings } from '../../src/bookings/search.ts';
import { findBooking } from '../../src/bookings/storage.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/statements.ts';
import { actor, addQuarters, nobody, openAccount, ZONE } from '../contingents/account.ts';

const today = '2021-06-14';

function openBookings(...people: Partial<Person>[]): {
  database: Database;
  references: string[];
  find: (text: string, limit?: number) => string[];
} {
  const { database } = openAccount();
  addQuarters(database, 'A', 400, 4);
  const references = people.map((person) => add(database, person));
  const nameOf = (reference: string): string => {
    const { givenName, familyName } = findBooking(database, foldSigns(reference)).person;
    return [givenName, familyName].filter((name) => name !== null).join(' ');
  };
  const find = (text: string, limit = 10): string[] =>
    searchBookings(database, text, { today, limit }).hits.map(({ booking }) =>
      nameOf(booking.reference),
    );
  return { database, references, find };
}

function add(database: Database, person: Partial<Person>): string {
  return book(database, actor, ZONE, {
    slot: 'first',
    contingent: null,
    channel: 'phone',
    person: { ...nobody, ...person },
    outsideArea: false,
    note: null,
  });
}

const erika = {
  givenName: 'Erika',
  familyName: 'Müller',
  birthDate: '1961-04-03',
  email: 'e.mueller-lang@citizen.example',
  phone: '06232 / 123456',
  postalCode: '67346',
  city: 'Speyer',
};
const others = [
  { givenName: 'Jan', familyName: 'Beispiel', birthDate: '1999-12-31', phone: '0171 9988776' },
  { givenName: 'Ute', familyName: 'Probe', birthDate: '1961-03-04', phone: '+49 6232 777888' },
];

describe('a search', () => {
  it.each([
    ...['Müller', 'mueller', 'MULLER', 'Müler', 'Miller', 'Mül', 'erika m', 'Müller, Erika'],
    ...[
      '3.4.1961',
      '03.04.61',
      '3. 4. 1961',
      '030461',
      '03041961',
      '1961-04-03',
      '1961-04',
      '3/4/61',
    ],
    ...[
      '3.4.',
      '3.4.19',
      'Müller 3.4.61',
      'müller speyer',
      'müller sp',
      'müller spey',
      'erika 67346',
    ],
    ...[
      '06232123456',
      '06232 123456',
      '+49 6232 123456',
      '0049 6232/123456',
      '062321',
      '123456',
      '3456',
    ],
    ...['e.mueller-lang@citizen.example', 'E.Mueller-Lang@cit', 'lang', 'Mueller-Lang'],
  ])('finds her by %j, and nobody else', (text) => {
    const { find } = openBookings(...others, erika);
    expect(find(text)).toEqual(['Erika Müller']);
  });

  it('finds a name in the letters of a fancy font', () => {
    const { find } = openBookings(...others, { givenName: '𝗕𝗘𝗥𝗧𝗔', familyName: '𝓐𝓶𝓽' });
    for (const text of ['berta amt', '𝗕𝗘𝗥𝗧𝗔', 'berta', '𝓐𝓶'])
      expect(find(text), text).toEqual(['𝗕𝗘𝗥𝗧𝗔 𝓐𝓶𝓽']);
  });

  it.each(['', ' ', '@', '?', '""', '*', '(', 'AND', 'Muller 3.4.1962', '1971-04', '99.99.1961'])(
    'finds nobody by %j',
    (text) => {
      const { find } = openBookings(...others, erika);
      expect(find(text)).toEqual([]);
    },
  );

  it('finds by a reference in any writing, by half of it, and by one with a wrong sign', () => {
    const { database, references, find } = openBookings(...others, erika);
    const signs = references[2] ?? '';
    const [first, last] = [signs.slice(0, 4), signs.slice(4)];
    const writings = [signs, `${first}-${last}`.toLowerCase(), ` ${first} ${last} `];
    for (const text of writings) expect(find(text)).toEqual(['Erika Müller']);
    for (const begun of [first, `${first}-`]) expect(find(begun)).toContain('Erika Müller');
    expect(find(last.toLowerCase())).toContain('Erika Müller');
    const wrong = first.slice(0, 3) + (first.endsWith('7') ? '8' : '7');
    const result = searchBookings(database, `${wrong}-${last}`, { today, limit: 10 });
    expect(result.isMistypedReference).toBe(true);
    expect(result.hits.map(({ booking }) => booking.reference)).toEqual([`${first}-${last}`]);
  });

  it('finds by half of a reference whose signs are all digits', () => {
    const { database, find } = openBookings(...others, erika);
    // 3141-5927 or so: whatever check sign belongs to it.
    const reference = Array.from(
      { length: 10_000 },
      (_, at) => `3141${String(at).padStart(4, '0')}`,
    );
    const sound = reference.filter((signs) => parseReference(signs).kind === 'valid');
    database.prepare('UPDATE booking SET reference = ? WHERE id = 3').run(sound.at(-1));
    const last = sound.at(-1)?.slice(4) ?? '';
    for (const typed of ['3141', '3141-', `3141-${last.slice(0, 2)}`, last])
      expect(find(typed), typed).toEqual(['Erika Müller']);
  });

  it.each(['7X3KD-12', 'A-1', '2021/77', '34ee14b7-0017-1000-ad32-ecf7bcdec200'])(
    "finds by a portal's number with signs in it: %s",
    (number) => {
      const { database, find } = openBookings(...others, erika);
      database.prepare('UPDATE booking SET external_id = ? WHERE id = 3').run(number);
      for (const text of [number, number.toLowerCase(), ` ${number} `])
        expect(find(text), text).toEqual(['Erika Müller']);
    },
  );

  it('takes a short name with a date for what it is, though it has the signs of a reference', () => {
    const anna = { givenName: 'Anna', familyName: 'Amt', birthDate: '1961-04-03' };
    const { find } = openBookings(...others, anna);
    for (const text of ['Anna 3.4.61', 'Anna 1961']) expect(find(text), text).toEqual(['Anna Amt']);
  });

  it('finds by the first digits of a number', () => {
    const { find } = openBookings(...others, erika);
    for (const text of ['017', '0171', '01719', '0171 99', '0171 99887'])
      expect(find(text)).toEqual(['Jan Beispiel']);
    expect(find('06232')).toEqual(['Erika Müller', 'Ute Probe']);
  });

  it('puts the same name before a longer one, that before one that sounds alike, a cancelled one last of its kind', () => {
    const { database, references, find } = openBookings(
      { familyName: 'Mayer' },
      { familyName: 'Meierhofer' },
      { givenName: 'Z', familyName: 'Meier' },
      { givenName: 'A', familyName: 'Meier' },
    );
    const options = { reason: 'citizen', freedSeatsTo: null, dryRun: false } as const;
    cancelBookings(database, actor, [references[3] ?? ''], options);
    expect(find('Meier')).toEqual(['Z Meier', 'A Meier', 'Meierhofer', 'Mayer']);
    expect(find('Meier', 2)).toEqual(['Z Meier', 'A Meier']);
  });

  it('says that there are more', () => {
    const { database } = openBookings({}, {}, {});
    const search = (limit: number): unknown =>
      searchBookings(database, 'muster', { today, limit }).more;
    expect([search(2), search(3)]).toEqual([true, false]);
  });

  it('knows what has changed, gone or come in the meantime', () => {
    const { database, find } = openBookings(erika, ...others);
    database.exec("UPDATE booking SET family_name = 'Neu', email = NULL WHERE id = 1");
    database.exec('DELETE FROM confirmation');
    database.exec('DELETE FROM booking WHERE id = 3');
    expect(find('Müller')).toEqual([]);
    expect(find('Probe')).toEqual([]);
    expect(find('neu')).toEqual(['Erika Neu']);
    // The number of the one that has gone is given again.
    add(database, { familyName: 'Ersatz' });
    expect([find('Probe'), find('Ersatz')]).toEqual([[], ['Ersatz']]);
  });

  it('says how many it cannot know yet, until they are indexed in chunks', () => {
    const { database, find } = openBookings(...others);
    const gone = JSON.stringify(Array.from({ length: 600 }, (_, at) => 1000 + at));
    database.exec(
      `INSERT INTO booking (reference, slot_id, state, channel, family_name, created_at)
         SELECT 'X' || value, 1, 'binding', 'portal', 'Viele', 0 FROM json_each('[1,2,3,4,5,6,7,8,9]');
       INSERT INTO search_pending SELECT value FROM json_each('${gone}')`,
    );
    // Those with the lowest numbers come first, so that it is the new ones that are found at once.
    expect(searchBookings(database, 'viele', { today, limit: 9 }).pending).toBe(109);
    expect(find('probe')).toEqual(['Ute Probe']);
    while (countPending(database) > 0) refreshSearch(database, 10);
    expect(find('viele')).toHaveLength(9);
  });

  it('keeps nobody from booking when its index is damaged, and is whole again when it is made anew', () => {
    const { database, find } = openBookings(...others);
    database.unsafeMode(true);
    database.exec("UPDATE booking_search_data SET block = x'00112233' WHERE id > 9");
    database.close();
    const again = openDatabase(database.name, { waiting: () => undefined });
    onTestFinished(() => void again.close());
    const look = (text: string): unknown[] =>
      searchBookings(again, text, { today, limit: 9 }).hits.map(({ nearness }) => nearness);
    add(again, { familyName: 'Neuling' });
    expect(() => look('neuling')).toThrow('search_damaged');
    resetSearch(again);
    expect([look('neuling'), look('probe')]).toEqual([['exact'], ['exact']]);
    expect(find).toThrow('not open');
    expect(checkSearch(again)).toEqual([]);
  });

  it('does not wait for a colleague who is writing, and says what it may lack', () => {
    const { database, find } = openBookings(...others);
    database.exec("UPDATE booking SET city = 'Speyer' WHERE id = 1");
    const colleague = openDatabase(database.name, { waiting: () => undefined });
    colleague.exec('BEGIN IMMEDIATE');
    const search = (): unknown => searchBookings(database, 'jan', { today, limit: 9 }).pending;
    expect(search()).toBe(1);
    colleague.exec('ROLLBACK');
    colleague.close();
    expect(search()).toBe(0);
    expect(find('speyer')).toEqual(['Jan Beispiel']);
  });
});

describe('words of a booking that is gone', () => {
  const people = Array.from({ length: 40 }, (_, at) => ({ familyName: `Muster${at}` }));

  it.each([
    ['removed', 'DELETE FROM booking WHERE id = 1'],
    ['renamed', "UPDATE booking SET family_name = 'Beispiel', email = NULL WHERE id = 1"],
  ])('are gone from the file once they are wiped: %s', (_, change) => {
    const strange = { familyName: 'Zwirbelhuber', email: 'quastenflosser@post.example' };
    const { database, find } = openBookings(strange, ...people);
    database.exec(change);
    wipeOldWords(database);
    const bytes = ['', '-wal'].map((end) => readFileSync(database.name + end, 'latin1')).join('');
    expect(/zwirbel|quastenfl/i.exec(bytes)).toBeNull();
    expect(find('muster7')).toEqual(['Muster7']);
  });
});

describe('candidates', () => {
  it('are those who have all tokens of one of the sets', () => {
    const { database } = openBookings(erika, ...others);
    const born = token.birth('19610403');
    const [muler, probe] = [token.sound('muler'), token.sound('probe')];
    expect(findCandidates(database, [{ wide: [muler, born] }], 10)).toEqual([1]);
    expect(findCandidates(database, [{ wide: [probe, born] }, { wide: [] }], 10)).toEqual([]);
    const blocks = [
      { wide: [token.phone('01719988776')] },
      { wide: [token.email('E.Mueller-Lang@citizen.example'), born] },
    ];
    expect(findCandidates(database, blocks, 10)).toEqual([2, 1]);
  });

  it('are asked for more closely only where there are too many', () => {
    const { database } = openBookings(erika, erika, ...others);
    const closer = [[token.phone('01719988776')]];
    const find = (limit: number): number[] =>
      findCandidates(database, [{ wide: [token.birth('19610403')], narrow: closer }], limit);
    expect(find(10)).toEqual([1, 2]);
    expect(find(2)).toEqual([3]);
  });
});

test('whatever is typed is looked for or not, but never refused', () => {
  const { database } = openBookings(erika);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      searchBookings(database, text, { today, limit: 5 });
    }),
    { numRuns: 500 },
  );
});

test('everybody is found by name and by birth date, whatever the name', () => {
  const word = fc.stringMatching(/^\p{L}{2,12}$/u);
  const date = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2021-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
  const { database } = openBookings();
  fc.assert(
    fc.property(word, word, date, (givenName, familyName, birthDate) => {
      const signs = add(database, { givenName, familyName, birthDate });
      const [year, month, day] = birthDate.split('-');
      for (const text of [`${givenName} ${familyName}`, `${familyName} ${day}.${month}.${year}`]) {
        if (parseSearch(text, today).every(({ terms }) => terms.length === 0)) continue;
        const { hits } = searchBookings(database, text, { today, limit: 300 });
        expect(hits.map(({ booking }) => foldSigns(booking.reference))).toContain(signs);
      }
    }),
    { numRuns: 100 },
  );
});

/**
 * What the search costs at a million invented bookings: indexing them, one booking more, and the time until the
 * hits are there for what people type, letter by letter, and until it is known what a person holds already. Needs 2 GB of disk and some minutes.
 * `npm run bench test/bench/search.ts [bookings] [searches]`
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { book } from '../../src/bookings/book.ts';
import { createReference } from '../../src/bookings/reference.ts';
import { buildSearch } from '../../src/bookings/search-build.ts';
import { refreshSearch } from '../../src/bookings/search-storage.ts';
import { searchBookings } from '../../src/bookings/search.ts';
import { addContingent } from '../../src/contingents/add.ts';
import { createDatabase } from '../../src/database/create.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/statements.ts';
import { findHeld } from '../../src/duplicates/holders.ts';
import { drawFamilyName, drawGivenName, drawOrigin } from './families/names.ts';
import { createRandom, type Random } from './families/random.ts';

const [bookings = 1_000_000, searches = 300] = process.argv.slice(2).map(Number);
const SLOTS = 1000;
const actor = { name: 'bench', now: () => Date.now() };
const today = new Date().toISOString().slice(0, 10);

const folder = mkdtempSync(join(tmpdir(), 'slotdesk-bench-'));
try {
  const file = join(folder, 'campaign.db');
  createDatabase(file, (fresh) => {
    addContingent(fresh, actor, {
      name: 'A',
      kind: 'regular',
      mode: 'timed',
      opensAt: null,
      channels: [],
      seats: 2 * bookings,
      windows: Array.from({ length: SLOTS }, (_, index) => ({
        startsAt: index * 900_000,
        endsAt: (index + 1) * 900_000,
      })),
    });
  });
  const database = openDatabase(file, { waiting: () => undefined });
  await say('rows without the index', () => fill(database, createRandom(20_210_614, 1)));
  database.pragma('wal_checkpoint(TRUNCATE)');
  const bare = statSync(file).size;
  await say('the index of them', () => buildSearch(database, { progress: () => undefined }));
  database.pragma('wal_checkpoint(TRUNCATE)');
  console.log(`file: ${megabytes(bare)} MB, with the index ${megabytes(statSync(file).size)} MB`);
  measureBookings(database);
  measureSearches(database, createRandom(20_210_615, 1));
  measureHolders(database, createRandom(20_210_616, 1));
  database.close();
} finally {
  rmSync(folder, { recursive: true });
}

function fill(database: Database, random: Random): void {
  const insert = database.prepare(
    `INSERT INTO booking (reference, slot_id, state, channel, given_name, family_name, birth_date, email, phone,
       postal_code, city, external_id, cancel_reason, created_at)
     VALUES (?, ?, ?, 'portal', ?, ?, ?, ?, ?, ?, 'Speyer', ?, ?, 0)`,
  );
  const references = new Set<string>();
  while (references.size < bookings)
    references.add(createReference((below) => random.below(below)));
  const reference = references.values();
  database.transaction(() => {
    for (let at = 0; at < bookings; at++) {
      const { givenName, familyName, birthDate, phone, email } = invent(random);
      const cancelled = random.chance(0.05);
      insert.run(
        reference.next().value,
        1 + (at % SLOTS),
        cancelled ? 'cancelled' : 'binding',
        givenName,
        familyName,
        birthDate,
        email,
        phone,
        String(67_000 + random.below(500)),
        `SP${100_000 + at}`,
        cancelled ? 'citizen' : null,
      );
    }
  })();
}

interface Invented {
  givenName: string;
  familyName: string;
  birthDate: string;
  phone: string;
  email: string | null;
}

function invent(random: Random): Invented {
  const origin = drawOrigin(random);
  const year = 1925 + random.below(90);
  const two = (value: number): string => String(value).padStart(2, '0');
  const familyName = drawFamilyName(origin, random);
  const givenName = drawGivenName(origin, random.chance(0.5), year, random);
  const box = `${givenName}.${familyName}${random.below(1000)}`.toLowerCase();
  return {
    givenName,
    familyName,
    birthDate: `${year}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`,
    phone: random.chance(0.5)
      ? `01${70 + random.below(10)} ${1_000_000 + random.below(9_000_000)}`
      : `06232 ${10_000 + random.below(990_000)}`,
    email: random.chance(0.9) ? `${box}@citizen.example` : null,
  };
}

/** One booking more, as a clerk makes it: with its row in the index. */
function measureBookings(database: Database): void {
  const times = Array.from({ length: 300 }, (_, at) =>
    spend(() =>
      book(database, actor, 'Europe/Berlin', {
        slot: { id: 1 + (at % SLOTS) },
        contingent: null,
        channel: 'phone',
        person: {
          givenName: 'Erika',
          familyName: 'Muster',
          birthDate: '1961-04-03',
          email: `erika.muster${at}@citizen.example`,
          phone: '06232 123456',
          street: null,
          postalCode: '67346',
          city: 'Speyer',
        },
        outsideArea: false,
        note: null,
      }),
    ),
  );
  report('one booking', times);
  const touch = database.prepare('UPDATE booking SET city = ? WHERE id = ?');
  const alone = Array.from({ length: 300 }, (_, at) => {
    touch.run(`Speyer ${at}`, 1 + at);
    return spend(() => refreshSearch(database, 1));
  });
  report('of it the index, as a transaction of its own', alone);
}

function measureSearches(database: Database, random: Random): void {
  const wishes: Record<string, (person: Invented) => string> = {
    'family name': ({ familyName }) => familyName,
    'both names': ({ givenName, familyName }) => `${givenName} ${familyName}`,
    'name and birth date': ({ familyName, birthDate }) =>
      `${familyName} ${birthDate.split('-').toReversed().join('.')}`,
    'birth date': ({ birthDate }) => birthDate.split('-').toReversed().join('.'),
    phone: ({ phone }) => phone,
    'postal code, town and name': ({ familyName }) => `67346 Speyer ${familyName}`,
    'e-mail': ({ email, familyName }) => email ?? familyName,
  };
  const every: number[] = [];
  for (const [name, write] of Object.entries(wishes)) {
    const whole: number[] = [];
    const letters: number[] = [];
    for (let at = 0; at < searches / 7; at++) {
      const text = write(invent(random));
      for (let length = 1; length <= text.length; length++) {
        const time = spend(() =>
          searchBookings(database, text.slice(0, length), { today, limit: 10 }),
        );
        (length === text.length ? whole : letters).push(time);
        if (time > 50) console.log(`${Math.round(time)} ms: ${text.slice(0, length)}`);
      }
    }
    report(`${name}, whole`, whole);
    report(`${name}, while it is typed`, letters);
    every.push(...whole, ...letters);
  }
  report('every search', every);
}

/** What somebody holds already, asked while the booking is being taken. */
function measureHolders(database: Database, random: Random): void {
  const nowhere = { street: null, postalCode: null, city: null };
  const known = Array.from({ length: searches }, () => ({ ...invent(random), ...nowhere }));
  report(
    'who holds a booking already',
    known.map((person) => spend(() => findHeld(database, person))),
  );
  report(
    'the same by name and birth date alone',
    known.map((person) => spend(() => findHeld(database, { ...person, email: null, phone: null }))),
  );
}

function spend(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

async function say(what: string, work: () => unknown): Promise<void> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const each = (user + system) / bookings;
  console.log(`${what}: ${seconds.toFixed(1)} s, ${each.toFixed(1)} µs of CPU each`);
}

function report(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  console.log(`${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms of ${times.length}`);
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

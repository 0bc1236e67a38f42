import { restoreFormula } from '../csv/formula.ts';
import { sql, type Database } from '../database/statements.ts';
import { EXTRA_PREFIX } from './layouts.ts';
import { writeFilter, type BookingFilter } from './storage.ts';

/** How an export writes what is no text; each is called by SQL. */
export interface ValueForm {
  /** Dates as `20.06.2021`, else as ISO text. */
  isGerman: boolean;
  /** @param instant milliseconds */
  time: (instant: number) => string;
  /** A name for a reference that is the same in every export of the campaign, and tells nothing. */
  pseudonym: (reference: string) => string;
  /** As E.164; `null` if nobody can be called by it. */
  phone: (phone: string) => string | null;
}

/** A column of an export: its value as SQL, and who wrote it. */
export interface ExportColumn {
  name: string;
  value: string;
  /** `ours` holds no quotation mark; `typed` by people, `extra`: what another file had. */
  origin: 'ours' | 'typed' | 'extra';
}

type Values = Readonly<Record<string, (form: ValueForm) => string>>;

const time = (instant: string): string => `export_time(${instant})`;
const typed = (column: string) => (): string => `booking.${column}`;
const written = (value: string) => (): string => value;

/**
 * Whoever had a mail, the portal's or ours, must not have it once more because the bookings moved into
 * another campaign; whose mail came back has none.
 */
const CLAIM = `
  CASE WHEN confirmation.message_id IS NOT NULL THEN (
    SELECT iif(delivery IS 'bounced', 'no', ${time('settled_at')}) FROM message
    WHERE message.id = confirmation.message_id AND message.state = 'accepted') END,
  CASE booking.portal_claim WHEN 'sent' THEN coalesce(${time('booking.portal_claim_at')}, 'yes')
    WHEN 'not_sent' THEN 'no' END`;

const slotStart = written('slot.starts_text');
const contingent = written('slot.contingent');
const confirmationState = written('confirmation.state');

/** The columns an import reads back, in their order. */
const columns = {
  reference: written(`substr(booking.reference, 1, 4) || '-' || substr(booking.reference, 5)`),
  external_id: typed('external_id'),
  given_name: typed('given_name'),
  family_name: typed('family_name'),
  birth_date: ({ isGerman }) => {
    const date = 'booking.birth_date';
    if (!isGerman) return date;
    return `substr(${date}, 9) || '.' || substr(${date}, 6, 2) || '.' || substr(${date}, 1, 4)`;
  },
  email: typed('email'),
  phone: typed('phone'),
  street: typed('street'),
  postal_code: typed('postal_code'),
  city: typed('city'),
  slot_start: slotStart,
  contingent,
  state: typed('state'),
  confirmation_state: confirmationState,
  confirmation_sent: written(`coalesce(${CLAIM})`),
  booked_at: written(time('booking.booked_at')),
  channel: typed('channel'),
  note: typed('note'),
} as const satisfies Values;

/** A column for a program that dials; it is written only if it is asked for. */
export const PHONE = 'phone_e164';

/** What may leave the house without saying whose it is. Free text is not among it. */
const pseudonymous = {
  pseudonym: written('export_pseudonym(booking.reference)'),
  birth_year: written('substr(booking.birth_date, 1, 4)'),
  postal_area: written(
    `CASE WHEN booking.postal_code GLOB '[0-9][0-9][0-9][0-9][0-9]' THEN substr(booking.postal_code, 1, 3) END`,
  ),
  slot_start: slotStart,
  contingent,
  state: typed('state'),
  confirmation_state: confirmationState,
  channel: typed('channel'),
} as const satisfies Values;

// No quotation mark is in an e-mail address or a postal code.
const TYPED: ReadonlySet<string> = new Set([
  ...['external_id', 'given_name', 'family_name', 'phone', 'street', 'city', 'contingent', 'note'],
]);

/** The word for the columns of a file that are no field of ours. */
const EXTRAS = 'extras';
export const exportColumns: readonly string[] = [...Object.keys(columns), EXTRAS];
export const pseudonymousColumns: readonly string[] = Object.keys(pseudonymous);

/** The columns of these names; unknown names are left out. */
export function chooseColumns(
  database: Database,
  names: readonly string[],
  wish: { pseudonymous: boolean; filter: BookingFilter; form: ValueForm },
): ExportColumn[] {
  const named = { ...columns, [PHONE]: written('export_phone(booking.phone)') };
  const known = new Map(Object.entries<Values[string]>(wish.pseudonymous ? pseudonymous : named));
  return names.flatMap((name) => {
    if (name === EXTRAS && !wish.pseudonymous) return listExtras(database, wish.filter);
    const value = known.get(name)?.(wish.form);
    return value === undefined ? [] : [{ name, value, origin: TYPED.has(name) ? 'typed' : 'ours' }];
  });
}

// What thousands of bookings share is written once. The order of the tables is fixed: pages are cut by
// the bookings' ids.
const SLOTS = `
  DROP TABLE IF EXISTS temp.export_slot;
  CREATE TEMP TABLE export_slot (id INTEGER PRIMARY KEY, contingent_id INTEGER, starts_at INTEGER, starts_text TEXT,
    contingent TEXT);
  INSERT INTO export_slot SELECT slot.id, contingent_id, starts_at, ${time('starts_at')}, name
    FROM slot JOIN contingent ON contingent.id = contingent_id`;
const TABLES = `
  FROM booking
  CROSS JOIN temp.export_slot AS slot ON slot.id = booking.slot_id
  LEFT JOIN confirmation ON confirmation.booking_id = booking.id`;
const ROWS = `
  LEFT JOIN imported_row ON imported_row.booking_id = booking.id`;

/** In the order in which the files had them. */
function listExtras(database: Database, filter: BookingFilter): ExportColumn[] {
  const { where, values } = writeFilter(filter);
  const and = where === '' ? 'WHERE' : `${where} AND`;
  const keys = sql(
    database,
    `SELECT extra.key FROM imported_row
       CROSS JOIN booking ON booking.id = imported_row.booking_id
       CROSS JOIN temp.export_slot AS slot ON slot.id = booking.slot_id
       LEFT JOIN confirmation ON confirmation.booking_id = booking.id
       CROSS JOIN json_each(imported_row.extras) AS extra
     ${and} imported_row.extras <> '{}'
     GROUP BY extra.key ORDER BY min(booking.id * 100000 + extra.id)`,
  ).pluck();
  return (keys.all(...values) as string[]).map((key) => ({
    name: EXTRA_PREFIX + key,
    value: `export_extra(${readExtra(key)})`,
    origin: 'extra',
  }));
}

function readExtra(key: string): string {
  const text = quoteText(key);
  // In a path of JSON such a key would need escapes.
  if (!/["\\]/.test(key)) return `imported_row.extras ->> ${text}`;
  return `(SELECT value FROM json_each(imported_row.extras) AS extra WHERE extra.key = ${text})`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export interface Page {
  count: number;
  /** The id of its last booking. */
  last: number;
  text: Buffer;
}

/** Bookings of one page: enough that the call costs nothing, few enough that it stays in the cache. */
const TOGETHER = 250;

/**
 * The bookings in the order they came, as pages of text: one line each, written by SQL and joined there,
 * which is several times faster than a row at a time.
 * @param line SQL that writes a booking and the end of its line
 */
export function* readPages(
  database: Database,
  filter: BookingFilter,
  line: string,
): Generator<Page> {
  const { where, values } = writeFilter(filter);
  const and = where === '' ? 'WHERE' : `${where} AND`;
  const page = sql(
    database,
    `SELECT count(*) AS count, max(id) AS last, CAST(group_concat(line, '') AS BLOB) AS text FROM (
       SELECT booking.id, ${line} AS line ${TABLES}${line.includes('imported_row.') ? ROWS : ''}
       ${and} booking.id > ? ORDER BY booking.id LIMIT ${TOGETHER})`,
  );
  // Every page of the file is read once: to keep them would cost memory that must first be filled.
  const kept = Number(database.pragma('cache_size', { simple: true }));
  database.pragma('cache_size = -4096');
  // All pages see the bookings of one moment.
  database.exec('BEGIN');
  try {
    for (let last = 0; ;) {
      const found = page.get(...values, last) as Page;
      if (found.count > 0) yield found;
      if (found.count < TOGETHER) return;
      last = found.last;
    }
  } finally {
    database.exec('COMMIT');
    database.pragma(`cache_size = ${kept}`);
  }
}

/** Confirmations of which nobody can say yet whether they were sent. */
export function countUnsettled(database: Database): number {
  const count = sql(
    database,
    `SELECT sum(count) FROM tally WHERE kind = 'confirmation' AND value IN ('queued', 'uncertain')`,
  ).pluck();
  return Number(count.get() ?? 0);
}

/** Lets SQL write times, pseudonyms and what other files had, and writes those of the slots. */
export function prepareExport(database: Database, { time, pseudonym, phone }: ValueForm): void {
  const add = (name: string, write: (value: never) => string | null): void => {
    database.function(name, { deterministic: true }, (value: unknown) =>
      value === null ? null : write(value as never),
    );
  };
  add('export_time', time);
  add('export_pseudonym', pseudonym);
  add('export_phone', phone);
  // As a file had it; what a spreadsheet would run gets its mark anew.
  add('export_extra', restoreFormula);
  database.exec(SLOTS);
}

import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { parseTime } from '../time/parse.ts';
import { toLocal } from '../time/zone.ts';
import { readOpeningHours, type Seats } from './figures.ts';

/** A slot with its account; instants in milliseconds, both `null` for an `anytime` slot. */
export interface SlotFigures extends Seats {
  id: number;
  contingentId: number;
  contingent: string;
  startsAt: number | null;
  endsAt: number | null;
}

export interface SlotFilter {
  /** The id of a contingent. */
  contingent?: number;
  free?: boolean;
  overbooked?: boolean;
}

/** The campaign's zone, and its date for bare times. */
export interface Clock {
  timeZone: string;
  date: string;
}

const SELECT = `
  SELECT slot.id, contingent_id AS contingentId, contingent.name AS contingent, starts_at AS startsAt,
         ends_at AS endsAt, capacity AS seats, booked AS bound, held, capacity - booked - held + overbooked AS free,
         overbooked
  FROM slot JOIN contingent ON contingent.id = contingent_id`;
const ORDER = ' ORDER BY starts_at IS NULL, starts_at, opens_at IS NULL, opens_at, name';

/** Slots by their start, those of one window in the order their contingents open. */
export function listSlots(database: Database, filter: SlotFilter): SlotFigures[] {
  const conditions = [
    ...(filter.contingent === undefined ? [] : ['contingent_id = ?']),
    ...(filter.free ? ['booked + held < capacity'] : []),
    ...(filter.overbooked ? ['overbooked > 0'] : []),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const values = filter.contingent === undefined ? [] : [filter.contingent];
  return sql(database, SELECT + where + ORDER).all(...values) as SlotFigures[];
}

/** The same as it is at a moment (milliseconds): a hold that has expired by then holds nothing. */
export function listSlotsAt(database: Database, filter: SlotFilter, now: number): SlotFigures[] {
  const expired = countExpiredHolds(database, now);
  if (expired.size === 0) return listSlots(database, filter);
  const { free: onlyFree = false, ...others } = filter;
  return listSlots(database, others)
    .map((slot) => letGo(slot, expired.get(slot.id) ?? 0))
    .filter(({ free }) => !onlyFree || free > 0);
}

function countExpiredHolds(database: Database, now: number): Map<number, number> {
  const rows = sql(
    database,
    'SELECT slot_id, count(*) AS count FROM seat_hold WHERE expires_at <= ? GROUP BY slot_id',
  ).all(now) as { slot_id: number; count: number }[];
  return new Map(rows.map((row) => [row.slot_id, row.count]));
}

function letGo(slot: SlotFigures, count: number): SlotFigures {
  return { ...slot, held: slot.held - count, free: slot.free + count };
}

export function readSlot(database: Database, id: number): SlotFigures | null {
  return (sql(database, `${SELECT} WHERE slot.id = ?`).get(id) as SlotFigures | undefined) ?? null;
}

/** What a person typed for a slot: its number, the time it begins, or the word `anytime`. */
export type TypedSlot = { id: number } | { startsAt: number | null };

/** @throws Failure `unreadable_time`, `skipped_time` */
export function parseSlot(typed: string, { timeZone, date }: Clock): TypedSlot {
  const text = typed.trim();
  if (/^\d{1,15}$/.test(text)) return { id: Number(text) };
  if (text.toLowerCase() === 'anytime') return { startsAt: null };
  return { startsAt: parseTime(text, timeZone, date === '' ? null : date) };
}

/**
 * The one slot a person means.
 * @param contingent the id of the contingent it is looked for in; `null`: in all
 * @throws Failure `slot_unknown`, `window_unknown`, `slot_ambiguous`, as `parseSlot`
 */
export function findSlot(
  database: Database,
  typed: string,
  clock: Clock,
  contingent: number | null,
): SlotFigures {
  const wanted = parseSlot(typed, clock);
  if ('id' in wanted) {
    const found = readSlot(database, wanted.id);
    if (found === null) throw new Failure('slot_unknown', { slot: typed });
    return found;
  }
  const found = sql(
    database,
    `${SELECT} WHERE starts_at IS ? AND contingent_id = coalesce(?, contingent_id)${ORDER}`,
  ).all(wanted.startsAt, contingent) as SlotFigures[];
  const [only, ...others] = found;
  if (only === undefined) throw missWindow(database, typed, wanted.startsAt, clock);
  if (others.length === 0) return only;
  const candidates = found.map((slot) => `${slot.id} (${slot.contingent})`);
  throw new Failure('slot_ambiguous', { slot: typed, candidates });
}

/**
 * The slots that are meant among those of some contingents, by their ids.
 * @throws Failure as `findSlot`, but one time may mean a slot of each contingent
 */
export function findSlotsAmong(
  database: Database,
  typed: readonly string[],
  clock: Clock,
  contingents: readonly number[],
): number[] {
  const slots = contingents.flatMap((contingent) => listSlots(database, { contingent }));
  return typed.flatMap((text) => {
    const wanted = parseSlot(text, clock);
    if ('id' in wanted) {
      const found = slots.find(({ id }) => id === wanted.id);
      if (found === undefined) throw new Failure('slot_unknown', { slot: text });
      return [found.id];
    }
    const found = slots.filter(({ startsAt }) => startsAt === wanted.startsAt);
    if (found.length === 0) throw missWindow(database, text, wanted.startsAt, clock);
    return found.map(({ id }) => id);
  });
}

/** The refusal of a time at which no window begins: within the campaign's hours or outside of them. */
export function missWindow(
  database: Database,
  typed: string,
  startsAt: number | null,
  { timeZone }: Clock,
): Failure {
  const hours = readOpeningHours(database);
  if (startsAt === null || hours === null) return new Failure('slot_unknown', { slot: typed });
  const write = (instant: number): string => writeTime(timeZone, instant);
  const [from, to] = [write(hours.startsAt), write(hours.endsAt)];
  if (startsAt < hours.startsAt || startsAt >= hours.endsAt) {
    return new Failure('window_outside', { value: typed, from, to });
  }
  const near = sql(
    database,
    'SELECT starts_at FROM slot WHERE starts_at IS NOT NULL ORDER BY abs(starts_at - ?) LIMIT 1',
  )
    .pluck()
    .get(startsAt) as number;
  return new Failure('window_unknown', { value: typed, nearest: write(near) });
}

/** A local time as it can be typed: `2021-06-20 09:15`. */
export function writeTime(timeZone: string, instant: number): string {
  const { date, time } = toLocal(timeZone, instant);
  return `${date} ${time.slice(0, 5)}`;
}

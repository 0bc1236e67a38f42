import { refuseBooking } from '../contingents/bookable.ts';
import { listSlotsAt, type SlotFigures } from '../contingents/slots.ts';
import type { Channel } from '../contingents/state.ts';
import { readContingents } from '../contingents/storage.ts';
import type { Database } from '../database/statements.ts';
import { toLocal } from '../time/zone.ts';

/** Who asks, and when: instants in milliseconds. */
export interface Asking {
  channel: Channel;
  now: number;
  timeZone: string;
}

/**
 * Windows that a caller can be offered now, the next first, `anytime` last. Of windows that begin at the
 * same time only that of the contingent that opened first: to a caller they are one.
 */
export function listFreeWindows(database: Database, asking: Asking): SlotFigures[] {
  const { channel, now } = asking;
  const open = new Set(
    readContingents(database)
      .filter((contingent) => refuseBooking(database, contingent, channel, asking) === null)
      .map(({ id }) => id),
  );
  const windows = new Map<number | null, SlotFigures>();
  for (const slot of listSlotsAt(database, { free: true }, now)) {
    const isOver = slot.startsAt !== null && slot.startsAt <= now;
    if (isOver || !open.has(slot.contingentId)) continue;
    const known = windows.get(slot.startsAt);
    windows.set(
      slot.startsAt,
      known === undefined ? slot : { ...known, free: known.free + slot.free },
    );
  }
  return [...windows.values()];
}

/** The windows nearest to a time, the nearest first. @param instant `null`: no time of day */
export function nearestWindows(
  windows: readonly SlotFigures[],
  instant: number | null,
  limit: number,
): SlotFigures[] {
  if (instant === null) return windows.slice(0, limit);
  const distance = ({ startsAt }: SlotFigures): number =>
    startsAt === null ? Number.MAX_SAFE_INTEGER : Math.abs(startsAt - instant);
  return windows.toSorted((a, b) => distance(a) - distance(b)).slice(0, limit);
}

/**
 * Whether a window begins at what is typed so far: `9` at nine, `91` and `9:1` from ten past nine on,
 * `0915`, `9.15`; a day as `20.6.` or `26`. Nothing typed fits every window.
 */
export function fitsTime(
  { startsAt }: Pick<SlotFigures, 'startsAt'>,
  typed: string,
  timeZone: string,
): boolean {
  const text = typed.trim().replace(/\s*(?:uhr|h)\.?$/i, '');
  if (text === '') return true;
  if (startsAt === null) return false;
  const { date, time } = toLocal(timeZone, startsAt);
  const [year = '', month = '', day = ''] = date.split('-');
  const dayText = `${Number(day)}.${Number(month)}.`;
  if (/^\d{1,2}\.\d{0,2}\.(?:\d{4})?$/.test(text)) {
    const typedDay = text.replace(/(^|\.)0/g, '$1');
    return `${dayText}${year}`.startsWith(typedDay);
  }
  const clock = time.slice(0, 5);
  const split = /^(\d{1,2})[:.](\d{0,2})$/.exec(text);
  if (split !== null)
    return clock.startsWith(`${(split[1] ?? '').padStart(2, '0')}:${split[2] ?? ''}`);
  if (!/^\d{1,4}$/.test(text)) return false;
  const digits = clock.replace(':', '');
  return digits.startsWith(text) || (digits.startsWith('0') && digits.slice(1).startsWith(text));
}

import { refuseBooking } from '../contingents/bookable.ts';
import { listSlots, type SlotFigures } from '../contingents/slots.ts';
import type { Channel } from '../contingents/state.ts';
import { readContingents } from '../contingents/storage.ts';
import type { Database } from '../database/statements.ts';

export interface NearWish {
  /** The time wanted, in milliseconds. */
  startsAt: number;
  /** The id of a contingent; `null`: any. */
  contingent: number | null;
  channel: Channel;
  now: number;
  /** The campaign's, for what a contingent's refusal would say. */
  timeZone: string;
}

/** Slots with a free seat that somebody could be booked into now, the nearest to a time first, one a window. */
export function listNearestFree(
  database: Database,
  { startsAt, contingent, channel, now, timeZone }: NearWish,
  limit: number,
): SlotFigures[] {
  const windows = new Map<number, SlotFigures>();
  for (const candidate of readContingents(database)) {
    if (contingent !== null && candidate.id !== contingent) continue;
    if (refuseBooking(database, candidate, channel, { now, timeZone }) !== null) continue;
    for (const slot of listSlots(database, { contingent: candidate.id, free: true })) {
      const isOver = slot.endsAt !== null && slot.endsAt <= now;
      if (slot.startsAt !== null && !isOver && !windows.has(slot.startsAt))
        windows.set(slot.startsAt, slot);
    }
  }
  const distance = (slot: SlotFigures): number => Math.abs((slot.startsAt ?? 0) - startsAt);
  return [...windows.values()]
    .toSorted((a, b) => distance(a) - distance(b) || (a.startsAt ?? 0) - (b.startsAt ?? 0))
    .slice(0, limit);
}

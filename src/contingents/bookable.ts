import type { Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { countSafeFree, listContingents } from './figures.ts';
import { isSafeSeatFree } from './seats.ts';
import { writeTime } from './slots.ts';
import { stateAt, type Channel } from './state.ts';
import type { Contingent } from './storage.ts';

/** Why nobody can be booked into a contingent through a channel now; `null` if somebody can. */
export function refuseBooking(
  database: Database,
  contingent: Contingent,
  channel: Channel,
  { now, timeZone }: { now: number; timeZone: string },
): Failure | null {
  const { name, opensAt, channels } = contingent;
  const state = stateAt(contingent, now, () => isSafeSeatFree(database));
  if (state === 'gated') {
    return new Failure('standby_gated', {
      name,
      free: countSafeFree(listContingents(database, now)),
    });
  }
  if (state !== 'open') {
    const opens_at = opensAt === null ? null : writeTime(timeZone, opensAt);
    return new Failure('contingent_closed', { name, state, opens_at });
  }
  if (channels.length > 0 && !channels.includes(channel)) {
    return new Failure('channel_reserved', { name, channel, channels });
  }
  return null;
}

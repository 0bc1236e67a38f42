/** What staff set: `timed` follows the clock. */
export type ContingentMode = 'timed' | 'open' | 'held' | 'closed';
/** What a contingent is at a moment. */
export type ContingentState = 'scheduled' | 'open' | 'held' | 'closed';
export type ContingentKind = 'regular' | 'standby';
export type Channel = 'portal' | 'phone' | 'onsite';

export const channels: readonly Channel[] = ['portal', 'phone', 'onsite'];

/** Without a release time a contingent that follows the clock is open. Instants in milliseconds. */
export function stateAt(
  mode: ContingentMode,
  opensAt: number | null,
  now: number,
): ContingentState {
  if (mode !== 'timed') return mode;
  return opensAt === null || opensAt <= now ? 'open' : 'scheduled';
}

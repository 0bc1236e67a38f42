/** What staff set: `timed` follows the clock. */
export type ContingentMode = 'timed' | 'open' | 'held' | 'closed';
/** What a contingent is at a moment; `gated`: a standby one that waits until no safe seat is free. */
export type ContingentState = 'scheduled' | 'gated' | 'open' | 'held' | 'closed';
export type ContingentKind = 'regular' | 'standby';
export type Channel = 'portal' | 'phone' | 'onsite';

export const channels: readonly Channel[] = ['portal', 'phone', 'onsite'];

/** What a contingent's state follows from. Instants in milliseconds. */
export interface Standing {
  kind: ContingentKind;
  mode: ContingentMode;
  opensAt: number | null;
  /** Why a standby contingent was opened although safe seats were free; `null`: it is gated. */
  overrideWhy: string | null;
}

/**
 * Without a release time a contingent that follows the clock is open. Safe seats are those of the
 * regular contingents that are not closed.
 */
export function stateAt(
  { kind, mode, opensAt, overrideWhy }: Standing,
  now: number,
  isSafeSeatFree: () => boolean,
): ContingentState {
  if (mode === 'held' || mode === 'closed') return mode;
  if (mode === 'timed' && opensAt !== null && opensAt > now) return 'scheduled';
  return kind === 'standby' && overrideWhy === null && isSafeSeatFree() ? 'gated' : 'open';
}

import { change, type Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { describeModeChange, openWithin, type ModeChange } from './mode.ts';

/**
 * Opens the leftovers of contingents where they are: now, and for every channel. A dry run goes the same
 * way and takes everything back.
 * @throws Failure `nothing_to_release`, `standby_gated`
 */
export function releaseToAll(
  database: Database,
  actor: Actor,
  from: readonly number[],
  { dryRun = false } = {},
): ModeChange[] {
  return change(database, actor, () => {
    const wish = { at: null, channels: [], overrideWhy: null };
    const result = from.map((id) => openWithin(database, actor.now(), id, wish));
    if (result.every(({ after }) => after.free === 0)) {
      const names = result.map(({ after }) => after.name);
      throw new Failure('nothing_to_release', { names });
    }
    const isChanged = result.some(({ changed }) => changed);
    const facts = { contingents: result.map(describeModeChange) };
    const stored = isChanged && !dryRun;
    return { result, entry: stored ? { action: 'contingent.release', facts } : null };
  });
}

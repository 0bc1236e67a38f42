import type { AuditAction } from '../audit-actions.ts';
import { change, type Actor, type Entry } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { joinChannels } from './add.ts';
import { countSafeFree, listContingents, type ContingentFigures } from './figures.ts';
import type { Channel, ContingentMode } from './state.ts';

/** A contingent before and after; `changed` is false where it stood so already. */
export interface ModeChange {
  before: ContingentFigures;
  after: ContingentFigures;
  changed: boolean;
}

export interface OpenWish {
  /** When it opens, in milliseconds; `null`: now, regardless of its release time. */
  at: number | null;
  /** Whom it is reserved for from now on, empty for everyone; `null`: as it was. */
  channels: Channel[] | null;
  /** Opens a standby contingent although safe seats are free; `null`: its gate holds. */
  overrideWhy: string | null;
}

/** @throws Failure `standby_gated` */
export function openContingent(
  database: Database,
  actor: Actor,
  id: number,
  wish: OpenWish,
): ModeChange {
  return changeOne(database, actor, 'contingent.open', (now) =>
    openWithin(database, now, id, wish),
  );
}

/** The same within a change. @throws Failure `standby_gated` */
export function openWithin(
  database: Database,
  now: number,
  id: number,
  { at, channels, overrideWhy }: OpenWish,
): ModeChange {
  const all = listContingents(database, now);
  const before = pick(all, id);
  const free = countSafeFree(all);
  const isGated = before.kind === 'standby' && overrideWhy === null && at === null && free > 0;
  if (isGated && before.overrideWhy === null)
    throw new Failure('standby_gated', { name: before.name, free });
  // What the clock has opened already goes on following it.
  const mode = at !== null ? 'timed' : before.state === 'open' ? before.mode : 'open';
  const why = before.kind === 'standby' ? overrideWhy : null;
  return setMode(database, now, before, {
    mode: why === null ? mode : 'open',
    opensAt: at ?? before.opensAt,
    channels: channels ?? before.channels,
    overrideWhy: why ?? (mode === 'open' ? before.overrideWhy : null),
  });
}

/** @param channels whom it is reserved for from now on, empty for everyone; `null`: as it was */
export function holdContingent(
  database: Database,
  actor: Actor,
  id: number,
  channels: Channel[] | null,
): ModeChange {
  return changeOne(database, actor, 'contingent.hold', (now) => {
    const before = pick(listContingents(database, now), id);
    const to = { ...before, channels: channels ?? before.channels };
    return setMode(database, now, before, { ...to, mode: 'held', overrideWhy: null });
  });
}

/** Takes it out of use for good. @throws Failure `contingent_booked` */
export function closeContingent(database: Database, actor: Actor, id: number): ModeChange {
  return changeOne(database, actor, 'contingent.close', (now) => {
    const before = pick(listContingents(database, now), id);
    const { name, bound } = before;
    if (bound > 0) throw new Failure('contingent_booked', { name, bound });
    return setMode(database, now, before, { ...before, mode: 'closed', overrideWhy: null });
  });
}

/** What the audit log keeps of it. */
export function describeModeChange({ before, after }: ModeChange): Entry['facts'] {
  const { id, seats, bound, free } = after;
  return {
    contingent: id,
    seats,
    bound,
    free,
    state: [before.state, after.state],
    mode: [before.mode, after.mode],
    opens_at: [before.opensAt, after.opensAt],
    channels: [before.channels, after.channels],
    override: after.overrideWhy !== null,
  };
}

function changeOne(
  database: Database,
  actor: Actor,
  action: AuditAction,
  work: (now: number) => ModeChange,
): ModeChange {
  return change(database, actor, () => {
    const result = work(actor.now());
    return {
      result,
      entry: result.changed ? { action, facts: describeModeChange(result) } : null,
    };
  });
}

function setMode(
  database: Database,
  now: number,
  before: ContingentFigures,
  to: {
    mode: ContingentMode;
    opensAt: number | null;
    channels: Channel[];
    overrideWhy: string | null;
  },
): ModeChange {
  const { mode, opensAt, overrideWhy } = to;
  const { changes } = sql(
    database,
    `UPDATE contingent
     SET mode = @mode, opens_at = @opensAt, channels = @channels, override_why = @overrideWhy
     WHERE id = @id
       AND (mode, opens_at, channels, override_why) IS NOT (@mode, @opensAt, @channels, @overrideWhy)`,
  ).run({ id: before.id, mode, opensAt, overrideWhy, channels: joinChannels(to.channels) });
  const after = pick(listContingents(database, now), before.id);
  return { before, after, changed: changes > 0 };
}

function pick(all: ContingentFigures[], id: number): ContingentFigures {
  const found = all.find((contingent) => contingent.id === id);
  if (found === undefined) throw new Error(`no contingent ${id}`);
  return found;
}

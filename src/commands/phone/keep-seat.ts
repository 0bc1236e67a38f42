import { holdSeat, releaseHold } from '../../contingents/holds.ts';
import type { Desk } from './desk.ts';

/** The seat that is kept for a form, where the desk keeps any: ten minutes, then it is free by itself. */
export interface KeptSeat {
  /** Keeps a seat of this slot, and of no other. @throws Failure `sold_out` */
  keep: (slot: number) => void;
  /** The hold's id. */
  id: () => number | undefined;
  letGo: () => void;
}

export function createKeptSeat({ campaign, context, timeZone, holds }: Desk): KeptSeat {
  const { database } = campaign;
  const { actor } = context;
  let kept: { id: number; slot: number; expiresAt: number } | null = null;
  return {
    keep: (slot) => {
      const isKept = kept !== null && kept.slot === slot && kept.expiresAt > actor.now();
      if (!holds || isKept) return;
      kept = holdSeat(database, actor, timeZone, { slot, replaces: kept?.id ?? null });
    },
    id: () => kept?.id,
    letGo: () => {
      if (kept !== null) releaseHold(database, actor, kept.id);
      kept = null;
    },
  };
}

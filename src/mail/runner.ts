import type { Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';
import { recover } from './ledger.ts';
import { lockRunner } from './runner-lock.ts';

/** This process as the only one that sends for the campaign, from planning to the last reply. */
export interface Runner {
  database: Database;
  actor: Actor;
  /** What an earlier run left in the middle of being sent when it died: uncertain now. */
  recovered: number;
  release: () => void;
}

/**
 * Makes this process the only one that sends for the campaign file, and settles what a run that died left
 * behind, so that what waits and what is uncertain can be told.
 * @throws Failure `mail_running`; what the database refuses
 */
export function startRunner(database: Database, actor: Actor): Runner {
  const { release } = lockRunner(database.name);
  try {
    return { database, actor, recovered: recover(database, actor).uncertain.length, release };
  } catch (error) {
    release();
    throw error;
  }
}

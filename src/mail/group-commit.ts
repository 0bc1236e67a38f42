import { change, type Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';

/** What one member did, for the audit log: under `fact` the message's id; `null`: it did nothing. */
export interface Done<T> {
  result: T;
  fact: { name: string; id: number } | null;
}

const SOON_MS = 20;

/**
 * Group commit: what is written in one turn of the event loop shares one transaction, one sync of the
 * disk and one line of the audit log (DeWitt et al., SIGMOD 1984). Members run in the order in which they
 * came, and each must check for itself that it may do what it does.
 */
export class GroupCommit {
  readonly #database: Database;
  readonly #actor: Actor;
  readonly #action: string;
  #members: Member[] = [];
  #planned = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database, actor: Actor, action: string) {
    this.#database = database;
    this.#actor = actor;
    this.#action = action;
  }

  /**
   * Resolves once what `work` did is on the disk; rejects if nothing of its group is. `soon`: it may wait
   * a moment for the group of another member, for nobody waits for it.
   */
  add<T>(work: () => Done<T>, soon = false): Promise<T> {
    this.#plan(soon);
    return new Promise<T>((resolve, reject) => {
      this.#members.push({
        run: () => {
          const { result, fact } = work();
          return { fact, settle: () => resolve(result) };
        },
        reject,
      });
    });
  }

  #plan(soon: boolean): void {
    if (soon && !this.#planned) this.#timer ??= setTimeout(() => this.#commit(), SOON_MS);
    if (soon || this.#planned) return;
    this.#planned = true;
    setImmediate(() => this.#commit());
  }

  #commit(): void {
    const members = this.#members;
    this.#members = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#planned = false;
    if (members.length === 0) return;
    try {
      const ran = change(this.#database, this.#actor, () => {
        const result = members.map((member) => member.run());
        return { result, entry: { action: this.#action, facts: gather(result) } };
      });
      for (const { settle } of ran) settle();
    } catch (error) {
      for (const { reject } of members) reject(error);
    }
  }
}

interface Member {
  run: () => { fact: Done<unknown>['fact']; settle: () => void };
  reject: (error: unknown) => void;
}

function gather(ran: { fact: Done<unknown>['fact'] }[]): Record<string, number[]> {
  const facts: Record<string, number[]> = {};
  for (const { fact } of ran) {
    if (fact !== null) (facts[fact.name] ??= []).push(fact.id);
  }
  return facts;
}

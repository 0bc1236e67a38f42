import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { nearest } from '../nearest.ts';
import type { Channel, Standing } from './state.ts';

/** A contingent as it is stored. */
export interface Contingent extends Standing {
  id: number;
  name: string;
  /** Empty: any channel. */
  channels: Channel[];
}

interface Row {
  id: number;
  name: string;
  kind: Contingent['kind'];
  mode: Contingent['mode'];
  opens_at: number | null;
  channels: string | null;
  override_why: string | null;
}

/** All contingents in the order they open. */
export function readContingents(database: Database): Contingent[] {
  const rows = sql(
    database,
    'SELECT * FROM contingent ORDER BY opens_at IS NULL, opens_at, name',
  ).all() as Row[];
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    mode: row.mode,
    opensAt: row.opens_at,
    channels: (row.channels?.split(',') ?? []) as Channel[],
    overrideWhy: row.override_why,
  }));
}

/** @throws Error for an id that is none */
export function readContingent(database: Database, id: number): Contingent {
  const found = readContingents(database).find((contingent) => contingent.id === id);
  if (found === undefined) throw new Error(`no contingent ${id}`);
  return found;
}

/**
 * The id of a contingent by its name, letter case forgiven; a part of a name is never taken for it.
 * @throws Failure `contingent_unknown`, `contingent_ambiguous`
 */
export function findContingent(database: Database, typed: string): number {
  const known = readContingents(database);
  const name = typed.trim().normalize('NFC');
  const exact = known.find((contingent) => contingent.name === name);
  if (exact) return exact.id;
  const folded = name.toLowerCase();
  const same = known.filter((contingent) => contingent.name.toLowerCase() === folded);
  const [only] = same;
  if (only !== undefined && same.length === 1) return only.id;
  const parts = known.filter(
    (contingent) => folded !== '' && contingent.name.toLowerCase().includes(folded),
  );
  const meant = (same.length > 1 ? same : parts).map((contingent) => contingent.name);
  if (meant.length > 1)
    throw new Failure('contingent_ambiguous', { name: typed, candidates: meant });
  const names = known.map((contingent) => contingent.name);
  throw new Failure('contingent_unknown', {
    name: typed,
    nearest: meant[0] ?? nearest(name, names),
  });
}

/** The contingent that gets the seats of cancelled bookings, by its id; `null`: each seat returns to its own. */
export function findLeftoverContingent(
  database: Database,
  settings: Readonly<Record<'contingents.cancelled-seats-to', string>>,
): number | null {
  const name = settings['contingents.cancelled-seats-to'];
  return name === '' ? null : findContingent(database, name);
}

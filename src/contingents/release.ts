import { change, type Actor, type Entry } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import { Failure } from '../failure.ts';
import { listContingents, type ContingentFigures } from './figures.ts';
import { sweepHolds } from './holds.ts';
import { ensureSlot, moveSeats } from './seats.ts';
import { takeEvenly } from './share.ts';
import { listSlots, type SlotFigures } from './slots.ts';
import { readContingent } from './storage.ts';

export interface ReleaseWish {
  /** The ids of the contingents whose leftovers go. */
  from: number[];
  /** The id of the contingent they go to; `null`: each into its own `anytime` slot. */
  into: number | null;
  /** Into the `anytime` slot instead of the same windows. */
  anytime: boolean;
  /** How many; `null`: all. */
  seats: number | null;
  /** Only from these slots, by their ids; `null`: from all. */
  slots: readonly number[] | null;
}

/** Seats that go from one slot to another. */
export interface Move {
  from: number;
  to: number;
  startsAt: number | null;
  endsAt: number | null;
  /** Whether it arrives in a slot without a time of day. */
  anytime: boolean;
  seats: number;
}

export interface ReleaseReport {
  /** By which it can be undone; `null` for a dry run. */
  number: number | null;
  seats: number;
  moves: Move[];
  /** The contingents it touched, before and after. */
  contingents: { before: ContingentFigures; after: ContingentFigures }[];
}

interface Options {
  dryRun?: boolean;
}

/**
 * Moves leftovers to another contingent or into an `anytime` slot; what was missing there is added. A dry
 * run goes the same way and takes everything back.
 * @throws Failure `nothing_to_release`, `seats_not_free`, `release_into_itself`
 */
export function releaseSeats(
  database: Database,
  actor: Actor,
  wish: ReleaseWish,
  options: Options = {},
): ReleaseReport {
  return recordMoves(database, actor, options, null, () => {
    const names = wish.from.map((id) => readContingent(database, id).name);
    if (wish.into !== null && wish.from.includes(wish.into) && !wish.anytime)
      throw new Failure('release_into_itself', { names });
    const sources = listSources(database, wish);
    const free = sources.reduce((sum, slot) => sum + slot.free, 0);
    if (free === 0) throw new Failure('nothing_to_release', { names });
    if (wish.seats !== null && wish.seats > free)
      throw new Failure('seats_not_free', { names, wanted: wish.seats, free });
    const shares = takeEvenly(
      sources.map((slot) => slot.free),
      wish.seats ?? free,
    );
    return sources.flatMap((slot, index) => {
      const seats = shares[index] ?? 0;
      return seats === 0 ? [] : [planMove(database, slot, wish, seats)];
    });
  });
}

/**
 * Takes a release back, seat for seat, as a release of its own: all of it or nothing.
 * @throws Failure `release_unknown`, `release_undone`, `release_booked`
 */
export function undoRelease(
  database: Database,
  actor: Actor,
  number: number,
  options: Options = {},
): ReleaseReport {
  return recordMoves(database, actor, options, number, () => {
    const known = sql(database, 'SELECT 1 FROM seat_release WHERE id = ?').get(number);
    if (known === undefined) throw new Failure('release_unknown', { number });
    const undone = sql(database, 'SELECT id FROM seat_release WHERE undoes = ?').pluck();
    const by = undone.get(number) as number | undefined;
    if (by !== undefined) throw new Failure('release_undone', { number, by });
    const rows = sql(
      database,
      `SELECT to_slot AS "from", from_slot AS "to", giver.starts_at AS startsAt,
              giver.ends_at AS endsAt, taker.starts_at IS NULL AS anytime, seats
       FROM seat_move JOIN slot AS giver ON giver.id = to_slot JOIN slot AS taker ON taker.id = from_slot
       WHERE release_id = ? ORDER BY taker.starts_at IS NULL, taker.starts_at, from_slot`,
    ).all(number) as (Omit<Move, 'anytime'> & { anytime: number })[];
    const moves = rows.map((row) => ({ ...row, anytime: row.anytime === 1 }));
    refuseBooked(database, number, moves);
    return moves;
  });
}

function recordMoves(
  database: Database,
  actor: Actor,
  { dryRun = false }: Options,
  undoes: number | null,
  plan: () => Move[],
): ReleaseReport {
  return change(database, actor, () => {
    sweepHolds(database, actor.now());
    const before = listContingents(database, actor.now());
    const moves = plan();
    const insert = 'INSERT INTO seat_release (at, undoes) VALUES (?, ?)';
    const number = Number(sql(database, insert).run(actor.now(), undoes).lastInsertRowid);
    const keep =
      'INSERT INTO seat_move (release_id, from_slot, to_slot, seats) VALUES (?, ?, ?, ?)';
    for (const { from, to, seats } of moves) {
      moveSeats(database, from, to, seats);
      sql(database, keep).run(number, from, to, seats);
    }
    const report: ReleaseReport = {
      number: dryRun ? null : number,
      seats: moves.reduce((sum, move) => sum + move.seats, 0),
      moves,
      contingents: compare(before, listContingents(database, actor.now())),
    };
    const action = undoes === null ? 'contingent.release' : 'contingent.release_back';
    const facts = { release: number, undoes, ...describe(report) };
    return { result: report, entry: dryRun ? null : { action, facts } };
  });
}

function listSources(
  database: Database,
  { from, into, anytime, slots }: ReleaseWish,
): SlotFigures[] {
  return from
    .flatMap((contingent) => listSlots(database, { contingent, free: true }))
    .filter(
      ({ id, startsAt, contingentId }) =>
        (slots === null || slots.includes(id)) &&
        // What is in the slot already that it would go to stays there.
        !(anytime && startsAt === null && (into ?? contingentId) === contingentId),
    );
}

function planMove(
  database: Database,
  { id, contingentId, startsAt, endsAt }: SlotFigures,
  { into, anytime }: ReleaseWish,
  seats: number,
): Move {
  const window = anytime || startsAt === null || endsAt === null ? null : { startsAt, endsAt };
  const to = ensureSlot(database, into ?? contingentId, window).id;
  return { from: id, to, startsAt, endsAt, anytime: window === null, seats };
}

/** What was released may have been booked since: then nobody's seat is taken away. */
function refuseBooked(database: Database, number: number, moves: readonly Move[]): void {
  const wanted = new Map<number, number>();
  for (const { from, seats } of moves) wanted.set(from, (wanted.get(from) ?? 0) + seats);
  let missing = 0;
  for (const [slot, seats] of wanted) {
    const free = sql(database, 'SELECT max(0, capacity - booked - held) FROM slot WHERE id = ?')
      .pluck()
      .get(slot) as number;
    missing += Math.max(0, seats - free);
  }
  const seats = moves.reduce((sum, move) => sum + move.seats, 0);
  if (missing > 0) throw new Failure('release_booked', { number, seats, missing });
}

function compare(
  before: readonly ContingentFigures[],
  after: readonly ContingentFigures[],
): ReleaseReport['contingents'] {
  return before.flatMap((was) => {
    const is = after.find(({ id }) => id === was.id);
    if (is === undefined) return [];
    const moved = is.seats !== was.seats || is.free !== was.free || is.slots !== was.slots;
    return moved ? [{ before: was, after: is }] : [];
  });
}

function describe({ seats, moves, contingents }: ReleaseReport): Entry['facts'] {
  return {
    seats,
    contingents: contingents.map(({ before, after }) => ({
      contingent: before.id,
      seats: [before.seats, after.seats],
      free: [before.free, after.free],
    })),
    moves: moves.map((move) => [move.from, move.to, move.seats]),
  };
}

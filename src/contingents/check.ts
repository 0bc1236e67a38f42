import type { Database } from '../database/statements.ts';

/** A slot whose kept account differs from its bookings. */
export interface SlotFinding {
  code: 'slot_account';
  slot: number;
  kept: number;
  counted: number;
}

/** A slot whose kept count of held seats differs from the holds. */
export interface HeldFinding {
  code: 'slot_held';
  slot: number;
  kept: number;
  counted: number;
}

/** Seats that came from nowhere or went there; `expected` by what was added, resized and imported. */
export interface SumFinding {
  code: 'seat_sum';
  expected: number;
  counted: number;
}

/** A slot that is overbooked by more than imports of foreign promises explain. */
export interface OverbookedFinding {
  code: 'slot_overbooked';
  slot: number;
  overbooked: number;
  promises: number;
}

/** Compares the sum of the seats with what was ever added, resized and imported. */
export function checkSeatSum(database: Database): SumFinding[] {
  const { expected, counted, balance } = database
    .prepare(
      `SELECT (SELECT sum(seats) FROM seat_source) AS expected,
              (SELECT coalesce(sum(capacity), 0) FROM slot) AS counted,
              (SELECT seats FROM seat_balance) AS balance`,
    )
    .get() as { expected: number; counted: number; balance: number };
  const isSound = expected === counted && balance === 0;
  return isSound ? [] : [{ code: 'seat_sum', expected, counted }];
}

/** Only promises made elsewhere may go beyond a slot's seats. */
export function checkOverbooked(database: Database): OverbookedFinding[] {
  const rows = database
    .prepare(
      `SELECT slot.id AS slot, overbooked, count(booking.id)
           + coalesce((SELECT promises FROM seat_reserved WHERE slot_id = slot.id), 0) AS promises
       FROM slot LEFT JOIN booking
         ON booking.slot_id = slot.id AND booking.state = 'binding' AND booking.foreign_promise = 1
       WHERE overbooked > 0 GROUP BY slot.id HAVING overbooked > promises`,
    )
    .all() as Omit<OverbookedFinding, 'code'>[];
  return rows.map((row) => ({ code: 'slot_overbooked', ...row }));
}

/** Counts every slot's bindings, and what a running import has reserved, again and compares them with what the slot keeps. */
export function checkSeatAccounts(database: Database): SlotFinding[] {
  const rows = database
    .prepare(
      `SELECT slot.id AS slot, slot.booked AS kept, count(booking.id)
           + coalesce((SELECT seats FROM seat_reserved WHERE slot_id = slot.id), 0) AS counted
       FROM slot LEFT JOIN booking ON booking.slot_id = slot.id AND booking.state = 'binding'
       GROUP BY slot.id
       HAVING kept <> counted OR slot.overbooked <> max(0, counted - slot.capacity)`,
    )
    .all() as Omit<SlotFinding, 'code'>[];
  return rows.map((row) => ({ code: 'slot_account', ...row }));
}

/** Counts every slot's holds again and compares them with what the slot keeps. */
export function checkHolds(database: Database): HeldFinding[] {
  const rows = database
    .prepare(
      `SELECT slot.id AS slot, held AS kept,
         (SELECT count(*) FROM seat_hold WHERE slot_id = slot.id) AS counted
       FROM slot WHERE kept <> counted`,
    )
    .all() as Omit<HeldFinding, 'code'>[];
  return rows.map((row) => ({ code: 'slot_held', ...row }));
}

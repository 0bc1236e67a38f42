import type { Database } from '../database/statements.ts';

/** A slot whose kept account differs from its bookings. */
export interface SlotFinding {
  code: 'slot_account';
  slot: number;
  kept: number;
  counted: number;
}

/** Counts every slot's bindings again and compares them with what the slot keeps. */
export function checkSeatAccounts(database: Database): SlotFinding[] {
  const rows = database
    .prepare(
      `SELECT slot.id AS slot, slot.booked AS kept, count(booking.id) AS counted
       FROM slot LEFT JOIN booking ON booking.slot_id = slot.id AND booking.state = 'binding'
       GROUP BY slot.id
       HAVING kept <> counted OR slot.overbooked <> max(0, counted - slot.capacity)`,
    )
    .all() as Omit<SlotFinding, 'code'>[];
  return rows.map((row) => ({ code: 'slot_account', ...row }));
}

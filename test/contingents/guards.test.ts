import { beforeEach, describe, expect, it } from 'vitest';
import { book, type NewBooking } from '../../src/bookings/book.ts';
import { cancelBookings } from '../../src/bookings/cancel.ts';
import { listContingents } from '../../src/contingents/figures.ts';
import { holdContingent, openContingent } from '../../src/contingents/mode.ts';
import { listSlots } from '../../src/contingents/slots.ts';
import type { Database } from '../../src/database/statements.ts';
import { NOON, ZONE, actor, addQuarters, findFaults, nobody, openAccount } from './account.ts';

let database: Database;
beforeEach(() => {
  ({ database } = openAccount());
});

function take(contingent: number | null, more: Partial<NewBooking> = {}): string {
  return book(database, actor, ZONE, {
    slot: 'first',
    contingent,
    channel: 'phone',
    person: nobody,
    outsideArea: false,
    note: null,
    ...more,
  });
}
const commit = (...lines: string[]): void =>
  database.transaction(() => {
    for (const line of lines) database.exec(line);
  })();

describe('the database itself', () => {
  it('commits no transaction that makes a seat or loses one', () => {
    addQuarters(database, 'A', 10, 2);
    expect(() => commit('UPDATE slot SET capacity = capacity + 1 WHERE id = 1')).toThrow(
      'FOREIGN KEY',
    );
    expect(() => commit('UPDATE slot SET capacity = capacity - 1 WHERE id = 1')).toThrow(
      'FOREIGN KEY',
    );
    expect(() => commit('DELETE FROM slot WHERE id = 1')).toThrow('FOREIGN KEY');
    expect(() => commit('UPDATE seat_source SET seats = seats + 1')).toThrow('FOREIGN KEY');
    expect(listSlots(database, {}).map(({ seats }) => seats)).toEqual([5, 5]);
    commit(
      'UPDATE slot SET capacity = capacity - 1 WHERE id = 1',
      'UPDATE slot SET capacity = capacity + 1 WHERE id = 2',
    );
    expect(listSlots(database, {}).map(({ seats }) => seats)).toEqual([4, 6]);
    expect(findFaults(database)).toEqual([]);
  });

  it('takes no bound seat away, not even with a balance that comes out even', () => {
    const a = addQuarters(database, 'A', 1, 1);
    addQuarters(database, 'B', 1, 1);
    take(a);
    const move = [
      'UPDATE slot SET capacity = 0, overbooked = 1 WHERE id = 1',
      'UPDATE slot SET capacity = 2 WHERE id = 2',
    ];
    expect(() => commit(...move)).toThrow('bound');
  });

  it('lets doctor find what was changed with the guards away', () => {
    addQuarters(database, 'A', 10, 2);
    database.pragma('foreign_keys = OFF');
    commit('UPDATE slot SET capacity = 9 WHERE id = 1');
    expect(findFaults(database)).toContainEqual({ code: 'seat_sum', expected: 10, counted: 14 });
    commit('UPDATE slot SET booked = 10, overbooked = 1 WHERE id = 1');
    expect(findFaults(database)).toContainEqual({
      code: 'slot_overbooked',
      slot: 1,
      overbooked: 1,
      promises: 0,
    });
  });
});

describe('booking a seat', () => {
  it('follows the clock to the millisecond', () => {
    const id = addQuarters(database, 'A', 4, 1, { opensAt: NOON + 1 });
    expect(() => take(id)).toThrow('contingent_closed');
    const later = { ...actor, now: () => NOON + 1 };
    const wish = { slot: 'first', channel: 'phone', person: nobody } as const;
    const more = { contingent: id, outsideArea: false, note: null };
    expect(book(database, later, ZONE, { ...wish, ...more })).toHaveLength(8);
  });

  it('keeps the portal’s seats from the clerks and the other way round', () => {
    const portal = addQuarters(database, 'Portal', 1, 1, { channels: ['portal'] });
    const phone = addQuarters(database, 'Phone', 1, 1, { channels: ['phone', 'onsite'] });
    expect(() => take(portal)).toThrow('channel_reserved');
    expect(() => take(phone, { channel: 'portal' })).toThrow('channel_reserved');
    take(null, { channel: 'onsite' });
    expect(listContingents(database, NOON).map(({ name, free }) => [name, free])).toEqual([
      ['Phone', 0],
      ['Portal', 1],
    ]);
    expect(() => take(null)).toThrow('sold_out');
  });

  it('opens the standby seats only once the safe ones are gone, and shuts them when one comes back', () => {
    const safe = addQuarters(database, 'Safe', 1, 1);
    const standby = addQuarters(database, 'Standby', 5, 1, { kind: 'standby' });
    expect(() => take(standby)).toThrow('standby_gated');
    const open = { at: null, channels: null, overrideWhy: null };
    expect(() => openContingent(database, actor, standby, open)).toThrow('standby_gated');
    const reference = take(safe);
    take(standby);
    const cancel = { reason: 'citizen', freedSeatsTo: null, dryRun: false } as const;
    cancelBookings(database, actor, [reference], cancel);
    expect(() => take(standby)).toThrow('standby_gated');
    openContingent(database, actor, standby, { ...open, overrideWhy: 'decided' });
    take(standby);
    holdContingent(database, actor, standby, null);
    expect(() => take(standby)).toThrow('contingent_closed');
    expect(() => openContingent(database, actor, standby, open)).toThrow('standby_gated');
  });

  it('sends the seat of a cancelled booking to the leftovers, so that no race for it begins', () => {
    const a = addQuarters(database, 'A', 1, 1);
    const leftovers = addQuarters(database, 'Leftovers', 0, 1, {
      mode: 'held',
      windows: 'anytime',
    });
    const reference = take(a);
    cancelBookings(database, actor, [reference], {
      reason: 'citizen',
      freedSeatsTo: leftovers,
      dryRun: false,
    });
    expect(() => take(a)).toThrow('sold_out');
    const slots = listSlots(database, { contingent: leftovers, free: true });
    expect(slots).toMatchObject([{ startsAt: Date.parse('2021-06-20T07:00:00+02:00'), seats: 1 }]);
    expect(findFaults(database)).toEqual([]);
  });
});

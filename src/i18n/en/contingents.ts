export const contingents = {
  name: 'Contingent',
  kind: 'Kind',
  kinds: { regular: 'regular', standby: 'standby' },
  state: 'State',
  states: { scheduled: 'scheduled', open: 'open', held: 'held', closed: 'closed' },
  opensAt: 'Release time',
  seats: 'Seats',
  bound: 'Bound',
  free: 'Free',
  overbooked: 'Overbooked',
  slots: 'Slots',
  total: 'Total',
  none: 'There is no contingent yet. Add one: slotdesk contingent add NAME --seats N …',
  added: (name: string, seats: string, slots: string) =>
    `Added ${name}: ${seats} seats in ${slots}.`,
  windows: (count: number, number: string) => (count === 1 ? 'one window' : `${number} windows`),
  anytime: 'one slot without a time of day',
};

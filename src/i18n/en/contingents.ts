import { counted } from '../counted.ts';
export const contingents = {
  name: 'Contingent',
  kind: 'Kind',
  kinds: { regular: 'regular', standby: 'standby' },
  state: 'State',
  states: { scheduled: 'scheduled', gated: 'gated', open: 'open', held: 'held', closed: 'closed' },
  opensAt: 'Release time',
  seats: 'Seats',
  bound: 'Bound',
  free: 'Free',
  overbooked: 'Overbooked',
  slots: 'Slots',
  total: 'Total',
  none: 'There is no contingent yet. Add one: slotdesk contingent add NAME --seats N …',
  added: (name: string, seats: string, slots: string) =>
    `Added ${name}: ${counted(seats, 'seat', 'seats')} in ${slots}.`,
  windows: (count: number, number: string) => (count === 1 ? 'one window' : `${number} windows`),
  anytime: 'one slot without a time of day',
  number: 'No.',
  time: 'Window',
  channel: 'Reserved for',
  channels: { portal: 'portal', phone: 'phone', onsite: 'on site' },
  overrideWhy: 'Opened because',
  occupancy: 'Occupancy',
  boundOf: 'Bound',
  legend: (signs: { bound: string; free: string; overbooked: string }) =>
    `${signs.bound} bound  ${signs.free} free  ${signs.overbooked} overbooked`,
  noSlots: 'No slot fits.',
  seatsLine: (seats: string, bound: string, free: string) =>
    `${seats} in all, ${bound} bound, ${free} free`,
  overbookedBy: (count: string) => `${count} overbooked`,
  opened: (name: string) => `${name} is open now.`,
  scheduled: (name: string, moment: string) => `${name} opens on ${moment}.`,
  gated: (name: string) => `${name} opens once no regular seat is free.`,
  heldBack: (name: string) => `${name} is held back; its bookings stay.`,
  closed: (name: string) => `${name} is closed.`,
  asBefore: 'It stood so already; nothing was changed.',
  resized: (slot: string, before: string, after: string, sum: string) =>
    `Slot ${slot}: ${counted(before, 'seat', 'seats')} before, ${after} now (${sum}).`,
  difference: (count: string) => `${count} in all`,
  release: {
    title: (seats: string) => `Release ${counted(seats, 'seat', 'seats')}`,
    window: 'Window',
    titleOpen: (seats: string) =>
      `Open ${counted(seats, 'free seat to everyone, where it is', 'free seats to everyone, where they are')}`,
    contingent: 'Contingent',
    seats: 'Seats',
    free: 'Free',
    state: 'State',
    reserved: 'Reserved for',
    everyone: 'nobody',
    more: (count: string) =>
      `… and ${counted(count, 'more window', 'more windows')} (all of them with --json)`,
    ask: 'Release them?',
    done: (number: string) => `Done: release ${number}.`,
    opened: 'Done.',
    dryRun: 'Dry run: nothing was changed.',
    undo: (command: string) => `To take it back: ${command}`,
    unchanged: 'They are open to everyone already; nothing was changed.',
  },
  remedies: {
    overbooked: (slot: string, window: string, contingent: string, count: string) =>
      `Slot ${slot} (${window}, ${contingent}) is overbooked by ${count}:`,
    more: (count: string) =>
      `… and ${counted(count, 'more overbooked slot', 'more overbooked slots')}`,
    held: (name: string, free: string) =>
      `${name} is held back with ${counted(free, 'free seat', 'free seats')}:`,
    closed: (name: string, free: string) =>
      `${name} is closed with ${counted(free, 'free seat', 'free seats')}:`,
    gated: (name: string, safe: string) =>
      `${name} waits for the regular seats to go (${safe} free):`,
  },
};

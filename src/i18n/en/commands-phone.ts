/** The phone desk's help. */
export const phoneCommands = {
  phone: {
    summary: 'The phone desk: find, book, rebook and cancel with a caller on the line',
    options: {
      plain: 'questions as plain lines, for screen readers, simple terminals and scripts',
      hold: 'keep the seat while a form with its window is open, for ten minutes at most',
      channel: 'how the bookings come: portal, phone or onsite (default: phone)',
    },
    examples: ['slotdesk phone', 'slotdesk phone --plain'],
  },
};

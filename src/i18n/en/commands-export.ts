/** The commands that let bookings out. */
export const exportCommands = {
  'booking export': {
    summary: 'Export bookings, for a spreadsheet or for programs',
    options: {
      output: 'write this file, replacing it in one step (default: standard output)',
      dialect: 'excel-de (opens right in a German Excel; the default), rfc4180 or jsonl',
      columns: 'only these, in this order: {columns}',
      pseudonymous:
        'no names, contacts, addresses or notes: a pseudonym, the year of birth, three digits of the postal code',
      state: 'only these: binding or cancelled',
      contingent: 'only those of this contingent',
      slot: 'only those of this slot: its number, or the time it begins, e.g. 09:15, or anytime',
      channel: 'only those that came by portal, phone or onsite',
      confirmation:
        'only those whose confirmation is in this state, e.g. missing (several with commas)',
      outsideArea: 'only those from outside the entitled area',
      since: 'only those stored here from this time on, e.g. "2021-06-14 08:00"',
    },
    examples: [
      'slotdesk booking export -o bookings.csv',
      'slotdesk booking export --slot 09:15 --columns given_name,family_name,phone',
      'slotdesk booking export --pseudonymous --dialect rfc4180 -o statistics.csv',
    ],
  },
};

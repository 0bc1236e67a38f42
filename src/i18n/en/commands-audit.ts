/** The commands about who did what. */
export const auditCommands = {
  'audit list': {
    summary: 'List who did what, and when',
    options: {
      actor: 'only what this one did',
      booking: 'only what concerns this booking, its mails and its import included',
      since: 'only from this time on, e.g. "2021-06-14 08:00"',
      limit: 'only the newest so many',
    },
    examples: [
      'slotdesk audit list --booking K7QX-9F2M',
      'slotdesk audit list --actor desk-3 --since "2021-06-15 08:00"',
    ],
  },
  'audit verify': {
    summary: 'Check that no line of the audit log was changed or taken out',
    examples: ['slotdesk audit verify'],
  },
};

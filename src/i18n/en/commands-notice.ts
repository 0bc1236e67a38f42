/** The command that writes to many. */
export const noticeCommands = {
  'mail notice': {
    summary: 'Send a notice of your own to all bookings, or to some, each exactly once',
    options: {
      subject: 'its subject',
      text: 'a UTF-8 file with its text, an empty line between paragraphs; - is standard input',
      contingent: 'only to bookings of this contingent',
      from: 'only to appointments from this time on, e.g. 10:00',
      to: 'only to appointments before this time, e.g. 12:00',
      confirmation: 'only where the confirmation is in one of these states, e.g. bounced',
      outsideArea: 'only to bookings from outside the entitled area',
      recipients: 'the number of recipients, instead of typing it when asked',
      limit: 'at most so many mails in this run; the same command sends the rest',
      retryUncertain: 'send those whose fate is unknown once more, byte for byte the same mail',
      dryRun: 'only show what would happen; changes nothing',
    },
    examples: [
      'slotdesk mail notice --subject "Entrance moved" --text notice.txt --dry-run',
      'slotdesk mail notice --subject "Entrance moved" --text notice.txt --from 10:00 --to 12:00',
    ],
  },
};

import { counted } from '../counted.ts';
export const demo = {
  titles: {
    set_up:
      'Monday, 14 June 2021, 20:15. The portal has collapsed; the EDV department sets up the campaign.',
    monday: 'The portal’s export of Monday evening comes in.',
    tuesday:
      'Tuesday, 15 June, 09:30. The next export: first a copy that was cut off, then the whole one.',
    resend: 'The missing confirmations are sent, into a folder, since this is a demo.',
    result: 'Where things stand now.',
  },
  left: (lines: string) => `    … ${counted(lines, 'line', 'lines')} more …`,
  end: 'That was the demo.',
  next: (folder: string, mails: string) => [
    `${counted(mails, 'mail lies', 'mails lie')} in ${folder}/outbox; any mail program opens them. Every person is invented.`,
    `Go on by yourself: cd ${folder}`,
    '  slotdesk mail list',
    '  slotdesk booking list --outside-area',
    '  slotdesk booking list --limit 5, then: slotdesk mail preview REFERENCE -o mail.html',
    '  slotdesk doctor',
  ],
};

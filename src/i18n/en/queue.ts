import { counted } from '../counted.ts';
/** Mails that are put into the queue by other commands, and notices to many. */
export const queue = {
  waiting: (count: string) => `Mails waiting: ${count}`,
  send: '→ slotdesk mail resend --waiting',
  skipped: (reference: string, why: string) => `No mail to ${reference}: ${why}.`,
  changed: 'somebody else has just changed the booking',
  offerCancellation: (references: string) =>
    `No mail was sent. → slotdesk mail resend ${references} --purpose cancellation`,
  notice: {
    example: 'The first of them:',
    askCount: (count: string) =>
      `This notice goes to ${counted(count, 'recipient', 'recipients')}. Type this number to send it`,
    notTheCount: (count: string) => `The number of recipients is ${count}. Ctrl-C sends nothing.`,
  },
};

import { counted } from '../counted.ts';
export const evidence = {
  files: {
    postfix: (file: string, lines: string, from: string, to: string) =>
      `${file}: Postfix log, ${counted(lines, 'line', 'lines')}, ${from} to ${to}`,
    untimed: (file: string, lines: string) =>
      `${file}: Postfix log, ${counted(lines, 'line', 'lines')} without a time`,
    dsn: (file: string, mails: string, reports: string) =>
      `${file}: ${counted(mails, 'mail', 'mails')}, ${counted(reports, 'of them a delivery report', 'of them delivery reports')}`,
    csv: (file: string, rows: string) => `${file}: sent list, ${counted(rows, 'row', 'rows')}`,
  },
  standardInput: 'standard input',
  clockShift: (seconds: string) =>
    `The relay’s clock differs from ours by ${counted(seconds, 'second', 'seconds')}; that was allowed for.`,
  shows: 'What it shows',
  mails: 'Mails',
  figures: {
    accepted: 'were uncertain or open: the relay has them',
    unsent: 'were uncertain: provably not sent, and may be sent now',
    delivered: 'delivered',
    deferred: 'put off by the recipient’s server, which tries on',
    bounced: 'came back',
    claimed: 'the portal says it sent them',
    claimedNot: 'the portal says it did not send them',
    unchanged: 'known already',
  },
  nothing: 'It tells nothing about the mails of this campaign.',
  nothingNew: 'It tells nothing new.',
  bounces: 'What came back',
  reasons: {
    mailbox_full: 'the mailbox is full',
    unknown_user: 'there is no such mailbox',
    domain_gone: 'there is no such domain, or it takes no mail',
    spam: 'refused as spam or by a rule',
    unreachable: 'the server could not be reached in time',
    other: 'another reason',
  },
  reason: 'Why',
  words: 'What the server said',
  open: (count: string) => `Still uncertain: ${count}`,
  openReasons: {
    no_log: 'no relay log was given',
    not_covered: 'the log does not reach over the time of the sending, or not far enough beyond',
    incomplete: 'the log lacks mails that the relay did take, or lines of it were thrown away',
    session_open: 'a connection of that time does not end in the log: read it again later',
    unfinished: 'the mail was begun, and the log does not say what came of it: read it again later',
    held: 'the relay has put the mail on hold: ask who runs it',
    clocks: 'the times in the log do not fit ours',
    foreign: 'nothing shows that it is the log of the relay that was used',
  },
  unmatched: 'Not used',
  unmatchedKinds: {
    unknownReports: 'delivery reports about mails that are not ours, or forged',
    foreignRecipient: 'delivery reports about somebody else than the mail’s recipient',
    silentReports: 'delivery reports without a result',
    passedOn: 'mails handed to a filter whose own log is missing',
    strangers:
      'Message-IDs of this form that the campaign does not know: was an older copy of the file put back?',
    unknownRows: 'rows that name no booking',
    cancelledRows: 'rows that name a cancelled booking',
    severalRows: 'rows with an address that several bookings share, too few to tell whose they are',
    unreadableRows: 'rows without a readable number, address or time',
  },
  lines: (lines: string) => `lines ${lines}`,
  dryRun: 'Dry run: nothing was stored.',
  next: {
    unsent: 'Send what is unsent: slotdesk mail resend --missing',
    bounced: 'Who and what to do: slotdesk mail missing --state bounced',
  },
};

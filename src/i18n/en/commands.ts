import { duplicateCommands } from './commands-duplicates.ts';
import { auditCommands } from './commands-audit.ts';
import { deskCommands } from './commands-desk.ts';
import { exportCommands } from './commands-export.ts';
import { noticeCommands } from './commands-notice.ts';
import { phoneCommands } from './commands-phone.ts';
import { seatCommands } from './commands-seats.ts';

export const nouns = {
  config: 'The settings of the campaign',
  contingent: 'The contingents: named shares of the seats',
  slot: 'The slots: windows of time with their seats',
  booking: 'The bookings',
  duplicate: 'Several bookings of one person',
  mail: 'The confirmation mails',
  audit: 'The audit log: who did what, and when',
};

const dryRun = 'only show what would happen; changes nothing';

export const commands = {
  init: {
    summary: 'Create a campaign file',
    options: {
      name: 'what the campaign is called',
      date: 'its day, e.g. 2021-06-20',
      location: 'where it takes place',
      timeZone: 'its time zone (default: Europe/Berlin)',
      postalCode:
        'the entitled area: postal codes, separated by commas (default: everyone is entitled)',
    },
    examples: ['slotdesk init --name "Drive-through" --date 2021-06-20 --postal-code 67346,67354'],
  },
  status: {
    summary: 'Show what stands where and what needs a hand',
    examples: ['slotdesk status', 'slotdesk --json status'],
  },
  doctor: {
    summary: 'Check the file, the seat accounts, the audit log and the relay; changes nothing',
    options: {
      full: 'check every page of the file as well (slow on large files)',
      noRelay: 'leave the relay alone',
    },
    examples: ['slotdesk doctor', 'slotdesk doctor --full'],
  },
  'config list': { summary: 'List the settings', examples: ['slotdesk config list'] },
  'config get': {
    summary: 'Print one setting',
    arguments: { key: 'the setting, e.g. mail.relay' },
    examples: ['slotdesk config get mail.relay'],
  },
  'config set': {
    summary: 'Change one setting',
    arguments: { key: 'the setting, e.g. mail.relay', value: 'its new value; "" for the default' },
    examples: [
      'slotdesk config set mail.from "Town Hall <noreply@city.example>"',
      'slotdesk config set mail.relay smtp://mailer@relay.city.example:587',
    ],
  },
  ...auditCommands,
  ...seatCommands,
  ...noticeCommands,
  'booking import': {
    summary: 'Import bookings from CSV files',
    arguments: { file: 'the files; - is standard input' },
    options: {
      layout: 'take this layout instead of recognising one: {layouts}',
      map: 'FIELD=HEADER: which column holds a field (may be repeated)',
      mapState: 'VALUE=binding|cancelled|skip: what a state in the file means (may be repeated)',
      contingent: 'the contingent of rows that name none',
      createSlots: 'add windows that are not there yet, with a seat for each imported booking',
      allowOverbooked: 'take promises even where no seat is free, and mark the slot as overbooked',
      update: 'take over what changed in bookings that are known already',
      rejects: 'store the sound rows and write the faulty ones to this file, ready to be mended',
      encoding: 'utf-8, windows-1252, macintosh, utf-16le or utf-16be (default: recognised)',
      delimiter: 'what separates the columns: ; , | or tab (default: recognised)',
      dryRun,
    },
    examples: [
      'slotdesk booking import portal-export.csv --dry-run',
      'slotdesk booking import list.csv --map email=Mailadresse --rejects mend-me.csv',
    ],
  },
  ...exportCommands,
  ...deskCommands,
  'booking list': {
    summary: 'List bookings',
    options: {
      state: 'only these: binding or cancelled',
      contingent: 'only those of this contingent',
      confirmation:
        'only those whose confirmation is in this state, e.g. missing (several with commas)',
      outsideArea: 'only those from outside the entitled area',
      limit: 'at most so many',
    },
    examples: [
      'slotdesk booking list --confirmation missing',
      'slotdesk booking list --outside-area',
    ],
  },
  'booking show': {
    summary: 'Show one booking',
    arguments: { reference: 'its reference, e.g. K7QX-9F2M' },
    examples: ['slotdesk booking show K7QX-9F2M'],
  },
  'mail missing': {
    summary: 'Tell whose confirmation is missing, each one’s story, and what mends it',
    options: { state: 'these states instead of missing,failed,bounced,uncertain' },
    examples: ['slotdesk mail missing', 'slotdesk mail missing --state none_possible'],
  },
  'mail preview': {
    summary: 'Show the mail a booking would get, byte by byte the one that would be sent',
    arguments: { reference: 'the reference of the booking' },
    options: {
      purpose: 'this kind of mail: confirmation, change, cancellation, surplus, standby-offer',
      output: 'write it to this file: .eml, .html or .txt (default: its text on the screen)',
    },
    examples: ['slotdesk mail preview K7QX-9F2M', 'slotdesk mail preview K7QX-9F2M -o mail.html'],
  },
  'mail test': {
    summary: 'Send one test mail with invented data, to see that the relay works',
    arguments: { address: 'who gets it' },
    options: { relay: 'this relay instead of the configured one' },
    examples: ['slotdesk mail test me@city.example'],
  },
  'mail resend': {
    summary: 'Send the confirmations that are missing, and what else waits, each exactly once',
    arguments: { reference: 'the bookings whose confirmation is sent again' },
    options: {
      missing: 'all whose confirmation is missing, and those still waiting from an earlier run',
      waiting: 'all mails that wait, of every kind: changes, cancellations, requests, notices',
      purpose: 'with references: this mail instead of the confirmation (change, cancellation)',
      limit: 'at most so many mails in this run',
      rate: 'at most so many mails per time: 600/m, 10/s (default: mail.rate)',
      domainRate:
        'at most so many mails per time to one domain, or off (default: mail.domain-rate)',
      connections: 'so many connections at once (default: mail.connections)',
      relay: 'this relay instead of the configured one',
      until:
        'begin no mail from this time on, e.g. 22:00 (today); the rest stays queued for the next run',
      retryUncertain: 'send those whose fate is unknown once more, byte for byte the same mail',
      dryRun,
    },
    examples: [
      'slotdesk mail resend --missing --dry-run',
      'slotdesk mail resend --missing --rate 600/m --domain-rate 120/m --until 22:00',
      'slotdesk mail resend K7QX-9F2M',
      'slotdesk mail resend K7QX-9F2M --purpose cancellation',
      'slotdesk mail resend --waiting',
    ],
  },
  'mail evidence': {
    summary: 'Read what became of the mails: relay logs, bounces, the portal’s sent list',
    arguments: {
      file: 'Postfix logs (also packed and rotated, in any order), mails (.eml, mbox, Maildir), CSV; - is standard input',
    },
    options: {
      format: 'what the files are: postfix, dsn or csv (default: told by how they begin)',
      dryRun,
    },
    examples: [
      'slotdesk mail evidence /var/log/mail.log /var/log/mail.log.1 --dry-run',
      'slotdesk mail evidence ~/Maildir/.Bounces',
      'slotdesk mail evidence portal-sent.csv',
    ],
  },
  'mail list': {
    summary: 'List the mails this program has prepared or sent',
    options: {
      state: 'only these, e.g. failed,uncertain,bounced',
      kind: 'only mails of these kinds, e.g. change,cancellation,notice',
      limit: 'at most so many, the newest first',
      output: 'write every attempt to this CSV file, as a protocol',
    },
    examples: ['slotdesk mail list --state uncertain', 'slotdesk mail list -o protocol.csv'],
  },
  'mail letters': {
    summary: 'List those no mail can reach, to be written to or called',
    arguments: { reference: 'with --done or --undo: the bookings' },
    options: {
      output: 'write the list to this file: .csv for Excel, .html to be printed',
      all: 'those already contacted, too',
      done: 'mark these bookings as contacted; they leave the list',
      undo: 'take that mark back',
    },
    examples: [
      'slotdesk mail letters -o letters.csv',
      'slotdesk mail letters -o calls.html',
      'slotdesk mail letters --done K7QX-9F2M',
    ],
  },
  'mail show': {
    summary: 'Show a mail: every attempt, what the relay said, what became of it',
    arguments: { message: 'a reference or a Message-ID' },
    examples: [
      'slotdesk mail show K7QX-9F2M',
      'slotdesk mail show b1a2b3c4d5e6f7a8b9c0.confirmation.v1@city.example',
    ],
  },
  ...phoneCommands,
  ...duplicateCommands,
  demo: {
    summary: 'Re-enact the Monday and Tuesday of a collapsed portal in a fresh folder',
    arguments: { folder: 'the folder to create (default: slotdesk-demo)' },
    examples: ['slotdesk demo'],
  },
};

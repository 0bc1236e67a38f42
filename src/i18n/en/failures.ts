import { counted } from '../counted.ts';
import type {
  Expected,
  FailureCode,
  FailureFacts,
  ForeignKind,
  RelayFault,
} from '../../failure.ts';
import { duplicateFailures } from './failures-duplicates.ts';
import { seatFailures } from './failures-seats.ts';

/** What happened, and what to do: one line each. */
export interface Sentence {
  message: string;
  hint: string;
}

export type Failures = { [C in FailureCode]: (facts: FailureFacts[C]) => Sentence };

export const expected: Record<Expected, string> = {
  language: 'de or en',
  text: 'a text',
  count: 'a whole number, 0 or more',
  positive_count: 'a whole number, 1 or more',
  date: 'a date such as 2021-06-20',
  time_zone: 'a time zone such as Europe/Berlin',
  duration: 'a length of time such as 5m, 15m or 1h',
  postal_codes: 'postal codes of five digits, separated by commas',
  sender: 'an address, with or without a name: Town Hall <noreply@city.example>',
  email: 'one e-mail address',
  relay: 'smtps://[user@]host:465, smtp://[user@]host:587 or folder:PATH',
  rate: 'a rate such as 300/m or 5/s',
  rate_or_off: 'a rate such as 100/m or 1/s, or off',
  connections: 'a number from 1 to 50',
  folder: 'a folder',
  channel: 'portal, phone or onsite',
  reason: 'citizen, staff or duplicate',
  birth_date: 'a date of birth such as 1958-03-21',
  phone: 'a phone number',
  postal_code: 'a postal code such as 67346',
  booking_state: 'binding or cancelled',
  confirmation_state:
    'missing, queued, accepted, delivered, bounced, failed, uncertain or none_possible',
  message_state:
    'queued, claimed, sending, accepted, failed, uncertain, cancelled, delivered, deferred or bounced',
  dialect: 'excel-de, rfc4180 or jsonl',
  field_map: 'FIELD=HEADER, for example email=Mailadresse',
  state_map: 'VALUE=binding, VALUE=cancelled or VALUE=skip',
  delimiter: '; , | or tab',
  evidence_format: 'postfix, dsn or csv',
  letters_file: 'a file that ends in .csv or .html',
  resend_purpose: 'confirmation, change or cancellation',
  mail_kind: 'confirmation, change, cancellation, surplus or standby-offer',
  kind: 'confirmation, change, cancellation, surplus, standby-offer or notice',
  utf8_file: 'a text file in UTF-8',
  preview_file: 'a file that ends in .eml, .html or .txt',
  probability: 'a probability from 0 to 1, such as 0.99',
  case: 'the number of a case, such as 12',
  case_state: 'open, dismissed, resolved or stale',
};

const templateFaults: Record<FailureFacts['template_faulty']['reason'], (found: string) => string> =
  {
    unreadable: (found) => `the template cannot be read (${found}).`,
    not_utf8: () => 'the template is not UTF-8.',
    unknown_file: () => 'no template has this name.',
    no_subject: () => 'the subject is missing or empty.',
    syntax: (found) => `the template is broken${found === '' ? '' : `: ${found}`}.`,
    unknown_placeholder: (found) => `unknown placeholder ${found}.`,
    forbidden: (found) => `${found} is not allowed in a template.`,
  };

const templateHints: Record<FailureFacts['template_faulty']['reason'], (known: string) => string> =
  {
    unreadable: () => 'Check the path and the rights of mail.templates.',
    not_utf8: () => 'Save the file as UTF-8.',
    unknown_file: (known) => `Possible names: ${known}.`,
    no_subject: () => 'Begin the file with “Subject: …” and an empty line.',
    syntax: () => 'Check that every {{#if}} and {{#each}} is closed.',
    unknown_placeholder: (known) => `Known are: ${known}.`,
    forbidden: () => 'Allowed are placeholders, {{#if}}, {{#unless}} and {{#each}} over a list.',
  };

const relayFaults: Record<RelayFault, string> = {
  scheme: 'it begins with none of smtps://, smtp:// and folder:',
  host: 'it names no host',
  port: 'its port is none',
  password: 'a password does not belong there',
  path: 'its path cannot be used',
  option: 'it has an unknown option',
  clear_password: 'the password would travel unencrypted',
  ca_unreadable: 'its file of authorities cannot be read',
};

const foreignKinds: Record<ForeignKind, string> = {
  spreadsheet: 'it is a spreadsheet (xlsx, xls or ods)',
  pdf: 'it is a PDF',
  database: 'it is a database',
  archive: 'it is an archive',
  document: 'it is a document or a picture',
  web_page: 'it is a web page, perhaps an error page of the portal',
  empty: 'there are no rows in it',
  binary: 'it holds bytes that are no text',
};

const maybe = (near: string | null): string => (near === null ? '' : ` Did you mean “${near}”?`);

export const failures: Failures = {
  ...duplicateFailures,
  ...seatFailures,
  unknown_command: ({ command, nearest }) => ({
    message: `There is no command “${command}”.${maybe(nearest)}`,
    hint: '“slotdesk --help” lists the commands.',
  }),
  unknown_option: ({ option, nearest }) => ({
    message: `There is no option “${option}” here.${maybe(nearest)}`,
    hint: 'The command with --help lists its options.',
  }),
  missing_argument: ({ argument }) => ({
    message: `The argument <${argument}> is missing.`,
    hint: 'The command with --help shows how it is called.',
  }),
  missing_option: ({ option }) => ({
    message: `The option ${option} is missing.`,
    hint: 'The command with --help shows what it needs.',
  }),
  missing_value: ({ option }) => ({
    message: `The option ${option} needs a value.`,
    hint: 'Write the value behind the option.',
  }),
  excess_argument: ({ argument }) => ({
    message: `“${argument}” is one argument too many.`,
    hint: 'Put a value that contains blanks in quotation marks.',
  }),
  invalid_value: ({ option, value, expected: wanted }) => ({
    message: `${option} cannot be “${value}”.`,
    hint: `Expected: ${expected[wanted]}.`,
  }),
  options_conflict: ({ option, other }) => ({
    message: `${option} and ${other} exclude each other.`,
    hint: 'Give one of the two.',
  }),
  one_option_needed: ({ options }) => ({
    message: `One of these is needed: ${options.join(' or ')}.`,
    hint: 'The command with --help explains them.',
  }),
  consent_needed: ({ command }) => ({
    message: `“${command}” asks before it acts, and there is no terminal to ask at. Nothing was done.`,
    hint: 'Add --yes to consent, or --dry-run where there is one to see what would happen.',
  }),
  answer_needed: ({ option }) => ({
    message: `${option} was not given, and there is no terminal to ask at.`,
    hint: `Add ${option}.`,
  }),
  unreadable_time: ({ value }) => ({
    message: `“${value}” is not a time.`,
    hint: 'Write 2021-06-14 08:00, or 07:00 for a time on the day of the campaign.',
  }),
  skipped_time: ({ value, timeZone }) => ({
    message: `“${value}” does not exist in ${timeZone}: the clocks go forward there.`,
    hint: 'Choose a time before or after the change.',
  }),
  setting_invalid: ({ key, value, expected: wanted }) => ({
    message: `${key} cannot be “${value}”.`,
    hint: `Expected: ${expected[wanted]}.`,
  }),
  reference_mistyped: ({ reference }) => ({
    message: `“${reference}” is not a reference: its check character does not fit, so there is a typing error in it.`,
    hint: 'Have it read out again, character by character.',
  }),
  reference_unreadable: ({ reference }) => ({
    message: `“${reference}” is not a reference.`,
    hint: 'A reference has eight characters, such as K7QX-9F2M.',
  }),
  file_missing: ({ file }) => ({
    message: `The file ${file} is not there.`,
    hint: 'Check the name and the folder.',
  }),
  file_unreadable: ({ file, reason }) => ({
    message: `${file} cannot be read (${reason}).`,
    hint: 'Check that it is a file and that you may read it.',
  }),
  import_refused: ({ rejected }) => ({
    message: `Nothing was imported: ${rejected === 1 ? 'one row has' : `${rejected} rows have`} faults.`,
    hint: 'Mend them in the file, or import the sound rows with --rejects FILE, which keeps the faulty ones to be mended.',
  }),
  import_overtaken: () => ({
    message:
      'While the file was read, seats or bookings that it needs were changed here. Nothing was stored.',
    hint: 'Import it again: it is compared with what stands here now.',
  }),
  import_rejects: ({ rejected, file }) => ({
    message: `${rejected === 1 ? 'One faulty row was' : `${rejected} faulty rows were`} written to ${file}; the sound ones are stored.`,
    hint: 'Mend them there and import that file.',
  }),
  recipients_differ: ({ given, selected }) => ({
    message: `The notice would go to ${counted(selected, 'recipient', 'recipients')}, not to ${given}. Nothing was sent.`,
    hint: 'Look at who they are with --dry-run, then give their number with --recipients.',
  }),
  mail_unknown: ({ message }) => ({
    message: `There is no mail ${message}.`,
    hint: '“slotdesk mail list --json” shows the Message-IDs; a reference will do, too.',
  }),
  booking_unknown: ({ reference }) => ({
    message: `There is no booking ${reference} in this campaign.`,
    hint: 'The reference is well-formed. Was it given by another campaign? “slotdesk booking list” shows all.',
  }),
  setting_unknown: ({ key, nearest }) => ({
    message: `There is no setting “${key}”.${maybe(nearest)}`,
    hint: '“slotdesk config list” shows all.',
  }),
  campaign_missing: ({ file }) => ({
    message: `There is no campaign file ${file}.`,
    hint: 'Name it with --db, or create one with “slotdesk init”.',
  }),
  campaign_exists: ({ file }) => ({
    message: `${file} is there already; a campaign file is never overwritten.`,
    hint: 'Choose another name with --db, or work with the one that is there: “slotdesk status”.',
  }),
  database_foreign: ({ file }) => ({
    message: `${file} is not a slotdesk campaign file. It was not touched.`,
    hint: 'Name the right file with --db.',
  }),
  database_corrupt: ({ file }) => ({
    message: `${file} is damaged.`,
    hint: 'Keep a copy of it as it is, together with the files -wal and -shm beside it, and go on with the last backup.',
  }),
  import_damaged: ({ file }) => ({
    message: `${file} is damaged: it holds the rest of an import that was stopped.`,
    hint: 'Move it away: the bookings that are stored stay, the seats kept for the others become free, and importing the same files again brings the rest.',
  }),
  search_damaged: () => ({
    message: 'The search index is damaged; the bookings are not.',
    hint: 'Make it anew: slotdesk booking search --rebuild, and check the file: slotdesk doctor --full',
  }),
  database_newer: ({ file, version, known }) => ({
    message: `${file} was written by a newer slotdesk (schema ${version}, this one knows ${known}). It was not touched.`,
    hint: 'Use the newer slotdesk.',
  }),
  database_locked: ({ file, seconds }) => ({
    message: `${file} was locked by another process for ${counted(seconds, 'second', 'seconds')}. Nothing was stored.`,
    hint: 'Wait until the other process is done, then try again.',
  }),
  database_full: ({ file }) => ({
    message: `The disk under ${file} is full.`,
    hint: 'Make room, then run the command again: it starts anew, or goes on where this one stopped.',
  }),
  database_readonly: ({ file }) => ({
    message: `${file} cannot be written.`,
    hint: 'Check who owns it, its folder and the files -wal, -shm and -mail beside it; “slotdesk doctor” helps.',
  }),
  database_failed: ({ file, reason }) => ({
    message: `${file} cannot be used (${reason}).`,
    hint: 'Check the file, its folder and the disk. “slotdesk doctor” looks at all of it.',
  }),
  database_remote: ({ file, filesystem }) => ({
    message: `${file} lies on a network or user file system (${filesystem}), where several writers can destroy it.`,
    hint: 'Put the campaign file on a local disk.',
  }),
  database_unsound: ({ findings }) => ({
    message: `The check found ${findings === 1 ? 'one fault' : `${findings} faults`}, listed above.`,
    hint: 'Keep a copy of the file as it is before anything else is done with it.',
  }),
  file_unwritable: ({ file, reason }) => ({
    message: `${file} cannot be written (${reason}).`,
    hint: 'Check the folder, its rights and the free space.',
  }),
  file_exists: ({ file }) => ({
    message: `${file} is there already and is not overwritten.`,
    hint: 'Choose another name, or move the file away.',
  }),
  file_is_database: ({ file }) => ({
    message: `${file} is a campaign file or belongs to one and is not overwritten.`,
    hint: 'Choose another name.',
  }),
  output_lost: ({ reason }) => ({
    message: `The output could not be written to its end (${reason}).`,
    hint: 'Check that there is room where it is sent to. What the command was to change, it has changed.',
  }),
  terminal_needed: ({ command, instead }) => ({
    message: `“${command}” needs a terminal: it asks case by case.`,
    hint: `Without one: ${instead}`,
  }),
  encoding_unknown: ({ name, known }) => ({
    message: `There is no encoding “${name}”.`,
    hint: `Known are: ${known.join(', ')}.`,
  }),
  layout_unknown: ({ name, known, nearest }) => ({
    message: `There is no layout “${name}”.${maybe(nearest)}`,
    hint: `Known are: ${known.join(', ')}.`,
  }),
  field_unknown: ({ field, known, nearest }) => ({
    message: `--map names a field “${field}”, which does not exist.${maybe(nearest)}`,
    hint: `Known are: ${known.join(', ')}.`,
  }),
  until_past: ({ value }) => ({
    message: `--until ${value} is over already.`,
    hint: 'Name a later time, with its date if it is not today: --until "2021-06-15 06:00".',
  }),
  too_many_faults: ({ file, limit, line, column }) => ({
    message: `More than ${limit} rows of ${file} have faults, the first in line ${line}${column === null ? '' : `, ${column}`}.`,
    hint: 'Probably it is read wrongly: see --layout, --map, --encoding and --delimiter, or export it again.',
  }),
  column_unknown: ({ column, known, nearest }) => ({
    message: `--columns names “${column}”, which this export does not have.${maybe(nearest)}`,
    hint: `Known are: ${known.join(', ')}.`,
  }),
  header_unknown: ({ file, header, nearest }) => ({
    message: `${file} has no column “${header}”.${maybe(nearest)}`,
    hint: 'Write the header as it stands in the file.',
  }),
  template_faulty: ({ file, line, reason, found, known }) => ({
    message: `${file}${line === null ? '' : `, line ${line}`}: ${templateFaults[reason](found ?? '')}`,
    hint: `${templateHints[reason](known.join(', '))} No mail was sent.`,
  }),
  not_csv: ({ file, kind }) => ({
    message: `${file} is no CSV file: ${foreignKinds[kind]}.`,
    hint: 'Save the table as CSV and import that.',
  }),
  evidence_unrecognised: ({ file }) => ({
    message: `What ${file} is cannot be told.`,
    hint: 'It may be a Postfix log, mails with delivery reports, or CSV with a column for addresses, the portal’s numbers or references; --format says which.',
  }),
  too_many_columns: ({ file, found, limit }) => ({
    message: `${file} has ${found} columns; no more than ${limit} are read.`,
    hint: 'Check what separates the columns (--delimiter), or take away those that nobody needs.',
  }),
  layout_unrecognised: ({ file, headers, missing, map }) => ({
    message: `${file}: the columns were not recognised (${headers.join(', ')}). Missing: ${missing.join(', ')}.`,
    hint: `Say where they stand, for example: ${map}`,
  }),
  relay_invalid: ({ relay, reason }) => ({
    message: `The relay “${relay}” cannot be used: ${relayFaults[reason]}.`,
    hint: `Expected: ${expected.relay}.`,
  }),
  password_file_open: ({ file }) => ({
    message: `Other users can read the password file ${file}; it was not used.`,
    hint: `Take the rights away: chmod 600 ${file}`,
  }),
  setting_missing: ({ key }) => ({
    message: `The setting ${key} is missing.`,
    hint: `Set it: slotdesk config set ${key} …`,
  }),
  mail_running: ({ file }) => ({
    message: `Another run is sending mails for ${file} right now.`,
    hint: 'Wait until it is done; “slotdesk status” shows how far it is.',
  }),
  relay_unreachable: ({ relay, reason }) => ({
    message: `The relay ${relay} cannot be reached (${reason}). Nothing is lost.`,
    hint: 'Check mail.relay and the network, then run the same command again.',
  }),
  relay_refused: ({ relay, reply }) => ({
    message: `The relay ${relay} refuses to take mails: ${reply}`,
    hint: 'Ask whoever runs the relay. What was not sent is still waiting.',
  }),
  relay_auth_failed: ({ relay, reply }) => ({
    message: `The relay ${relay} does not accept user and password: ${reply}`,
    hint: 'Check both; only one attempt was made, so that no account is locked. What was not sent is still waiting.',
  }),
  relay_certificate: ({ relay, reason }) => ({
    message: `The certificate of the relay ${relay} cannot be trusted (${reason}). Nothing was sent.`,
    hint: 'Have it renewed, use the name it is made for, or name its authority with ?ca=FILE.',
  }),
  relay_no_tls: ({ relay, reason }) => ({
    message: `The relay ${relay} does not offer encryption (${reason}). Nothing was sent.`,
    hint: 'Check the port. Without encryption everybody on the way could read along.',
  }),
  relay_password_missing: ({ relay }) => ({
    message: `The relay ${relay} wants a password, and none was found.`,
    hint: 'Put it into a file that only you can read and name that in SLOTDESK_SMTP_PASSWORD_FILE.',
  }),
  sender_refused: ({ relay, sender, reply }) => ({
    message: `The relay ${relay} does not accept ${sender} as a sender: ${reply}`,
    hint: 'Set mail.from to an address it accepts. What was not sent is still waiting.',
  }),
  mail_refused: ({ relay, address, reply }) => ({
    message: `The relay ${relay} did not take the mail to ${address}: ${reply}`,
    hint: 'Check the address, or ask whoever runs the relay.',
  }),
  mails_refused: ({ relay, times, reply }) => ({
    message: `The relay ${relay} refused ${counted(times, 'mail', 'mails in a row')} for the content: ${reply}`,
    hint: 'Ask whoever runs the relay before going on. What was not sent is still waiting.',
  }),
  demo_failed: ({ command, code, output }) => ({
    message: `The demo went another way than it should: “${command}” ended with ${code}.`,
    hint: `This is a bug. It said: ${output}`,
  }),
  interrupted: () => ({
    message: 'Interrupted. Nothing half-done was stored.',
    hint: 'The same command can be run again.',
  }),
};

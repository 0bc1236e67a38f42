import { counted } from '../counted.ts';
import type { FaultCode, FaultFacts, WarningCode, WarningFacts } from '../../bookings/fault.ts';
import type { Sentence } from './failures.ts';

type Faults = { [C in FaultCode]: (facts: FaultFacts[C]) => Sentence };

const faults: Faults = {
  unbalanced_quote: () => ({
    message: 'A quotation mark is opened and never closed.',
    hint: 'Close it, or double it if it belongs to the text.',
  }),
  truncated: ({ found, expected }) => ({
    message: `The file ends in the middle of this row (${found} of ${expected} cells).`,
    hint: 'Export it again: the rest is missing.',
  }),
  unreadable_line: () => ({
    message: 'This line is no JSON object.',
    hint: 'Export it again, or mend the line.',
  }),
  wrong_field_count: ({ found, expected }) => ({
    message: `The row has ${found} cells, the header ${expected}.`,
    hint: 'Put a value that contains the separator in quotation marks.',
  }),
  record_too_long: ({ limit }) => ({
    message: `The row is longer than ${limit} bytes.`,
    hint: 'Look for a quotation mark that is not closed.',
  }),
  field_too_long: ({ limit }) => ({
    message: `The cell is longer than ${limit} bytes.`,
    hint: 'Look for a quotation mark that is not closed.',
  }),
  undecodable: ({ byte, position }) => ({
    message:
      byte === null
        ? `Character ${position} of the cell was destroyed before the file came here.`
        : `Byte ${byte} at character ${position} of the cell is no character of this encoding.`,
    hint: 'Write the word anew, or name the right encoding with --encoding.',
  }),
  nul_character: () => ({
    message: 'The cell holds a NUL character.',
    hint: 'Write it anew.',
  }),
  control_character: ({ character }) => ({
    message: `The cell holds the invisible character ${character}.`,
    hint: 'Write it anew.',
  }),
  spreadsheet_error: () => ({
    message: 'A spreadsheet has replaced the value by an error.',
    hint: 'Take it from the original export.',
  }),
  name_missing: () => ({ message: 'There is no family name.', hint: 'Add it.' }),
  invalid_birth_date: () => ({
    message: 'This is no date of birth.',
    hint: 'Write it as 1961-04-03 or 3.4.1961.',
  }),
  birth_date_future: () => ({
    message: 'This date of birth is in the future.',
    hint: 'Check the year.',
  }),
  ambiguous_date: () => ({
    message: 'Day and month cannot be told apart.',
    hint: 'Write it as 2021-06-20 or 20.6.2021.',
  }),
  invalid_email: () => ({
    message: 'This is no e-mail address.',
    hint: 'Mend it, or leave the cell empty if there is none.',
  }),
  invalid_postal_code: () => ({ message: 'This is no postal code.', hint: 'Mend it.' }),
  lost_phone: () => ({
    message: 'A spreadsheet has cut this phone number off.',
    hint: 'Take it from the original export, or leave the cell empty.',
  }),
  invalid_time: () => ({
    message: 'This is no time.',
    hint: 'Write it as 2021-06-20 09:15 or 20.6.2021 09:15.',
  }),
  date_missing: () => ({
    message: 'There is a time without a date.',
    hint: 'Add the date, or set campaign.date.',
  }),
  skipped_time: ({ timeZone }) => ({
    message: `This time does not exist in ${timeZone}: the clocks go forward.`,
    hint: 'Mend it.',
  }),
  unknown_state: () => ({
    message: 'This state is unknown.',
    hint: 'Say what it means with --map-state VALUE=binding, =cancelled or =skip.',
  }),
  state_missing: () => ({
    message: 'The state is missing, so that nobody knows whether the seat was promised.',
    hint: 'Write it into the cell, for example binding or cancelled.',
  }),
  perhaps_not_binding: ({ column }) => ({
    message: `“${column}” says that this is perhaps no binding booking.`,
    hint: `Leave the row out, or say what it means: --map "state=${column}" --map-state VALUE=cancelled.`,
  }),
  several_people: ({ count }) => ({
    message: `The row stands for ${count} people.`,
    hint: 'Write a row for each of them.',
  }),
  unknown_channel: () => ({
    message: 'This channel is unknown.',
    hint: 'Known are portal, phone and onsite.',
  }),
  unreadable_confirmation: () => ({
    message: 'This says neither yes nor no nor when the mail was sent.',
    hint: 'Write yes, no or a time.',
  }),
  reference_mistyped: () => ({
    message: 'The check character of this reference does not fit.',
    hint: 'Mend the typing error, or leave the cell empty for a new reference.',
  }),
  contingent_unknown: ({ nearest }) => ({
    message: `There is no such contingent.${nearest === null ? '' : ` “${nearest}” is there.`}`,
    hint: 'Mend the name, or add it with “slotdesk contingent add”.',
  }),
  window_missing: () => ({
    message: 'There is no such window.',
    hint: 'Mend the time, or add the window with --create-slots.',
  }),
  sold_out: () => ({
    message: 'There is no free seat in this window.',
    hint: 'Choose another, or take the promise over with --allow-overbooked.',
  }),
  conflict: ({ fields, staff }) =>
    staff.length > 0
      ? {
          message: `Changed here since the last import, and otherwise in the file: ${staff.join(', ')}.`,
          hint: 'What stands here is kept. Leave the row out, or change the booking to what is right.',
        }
      : {
          message: `The booking is known, but differs: ${fields.join(', ')}.`,
          hint: 'Take the difference over with --update, or leave the row out.',
        },
};

const warnings: { [C in WarningCode]: (facts: WarningFacts[C]) => string } = {
  likely_email_typo: ({ suggestion }) => `Probably ${suggestion} was meant.`,
  postal_code_padded: ({ code }) =>
    `Read as ${code}, its leading zero lost on the way; from abroad, write A-1010 or CH-8001.`,
  doubtful_phone: () => 'Nobody can be called by this phone number.',
};

export const imports = {
  readAs: (source: {
    file: string | null;
    encoding: string;
    delimiter: string;
    layout: string | null;
  }) =>
    `${source.file ?? 'Standard input'}: read as ${source.encoding}, separated by ${source.delimiter}, ` +
    (source.layout === null ? 'columns as mapped.' : `layout ${source.layout}.`),
  maybeCutOff:
    'It does not end with the end of a line: perhaps it was cut off. Compare its last row with the original.',
  place: (file: string | null, line: string, column: string | null, value: string) =>
    `${file === null ? '' : `${file}, `}line ${line}${column === null ? '' : `, ${column}`}${value === '' ? '' : ` “${value}”`}`,
  moreFaults: (count: string) => `… and ${count} more (all of them with --rejects FILE or --json)`,
  moreWarnings: (count: string) => `… and ${count} more (the first thousand with --json)`,
  summary: (count: number, rows: string, counted: string) =>
    `${count === 1 ? 'One row' : `${rows} rows`}: ${counted}.`,
  imported: 'new',
  updated: 'updated',
  resurrected: 'binding again, after the portal had cancelled them',
  unchanged: 'unchanged',
  rejected: 'faulty',
  skipped: 'passed over',
  outsideArea: (count: string) =>
    `New and from outside the area: ${count} (slotdesk booking list --outside-area)`,
  vanished: (count: string, references: string) =>
    `${counted(count, 'booking of an earlier export is not in this one; it stays as it is', 'bookings of an earlier export are not in this one; they stay as they are')}: ${references}`,
  agree: (count: number, number: string) =>
    count === 1 ? 'Change this booking?' : `Change these ${number} bookings?`,
  refused: 'Nothing was stored.',
  dryRun: 'Dry run: nothing was stored.',
  warned: (count: number, number: string) =>
    count === 1
      ? 'One value looks wrong and is taken as it is:'
      : `${number} values look wrong and are taken as they are:`,
  faults,
  warnings,
};

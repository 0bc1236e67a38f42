import { replaceMarks } from '../csv/marks.ts';

/** The closed list of what can be wrong with a row of a file. A fault is data; `i18n` has its words. */
export interface FaultFacts {
  // The line as such
  unbalanced_quote: Nothing;
  /** The file ends in the midst of this record. */
  truncated: { found: number; expected: number };
  /** A line of a JSON file that is no object. */
  unreadable_line: Nothing;
  wrong_field_count: { found: number; expected: number };
  record_too_long: { limit: number };
  field_too_long: { limit: number };
  // Any cell
  /** `byte` as hexadecimal digits; `null` if the character was lost before the file came to us. */
  undecodable: { byte: string | null; position: number };
  nul_character: Nothing;
  /** `character` as `U+202E`. */
  control_character: { character: string };
  /** `#NAME?`, `#WERT!` …: a spreadsheet took the value for a formula and lost it. */
  spreadsheet_error: Nothing;
  // Single fields
  name_missing: Nothing;
  invalid_birth_date: Nothing;
  birth_date_future: Nothing;
  /** `03/04/2021`: the third of April or the fourth of March. */
  ambiguous_date: Nothing;
  invalid_email: Nothing;
  invalid_postal_code: Nothing;
  /** `4,91725E+11`: a spreadsheet kept the first digits only. */
  lost_phone: Nothing;
  invalid_time: Nothing;
  date_missing: Nothing;
  skipped_time: { timeZone: string };
  unknown_state: Nothing;
  /** The file comes from a program that fills the state of each row. */
  state_missing: Nothing;
  /** A column such as `Warteliste` or `Storniert` says yes. */
  perhaps_not_binding: { column: string };
  several_people: { count: number };
  unknown_channel: Nothing;
  unreadable_confirmation: Nothing;
  reference_mistyped: Nothing;
  // Against the campaign
  contingent_unknown: { nearest: string | null };
  window_missing: Nothing;
  sold_out: Nothing;
  /** `staff`: those of the fields that were changed here since the last import. */
  conflict: { fields: string[]; staff: string[] };
}

type Nothing = Record<string, never>;

export type FaultCode = keyof FaultFacts;

/** What is wrong, apart from where. */
export type Finding = {
  [C in FaultCode]: { code: C; facts: FaultFacts[C] };
}[FaultCode];

export type Fault = Finding & {
  file: string;
  /** Where the record starts in the file, which begins with line 1. */
  line: number;
  /** The header of the cell as it stands in the file; `null`: the whole line. */
  column: string | null;
  /** What stands there, shortened, with invisible characters made visible. */
  value: string;
};

/** The closed list of what looks wrong and is stored all the same. */
export interface WarningFacts {
  /** `gmial.com`: `suggestion` is the domain that was probably meant. */
  likely_email_typo: { suggestion: string };
  /** Four digits from outside the entitled area: read as `code`, but perhaps from another country. */
  postal_code_padded: { code: string };
  /** Nobody can be called by it. */
  doubtful_phone: Nothing;
}

export type WarningCode = keyof WarningFacts;

/** What looks wrong, and where. */
export type Warning = {
  [C in WarningCode]: { code: C; facts: WarningFacts[C] };
}[WarningCode] &
  Pick<Fault, 'file' | 'line' | 'column' | 'value'>;

const LONGEST = 40;

const INVISIBLE =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;

/** A cell as a fault shows it: 40 characters at most; `␀`, `<U+202E>` and `\xFC` for what has no shape. */
export function showValue(cell: string): string {
  const characters = Array.from(cell.slice(0, 4 * LONGEST));
  const isLong = characters.length > LONGEST || cell.length > 4 * LONGEST;
  const text = (isLong ? [...characters.slice(0, LONGEST - 1), '…'] : characters).join('');
  return replaceMarks(
    text.replace(INVISIBLE, (character) => {
      const code = character.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : `<${showCharacter(character)}>`;
    }),
    (byte) => `\\x${toHex(byte, 2)}`,
  );
}

/** `U+202E` */
export function showCharacter(character: string): string {
  return `U+${toHex(character.codePointAt(0) ?? 0, 4)}`;
}

export function toHex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

/** What a file is that was given as CSV and is none. */
export type ForeignKind =
  | 'empty'
  | 'spreadsheet'
  | 'web_page'
  | 'pdf'
  | 'database'
  | 'archive'
  | 'document'
  | 'binary';

/** What would have been right where a typed value was not; both languages have words for each. */
export type Expected =
  | 'language'
  | 'text'
  | 'count'
  | 'positive_count'
  | 'date'
  | 'time_zone'
  | 'duration'
  | 'postal_codes'
  | 'sender'
  | 'email'
  | 'relay'
  | 'rate'
  | 'connections'
  | 'rate_or_off'
  | 'folder'
  | 'channel'
  | 'reason'
  | 'birth_date'
  | 'phone'
  | 'postal_code'
  | 'booking_state'
  | 'confirmation_state'
  | 'message_state'
  | 'dialect'
  | 'field_map'
  | 'state_map'
  | 'delimiter'
  | 'evidence_format'
  | 'letters_file'
  | 'probability'
  | 'case'
  | 'case_state'
  | 'resend_purpose'
  | 'mail_kind'
  | 'kind'
  | 'utf8_file'
  | 'preview_file';

/** How a booking came; `contingents/` has the list. */
type Channel = 'portal' | 'phone' | 'onsite';

/** What is wrong with a relay's address. */
export type RelayFault =
  | 'scheme'
  | 'host'
  | 'port'
  | 'password'
  | 'path'
  | 'option'
  | 'clear_password'
  | 'ca_unreadable';

/**
 * The closed list of refusals. A refusal is data: a code and its facts; `i18n` makes the two
 * sentences of it (what, and what to do), `exitCodes` the exit status. Adding a code here does not
 * compile until it has an exit code and both languages.
 */
export interface FailureFacts {
  // 2: wrong usage
  unknown_command: { command: string; nearest: string | null };
  unknown_option: { option: string; nearest: string | null };
  missing_argument: { argument: string };
  missing_option: { option: string };
  missing_value: { option: string };
  excess_argument: { argument: string };
  invalid_value: { option: string; value: string; expected: Expected };
  options_conflict: { option: string; other: string };
  one_option_needed: { options: string[] };
  consent_needed: { command: string };
  answer_needed: { option: string };
  terminal_needed: { command: string; instead: string };
  encoding_unknown: { name: string; known: readonly string[] };
  layout_unknown: { name: string; known: readonly string[]; nearest: string | null };
  field_unknown: { field: string; known: readonly string[]; nearest: string | null };
  until_past: { value: string };
  too_many_faults: { file: string; limit: number; line: number; column: string | null };
  column_unknown: { column: string; known: readonly string[]; nearest: string | null };
  header_unknown: { file: string; header: string; nearest: string | null };
  // 3: the input has faults
  unreadable_time: { value: string };
  skipped_time: { value: string; timeZone: string };
  setting_invalid: { key: string; value: string; expected: Expected };
  window_empty: { from: string; to: string };
  window_uneven: { from: string; to: string; every: string };
  window_off_campaign: { value: string; from: string; to: string };
  person_missing: Record<string, never>;
  reference_mistyped: { reference: string };
  reference_unreadable: { reference: string };
  template_faulty: {
    file: string;
    line: number | null;
    reason:
      | 'unreadable'
      | 'not_utf8'
      | 'unknown_file'
      | 'no_subject'
      | 'syntax'
      | 'unknown_placeholder'
      | 'forbidden';
    /** What stands there: a placeholder, a construct; `null` where there is nothing to show. */
    found: string | null;
    /** What could have stood there: file names, placeholders; empty where nothing is to choose from. */
    known: string[];
  };
  not_csv: { file: string; kind: ForeignKind };
  too_many_columns: { file: string; found: number; limit: number };
  layout_unrecognised: { file: string; headers: string[]; missing: string[]; map: string };
  evidence_unrecognised: { file: string };
  relay_invalid: { relay: string; reason: RelayFault };
  password_file_open: { file: string };
  // 4: not found
  file_missing: { file: string };
  file_unreadable: { file: string; reason: string };
  booking_unknown: { reference: string };
  mail_unknown: { message: string };
  contingent_unknown: { name: string; nearest: string | null };
  contingent_ambiguous: { name: string; candidates: string[] };
  slot_unknown: { slot: string };
  slot_ambiguous: { slot: string; candidates: string[] };
  window_unknown: { value: string; nearest: string };
  window_outside: { value: string; from: string; to: string };
  release_unknown: { number: number };
  case_unknown: { case: number };
  case_member_unknown: { case: number; reference: string; members: string[] };
  setting_unknown: { key: string; nearest: string | null };
  campaign_missing: { file: string };
  // 5: the state forbids it
  campaign_exists: { file: string };
  contingent_exists: { name: string };
  contingent_closed: {
    name: string;
    state: 'scheduled' | 'held' | 'closed';
    opens_at: string | null;
  };
  contingent_booked: { name: string; bound: number };
  standby_gated: { name: string; free: number };
  channel_reserved: { name: string; channel: Channel; channels: Channel[] };
  sold_out: {
    contingent: string | null;
    window: string | null;
    /** The nearest windows with a seat, `2021-06-20 09:30`; empty: none was looked for. */
    near: string[];
  };
  seats_held: { slot: number; contingent: string; capacity: number; bound: number; held: number };
  seats_bound: { slot: number; contingent: string; capacity: number; bound: number };
  seats_not_free: { names: string[]; wanted: number; free: number };
  nothing_to_release: { names: string[] };
  release_into_itself: { names: string[] };
  release_undone: { number: number; by: number };
  release_booked: { number: number; seats: number; missing: number };
  booking_cancelled: { reference: string };
  case_decided: { case: number; state: 'dismissed' | 'resolved' };
  case_stale: { case: number };
  case_changed: { case: number };
  case_undecided: { case: number; state: 'open' | 'stale' };
  case_seats_gone: {
    case: number;
    references: string[];
    /** When the first of them was; `null`: at any time of day. */
    window: string | null;
    nearest: string[];
  };
  booking_kept: { reference: string; case: number };
  recipients_differ: { given: number; selected: number };
  setting_missing: { key: string };
  mail_running: { file: string };
  // 6: the database
  database_foreign: { file: string };
  database_corrupt: { file: string };
  database_newer: { file: string; version: number; known: number };
  database_locked: { file: string; seconds: number };
  database_full: { file: string };
  database_readonly: { file: string };
  database_failed: { file: string; reason: string };
  search_damaged: Record<string, never>;
  /** The file that holds the rest of a decided import. */
  import_damaged: { file: string };
  database_remote: { file: string; filesystem: string };
  database_unsound: { findings: number };
  // the output
  file_unwritable: { file: string; reason: string };
  file_exists: { file: string };
  /** A campaign, or what is kept beside one. */
  file_is_database: { file: string };
  output_lost: { reason: string };
  // an import, already reported row by row
  import_refused: { rejected: number };
  import_rejects: { rejected: number; file: string };
  /** Seats or bookings that it needs were changed while it was read. */
  import_overtaken: Record<string, never>;
  // 7: mail
  relay_unreachable: { relay: string; reason: string };
  relay_refused: { relay: string; reply: string };
  relay_auth_failed: { relay: string; reply: string };
  relay_certificate: { relay: string; reason: string };
  relay_no_tls: { relay: string; reason: string };
  relay_password_missing: { relay: string };
  sender_refused: { relay: string; sender: string; reply: string };
  mail_refused: { relay: string; address: string; reply: string };
  mails_refused: { relay: string; times: number; reply: string };
  // a bug, shown by the demo
  demo_failed: { command: string; code: number; output: string };
  // 130
  interrupted: Record<string, never>;
}

export type FailureCode = keyof FailureFacts;

export const exitCodes = {
  unknown_command: 2,
  unknown_option: 2,
  missing_argument: 2,
  missing_option: 2,
  missing_value: 2,
  excess_argument: 2,
  invalid_value: 2,
  options_conflict: 2,
  one_option_needed: 2,
  consent_needed: 2,
  answer_needed: 2,
  terminal_needed: 2,
  encoding_unknown: 2,
  layout_unknown: 2,
  field_unknown: 2,
  column_unknown: 2,
  until_past: 2,
  too_many_faults: 3,
  header_unknown: 2,
  unreadable_time: 3,
  skipped_time: 3,
  setting_invalid: 3,
  window_empty: 3,
  window_uneven: 3,
  window_off_campaign: 3,
  person_missing: 3,
  reference_mistyped: 3,
  reference_unreadable: 3,
  template_faulty: 3,
  not_csv: 3,
  too_many_columns: 3,
  layout_unrecognised: 3,
  evidence_unrecognised: 3,
  relay_invalid: 3,
  password_file_open: 3,
  file_missing: 4,
  file_unreadable: 4,
  booking_unknown: 4,
  mail_unknown: 4,
  contingent_unknown: 4,
  contingent_ambiguous: 4,
  slot_unknown: 4,
  slot_ambiguous: 4,
  window_unknown: 4,
  window_outside: 4,
  release_unknown: 4,
  case_unknown: 4,
  case_member_unknown: 4,
  setting_unknown: 4,
  campaign_missing: 4,
  campaign_exists: 5,
  contingent_exists: 5,
  contingent_closed: 5,
  contingent_booked: 5,
  standby_gated: 5,
  channel_reserved: 5,
  sold_out: 5,
  seats_bound: 5,
  seats_held: 5,
  seats_not_free: 5,
  nothing_to_release: 5,
  release_into_itself: 5,
  release_undone: 5,
  release_booked: 5,
  booking_cancelled: 5,
  case_decided: 5,
  case_stale: 5,
  case_changed: 5,
  case_undecided: 5,
  case_seats_gone: 5,
  booking_kept: 5,
  recipients_differ: 5,
  setting_missing: 5,
  mail_running: 5,
  database_foreign: 6,
  database_corrupt: 6,
  database_newer: 6,
  database_locked: 6,
  database_full: 6,
  database_readonly: 6,
  database_failed: 6,
  import_damaged: 6,
  search_damaged: 6,
  database_remote: 6,
  database_unsound: 6,
  file_unwritable: 5,
  file_exists: 5,
  file_is_database: 5,
  output_lost: 5,
  import_refused: 3,
  import_rejects: 3,
  import_overtaken: 5,
  relay_unreachable: 7,
  relay_refused: 7,
  relay_auth_failed: 7,
  relay_certificate: 7,
  relay_no_tls: 7,
  relay_password_missing: 7,
  sender_refused: 7,
  mail_refused: 7,
  mails_refused: 7,
  demo_failed: 1,
  interrupted: 130,
} as const satisfies Record<FailureCode, number>;

/** A refusal on its way to `main`, the one place that turns it into words and an exit code. */
export class Failure<C extends FailureCode = FailureCode> extends Error {
  readonly code: C;
  readonly facts: FailureFacts[C];

  constructor(code: C, facts: FailureFacts[C], options?: { cause: unknown }) {
    super(code, options);
    this.code = code;
    this.facts = facts;
  }
}

/** For the `default` of an exhaustive switch: a new member that is not handled does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}

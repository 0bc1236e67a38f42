import type { Fault } from './fault.ts';
import { readEmail, readPostalCode } from './field-contact.ts';
import { readBirthDate } from './field-dates.ts';
import { suggestDomain } from './field-email-typos.ts';
import { foldLines, foldText, isBlank, isNoContact, splitFullName } from './field-names.ts';
import { isGermanPhone, readPhone } from './field-phone.ts';
import {
  foldWord,
  readAnswer,
  readChannel,
  readState,
  type RowChannel,
  type RowState,
} from './field-words.ts';
import type { Field } from './fields.ts';
import type { Person } from './person.ts';
import { parseReference } from './reference.ts';
import {
  addFault,
  checkRecord,
  keepCells,
  nameField,
  pickCell,
  placeOf,
  takeValue,
  type Cell,
  type RowReading,
} from './rows-cells.ts';
import {
  checkBookedAt,
  checkClaim,
  checkSlot,
  type Claim,
  type ClockOptions,
} from './rows-times.ts';

/** A row that is sound in itself; whether the campaign has a seat for it is another question. */
export interface CheckedRow {
  line: number;
  person: Person;
  /** When the slot starts, in milliseconds; `null`: the row names no time of day. */
  startsAt: number | null;
  contingent: string | null;
  state: 'binding' | 'cancelled';
  /** `null`: the portal says nothing of its mail. */
  claim: Claim | null;
  bookedAt: number | null;
  channel: RowChannel | null;
  note: string | null;
  externalId: string | null;
  /** Ours, as stored: 8 signs without the hyphen. */
  reference: string | null;
  /** What the file says, unchanged: by field, and other columns by their keys. */
  cells: Partial<Record<Field, string>>;
  extras: Record<string, string>;
  /** All cells of its line as they stand in the file. */
  original: readonly string[];
}

export interface RejectedRow {
  line: number;
  /** As they stand in the file. */
  cells: readonly string[];
  faults: Fault[];
  /** The portal's number, if it can be read: the row is faulty, but not gone. */
  externalId: string | null;
}

export interface CheckOptions extends ClockOptions {
  /** ISO date: nobody is born after it. */
  today: string;
  /** The words of `--map-state`, folded by `foldWord`. */
  mapState: ReadonlyMap<string, RowState>;
  /** The entitled postal codes; `null`: everyone is entitled. */
  area: ReadonlySet<string> | null;
}

/** Checks all of a row, so that all that is wrong with it can be said at once. */
export function checkRow(
  reading: RowReading,
  options: CheckOptions,
): { row: CheckedRow } | { rejected: RejectedRow } | { skipped: true } {
  const { record, faults } = reading;
  checkRecord(reading);
  // Shifted cells would only be called wrong names and dates on top.
  const isShifted = faults.some(({ column }) => column === null);
  if (isShifted)
    return { rejected: { line: record.line, cells: record.cells, faults, externalId: null } };
  const state = checkState(reading, options);
  if (state === 'skip') return { skipped: true };
  checkStanding(reading);
  const { cells, extras } = keepCells(reading);
  const row: CheckedRow = {
    line: record.line,
    person: checkPerson(reading, options),
    startsAt: checkSlot(reading, options),
    contingent: checkText(reading, 'contingent'),
    state,
    claim: checkClaim(reading, options),
    bookedAt: checkBookedAt(reading, options),
    channel: checkChannel(reading),
    note: checkNote(reading),
    externalId: checkText(reading, 'external_id'),
    reference: checkReference(reading),
    cells,
    extras,
    original: record.cells,
  };
  if (faults.length === 0) return { row };
  const place = ({ column }: Fault): number => reading.mapping.headers.indexOf(column ?? '');
  const inOrder = faults.toSorted((a, b) => place(a) - place(b));
  const { externalId } = row;
  return { rejected: { line: record.line, cells: record.cells, faults: inOrder, externalId } };
}

function checkPerson(reading: RowReading, options: CheckOptions): Person {
  const names = checkNames(reading);
  const birthDate = pickCell(reading, 'birth_date');
  const postalCode = pickCell(reading, 'postal_code');
  const { dateOrder } = reading.mapping;
  const city = checkText(reading, 'city');
  const postal = takeValue(reading, postalCode, readFoldedPostalCode);
  if (postal?.padded && postalCode !== null && !options.area?.has(postal.code)) {
    const place = placeOf(reading, postalCode);
    reading.warnings.push({ ...place, code: 'postal_code_padded', facts: { code: postal.code } });
  }
  const street = checkText(reading, 'street');
  const houseNumber = checkText(reading, 'house_number');
  // Written out: a million objects that are spread into others take a fifth of an import's time.
  return {
    givenName: names.givenName,
    familyName: names.familyName,
    birthDate: takeValue(reading, birthDate, readBirthDate, options.today, dateOrder),
    email: checkEmail(reading),
    phone: checkPhone(reading),
    street:
      street !== null && houseNumber !== null
        ? `${street} ${houseNumber}`
        : (street ?? houseNumber),
    postalCode: postal?.code ?? null,
    city: city ?? postal?.city ?? null,
  };
}

function checkEmail(reading: RowReading): string | null {
  const cell = pickContact(reading, 'email');
  const email = takeValue(reading, cell, readEmail);
  const suggestion = email === null ? null : suggestDomain(email);
  if (cell !== null && suggestion !== null) {
    const place = placeOf(reading, cell);
    reading.warnings.push({ ...place, code: 'likely_email_typo', facts: { suggestion } });
  }
  return email;
}

function checkPhone(reading: RowReading): string | null {
  const cell = pickContact(reading, 'phone');
  const phone = takeValue(reading, cell, readFoldedPhone);
  if (cell === null || phone === null || isBlank(phone)) return null;
  if (!isGermanPhone(phone)) {
    reading.oddPhones.push({ ...placeOf(reading, cell), phone });
  }
  return phone;
}

function readFoldedPhone(text: string): ReturnType<typeof readPhone> {
  return readPhone(foldText(text));
}

function readFoldedPostalCode(text: string): ReturnType<typeof readPostalCode> {
  return readPostalCode(foldText(text));
}

function checkNames(reading: RowReading): Pick<Person, 'givenName' | 'familyName'> {
  const givenName = checkText(reading, 'given_name');
  const familyName = checkText(reading, 'family_name');
  const fullName = pickCell(reading, 'full_name');
  if (familyName !== null) return { givenName, familyName };
  const parts = fullName === null ? null : splitFullName(fullName.text);
  if (parts?.familyName) return { ...parts, givenName: givenName ?? parts.givenName };
  const { mapping } = reading;
  const column = nameField(mapping, 'family_name') ?? nameField(mapping, 'full_name') ?? '';
  addFault(reading, { text: '', column }, { code: 'name_missing', facts: {} });
  return { givenName, familyName };
}

function checkState(reading: RowReading, { mapState }: CheckOptions): RowState {
  const { mapping } = reading;
  const cell = pickCell(reading, 'state');
  if (cell === null) {
    const column = nameField(mapping, 'state');
    if (!mapping.stateNeeded || column === null) return 'binding';
    addFault(reading, { text: '', column }, { code: 'state_missing', facts: {} });
    return 'binding';
  }
  const state = readState(cell.text, mapState) ?? mapping.states.get(foldWord(cell.text)) ?? null;
  if (state === null) addFault(reading, cell, { code: 'unknown_state', facts: {} });
  return state ?? 'binding';
}

/** What a list says besides the state: that the row waits, or stands for several people. */
function checkStanding(reading: RowReading): void {
  const { mapping, record } = reading;
  const cellOf = (column: number): Cell => ({
    text: (record.cells[column] ?? '').trim(),
    column: mapping.headers[column] ?? '',
  });
  for (const cell of mapping.doubts.map(cellOf)) {
    if (isBlank(cell.text) || readAnswer(cell.text) === 'no') continue;
    addFault(reading, cell, { code: 'perhaps_not_binding', facts: { column: cell.column } });
  }
  for (const cell of mapping.quantity.map(cellOf)) {
    const count = Number(cell.text.replace(',', '.'));
    if (count > 1) addFault(reading, cell, { code: 'several_people', facts: { count } });
  }
}

function checkChannel(reading: RowReading): RowChannel | null {
  const cell = pickCell(reading, 'channel');
  const channel = cell === null ? null : readChannel(cell.text);
  if (cell !== null && channel === null) {
    addFault(reading, cell, { code: 'unknown_channel', facts: {} });
  }
  return channel;
}

function checkReference(reading: RowReading): string | null {
  const cell = pickCell(reading, 'reference');
  if (cell === null) return null;
  const typed = parseReference(cell.text);
  if (typed.kind === 'valid') return typed.reference;
  addFault(reading, cell, { code: 'reference_mistyped', facts: {} });
  return null;
}

function checkNote(reading: RowReading): string | null {
  const cell = pickCell(reading, 'note');
  return cell === null ? null : notBlank(foldLines(cell.text));
}

function checkText(reading: RowReading, field: Field): string | null {
  const cell = pickCell(reading, field);
  if (cell === null) return null;
  const text = foldText(cell.text);
  return text === cell.text ? text : notBlank(text);
}

/** What is folded to nothing, or to a dash, says nothing when it is read again. */
function notBlank(text: string): string | null {
  return isBlank(text) ? null : text;
}

function pickContact(reading: RowReading, field: 'email' | 'phone'): Cell | null {
  const cell = pickCell(reading, field);
  return cell === null || isNoContact(foldText(cell.text)) ? null : cell;
}

import { addNote, editBooking, type Edits } from '../../bookings/edit.ts';
import { foldLines } from '../../bookings/field-names.ts';
import type { Person } from '../../bookings/person.ts';
import { requireReference } from '../../bookings/reference.ts';
import type { Booking } from '../../bookings/storage.ts';
import { startForm, type Form } from '../../desk/form.ts';
import { formFields, hasControl, type FormField } from '../../desk/read-answer.ts';
import type { View } from '../../terminal/dialog.ts';
import { menuOf, put, type Desk } from './desk.ts';
import { askField, sayField } from './field-question.ts';

/** Corrects one field of a booking, by the same questions as those of a new one. */
export async function correctField(desk: Desk, { reference, person }: Booking): Promise<void> {
  const { campaign, context, dialog, words, done, area } = desk;
  const choices = formFields.map((field) => ({
    value: field,
    label: `${words.fields[field]}: ${sayField(desk, person, field)}`,
  }));
  const field = await put(desk, menuOf<FormField>(words.edit.question, choices));
  if (field === null) return;
  const values = await put(desk, askField(desk, formOf(desk, reference, person), field));
  if (values === null) return;
  const stored = requireReference(reference);
  const edit = editBooking(campaign.database, context.actor, stored, toEdits(values), {
    area,
    dryRun: false,
  });
  if (edit.fields.length === 0) {
    dialog.say([words.edit.same]);
    return;
  }
  done.changed.push(reference);
  const [before, after] = [person, edit.after.person].map((one) => sayField(desk, one, field));
  dialog.say([
    dialog.style.good(words.edit.corrected(words.fields[field], before ?? '', after ?? '')),
  ]);
  if (edit.after.confirmation?.state === 'missing') dialog.say([words.edit.mailMissing]);
}

/** A form that is filled in with what is booked. */
function formOf(desk: Desk, reference: string, person: Person): Form {
  const typed = formFields.map((field) => [field, typedFor(desk, person, field)]);
  return { ...startForm(''), typed: Object.fromEntries(typed), person, others: [reference] };
}

function typedFor(desk: Desk, person: Person, field: FormField): string {
  const isEmpty = field === 'name' ? person.familyName === null : person[field] === null;
  return isEmpty ? '' : sayField(desk, person, field);
}

/** A town that is not known with a postal code takes none away. */
function toEdits({ city, ...values }: Partial<Person>): Edits {
  return values.postalCode !== undefined && !city
    ? values
    : { ...values, ...(city === undefined ? {} : { city }) };
}

/** Puts a line under a booking's note. */
export async function writeNote(desk: Desk, { reference }: Booking): Promise<void> {
  const { campaign, context, dialog, words, done } = desk;
  const look = (typed: string): View<string> => {
    const text = foldLines(typed);
    const trouble = hasControl(text) ? words.troubles.control_character : words.note.empty;
    const isGood = text !== '' && !hasControl(text);
    const enter = isGood ? { value: text } : { refusal: trouble };
    return { notes: [], choices: [], enter };
  };
  const { question: message, help } = words.note;
  const text = await put(desk, { message, typed: '', menu: false, help, look });
  if (text === null) return;
  addNote(campaign.database, context.actor, requireReference(reference), text);
  done.changed.push(reference);
  dialog.say([words.note.written]);
}

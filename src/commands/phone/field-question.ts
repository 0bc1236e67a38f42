import { isOutside } from '../../bookings/area.ts';
import { fullName, type Person } from '../../bookings/person.ts';
import type { Booking } from '../../bookings/storage.ts';
import { findHeld } from '../../duplicates/holders.ts';
import type { Form } from '../../desk/form.ts';
import { ageOn, readAnswer, type FormField } from '../../desk/read-answer.ts';
import { findTown } from '../../desk/towns.ts';
import type { Question, View } from '../../terminal/dialog.ts';
import { sayWindow, todayOf, type Desk } from './desk.ts';

/** The question for one field: what is typed is read at once, and what is known of it said. */
export function askField(desk: Desk, form: Form, field: FormField): Question<Partial<Person>> {
  const { words } = desk;
  return {
    message: words.fields[field],
    typed: form.typed[field] ?? '',
    menu: false,
    help: words.help[field],
    look: (typed) => look(desk, form, field, typed),
  };
}

function look(desk: Desk, form: Form, field: FormField, typed: string): View<Partial<Person>> {
  const reading = readAnswer(field, typed, todayOf(desk));
  if ('trouble' in reading) {
    const enter = { refusal: desk.words.troubles[reading.trouble] };
    return { notes: [], choices: [], enter };
  }
  const values = fillIn(desk, field, reading.values);
  return { notes: readBack(desk, form, field, values), choices: [], enter: { value: values } };
}

/** A postal code brings its town along, as the campaign's own bookings know it. */
function fillIn({ campaign }: Desk, field: FormField, values: Partial<Person>): Partial<Person> {
  const { postalCode, city } = values;
  if (field !== 'postalCode' || !postalCode || city) return values;
  return { ...values, city: findTown(campaign.database, postalCode) };
}

/** How an answer was understood, and who holds a booking that may be the same person's. */
export function readBack(
  desk: Desk,
  form: Form,
  field: FormField,
  values: Partial<Person>,
): string[] {
  const understood = sayUnderstood(desk, field, values);
  if (!isTelling(form, field)) return understood;
  const held = findOthers(desk, form, { ...form.person, ...values });
  return [...understood, ...held.map((booking) => sayHolder(desk, booking))];
}

function sayUnderstood(desk: Desk, field: FormField, values: Partial<Person>): string[] {
  const { words, formats, area } = desk;
  const { familyName, givenName, birthDate, postalCode, city } = values;
  if (familyName)
    return [givenName ? words.given(givenName, familyName) : words.familyOnly(familyName)];
  if (birthDate) {
    return [words.age(formats.date(birthDate), ageOn(birthDate, todayOf(desk)))];
  }
  if (field !== 'postalCode' || !postalCode) return [];
  const place = city ? words.town(postalCode, city) : postalCode;
  if (isOutside(postalCode, area) === 1) return [words.outside(place)];
  return area === null ? [place] : [`${place}: ${words.inArea}`];
}

/**
 * Whether an answer to this field may tell that somebody is known: before the birth date is asked, the search
 * has shown all of that name already.
 */
export function isTelling(form: Form, field: FormField): boolean {
  if (field === 'birthDate') return true;
  const identifies = field === 'name' || field === 'phone' || field === 'email';
  return identifies && form.answered.includes('birthDate');
}

/** Bookings this person seems to hold, but those the clerk has said are somebody else's. */
export function findOthers(desk: Desk, form: Form, person: Person): Booking[] {
  return findHeld(desk.campaign.database, person).filter(
    ({ reference }) => !form.others.includes(reference),
  );
}

function sayHolder(desk: Desk, { person, reference, slot }: Booking): string {
  const born = person.birthDate === null ? '' : `, *${desk.formats.date(person.birthDate)},`;
  return desk.words.holds(`${fullName(person)}${born}`, reference, sayWindow(desk, slot));
}

/** What a person has in a field, as it is said. */
export function sayField({ words, formats }: Desk, person: Person, field: FormField): string {
  if (field === 'name') {
    return [person.familyName, person.givenName].filter((part) => part !== null).join(', ');
  }
  const value = person[field];
  if (value === null) return words.noAnswer;
  return field === 'birthDate' ? formats.date(value) : value;
}

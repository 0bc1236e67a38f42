import type { Person } from '../bookings/person.ts';
import { formFields, type FormField } from './read-answer.ts';

/** Where the clerk stands. */
export type Step = FormField | 'window' | 'summary';

/**
 * A booking that is being made. Nothing of it is stored before its last step, and nothing that was typed
 * is lost on the way there: a step back keeps it.
 */
export interface Form {
  /** What stands in each field, whether it has been answered or not. */
  typed: Readonly<Partial<Record<FormField, string>>>;
  answered: readonly FormField[];
  person: Person;
  /** The slot that was chosen, by its id; `null`: none yet. */
  window: number | null;
  at: Step;
  /** The postal code from outside the area with which it goes on all the same. */
  outsideAgreed: string | null;
  /** Bookings, by reference, that the clerk said are somebody else's. */
  others: readonly string[];
}

const nobody: Person = {
  givenName: null,
  familyName: null,
  birthDate: null,
  email: null,
  phone: null,
  street: null,
  postalCode: null,
  city: null,
};

/** An empty form; a name that was typed to search stands there already, to be taken or changed. */
export function startForm(name: string): Form {
  return {
    typed: name === '' ? {} : { name },
    answered: [],
    person: nobody,
    window: null,
    at: 'name',
    outsideAgreed: null,
    others: [],
  };
}

// What people of one car share; they have each their own name and birthday.
const shared: readonly FormField[] = ['phone', 'postalCode', 'city', 'email', 'street'];

/** The form of the next person of the same car: window, address and contact stay. */
export function startAlike(form: Form): Form {
  const family = form.person.familyName;
  const typed = shared.flatMap((field) => {
    const text = form.typed[field];
    return text === undefined ? [] : [[field, text] as const];
  });
  return {
    ...startForm(''),
    typed: { ...Object.fromEntries(typed), ...(family === null ? {} : { name: `${family}, ` }) },
    answered: form.answered.filter((field) => shared.includes(field)),
    person: { ...form.person, givenName: null, familyName: null, birthDate: null },
    window: form.window,
    outsideAgreed: form.outsideAgreed,
  };
}

/** Whether a field is asked for: a town only if nothing told it, a street only where a letter has to go. */
function isAsked(form: Form, field: FormField): boolean {
  if (field === 'city') return form.person.postalCode !== null;
  if (field === 'street') return form.person.email === null;
  return true;
}

/** The fields that are, or will be, asked for, in their order. */
export function listAsked(form: Form): FormField[] {
  return formFields.filter((field) => isAsked(form, field));
}

/** Takes an answer and goes to what is still open. */
export function answer(form: Form, field: FormField, typed: string, values: Partial<Person>): Form {
  const person = { ...form.person, ...values };
  const answered = new Set([...form.answered, field]);
  if (field === 'postalCode') {
    // Another code is another town; one that is known need not be asked for.
    if (values.city) answered.add('city');
    else if (person.postalCode !== form.person.postalCode) answered.delete('city');
    else person.city = form.person.city;
  }
  const next = {
    ...form,
    typed: {
      ...form.typed,
      [field]: typed,
      ...(field === 'postalCode' && values.city ? { city: values.city } : {}),
    },
    answered: [...answered],
    person,
  };
  return { ...next, at: findOpen(next) };
}

export function chooseWindow(form: Form, slot: number): Form {
  const next = { ...form, window: slot };
  return { ...next, at: findOpen(next) };
}

/** The window that was chosen is gone: another one has to be. */
export function loseWindow(form: Form): Form {
  return { ...form, window: null, at: 'window' };
}

/** The first step that is still open. */
function findOpen(form: Form): Step {
  const open = listAsked(form).find((field) => !form.answered.includes(field));
  return open ?? (form.window === null ? 'window' : 'summary');
}

/** Goes to a step to correct it. */
export function correct(form: Form, at: Step): Form {
  return { ...form, at };
}

/** One step back, with what stands in the field that is left; `null` before the first step. */
export function goBack(form: Form, typed: string): Form | null {
  const steps: Step[] = [...listAsked(form), 'window', 'summary'];
  const { at } = form;
  const kept =
    at === 'window' || at === 'summary' ? form : { ...form, typed: { ...form.typed, [at]: typed } };
  const before = steps[steps.indexOf(at) - 1];
  return before === undefined ? null : { ...kept, at: before };
}

/** The form as it is put aside from its first step: with what was typed there. */
export function putAside(form: Form, typed: string): Form {
  return form.at === 'window' || form.at === 'summary'
    ? form
    : { ...form, typed: { ...form.typed, [form.at]: typed } };
}

/** Whether anything stands in it that would have to be asked for again. */
export function hasAnything({ typed }: Form): boolean {
  return Object.values(typed).some((text) => text !== '');
}

export function agreeOutside(form: Form): Form {
  return { ...form, outsideAgreed: form.person.postalCode };
}

export function markOthers(form: Form, references: readonly string[]): Form {
  return { ...form, others: [...new Set([...form.others, ...references])] };
}

import { isOutside } from '../../bookings/area.ts';
import { book } from '../../bookings/book.ts';
import { readSlot } from '../../contingents/slots.ts';
import {
  agreeOutside,
  answer,
  chooseWindow,
  correct,
  goBack,
  listAsked,
  loseWindow,
  markOthers,
  putAside,
  type Form,
  type Step,
} from '../../desk/form.ts';
import { readAnswer, type FormField } from '../../desk/read-answer.ts';
import { Failure } from '../../failure.ts';
import { menuOf, put, type Desk } from './desk.ts';
import { askField, findOthers, readBack, sayField } from './field-question.ts';
import { askWindow, sayChosen, sayLost } from './window-question.ts';

/** How a form was left: booked; put aside with all that stands in it; for a booking the caller holds. */
export type Outcome =
  | { kind: 'booked'; form: Form; reference: string }
  | { kind: 'aside'; form: Form }
  | { kind: 'ended' }
  | { kind: 'open'; form: Form; reference: string };

/** Asks what is open in a form, step by step, until it is booked or left. */
export async function takeBooking(desk: Desk, started: Form): Promise<Outcome> {
  let form = takeName(desk, started);
  /** The start of the window that was lost to somebody else. */
  let lost: number | null | undefined;
  for (;;) {
    if (form.at === 'window') {
      const window = await put(desk, askWindow(desk, lost));
      form = window === null ? stepBack(form, '') : chooseWindow(form, window.id);
    } else if (form.at === 'summary') {
      const next = await askSummary(desk, form);
      if (next === null) form = stepBack(form, '');
      else if (next !== 'book') form = correct(form, next);
      else {
        const done = seal(desk, form);
        if (done.kind === 'booked') return done;
        ({ form, lost } = done);
      }
    } else {
      const left = await askOne(desk, form, form.at);
      if ('kind' in left) return left;
      form = left;
    }
  }
}

/** A whole name that was typed to search for a booking need not be typed again. */
function takeName(desk: Desk, form: Form): Form {
  const { name } = form.typed;
  if (name === undefined || form.answered.includes('name')) return form;
  const reading = readAnswer('name', name, '');
  if ('trouble' in reading || !reading.values.givenName) return form;
  desk.dialog.say(readBack(desk, form, 'name', reading.values));
  return answer(form, 'name', name, reading.values);
}

/** From a window or the summary there is always a step before. */
function stepBack(form: Form, typed: string): Form {
  return goBack(form, typed) ?? form;
}

async function askOne(desk: Desk, form: Form, field: FormField): Promise<Form | Outcome> {
  const given = await desk.dialog.ask(askField(desk, form, field));
  if (given.kind === 'end') throw new Failure('interrupted', {});
  if (given.kind === 'back') {
    return goBack(form, given.typed) ?? { kind: 'aside', form: putAside(form, given.typed) };
  }
  const next = answer(form, field, given.typed, given.value);
  if (field === 'postalCode') return await checkArea(desk, next);
  if (field === 'name' || field === 'birthDate') return await checkHolders(desk, next);
  return next;
}

/** Whoever lives outside is told at once, not at the end of the form. */
async function checkArea(desk: Desk, form: Form): Promise<Form | Outcome> {
  const { words, area, dialog } = desk;
  const { postalCode } = form.person;
  if (isOutside(postalCode, area) === 0 || form.outsideAgreed === postalCode) return form;
  dialog.say([words.outsideWhat]);
  const chosen = await put(
    desk,
    menuOf<'correct' | 'book' | 'end'>(words.outsideQuestion, [
      { value: 'correct', label: words.correctCode, key: words.keys.correct },
      { value: 'book', label: words.bookOutside, key: words.keys.bookOutside },
      { value: 'end', label: words.endCall, key: words.keys.endCall },
    ]),
  );
  if (chosen === 'end') return { kind: 'ended' };
  return chosen === 'book' ? agreeOutside(form) : correct(form, 'postalCode');
}

/** Nobody is booked twice because nobody looked. */
async function checkHolders(desk: Desk, form: Form): Promise<Form | Outcome> {
  const { words } = desk;
  const held = findOthers(desk, form, form.person);
  const [first] = held;
  if (first === undefined) return form;
  const chosen = await put(
    desk,
    menuOf<string>(words.holdsQuestion, [
      ...held.map(({ reference }) => ({ value: reference, label: words.openIt(reference) })),
      { value: 'other', label: words.somebodyElse, key: words.keys.other },
      { value: 'correct', label: words.correctName, key: words.keys.correct },
    ]),
  );
  if (chosen === null || chosen === 'correct') return correct(form, 'name');
  const references = held.map(({ reference }) => reference);
  if (chosen === 'other') return markOthers(form, references);
  return { kind: 'open', form, reference: chosen };
}

async function askSummary(desk: Desk, form: Form): Promise<'book' | Step | null> {
  const { words, area, dialog } = desk;
  const { window } = form;
  const fields = listAsked(form).map((field) => ({
    value: field as Step,
    label: `${words.fields[field]}: ${sayField(desk, form.person, field)}`,
  }));
  const chosen = window === null ? '' : sayChosen(desk, window);
  const code = form.person.postalCode;
  const notes = isOutside(code, area) === 1 ? [words.outside(code ?? '')] : [];
  dialog.say(notes);
  return await put(
    desk,
    menuOf<'book' | Step>(
      words.summary,
      [
        { value: 'book', label: words.bookNow, key: words.keys.book },
        ...fields,
        { value: 'window', label: `${words.fields.window}: ${chosen}` },
      ],
      { help: words.help.summary },
    ),
  );
}

/** Takes the seat. If somebody was faster the form stays, and the nearest windows are offered. */
function seal(
  desk: Desk,
  form: Form,
): (Outcome & { kind: 'booked' }) | { kind: 'lost'; form: Form; lost: number | null } {
  const { campaign, context, timeZone, area } = desk;
  const { database } = campaign;
  const window = form.window === null ? null : readSlot(database, form.window);
  const startsAt = window?.startsAt ?? null;
  try {
    const reference = book(database, context.actor, timeZone, {
      // By its time: the seat may be in any contingent that has one then.
      slot: { startsAt, typed: window === null ? '' : sayChosen(desk, window.id) },
      contingent: null,
      channel: desk.channel,
      person: form.person,
      outsideArea: isOutside(form.person.postalCode, area) === 1,
      note: null,
    });
    return { kind: 'booked', form, reference };
  } catch (error) {
    sayLost(desk, error);
    return { kind: 'lost', form: loseWindow(form), lost: startsAt };
  }
}

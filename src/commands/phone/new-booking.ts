import { isOutside } from '../../bookings/area.ts';
import { book } from '../../bookings/book.ts';
import { readSlot, type SlotFigures } from '../../contingents/slots.ts';
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
import { menuOf, put, sayWindow, type Desk } from './desk.ts';
import { askField, findOthers, isTelling, readBack, sayField } from './field-question.ts';
import { createKeptSeat, type KeptSeat } from './keep-seat.ts';
import { askWindow, sayLost } from './window-question.ts';

/** How a form was left: booked; put aside with all that stands in it; for a booking the caller holds. */
export type Outcome =
  | { kind: 'booked'; form: Form; reference: string }
  | { kind: 'aside'; form: Form }
  | { kind: 'ended' }
  | { kind: 'open'; form: Form; reference: string };

/** Asks what is open in a form, step by step, until it is booked or left. */
export async function takeBooking(desk: Desk, started: Form): Promise<Outcome> {
  const seat = createKeptSeat(desk);
  try {
    return await fillIn(desk, takeName(desk, started), seat);
  } finally {
    // The booking has used it up, or nobody wants it any more.
    seat.letGo();
  }
}

async function fillIn(desk: Desk, started: Form, seat: KeptSeat): Promise<Outcome> {
  let form = started;
  /** The start of the window that was lost to somebody else. */
  let lost: number | null | undefined;
  const orLose = <T>(take: () => T): T | null => {
    try {
      return take();
    } catch (error) {
      sayLost(desk, error);
      lost = windowOf(desk, form)?.startsAt ?? null;
      form = loseWindow(form);
      return null;
    }
  };
  for (;;) {
    const { at, window } = form;
    if (at === 'window') {
      const chosen = await put(desk, askWindow(desk, lost));
      form = chosen === null ? stepBack(form, '') : chooseWindow(form, chosen.id);
    } else if (at === 'summary') {
      if (window !== null) orLose(() => seat.keep(window));
      if (form.at !== 'summary') continue;
      const next = await askSummary(desk, form);
      if (next === null) form = stepBack(form, '');
      else if (next !== 'book') form = correct(form, next);
      else {
        const reference = orLose(() => seal(desk, form, seat.id()));
        if (reference !== null) return { kind: 'booked', form, reference };
      }
    } else {
      const left = await askOne(desk, form, at);
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
  if (isTelling(form, field)) return await checkHolders(desk, next);
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
  const fields = listAsked(form).map((field) => ({
    value: field as Step,
    label: `${words.fields[field]}: ${sayField(desk, form.person, field)}`,
  }));
  const window = windowOf(desk, form);
  const chosen = window === null ? '' : sayWindow(desk, window);
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

/** Takes the seat, and returns the reference as it is stored. @throws Failure as `book` */
function seal(desk: Desk, form: Form, hold: number | undefined): string {
  const { campaign, context, timeZone, area } = desk;
  const window = windowOf(desk, form);
  return book(campaign.database, context.actor, timeZone, {
    // By its time: the seat may be in any contingent that has one then.
    slot: {
      startsAt: window?.startsAt ?? null,
      typed: window === null ? '' : sayWindow(desk, window),
    },
    contingent: null,
    channel: desk.channel,
    person: form.person,
    outsideArea: isOutside(form.person.postalCode, area) === 1,
    note: null,
    hold,
  });
}

function windowOf({ campaign }: Desk, { window }: Form): SlotFigures | null {
  return window === null ? null : readSlot(campaign.database, window);
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answer,
  chooseWindow,
  correct,
  goBack,
  listAsked,
  loseWindow,
  putAside,
  startAlike,
  startForm,
  type Form,
} from '../../src/desk/form.ts';
import { formFields, readAnswer, type FormField } from '../../src/desk/read-answer.ts';

const answers: Record<FormField, string> = {
  name: 'Erika Müller',
  birthDate: '3.4.61',
  phone: '0171 555',
  postalCode: '67346 Speyer',
  city: 'Speyer',
  email: '',
  street: 'Am Weg 1',
};

function fill(form: Form, field: FormField, typed = answers[field]): Form {
  const reading = readAnswer(field, typed, '2021-06-14');
  if ('trouble' in reading) throw new Error(reading.trouble);
  return answer(form, field, typed, reading.values);
}

/** Answers whatever is asked, up to the summary. */
function complete(started: Form, typed: Partial<typeof answers> = {}): [Form, string[]] {
  let form = started;
  const asked: string[] = [];
  while (form.at !== 'summary') {
    asked.push(form.at);
    form = form.at === 'window' ? chooseWindow(form, 7) : fill(form, form.at, typed[form.at]);
  }
  return [form, asked];
}

describe('a form', () => {
  it('asks for a street only where a letter has to go, and for a town only if nothing told it', () => {
    const [, byLetter] = complete(startForm(''));
    expect(byLetter).toEqual([
      'name',
      'birthDate',
      'phone',
      'postalCode',
      'email',
      'street',
      'window',
    ]);
    const [, byMail] = complete(startForm(''), { postalCode: '67346', email: 'e@m.example' });
    expect(byMail).toEqual(['name', 'birthDate', 'phone', 'postalCode', 'city', 'email', 'window']);
  });

  it('comes back to the summary from a correction, and asks for what that opens', () => {
    const [form] = complete(startForm(''), { email: 'e@m.example' });
    expect(fill(correct(form, 'name'), 'name', 'Eva Müller').at).toBe('summary');
    expect(fill(correct(form, 'email'), 'email', '').at).toBe('street');
    expect(fill(correct(form, 'postalCode'), 'postalCode', '67105').at).toBe('city');
    expect(loseWindow(form)).toMatchObject({ at: 'window', person: form.person });
  });

  it('keeps for the next one in the car what they share, and nothing that is one’s own', () => {
    const [form] = complete(startForm(''));
    const next = startAlike(form);
    expect(next.person).toEqual({
      ...form.person,
      givenName: null,
      familyName: null,
      birthDate: null,
    });
    const [, asked] = complete(next, { name: 'Max Müller', birthDate: '1.1.2001' });
    expect(asked).toEqual(['name', 'birthDate']);
    expect(JSON.stringify(next)).not.toMatch(/Erika|3\.4\.61|1961/);
  });

  it('loses nothing that was typed, however one goes back and forth', () => {
    const step = fc.oneof(
      fc.record({ go: fc.constant('on' as const) }),
      fc.record({ go: fc.constant('back' as const), typed: fc.string() }),
      fc.record({ go: fc.constant('to' as const), field: fc.constantFrom(...formFields) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let form = startForm('');
        const stands = new Map<string, string>();
        for (const move of steps) {
          const { at } = form;
          if (move.go === 'to')
            form = correct(form, listAsked(form).includes(move.field) ? move.field : at);
          else if (move.go === 'back') {
            if (at !== 'window' && at !== 'summary') stands.set(at, move.typed);
            form = goBack(form, move.typed) ?? putAside(form, move.typed);
          } else if (at === 'window') form = chooseWindow(form, 7);
          else if (at !== 'summary') {
            stands.set(at, answers[at]);
            if (at === 'postalCode') stands.set('city', 'Speyer');
            form = fill(form, at);
          }
          for (const [field, typed] of stands) {
            expect(form.typed[field as FormField]).toBe(typed);
          }
        }
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { fields } from '../../src/bookings/fields.ts';
import { findHeader, checkChoice, type MappingChoice } from '../../src/bookings/layout-match.ts';
import { foldHeader, layouts } from '../../src/bookings/layouts.ts';

const any: MappingChoice = { file: 'liste.csv', layout: null, map: new Map() };

function match(header: string, choice: Partial<MappingChoice> = {}): Record<string, string> {
  const { mapping } = findHeader([header.split(';')], { ...any, ...choice });
  const entries = [...mapping.places].map(([field, places]) => [
    field,
    places.map((place) => place.header).join('|'),
  ]);
  return { layout: mapping.layout, ...Object.fromEntries(entries) };
}

test('headers that people take for the same are the same', () => {
  expect(new Set(['E-Mail', 'e_mail:', ' EMAIL * ', '\uFEFFE Mail'].map(foldHeader)).size).toBe(1);
  expect(foldHeader('Straße')).toBe(foldHeader('STRASSE'));
  expect(foldHeader('Bestätigung gesendet')).toBe(foldHeader('bestaetigung_gesendet'));
  expect(foldHeader('Ma\u0308nner')).toBe(foldHeader('Männer'));
});

test('every name of the table leads to its layout’s field', () => {
  for (const { name, columns, signature } of layouts) {
    if (signature.length > 0) continue;
    for (const [field, sources] of Object.entries(columns)) {
      for (const source of sources) {
        if (typeof source !== 'string') continue;
        // Something to name a person by, and something to reach them by.
        const isOwn = name === 'slotdesk';
        const isName = field === 'family_name' || field === 'full_name';
        const others = isName ? [] : [isOwn ? 'family_name' : 'Surname'];
        const isReach = field !== 'city' && field !== 'external_id';
        if (isReach) others.push(isOwn ? 'city' : 'Gemeinde');
        const mapped = match([source, ...others].join(';'), { layout: name });
        expect(mapped[field], `${source} → ${field}`).toBe(source);
      }
    }
  }
});

test('our own names are a layout, in any order and part', () => {
  expect(match(fields.join(';')).layout).toBe('slotdesk');
  expect(match('email;family_name').layout).toBe('slotdesk');
});

test('Name is the surname beside Vorname, else the whole name', () => {
  expect(match('Name;Vorname;Telefon')).toMatchObject({
    family_name: 'Name',
    given_name: 'Vorname',
  });
  expect(match('Name;Telefon')).toMatchObject({ full_name: 'Name' });
});

test('several phone columns are one field, in the table’s order', () => {
  expect(match('Nachname;Telefon;Mobil').phone).toBe('Mobil|Telefon');
});

describe('--map', () => {
  test('takes a column away from the field that had it', () => {
    const mapped = match('Name;Telefon;Ort', { map: new Map([['family_name', 'name']]) });
    expect(mapped).toMatchObject({ family_name: 'Name', phone: 'Telefon' });
    expect(mapped['full_name']).toBeUndefined();
  });

  test('makes a list out of a table nobody knows', () => {
    const map = new Map([
      ['full_name', 'Wer'],
      ['phone', 'Womit'],
    ]);
    expect(match('Wer;Womit;Warum', { map })).toMatchObject({ full_name: 'Wer', phone: 'Womit' });
  });

  test('to an unknown field or header names the nearest', () => {
    expect(() => checkChoice({ ...any, map: new Map([['famly_name', 'Name']]) })).toThrow(
      expect.objectContaining({
        code: 'field_unknown',
        facts: expect.objectContaining({ field: 'famly_name', nearest: 'family_name' }),
      }),
    );
    expect(() => match('Name;Telefon', { map: new Map([['city', 'Telefn']]) })).toThrow(
      expect.objectContaining({
        code: 'header_unknown',
        facts: { file: 'liste.csv', header: 'Telefn', nearest: 'Telefon' },
      }),
    );
  });
});

test('an unknown layout is refused with those there are', () => {
  expect(() => checkChoice({ ...any, layout: 'pretix-positon' })).toThrow(
    expect.objectContaining({
      code: 'layout_unknown',
      facts: {
        name: 'pretix-positon',
        known: layouts.map(({ name }) => name),
        nearest: 'pretix-positions',
      },
    }),
  );
});

test('what is not recognised says what was found, what is missing and what to type', () => {
  expect(() => match('Rufname;Familiennahme;Mailanschrift')).toThrow(
    expect.objectContaining({
      code: 'layout_unrecognised',
      facts: {
        file: 'liste.csv',
        headers: ['Rufname', 'Familiennahme', 'Mailanschrift'],
        missing: ['family_name', 'email'],
        map: '--map "family_name=Familiennahme" --map "email=Mailanschrift"',
      },
    }),
  );
  expect(() => match('Name;Ort', { layout: 'pretix-positions' })).toThrow(
    expect.objectContaining({
      facts: expect.objectContaining({ missing: ['given_name', 'family_name'] }),
    }),
  );
  expect(() => match('Artikel;Preis')).toThrow(
    expect.objectContaining({ code: 'layout_unrecognised' }),
  );
});

test('a table of more than 200 columns is refused', () => {
  const many = Array.from({ length: 250 }, (_, i) => `Frage ${i}`).join(';');
  expect(() => match(`Name;Telefon;${many}`)).toThrow(
    expect.objectContaining({ code: 'too_many_columns' }),
  );
});

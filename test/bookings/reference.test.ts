import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createReference,
  formatReference,
  parseReference,
  requireReference,
} from '../../src/bookings/reference.ts';

const SIGNS = '0123456789ACDEFGHJKMNPQRTVWXY';

const references = fc.maxSafeNat().map((number) => createReference((below) => number % below));

function isValid(text: string): boolean {
  return parseReference(text).kind === 'valid';
}

test('every wrong sign and every two swapped signs are found', () => {
  fc.assert(
    fc.property(references, (reference) => {
      expect(isValid(reference)).toBe(true);
      const signs = Array.from(reference);
      for (let i = 0; i < signs.length; i++) {
        for (const wrong of SIGNS) {
          if (wrong !== signs[i]) expect(isValid(signs.with(i, wrong).join(''))).toBe(false);
        }
        for (let j = i + 1; j < signs.length; j++) {
          const [a = '', b = ''] = [signs[i], signs[j]];
          if (a !== b) expect(isValid(signs.with(i, b).with(j, a).join(''))).toBe(false);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('new ones are valid, eight signs, and differ', () => {
  const made = Array.from({ length: 500 }, () => createReference());
  for (const reference of made)
    expect(parseReference(reference)).toEqual({ kind: 'valid', reference });
  expect(new Set(made).size).toBe(made.length);
});

test('the printed form is the one in the letters', () => {
  expect(formatReference('K7QX9F2M')).toBe('K7QX-9F2M');
  expect(parseReference('K7QX-9F2M')).toEqual({ kind: 'valid', reference: 'K7QX9F2M' });
});

describe('what people type', () => {
  test.each([
    'k7qx-9f2m',
    ' K7QX 9F2M ',
    'K7QX–9F2M',
    'K7QX — 9F2M',
    'K7QX9F2M',
    'K 7 Q X 9 F Z M',
  ])('%s', (text) => {
    expect(parseReference(text)).toEqual({ kind: 'valid', reference: 'K7QX9F2M' });
  });

  test('look-alikes count as what they look like', () => {
    const reference = createReference(() => 0).slice(0, 8);
    expect(parseReference(reference.replaceAll('0', 'o'))).toEqual({ kind: 'valid', reference });
    const ones = createReference((below) => (below - 1) / (SIGNS.length - 1));
    expect(ones).toMatch(/^1111111/);
    expect(isValid(ones.replace('1', 'l').replace('1', 'I'))).toBe(true);
  });

  test.each(['K7QX-9F2N', 'K7QX-9F2', 'K7QX-9F2MM', '7KQX9F2M'])('%s is mistyped', (text) => {
    expect(parseReference(text)).toEqual({ kind: 'mistyped' });
  });

  test.each(['', 'Müller', 'Schuster', '06232 14-0', 'anna@sauber.example', '0151 5550121', 'A-1'])(
    '%j is none',
    (text) => {
      expect(parseReference(text).kind).toBe('none');
    },
  );
});

describe('where a reference is asked for', () => {
  test.each(['KQXDFTMH', 'K7QX-9F2', 'k7qx 9f2mm', '12345678'])(
    '%s is one with a wrong sign',
    (text) => {
      if (isValid(text)) return;
      expect(() => requireReference(text)).toThrow('reference_mistyped');
    },
  );

  test.each(['Muster', 'erika@muster.example', '', '06232 123456'])('%j is none', (text) => {
    expect(() => requireReference(text)).toThrow('reference_unreadable');
  });

  test('case, blanks, dashes, quotes and look-alikes are forgiven', () => {
    fc.assert(
      fc.property(references, (reference) => {
        const shown = formatReference(reference);
        const writings = [
          shown.toLowerCase(),
          ` ${shown} `,
          `„${shown}“`,
          `#${shown}`,
          shown.replace('-', '/'),
        ];
        const alike = shown
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .replaceAll('8', 'b')
          .replaceAll('5', 's');
        for (const text of [...writings, alike, shown.replaceAll('', ' ')])
          expect(requireReference(text)).toBe(reference);
      }),
    );
  });
});

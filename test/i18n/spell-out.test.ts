import { describe, expect, it } from 'vitest';
import { de } from '../../src/i18n/de.ts';
import { en } from '../../src/i18n/en.ts';
import { spellOut } from '../../src/i18n/spell-out.ts';

describe('a reference on the phone', () => {
  it('is read out by the towns of DIN 5009 in German, by the NATO alphabet in English', () => {
    expect(spellOut('K7QX-9F2M', de.spelling)).toBe(
      'Köln, sieben, Quickborn, Xanten – neun, Frankfurt, zwei, München',
    );
    expect(spellOut('K7QX-9F2M', en.spelling)).toBe(
      'Kilo, seven, Quebec, X-ray – nine, Foxtrot, two, Mike',
    );
  });

  it.each([
    ['de', de.spelling],
    ['en', en.spelling],
  ])('has a word for every letter and digit, which begins with it (%s)', (_, words) => {
    for (const sign of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') expect(words[sign]?.[0]).toBe(sign);
    const digits = Array.from('0123456789', (digit) => words[digit]);
    expect(new Set(digits).size).toBe(10);
    expect(digits).not.toContain(undefined);
  });
});

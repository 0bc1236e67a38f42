import { describe, expect, it } from 'vitest';
import { fields } from '../../src/duplicates/rules.ts';
import { duplicates as german } from '../../src/i18n/de/duplicates.ts';
import { duplicates as english } from '../../src/i18n/en/duplicates.ts';

describe.each([
  ['German', german],
  ['English', english],
])('in %s', (_, { levels }) => {
  it('every level on which two bookings can agree has its words', () => {
    for (const [field, all] of Object.entries(fields)) {
      const words = all.map(({ name }) => levels[field]?.[name] ?? `${field} ${name} has none`);
      expect(words.filter((word) => word.endsWith('has none'))).toEqual([]);
      expect(new Set(words).size).toBe(words.length);
    }
  });
});

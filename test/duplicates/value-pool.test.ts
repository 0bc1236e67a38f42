import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createValuePool } from '../../src/duplicates/value-pool.ts';

it('a pool of texts numbers each once, whatever the script', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 1500 });
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const pool = createValuePool();
      const numbers = new Map<string, number>([['', 0]]);
      const take = (text: string): void => {
        const id = pool.intern(text);
        expect(id).toBe(numbers.get(text) ?? numbers.size);
        numbers.set(text, id);
      };
      before.forEach(take);
      after.forEach(take);
      expect(pool.size()).toBe(numbers.size);
      for (const [text, id] of numbers) expect(pool.text(id)).toBe(text);
    }),
    { numRuns: 30 },
  );
});

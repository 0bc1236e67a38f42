import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, toJson } from '../../src/terminal/clean.ts';

describe('clean', () => {
  it('lets no control, bidirectional or zero-width character through', () => {
    const name = 'Anna\u001B[31m\u0007\u0085\u202Emoc\u200B\u2066x\uFEFF\nMüller';
    expect(clean(name)).toBe('Anna·[31m···moc··x··Müller');
  });
});

describe('toJson', () => {
  it('keeps the data and shows the terminal nothing but visible characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = toJson({ text });
        expect(JSON.parse(json)).toEqual({ text });
        expect(clean(json.replaceAll('\n', ''))).toBe(json.replaceAll('\n', ''));
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { counted } from '../../src/i18n/counted.ts';
import { de } from '../../src/i18n/de.ts';
import { phone as phoneDe } from '../../src/i18n/de/phone.ts';
import { en } from '../../src/i18n/en.ts';
import { phone as phoneEn } from '../../src/i18n/en/phone.ts';

/** What every sentence says of one thing, given as text and as a number; those that want other facts are left out. */
function* sayOne(words: unknown, path = ''): Generator<[string, string[]]> {
  if (typeof words === 'function') {
    const said = ['1', 1].flatMap((one): unknown => {
      try {
        return words(one, one, one, one, one);
      } catch {
        return [];
      }
    });
    yield [path, said.filter((line) => typeof line === 'string')];
  } else if (typeof words === 'object' && words !== null)
    for (const [name, more] of Object.entries(words)) yield* sayOne(more, `${path}.${name}`);
}

// Is asked about several only.
const NEVER_ONE = '.bookings.askCancel';

const SEVERAL = {
  en: /(?:^|[^\d.,])1 (?:more |free |held |overbooked )*(?:seats|bookings|windows|mails|rows|lines|entries|recipients|minutes|seconds|connections|pairs|cases|slots|states)\b/,
  de: /(?:^|[^\d.,])1 (?:weitere |freien? |vorgemerkte )*(?:Plätzen?|Buchungen|Zeitfenstern|Mails|Zeilen|Einträge|Personen|Minuten|Sekunden|Verbindungen|Paare|Fälle|Stände)(?![\p{L}])/u,
};

describe('one is one', () => {
  it.each([
    ['en', { ...en, phone: phoneEn }],
    ['de', { ...de, phone: phoneDe }],
  ] as const)('in every sentence of %s', (language, words) => {
    const wrong = [...sayOne(words)].filter(
      ([path, lines]) =>
        path !== NEVER_ONE &&
        lines.length > 0 &&
        lines.every((line) => SEVERAL[language].test(line)),
    );
    expect(wrong).toEqual([]);
  });

  it('and 0, 11 and 1,000 are several', () => {
    const say = (figure: string): string => counted(figure, 'seat', 'seats');
    expect(['1', '0', '11', '1,000'].map(say)).toEqual([
      '1 seat',
      '0 seats',
      '11 seats',
      '1,000 seats',
    ]);
  });
});

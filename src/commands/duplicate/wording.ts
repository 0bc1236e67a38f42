import type { Evidence } from '../../duplicates/case.ts';
import type { Text } from '../../i18n/text.ts';

/** A probability in per cent; what is not certain is never rounded to it. */
export function writePercent({ duplicates: words }: Text, probability: number): string {
  const percent = probability * 100;
  const figure = percent > 99 ? Math.floor(percent * 10) / 10 : Math.round(percent * 10) / 10;
  return words.percent(
    figure.toFixed(figure >= 10 && figure <= 99 ? 0 : 1).replace('.', words.decimal),
  );
}

/** What a field of a pair says, in plain words; what other rules called a level stays as they called it. */
export function describeEvidence({ duplicates }: Text, { field, level }: Evidence): string {
  return duplicates.levels[field]?.[level] ?? `${field}: ${level}`;
}

// Odds of about 20 and of 2.
const STRONG = 3;
const SOME = 0.7;

/** What speaks for one person, or against, in plain words; what says little is left out, the strongest is first. */
export function listReasons(
  text: Text,
  evidence: readonly Evidence[],
  side: 'for' | 'against',
): string {
  const sign = side === 'for' ? 1 : -1;
  return evidence
    .filter(({ weight }) => weight * sign >= SOME)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map((one) => describeEvidence(text, one))
    .join(', ');
}

/** How much it says, in plain words. */
export function describeWeight({ duplicates: { weights } }: Text, weight: number): string {
  if (weight >= STRONG) return weights.strongFor;
  if (weight >= SOME) return weights.for;
  if (weight > -SOME) return weights.little;
  return weight > -STRONG ? weights.against : weights.strongAgainst;
}

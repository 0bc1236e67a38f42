/**
 * A reference as it is read out on the phone, `Köln, sieben, Quickborn, Xanten – neun, …`: each sign by
 * its word, the groups apart.
 */
export function spellOut(reference: string, words: Readonly<Record<string, string>>): string {
  return reference
    .split('-')
    .map((group) => Array.from(group, (sign) => words[sign] ?? sign).join(', '))
    .join(' – ');
}

import type { Random } from './random.ts';

const rows = ['qwertzuiopü', 'asdfghjklöä', 'yxcvbnm', '1234567890'];

/** One slip of the finger: a letter beside it, one left out, one twice, two the wrong way round. `null`: too short. */
export function makeTypo(text: string, random: Random): string | null {
  const places = [...text.matchAll(/[\p{L}\d]/gu)].map(({ index }) => index).slice(1);
  if (places.length < 2) return null;
  const at = random.pick(places);
  const letter = text[at] ?? '';
  const before = text.slice(0, at);
  const after = text.slice(at + 1);
  switch (random.below(10)) {
    case 0:
    case 1:
    case 2:
      return before + findNeighbour(letter, random) + after;
    case 3:
    case 4:
    case 5:
      return before + after;
    case 6:
    case 7:
      return before + letter + letter + after;
    default:
      return before + after.slice(0, 1) + letter + after.slice(1);
  }
}

function findNeighbour(letter: string, random: Random): string {
  const small = letter.toLowerCase();
  const row = rows.find((keys) => keys.includes(small)) ?? 'enrst';
  const at = row.indexOf(small);
  const near = [row[at - 1], row[at + 1]].filter((key) => key !== undefined);
  const key = random.pick(near.length > 0 ? near : ['e']);
  return letter === small ? key : key.toUpperCase();
}

/** Two neighbouring digits the wrong way round, or one digit another. */
export function slipDigit(digits: string, random: Random): string {
  const at = random.below(digits.length);
  const next = digits[at + 1];
  if (next !== undefined && random.chance(0.3))
    return digits.slice(0, at) + next + (digits[at] ?? '') + digits.slice(at + 2);
  return digits.slice(0, at) + String(random.below(10)) + digits.slice(at + 1);
}

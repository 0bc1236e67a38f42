/** Whether two words are at most one slip apart: a letter more, less or other, or two neighbours swapped. */
export function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short.charCodeAt(from) === long.charCodeAt(from)) from++;
  let left = short.length;
  let right = long.length;
  while (left > from && right > from && short.charCodeAt(left - 1) === long.charCodeAt(right - 1)) {
    left--;
    right--;
  }
  const [restShort, restLong] = [left - from, right - from];
  if (restShort <= 1 && restLong <= 1) return true;
  return (
    restShort === 2 &&
    restLong === 2 &&
    short.charCodeAt(from) === long.charCodeAt(from + 1) &&
    short.charCodeAt(from + 1) === long.charCodeAt(from)
  );
}

const takenA = new Uint8Array(256);
const takenB = new Uint8Array(256);

/**
 * Jaro–Winkler similarity, 0 to 1 (William E. Winkler: String Comparator Metrics and Enhanced Decision
 * Rules in the Fellegi–Sunter Model, 1990); prefix weight 0.1, at most four letters. The first 256
 * letters count.
 */
export function measureSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const lengthA = Math.min(a.length, 256);
  const lengthB = Math.min(b.length, 256);
  if (lengthA === 0 || lengthB === 0) return 0;
  const common = markCommon(a, lengthA, b, lengthB);
  if (common === 0) return 0;
  let swapped = 0;
  for (let atA = 0, atB = 0; atA < lengthA; atA++) {
    if (takenA[atA] === 0) continue;
    while (takenB[atB] === 0) atB++;
    if (a.charCodeAt(atA) !== b.charCodeAt(atB)) swapped++;
    atB++;
  }
  const jaro = (common / lengthA + common / lengthB + (common - swapped / 2) / common) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < lengthA && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function markCommon(a: string, lengthA: number, b: string, lengthB: number): number {
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  takenA.fill(0, 0, lengthA);
  takenB.fill(0, 0, lengthB);
  let common = 0;
  for (let atA = 0; atA < lengthA; atA++) {
    const end = Math.min(lengthB, atA + reach + 1);
    for (let atB = Math.max(0, atA - reach); atB < end; atB++) {
      if (takenB[atB] === 1 || a.charCodeAt(atA) !== b.charCodeAt(atB)) continue;
      takenA[atA] = takenB[atB] = 1;
      common++;
      break;
    }
  }
  return common;
}

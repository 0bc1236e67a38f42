// Three passes of eleven bits: their places stay in the nearest cache, and a few rows cost little.
const BITS = 11;
const MASK = (1 << BITS) - 1;

/** The numbers 0 … `count - 1` in the order of their 32-bit keys; equal keys keep their order. */
export function sortByKey(keys: Uint32Array, count: number): Uint32Array {
  const first = new Uint32Array(count);
  const second = new Uint32Array(count);
  for (let i = 0; i < count; i++) first[i] = i;
  pass(keys, first, second, 0);
  pass(keys, second, first, BITS);
  pass(keys, first, second, 2 * BITS);
  return second;
}

function pass(keys: Uint32Array, from: Uint32Array, to: Uint32Array, shift: number): void {
  const places = new Uint32Array(MASK + 2);
  for (const index of from) {
    const digit = ((keys[index] ?? 0) >>> shift) & MASK;
    places[digit + 1] = (places[digit + 1] ?? 0) + 1;
  }
  for (let digit = 0; digit < MASK; digit++)
    places[digit + 1] = (places[digit + 1] ?? 0) + (places[digit] ?? 0);
  for (const index of from) {
    const digit = ((keys[index] ?? 0) >>> shift) & MASK;
    const place = places[digit] ?? 0;
    to[place] = index;
    places[digit] = place + 1;
  }
}

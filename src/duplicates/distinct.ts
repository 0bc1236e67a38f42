import { sortByKey } from './radix-sort.ts';
import type { Pools } from './pools.ts';
import { columnNames, type Columns, type Rows } from './rows.ts';
import { mixHash } from './value-pool.ts';

/**
 * The different identities among the rows, in an order that depends on what they say alone: whatever follows
 * is the same for the same rows in any order. Rows that say the same share one.
 */
export interface Distinct {
  count: number;
  columns: Columns;
  pools: Pools;
  /** The rows of identity `i` are `rows[starts[i]] … rows[starts[i + 1] - 1]`. */
  rows: Uint32Array;
  starts: Uint32Array;
}

export function collapse(source: Rows): Distinct {
  const rowCount = source.count();
  const from = source.columns();
  const hashes = hashRows(source, 1);
  const order = sortByKey(hashes, rowCount);
  breakTies(order, hashes, () => hashRows(source, 2));
  const same = (a: number, b: number): boolean =>
    columnNames.every((name) => from[name][a] === from[name][b]);
  const starts = new Uint32Array(rowCount + 1);
  let count = 0;
  for (let at = 0; at < rowCount; at++) {
    if (at === 0 || !same(order[at] ?? 0, order[at - 1] ?? 0)) starts[count++] = at;
  }
  starts[count] = rowCount;
  const gather = (column: Uint32Array): Uint32Array => {
    const gathered = new Uint32Array(count);
    for (let i = 0; i < count; i++) gathered[i] = column[order[starts[i] ?? 0] ?? 0] ?? 0;
    return gathered;
  };
  const columns: Columns = {
    givenName: gather(from.givenName),
    familyName: gather(from.familyName),
    birthDate: gather(from.birthDate),
    email: gather(from.email),
    phone: gather(from.phone),
    address: gather(from.address),
    postalCode: gather(from.postalCode),
    city: gather(from.city),
  };
  return { count, columns, pools: source.pools, rows: order, starts: starts.slice(0, count + 1) };
}

function hashRows({ columns, count, pools }: Rows, seed: number): Uint32Array {
  const from = columns();
  const hashes = new Uint32Array(count());
  for (const name of columnNames) {
    const column = from[name];
    const hashValue = name === 'birthDate' ? mixHash : pools[name].hash;
    for (let row = 0; row < hashes.length; row++) {
      const value = hashValue(column[row] ?? 0);
      hashes[row] = mixHash(Math.imul((hashes[row] ?? 0) + seed, 0x9e3779b1) ^ value);
    }
  }
  return hashes;
}

function breakTies(order: Uint32Array, hashes: Uint32Array, hashAgain: () => Uint32Array): void {
  let second: Uint32Array | null = null;
  for (let from = 0, to = 1; from < order.length; from = to++) {
    const hash = hashes[order[from] ?? 0];
    while (to < order.length && hashes[order[to] ?? 0] === hash) to++;
    if (to - from < 2) continue;
    const seconds = (second ??= hashAgain());
    order.subarray(from, to).sort((a, b) => (seconds[a] ?? 0) - (seconds[b] ?? 0) || a - b);
  }
}

import type { Pairs } from './block.ts';
import type { Distinct } from './distinct.ts';

/** What is to be looked at again. */
export interface Changed {
  /** Rows that are new or say something else than before. */
  rows: ReadonlySet<number>;
  /** The rows that were found with this one before: what holds them together may have changed with it. */
  together: (row: number) => Iterable<number>;
}

export interface Narrowed {
  pairs: Pairs;
  /** All rows that were looked at again. */
  rows: ReadonlySet<number>;
}

/**
 * Leaves of all pairs those whose weight can have changed what is found: pairs of changed rows, and all pairs
 * among those who may be one person with them. What is found about anybody else stays as it was, since nobody
 * outside is connected with any of these.
 * @param isDoubtful whether two identities may be one person's
 */
export function narrowPairs(
  distinct: Distinct,
  all: Pairs,
  { rows: changed, together }: Changed,
  isDoubtful: (a: number, b: number) => boolean,
): Narrowed {
  const identityOf = numberIdentities(distinct);
  const isChanged = new Uint8Array(distinct.count);
  for (const row of changed) isChanged[identityOf[row] ?? 0] = 1;
  const isAffected = isChanged.slice();
  for (let i = 0; i < all.count; i++) {
    const [a, b] = [all.left[i] ?? 0, all.right[i] ?? 0];
    if (isChanged[a] === isChanged[b] || !isDoubtful(a, b)) continue;
    isAffected[a] = isAffected[b] = 1;
  }
  const rows = spread(distinct, isAffected, identityOf, together);
  const left: number[] = [];
  const right: number[] = [];
  for (let i = 0; i < all.count; i++) {
    const [a, b] = [all.left[i] ?? 0, all.right[i] ?? 0];
    if (isAffected[a] !== 1 || isAffected[b] !== 1) continue;
    left.push(a);
    right.push(b);
  }
  const pairs = { left: Uint32Array.from(left), right: Uint32Array.from(right) };
  return { pairs: { ...pairs, count: left.length, oversize: all.oversize }, rows };
}

function numberIdentities({ count, rows, starts }: Distinct): Uint32Array {
  const identityOf = new Uint32Array(rows.length);
  for (let i = 0; i < count; i++)
    for (const row of rows.subarray(starts[i], starts[i + 1])) identityOf[row] = i;
  return identityOf;
}

/** Marks whoever was found together with somebody marked, and whoever with these; returns the rows of all. */
function spread(
  { count, rows, starts }: Distinct,
  isAffected: Uint8Array,
  identityOf: Uint32Array,
  together: Changed['together'],
): Set<number> {
  const reached = new Set<number>();
  const waiting: number[] = [];
  for (let i = 0; i < count; i++) if (isAffected[i] === 1) waiting.push(i);
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    for (const row of rows.subarray(starts[i], starts[i + 1])) {
      reached.add(row);
      for (const other of together(row)) {
        const identity = identityOf[other] ?? 0;
        if (isAffected[identity] === 1) continue;
        isAffected[identity] = 1;
        waiting.push(identity);
      }
    }
  }
  return reached;
}

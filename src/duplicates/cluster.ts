import { MEAN_AT_LEAST } from './rules.ts';

export interface Edge {
  a: number;
  b: number;
  score: number;
}

// Of a group that is larger, so many are asked: a block of a hundred thousand stays bounded.
const ASKED = 6;

/**
 * Joins identities into groups, the surest edges first. Two groups are joined only if their members agree on
 * the whole and nothing forbids any two of them; joining whatever is connected would make families of one.
 * @param edges in falling order of their score
 * @returns the groups of two and more
 */
export function cluster(
  edges: readonly Edge[],
  score: (a: number, b: number) => number,
  forbids: (a: number, b: number) => boolean,
): number[][] {
  const groupOf = new Map<number, number[]>();
  for (const edge of edges) {
    const left = groupOf.get(edge.a) ?? [edge.a];
    const right = groupOf.get(edge.b) ?? [edge.b];
    if (left === right) continue;
    if (!agree(left, right, score, forbids)) continue;
    const [larger, smaller] = left.length >= right.length ? [left, right] : [right, left];
    for (const member of smaller) {
      larger.push(member);
      groupOf.set(member, larger);
    }
    groupOf.set(edge.a, larger);
    groupOf.set(edge.b, larger);
  }
  const groups = [...new Set(groupOf.values())].map((group) => group.toSorted((a, b) => a - b));
  return groups.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

function agree(
  left: readonly number[],
  right: readonly number[],
  score: (a: number, b: number) => number,
  forbids: (a: number, b: number) => boolean,
): boolean {
  let sum = 0;
  let count = 0;
  for (const a of left.slice(0, ASKED)) {
    for (const b of right.slice(0, ASKED)) {
      if (forbids(a, b)) return false;
      sum += score(a, b);
      count++;
    }
  }
  return sum / count >= MEAN_AT_LEAST;
}

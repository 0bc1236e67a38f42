import { findWeakest, type Case, type Evidence, type Member } from '../../duplicates/case.ts';
import type { Differences } from '../../duplicates/differences.ts';
import { estimateGain, suggestKeep } from '../../duplicates/keep.ts';
import { toIso } from '../../time/zone.ts';

/** A case as `duplicate list --json` prints it; `reasons` are those of the pair that decides. */
export function toDocument(found: Case, timeZone: string): Record<string, unknown> {
  const time = (instant: number | null): string | null =>
    instant === null ? null : toIso(timeZone, instant);
  const kept = found.members.find(({ id }) => id === found.kept);
  const suggestion = suggestKeep(found.members);
  return {
    case: found.id,
    state: found.state,
    kind: found.kind,
    probability: round(found.probability),
    bookings: found.members.map(({ reference }) => reference),
    reasons: (findWeakest(found)?.evidence ?? []).map(toReason),
    suggestion:
      suggestion === null ? null : { keep: suggestion.member.reference, reason: suggestion.reason },
    gain: round(estimateGain(found)),
    kept: kept?.reference ?? null,
    cancelled: found.members.filter((one) => one.cancelled).map(({ reference }) => reference),
    model: found.model,
    found_at: time(found.foundAt),
    decided_at: time(found.decidedAt),
    decided_by: found.decidedBy,
    why: found.why,
  };
}

/** The evidence of every pair and what no figure overrules, with the bookings by their references. */
export function listPairs(
  { pairs, members }: Case,
  { objections }: Differences,
): Record<string, unknown>[] {
  const references = new Map(members.map(({ id, reference }) => [id, reference]));
  return pairs.map(({ a, b, probability, evidence }) => ({
    bookings: [references.get(a) ?? null, references.get(b) ?? null],
    probability: round(probability),
    reasons: evidence.map(toReason),
    objections: objections(a, b),
  }));
}

function toReason({ field, level, weight }: Evidence): Record<string, unknown> {
  return { field: toSnakeCase(field), level, weight: round(weight), speaks_for: weight > 0 };
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function round(figure: number): number {
  return Math.round(figure * 1e6) / 1e6;
}

/** The binding bookings that are not the one to keep. */
export function listOthers({ members }: Case, keep: Member): Member[] {
  return members.filter(({ id, state }) => id !== keep.id && state === 'binding');
}

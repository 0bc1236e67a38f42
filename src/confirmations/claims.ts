import { parseReference } from '../bookings/reference.ts';
import type { ClaimTarget } from './claims-storage.ts';
import type { SentList, SentRow } from './sent-list.ts';

export interface Claim {
  bookingId: number;
  claim: 'sent' | 'not_sent';
  at: number | null;
}

/** A row that says nothing of one booking, and why. */
interface Unused {
  file: string;
  line: number;
  value: string;
  /** `several`: fewer mails to this address than bookings with it, and nobody can tell whose they were. */
  why: 'unknown' | 'cancelled' | 'several' | 'unreadable';
}

export interface ClaimPlan {
  /** By booking. */
  claims: Map<number, Claim>;
  unchanged: number;
  unused: Unused[];
}

/** Holds the portal's lists against the bookings. Pure; planned again after it was applied, nothing changes. */
export function planClaims(targets: readonly ClaimTarget[], lists: readonly SentList[]): ClaimPlan {
  const plan: ClaimPlan = { claims: new Map(), unchanged: 0, unused: [] };
  const index = indexTargets(targets);
  const byAddress = new Map<string, { file: string; row: SentRow }[]>();
  for (const { file, rows, unreadable } of lists) {
    for (const line of unreadable) plan.unused.push({ file, line, value: '', why: 'unreadable' });
    for (const row of rows) {
      if (row.key === 'email') {
        const address = row.value.toLowerCase();
        byAddress.set(address, [...(byAddress.get(address) ?? []), { file, row }]);
      } else {
        const target = index.find(row);
        if (target?.binding === true) note(plan, target, row);
        else {
          const why = target === undefined ? 'unknown' : 'cancelled';
          plan.unused.push({ file, line: row.line, value: row.value, why });
        }
      }
    }
  }
  for (const [address, rows] of byAddress) planAddress(plan, index.share(address), rows);
  return plan;
}

/** Families share an address: only as many mails as bookings say that each of them had one. */
function planAddress(
  plan: ClaimPlan,
  sharing: readonly ClaimTarget[],
  rows: readonly { file: string; row: SentRow }[],
): void {
  const unique = new Map(
    rows.map((one) => [`${one.row.claim} ${one.row.at ?? one.row.line}`, one]),
  );
  const mails = [...unique.values()].toSorted((a, b) => (a.row.at ?? 0) - (b.row.at ?? 0));
  const told = sharing.filter(({ claim }) => claim === 'sent').length;
  const enough = mails.length >= sharing.length;
  if (sharing.length > 0 && enough) {
    const last = mails.slice(-sharing.length);
    for (const [at, target] of sharing.entries()) {
      const mail = last[at];
      if (mail !== undefined) note(plan, target, mail.row);
    }
  } else if (sharing.length > 0 && told >= mails.length) plan.unchanged += mails.length;
  else {
    const why = sharing.length === 0 ? 'unknown' : 'several';
    for (const { file, row } of mails)
      plan.unused.push({ file, line: row.line, value: row.value, why });
  }
}

/** A claim to have sent outlives a later one not to have; of two times the later one holds. */
function note(plan: ClaimPlan, target: ClaimTarget, row: SentRow): void {
  const { id, claim, claimedAt } = target;
  const at = Math.max(row.at ?? 0, claimedAt ?? 0) || null;
  const isNews = row.claim === 'sent' ? claim !== 'sent' || at !== claimedAt : claim === null;
  if (!isNews) {
    plan.unchanged += 1;
    return;
  }
  target.claim = row.claim;
  target.claimedAt = at;
  plan.claims.set(id, { bookingId: id, claim: row.claim, at });
}

function indexTargets(targets: readonly ClaimTarget[]): {
  find: (row: SentRow) => ClaimTarget | undefined;
  share: (address: string) => ClaimTarget[];
} {
  const byReference = new Map(targets.map((target) => [target.reference, target]));
  const byExternalId = new Map(targets.map((target) => [target.externalId, target]));
  const byAddress = new Map<string, ClaimTarget[]>();
  for (const target of targets) {
    if (!target.binding || target.email === null) continue;
    const address = target.email.toLowerCase();
    const known = byAddress.get(address);
    if (known === undefined) byAddress.set(address, [target]);
    else known.push(target);
  }
  return {
    find: ({ key, value }) => {
      if (key === 'external_id') return byExternalId.get(value);
      const typed = parseReference(value);
      return typed.kind === 'valid' ? byReference.get(typed.reference) : undefined;
    },
    share: (address) => byAddress.get(address) ?? [],
  };
}

import { change, type Actor } from '../database/change.ts';
import type { Database } from '../database/statements.ts';
import { imagineRecovery, type KnownMail } from '../mail/evidence/ledger-view.ts';
import { planMails, type MailEvidence, type MailPlan } from '../mail/evidence/plan.ts';
import { senderDomain } from '../mail/headers.ts';
import { listKnownMails, storeMailChange } from '../mail/evidence/storage.ts';
import { planClaims, type ClaimPlan } from './claims.ts';
import { listClaimTargets, storeClaim } from './claims-storage.ts';
import type { SentList } from './sent-list.ts';

const OWN_FORM = /^<b[\w-]+\.[\w-]+\.v\d+@([^>]+)>$/;

export interface EvidencePlan {
  mails: MailPlan;
  claims: ClaimPlan;
}

/**
 * Holds all evidence against the ledger and the bookings as they are now, and stores what is new, in one
 * change. A dry run plans the same and stores nothing.
 */
export function applyEvidence(
  database: Database,
  actor: Actor,
  evidence: MailEvidence & { lists: readonly SentList[] },
  dryRun: boolean,
): EvidencePlan {
  return change(database, actor, () => {
    const known = listKnownMails(database);
    const mails = planMails(dryRun ? imagineRecovery(known) : known, evidence);
    const targets = evidence.lists.length === 0 ? [] : listClaimTargets(database);
    const claims = planClaims(targets, evidence.lists);
    const isNews = mails.changes.length > 0 || claims.claims.size > 0;
    if (dryRun || !isNews) return { result: { mails, claims }, entry: null };
    for (const one of mails.changes) storeMailChange(database, one, actor.now());
    for (const claim of claims.claims.values()) storeClaim(database, claim);
    return {
      result: { mails, claims },
      entry: { action: 'mail.evidence', facts: tell(mails, claims) },
    };
  });
}

function tell({ changes }: MailPlan, { claims }: ClaimPlan): Record<string, unknown> {
  const ids = (wanted: (one: (typeof changes)[number]) => boolean): number[] =>
    changes.filter(wanted).map(({ mail }) => mail.id);
  return {
    accepted: ids(({ settled }) => settled?.kind === 'accepted'),
    unsent: ids(({ settled }) => settled?.kind === 'unsent'),
    delivered: ids(({ delivery }) => delivery?.kind === 'delivered'),
    deferred: ids(({ delivery }) => delivery?.kind === 'deferred'),
    bounced: ids(({ delivery }) => delivery?.kind === 'bounced'),
    bookings_claimed: [...claims.keys()],
  };
}

/** Whether a Message-ID that the ledger does not know has the form of this campaign's own. */
export function createOwnTest(
  mails: readonly KnownMail[],
  sender: string | null,
): (messageId: string) => boolean {
  const domains = new Set(mails.map(({ messageId }) => OWN_FORM.exec(messageId)?.[1]));
  if (sender !== null) domains.add(senderDomain(sender));
  return (messageId) => {
    const domain = OWN_FORM.exec(messageId)?.[1];
    return domain !== undefined && domains.has(domain);
  };
}

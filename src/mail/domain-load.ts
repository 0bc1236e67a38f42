import { readDomain } from './address.ts';

/** A domain and how many of some mails go to it. */
export interface DomainLoad {
  domain: string;
  mails: number;
}

/** The domain that gets the most of these mails: the one a rate per domain holds up longest; `null`: there are none. */
export function findBusiest(recipients: Iterable<string>): DomainLoad | null {
  const counts = new Map<string, number>();
  for (const recipient of recipients) {
    const domain = readDomain(recipient);
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  let busiest: DomainLoad | null = null;
  for (const [domain, mails] of counts)
    if (mails > (busiest?.mails ?? 0)) busiest = { domain, mails };
  return busiest;
}

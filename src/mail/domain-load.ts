import { readDomain } from './address.ts';

/** A domain and how many of some mails go to it. */
export interface DomainLoad {
  domain: string;
  mails: number;
}

/**
 * The domain that gets the most mails: the one a rate per domain holds up longest; `null`: there are none.
 * @param loads domains as they are spelled in addresses, each as often as one likes
 */
export function findBusiest(loads: Iterable<DomainLoad>): DomainLoad | null {
  const add = (counts: Map<string, number>, domain: string, mails: number): void =>
    void counts.set(domain, (counts.get(domain) ?? 0) + mails);
  const spelled = new Map<string, number>();
  for (const { domain, mails } of loads) add(spelled, domain, mails);
  const counts = new Map<string, number>();
  for (const [spelling, mails] of spelled) add(counts, readDomain(spelling), mails);
  let busiest: DomainLoad | null = null;
  for (const [domain, mails] of counts)
    if (mails > (busiest?.mails ?? 0)) busiest = { domain, mails };
  return busiest;
}

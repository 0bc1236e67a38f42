import type { Rate } from '../../mail/throttle.ts';
import type { Errand } from './send.ts';

/** `600/m`, as it is typed. */
export function writeRate({ limit, period }: Rate, number: (count: number) => string): string {
  const unit = { 1000: 's', 60_000: 'm', 3_600_000: 'h' }[period] ?? 'm';
  return `${number(limit)}/${unit}`;
}

/** How long the sending takes at least, by its rates: the run's, or that of the domain with the most mails. */
export function estimateSeconds({ means, selected, busiest }: Errand): number {
  if (means.relay.kind === 'folder') return 0;
  const domain = takeTime(busiest?.mails ?? 0, means.domainRate);
  return Math.ceil(Math.max(takeTime(selected, means.rate), domain));
}

/** Whether it is its busiest domain that a run takes long for. */
export function isHeldUp({ means, selected, busiest }: Errand): boolean {
  return takeTime(busiest?.mails ?? 0, means.domainRate) > takeTime(selected, means.rate);
}

function takeTime(mails: number, rate: Rate | null): number {
  return rate === null ? 0 : (mails / rate.limit) * (rate.period / 1000);
}

/** What each domain may have, and which has the most: for `--json`. */
export function describeLoad({ means, busiest }: Errand): Record<string, unknown> {
  const { relay, domainRate } = means;
  const rate = relay.kind === 'folder' || domainRate === null ? null : domainRate;
  return { domain_rate: rate === null ? null : writeRate(rate, String), busiest_domain: busiest };
}

import { domainToASCII } from 'node:url';
import type { BounceReason } from './reasons.ts';

/** What became of a mail after the relay had it, from a log or a report; `at` in milliseconds. */
export interface Delivery {
  kind: 'delivered' | 'deferred' | 'bounced';
  at: number;
  /** The enhanced status code (RFC 3463). */
  code: string | null;
  /** The server's own words, on one line. */
  words: string;
  /** Only of one that bounced. */
  reason: BounceReason | null;
}

const MAX_WORDS = 500;

/**
 * Whether a fact takes the place of what is known. What is final beats what is not, then the later one;
 * the order in which they are learned does not matter, and one learned twice changes nothing.
 */
function supersedes(
  next: Pick<Delivery, 'kind' | 'at'>,
  known: Pick<Delivery, 'kind' | 'at'> | null,
): boolean {
  if (known === null) return true;
  const [isFinal, wasFinal] = [next.kind !== 'deferred', known.kind !== 'deferred'];
  if (isFinal !== wasFinal) return isFinal;
  if (next.at !== known.at) return next.at > known.at;
  return next.kind === 'bounced' && known.kind === 'delivered';
}

/** The fact that holds after all of these are known. */
export function chooseDelivery(facts: readonly Delivery[]): Delivery | null {
  let chosen: Delivery | null = null;
  for (const fact of facts) if (supersedes(fact, chosen)) chosen = fact;
  return chosen;
}

/** A server's words without line ends and control characters, at most 500 characters of them. */
export function trimWords(words: string): string {
  if (/^[!-~](?: ?[!-~])*$/.test(words)) return words.slice(0, MAX_WORDS);
  return words
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_WORDS);
}

/** Whether two addresses are one: servers change the case of either part and write domains in ASCII or not. */
export function isSameAddress(a: string, b: string): boolean {
  return a === b || fold(a) === fold(b);
}

function fold(address: string): string {
  const [local = '', domain = ''] = address.trim().split(/@(?=[^@]*$)/);
  return `${local}@${domainToASCII(domain)}`.toLowerCase();
}

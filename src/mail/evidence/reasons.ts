/** Why a mail came back, as far as the servers' own words let one tell. */
export type BounceReason =
  | 'mailbox_full'
  | 'unknown_user'
  | 'domain_gone'
  | 'spam'
  | 'unreachable'
  | 'other';

// The words before the codes: servers write 5.7.1 or 5.4.1 and say "user unknown" behind it.
const WORDS: readonly (readonly [BounceReason, RegExp])[] = [
  [
    'mailbox_full',
    /quota|(mailbox|inbox|postfach|maildir) (is )?(full|voll)|insufficient (system )?storage|exceeded (its )?storage|speicherplatz/i,
  ],
  [
    'domain_gone',
    /(host|domain)( or domain)? (name )?(not found|does not exist|unknown)|no such domain|nxdomain|null ?mx|unrouteable (mail )?domain|does not accept mail|(invalid|unknown|bad destination) (mail )?(domain|host)/i,
  ],
  [
    'spam',
    /spam|black ?list|block ?list|\bdnsbl\b|\brbl\b|reputation|junk|dmarc|\bspf\b|\bdkim\b|content (was )?(rejected|refused)|virus|malware|policy (violation|reasons)|bulk mail/i,
  ],
  [
    'unknown_user',
    /(user|recipient|mailbox|account|address|alias|benutzer|empf(ä|ae)nger)( \S+)? ?(is )?(unknown|not (found|known|exist|listed)|unbekannt|invalid|disabled|deactivated|suspended|inactive|expired|unavailable|does ?n['o]t exist|existiert nicht)|(unknown|no such|invalid|inactive|nonexistent) (local )?(user|recipient|mailbox|account|address|person)|no mailbox|recipient address rejected|recipient (was )?reject|does not exist|not our customer|relay access denied/i,
  ],
  [
    'unreachable',
    /timed? ?out|connection refused|no route|unreachable|lost connection|try(ing)? (too long|again later)|expired/i,
  ],
];

const CODES: readonly (readonly [BounceReason, RegExp])[] = [
  ['mailbox_full', /^[45]\.2\.2$/],
  ['domain_gone', /^[45]\.(1\.2|1\.10|4\.4)$/],
  ['unknown_user', /^[45]\.(1\.[0136]|2\.1)$/],
  ['spam', /^[45]\.7\.\d+$/],
  ['unreachable', /^[45]\.4\.[12367]$/],
];

/**
 * The reason behind an enhanced status code (RFC 3463) and a server's words, which people need to know
 * what to do: mend the address, wait, or write a letter.
 */
export function classifyBounce(code: string | null, words: string): BounceReason {
  // An address quoted in the words says nothing: `spam@…`, `full.mailbox@…`.
  const text = words.replace(/\S+@\S+/g, ' ').replace(/\s+/g, ' ');
  for (const [reason, pattern] of WORDS) if (pattern.test(text)) return reason;
  for (const [reason, pattern] of CODES) if (pattern.test(code ?? '')) return reason;
  return 'other';
}

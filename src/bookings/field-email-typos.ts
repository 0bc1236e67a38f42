/** What most people's addresses end in, where a slip of the finger is no other provider's domain. */
const common = [
  ...[
    'gmail.com',
    'googlemail.com',
    'hotmail.com',
    'hotmail.de',
    'outlook.com',
    'outlook.de',
    'yahoo.com',
  ],
  ...[
    'yahoo.de',
    't-online.de',
    'freenet.de',
    'icloud.com',
    'posteo.de',
    'arcor.de',
    'mailbox.org',
    'live.de',
  ],
  ...['aol.com', 'online.de', 'vodafone.de', 'web.de', 'gmx.de', 'gmx.net'],
];

/** One slip away from one of them, and right all the same. */
const right = new Set([
  ...common,
  ...[
    'mail.com',
    'ymail.com',
    'email.com',
    'gmail.de',
    'mail.de',
    'email.de',
    'yahoo.it',
    'yahoo.fr',
    'yahoo.es',
  ],
  ...[
    'hotmail.fr',
    'hotmail.it',
    'hotmail.es',
    'outlook.at',
    'outlook.fr',
    'outlook.it',
    'outlook.es',
    'live.com',
  ],
  ...[
    'gmx.at',
    'gmx.ch',
    'gmx.com',
    'live.at',
    'live.nl',
    'live.be',
    'live.it',
    'mailbox.com',
    'col.com',
  ],
]);

/** Below this many letters a neighbour is as probably somebody else's domain. */
const SHORTEST = 8;
const SHORT_SLIPS = new Map([
  ['web.d', 'web.de'],
  ['web.ed', 'web.de'],
  ['web.dee', 'web.de'],
  ['wbe.de', 'web.de'],
  ['ewb.de', 'web.de'],
  ['gmx.d', 'gmx.de'],
  ['gmx.ed', 'gmx.de'],
  ['gmx.dee', 'gmx.de'],
  ['gxm.de', 'gmx.de'],
  ['mgx.de', 'gmx.de'],
  ['gmx.ne', 'gmx.net'],
  ['gmx.nett', 'gmx.net'],
  ['aol.con', 'aol.com'],
]);
const known = new Map<string, string | null>();

/** The domain that was probably meant in an address: `gmail.com` for `ida@gmial.com`; `null`: none. */
export function suggestDomain(email: string): string | null {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  let suggestion = known.get(domain);
  if (suggestion === undefined) {
    suggestion = findDomain(domain);
    if (known.size > 20_000) known.clear();
    known.set(domain, suggestion);
  }
  return suggestion;
}

function findDomain(domain: string): string | null {
  if (right.has(domain)) return null;
  const near = common.find((each) => each.length >= SHORTEST && isOneSlip(domain, each));
  return near ?? SHORT_SLIPS.get(domain) ?? null;
}

/** A letter too many, too few, another, or two swapped (Damerau 1964). */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}

import { classifyBounce } from './reasons.ts';
import { trimWords, type Delivery } from './delivery.ts';

/** What one delivery agent of Postfix logged of one recipient. */
export interface Status {
  recipient: string;
  /** Before aliases and forwards; `null`: the same. */
  original: string | null;
  delivery: Delivery;
  /** The queue id under which the next hop took it. */
  next: string | null;
  /** The next hop is on the relay's own machine: a filter, as a rule. */
  local: boolean;
  /** Handed to a program, which may hand it back under a new queue id without naming it. */
  piped: boolean;
}

/** A mail's time in one queue under one queue id; times in milliseconds by the relay's clock. */
export interface Life {
  /** Its id in the ledger. */
  mail: number;
  queueId: string;
  /** The time of its `message-id` line, which comes before the mail is complete; NaN if the log lacks it. */
  startedAt: number;
  /** When it stood in the queue; NaN: the log does not show that it ever did. */
  takenAt: number;
  /** The client was lost before the end of the data, or the relay refused it there: it was not taken. */
  refused: boolean;
  /** Put on hold before it stood in the queue: nobody knows whether it will. */
  held: boolean;
  /** The last of each recipient. */
  statuses: Status[];
  /** Begun without a `message-id` line, because the relay named this queue id to us. */
  presumed: boolean;
}

/** A later line of a recipient takes the place of the one before. */
export function noteStatus({ statuses }: Life, status: Status): void {
  const at = statuses.findIndex(({ recipient }) => recipient === status.recipient);
  if (at < 0) statuses.push(status);
  else statuses[at] = status;
}

const STATUS =
  /^to=<(.*?)>, (?:orig_to=<(.*?)>, )?relay=(.*?), (?:conn_use=\d+, )?delay=[^ ]+ (?:delays=[^ ]+ )?(?:dsn=([\d.]+), )?status=([\w-]+) \((.*)\)$/s;
const QUEUED_AS = 'queued as ';
// Not Postfix's own `delivered via discard transport`, by which it is told to.
const DISCARDED = /\bdiscarded\b/i;
const LOCAL = /^[^[]*\[(?:127\.|::1|private\/|unix:|\/)/;

/**
 * What a delivery agent logged behind the queue id; `null` if it is something else, such as an address
 * that was only probed. `agent` is the program's name.
 */
export function readStatus(line: string, agent: string, at: number): Status | null {
  const match = STATUS.exec(line);
  if (match === null) return null;
  const [, recipient = '', original, relay = '', code = null, state = '', text = ''] = match;
  const words = trimWords(isAscii(text) ? text : Buffer.from(text, 'latin1').toString('utf8'));
  const kind = readKind(state, words);
  if (kind === null) return null;
  const reason = kind === 'bounced' ? classifyBounce(code, words) : null;
  return {
    recipient,
    original: original ?? null,
    delivery: { kind, at, code, words, reason },
    next: kind === 'delivered' ? findNext(words) : null,
    local: LOCAL.test(relay),
    piped: agent === 'pipe',
  };
}

/** The last one named: a filter quotes what the queue behind it said. */
function findNext(words: string): string | null {
  const at = words.lastIndexOf(QUEUED_AS);
  return at < 0 ? null : (/^<?([\w-]+)/.exec(words.slice(at + QUEUED_AS.length))?.[1] ?? null);
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function readKind(state: string, words: string): Delivery['kind'] | null {
  switch (state) {
    case 'sent':
      // A filter that throws a mail away takes it all the same.
      return DISCARDED.test(words) ? 'bounced' : 'delivered';
    case 'deferred':
    case 'SOFTBOUNCE':
      return 'deferred';
    case 'bounced':
      return 'bounced';
    default:
      return null;
  }
}

import PostalMime from 'postal-mime';
import { trimWords, type Delivery } from './delivery.ts';
import { classifyBounce } from './reasons.ts';

/** What one delivery status notification says of one mail of unknown origin (RFC 3464). */
export interface DeliveryReport {
  /** The envelope id that was given with the mail, if the report names one. */
  envelopeId: string | null;
  /** The Message-ID of the mail that is reported on, with its angle brackets, if the report returns its head. */
  messageId: string | null;
  recipients: ReportedRecipient[];
}

export interface ReportedRecipient {
  original: string | null;
  final: string | null;
  /** `at` is NaN where neither the report nor its own head has a readable time. */
  delivery: Delivery;
}

type Fields = Map<string, string>;

const STATUS_PARTS = ['message/delivery-status', 'message/global-delivery-status'];
const HEAD_PARTS = [
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
];

/** Reads a mail; `null` if it is no delivery status notification. */
export async function readDeliveryReport(mail: Buffer): Promise<DeliveryReport | null> {
  // Most mails of a mailbox are none; taking them apart would be in vain.
  if (!/delivery-status/i.test(mail.toString('latin1'))) return null;
  const parsed = await PostalMime.parse(mail, { forceRfc822Attachments: true }).catch(() => null);
  if (parsed === null) return null;
  const status = parsed.attachments.find(({ mimeType }) => STATUS_PARTS.includes(mimeType));
  if (status === undefined) return null;
  const [common = new Map<string, string>(), ...groups] = readGroups(toText(status.content));
  const head = parsed.attachments.find(({ mimeType }) => HEAD_PARTS.includes(mimeType));
  const returned = head === undefined ? undefined : readGroups(toText(head.content))[0];
  const received = parsed.headers.find(({ key }) => key === 'received')?.value ?? '';
  // Our own server's time first: the reporting one may keep a wrong clock.
  const times = [received.slice(received.lastIndexOf(';') + 1), parsed.date ?? ''];
  return {
    envelopeId: common.get('original-envelope-id') ?? null,
    messageId: /<[^<>\s]+>/.exec(returned?.get('message-id') ?? '')?.[0] ?? null,
    recipients: groups.flatMap((group) => readRecipient(group, common, times)),
  };
}

function readRecipient(
  group: Fields,
  common: Fields,
  times: readonly string[],
): ReportedRecipient[] {
  const kind = readKind(group.get('action') ?? '');
  if (kind === null) return [];
  const own = [group.get('last-attempt-date') ?? '', common.get('arrival-date') ?? ''];
  const at = [...times, ...own].map((time) => Date.parse(time.replace(/\(.*?\)/g, '')));
  const code = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(group.get('status') ?? '')?.[0] ?? null;
  const words = trimWords(readTyped(group.get('diagnostic-code')) ?? '');
  return [
    {
      original: readTyped(group.get('original-recipient')),
      final: readTyped(group.get('final-recipient')),
      delivery: {
        kind,
        at: at.find((time) => !Number.isNaN(time)) ?? NaN,
        code,
        words,
        reason: kind === 'bounced' ? classifyBounce(code, words) : null,
      },
    },
  ];
}

/** `relayed` and `expanded` say that nobody will report any more, not that it arrived. */
function readKind(action: string): Delivery['kind'] | null {
  switch (/^[a-z]*/.exec(action.toLowerCase())?.[0] ?? '') {
    case 'failed':
      return 'bounced';
    case 'delayed':
      return 'deferred';
    case 'delivered':
      return 'delivered';
    default:
      return null;
  }
}

/** `rfc822; a@b.example`, `smtp; 550 …`: what stands behind the type. */
function readTyped(value: string | undefined): string | null {
  if (value === undefined) return null;
  return value.slice(value.indexOf(';') + 1).trim();
}

/** Groups of fields between empty lines, names in lower case, values unfolded. */
function readGroups(text: string): Fields[] {
  const groups: Fields[] = [];
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n(?:[ \t]*\n)+/)) {
    const fields: Fields = new Map();
    for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon).trim().toLowerCase();
      if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
    }
    if (fields.size > 0) groups.push(fields);
  }
  return groups;
}

function toText(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string'
    ? content
    : Buffer.from(new Uint8Array(content)).toString('utf8');
}

import { classifyBounce } from './reasons.ts';
import { noteStatus, readStatus, type Life } from './lives.ts';
import { Sessions } from './sessions.ts';
import type { StampReader } from './stamps.ts';
import { trimWords } from './delivery.ts';

/** How far a file reaches by its own stamps; NaN where it has none. */
export interface Reach {
  /** The host of its first line. */
  host: string;
  from: number;
  to: number;
}

const COLON = 58;
const LONGEST_QUEUE_ID = 20;
const LOSSES = /rate-limiting|begin to drop messages|^\S+ \S+ Suppressed \d+ messages/;

/**
 * Follows known mails through lines of Postfix's log, which are fed as text with one character a byte, in
 * the order of their time. Lines of other mails cost as little as possible: one search for the end of the
 * program's name, one look into a table.
 */
export class PostfixLog {
  lines = 0;
  readonly lives: Life[] = [];
  readonly reaches: Reach[] = [];
  /** Times near which the system's logger says that it threw lines away. */
  readonly losses: number[] = [];
  /** Message-IDs of this campaign's form that the campaign does not know. */
  readonly strangers = new Set<string>();
  readonly sessions: Sessions;
  readonly #known: ReadonlyMap<string, number>;
  readonly #isOwn: (messageId: string) => boolean;
  readonly #stamps: StampReader;
  readonly #open = new Map<string, Life>();
  #pending = '';
  #last = '';

  /**
   * @param known Message-ID → id of the mail
   * @param isOwn whether a Message-ID that is not known could be one of this campaign's
   * @param watched times at which sessions are of interest
   */
  constructor(
    known: ReadonlyMap<string, number>,
    isOwn: (messageId: string) => boolean,
    stamps: StampReader,
    watched: readonly number[],
  ) {
    this.sessions = new Sessions(watched);
    this.#known = known;
    this.#isOwn = isOwn;
    this.#stamps = stamps;
  }

  /** The relay has told us this queue id: its lines are known though the first of them may be missing. */
  presume(queueId: string, mail: number): void {
    // An id that was used twice names nobody.
    if (this.#open.has(queueId)) this.#open.delete(queueId);
    else this.#begin(queueId, mail, NaN, true);
  }

  beginFile(): void {
    this.reaches.push({ host: '', from: NaN, to: NaN });
    this.#pending = '';
    this.#last = '';
  }

  feed(piece: string): void {
    const text = this.#pending + piece;
    let start = 0;
    // The next end of a program's name may lie lines ahead; it is searched for once.
    let name = text.indexOf(']: ');
    for (;;) {
      const end = text.indexOf('\n', start);
      if (end < 0) break;
      this.lines += 1;
      if (name >= 0 && name < start) name = text.indexOf(']: ', start);
      if (name >= 0 && name < end) this.#readLine(text, start, end, name);
      else this.#readOther(text, start, end);
      this.#last = text.slice(start, end);
      start = end + 1;
    }
    this.#pending = text.slice(start);
  }

  endFile(): void {
    if (this.#pending !== '') this.feed('\n');
    const reach = this.reaches.at(-1);
    if (reach === undefined) return;
    const to = this.#stamps.read(this.#last, 0);
    if (!Number.isNaN(to)) reach.to = to;
  }

  #readLine(text: string, start: number, end: number, name: number): void {
    const reach = this.reaches.at(-1);
    if (reach !== undefined && Number.isNaN(reach.from)) this.#noteStart(reach, text, start);
    const at = name + 3;
    let colon = at;
    while (colon < at + LONGEST_QUEUE_ID && isWord(text.charCodeAt(colon))) colon += 1;
    if (text.charCodeAt(colon) !== COLON) {
      this.#readSession(text, start, end, name);
      return;
    }
    const queueId = text.slice(at, colon);
    const rest = colon + 2;
    if (text.startsWith('message-id=', rest)) this.#noteMessageId(text, start, end, queueId, rest);
    else if (text.startsWith('client=', rest)) {
      this.#open.delete(queueId);
      this.sessions.noteMail(nameProcess(text, start, name), queueId);
    } else {
      const life = this.#open.get(queueId);
      if (life !== undefined) this.#note(life, text, start, end, name, rest);
    }
  }

  #noteStart(reach: Reach, text: string, start: number): void {
    reach.from = this.#stamps.read(text, start);
    const host = findHost(text, start);
    reach.host = copy(text.slice(host, text.indexOf(' ', host)));
    reach.to = reach.from;
  }

  #noteMessageId(text: string, start: number, end: number, queueId: string, rest: number): void {
    const messageId = text.slice(rest + 11, end);
    const mail = this.#known.get(messageId);
    if (mail === undefined) {
      this.#open.delete(queueId);
      this.sessions.forget(queueId);
      if (this.#isOwn(messageId)) this.strangers.add(copy(messageId));
      return;
    }
    const life = this.#begin(queueId, mail, this.#stamps.read(text, start), false);
    this.sessions.noteLife(queueId, life);
  }

  #begin(queueId: string, mail: number, startedAt: number, presumed: boolean): Life {
    const life: Life = {
      mail,
      queueId: copy(queueId),
      startedAt,
      takenAt: NaN,
      refused: false,
      held: false,
      statuses: [],
      presumed,
    };
    this.lives.push(life);
    this.#open.set(life.queueId, life);
    return life;
  }

  #note(life: Life, text: string, start: number, end: number, name: number, rest: number): void {
    const agent = text.slice(text.lastIndexOf('/', name) + 1, text.lastIndexOf('[', name));
    const at = this.#stamps.read(text, start);
    if (agent === 'qmgr') {
      if (Number.isNaN(life.takenAt)) life.takenAt = at;
      if (text.startsWith('removed', rest)) this.#open.delete(life.queueId);
      else if (text.slice(rest, end).includes('expired')) expire(life, at);
    } else if (agent === 'cleanup') {
      noteCleanup(life, copy(text.slice(rest, end)), at);
    } else if (text.startsWith('to=<', rest)) {
      const status = readStatus(copy(text.slice(rest, end)), agent, at);
      if (status === null) return;
      if (Number.isNaN(life.takenAt)) life.takenAt = at;
      noteStatus(life, status);
    } else if (agent === 'pickup' || (agent === 'postsuper' && text.startsWith('removed', rest))) {
      this.#open.delete(life.queueId);
    }
  }

  #readSession(text: string, start: number, end: number, name: number): void {
    const at = name + 3;
    if (text.startsWith('connect from', at))
      this.sessions.open(copy(nameProcess(text, start, name)), this.#stamps.read(text, start));
    else if (text.startsWith('disconnect from', at))
      this.sessions.close(nameProcess(text, start, name), this.#stamps.read(text, start));
    else if (
      text.startsWith('lost connection after DATA (', at) ||
      text.startsWith('timeout after DATA (', at)
    )
      this.sessions.noteLost(nameProcess(text, start, name));
    else this.#readOther(text, start, end);
  }

  #readOther(text: string, start: number, end: number): void {
    const line = text.slice(start, Math.min(end, start + 300));
    if (!line.includes('drop') && !line.includes('rate-l') && !line.includes('Suppr')) return;
    const host = findHost(line, 0);
    const at = this.#stamps.read(line, 0);
    if (LOSSES.test(line.slice(host)) && !Number.isNaN(at)) this.losses.push(at);
  }
}

/** The queue manager gives up on all who had only been put off. */
function expire({ statuses }: Life, at: number): void {
  for (const status of statuses) {
    const { delivery } = status;
    if (delivery.kind !== 'deferred') continue;
    const { code, words } = delivery;
    const told = classifyBounce(code, words);
    const reason = told === 'other' ? 'unreachable' : told;
    status.delivery = { ...delivery, kind: 'bounced', at, reason };
  }
}

function noteCleanup(life: Life, line: string, at: number): void {
  if (line.startsWith('milter-reject') || line.startsWith('reject:')) life.refused = true;
  else if (line.startsWith('hold:') || line.startsWith('milter-hold')) life.held = true;
  else if (line.startsWith('discard:') || line.startsWith('milter-discard')) {
    const words = trimWords(line);
    const delivery = { kind: 'bounced' as const, at, code: null, words, reason: 'spam' as const };
    const rest = { original: null, next: null, local: false, piped: false };
    life.takenAt = at;
    noteStatus(life, { recipient: '', delivery, ...rest });
  }
}

/** `mail postfix/smtpd[123`: one process on one host. */
function nameProcess(text: string, start: number, name: number): string {
  return text.slice(findHost(text, start), name);
}

/** The host follows the stamp: nineteen characters or more of RFC 3339, fifteen of the classic one. */
function findHost(text: string, start: number): number {
  return text.indexOf(' ', start + 15) + 1;
}

/** A part of a text holds on to the whole of it, megabytes for a queue id. */
function copy(part: string): string {
  return Buffer.from(part, 'latin1').toString('latin1');
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

import type { KnownMail } from '../../../src/mail/evidence/ledger-view.ts';
import { planMails, type MailPlan } from '../../../src/mail/evidence/plan.ts';
import { PostfixLog } from '../../../src/mail/evidence/postfix-log.ts';
import { StampReader } from '../../../src/mail/evidence/stamps.ts';

/** Monday evening, 20:15:00 in Berlin. */
const evening = Date.parse('2021-06-14T20:15:00+02:00');
const relay = 'smtp://relay.example:25';

interface Wish {
  state?: KnownMail['state'];
  /** Seconds after `evening` at which the body was released. */
  at?: number;
  queueId?: string | null;
}

/** A mail of the ledger with one attempt, uncertain unless wished otherwise. */
export function inventMail(
  id: number,
  { state = 'uncertain', at = 60, queueId = null }: Wish = {},
): KnownMail {
  const releasedAt = evening + at * 1000;
  const attempt = {
    id: id * 10,
    relay,
    releasedAt,
    settledAt: releasedAt + 500,
    outcome: state === 'queued' ? 'retry' : state,
    queueId,
  };
  return {
    id,
    messageId: `<b${id}.confirmation.v1@office.example>`,
    reference: `R${id}`,
    recipient: `p${id}@citizen.example`,
    state,
    delivery: null,
    createdAt: evening,
    settledAt: releasedAt + 500,
    attempts: [attempt],
  };
}

/** A line at so many seconds after `evening`, with a classic stamp. */
export function line(at: number, agent: string, text: string, host = 'mail'): string {
  const local = new Date(evening + at * 1000 + 2 * 3_600_000).toISOString();
  return `Jun ${local.slice(8, 10)} ${local.slice(11, 19)} ${host} postfix/${agent}: ${text}`;
}

export function connect(at: number, pid = 7): string {
  return line(at, `smtpd[${pid}]`, 'connect from desk.example[192.0.2.7]');
}

export function disconnect(at: number, pid = 7): string {
  return line(
    at,
    `smtpd[${pid}]`,
    'disconnect from desk.example[192.0.2.7] ehlo=1 mail=1 commands=2',
  );
}

/** What is logged until the mail's head is there: not yet a sign that it was taken. */
export function begun(id: number, at: number, queueId = `4Q${id}AAAA`): string[] {
  return [
    line(at, 'smtpd[7]', `${queueId}: client=desk.example[192.0.2.7]`),
    line(at, 'cleanup[8]', `${queueId}: message-id=<b${id}.confirmation.v1@office.example>`),
  ];
}

export function taken(id: number, at: number, queueId = `4Q${id}AAAA`): string[] {
  const active = `${queueId}: from=<office@office.example>, size=7733, nrcpt=1 (queue active)`;
  return [...begun(id, at, queueId), line(at, 'qmgr[9]', active)];
}

export function done(
  id: number,
  at: number,
  result: string,
  {
    queueId = `4Q${id}AAAA`,
    agent = 'smtp',
    via = 'mx.citizen.example[192.0.2.25]:25',
    to = `p${id}@citizen.example`,
  } = {},
): string {
  const status = `to=<${to}>, relay=${via}, delay=0.5, delays=0.1/0/0.2/0.2, ${result}`;
  return line(at, `${agent}[10]`, `${queueId}: ${status}`);
}

export const sent = 'dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 7REMOTE)';

export function removed(id: number, at: number, queueId = `4Q${id}AAAA`): string {
  return line(at, 'qmgr[9]', `${queueId}: removed`);
}

/** Reads each list of lines as a file and holds them against the mails. */
export function judge(mails: readonly KnownMail[], ...files: (string | string[])[][]): MailPlan {
  const known = new Map(mails.map(({ id, messageId }) => [messageId, id]));
  const stamps = new StampReader('Europe/Berlin', evening + 86_400_000);
  const watched = mails.flatMap(({ attempts }) =>
    attempts.flatMap(({ releasedAt }) => releasedAt ?? []),
  );
  const log = new PostfixLog(known, (id) => id.endsWith('@office.example>'), stamps, watched);
  for (const { id, attempts } of mails)
    for (const { queueId } of attempts) if (queueId !== null) log.presume(queueId, id);
  for (const file of files) {
    log.beginFile();
    log.feed(
      file
        .flat()
        .map((one) => `${one}\n`)
        .join(''),
    );
    log.endFile();
  }
  return planMails(mails, { log, reports: [] });
}

/** What became of each mail: `accepted`, `unsent`, or why it is still open. */
export function outcomes({ changes, open }: MailPlan): Record<number, string> {
  const settled = changes.flatMap(({ mail, settled: how }) =>
    how === null ? [] : [[mail.id, how.kind] as const],
  );
  return Object.fromEntries([...settled, ...open.map(({ mail, why }) => [mail.id, why] as const)]);
}

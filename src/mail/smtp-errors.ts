import type { SMTPError } from 'nodemailer/lib/smtp-connection';
import { judgeBreak, judgeConnecting, judgeReply, parseReply, type Stage } from './reply.ts';
import type { Delivery, Refusal } from './session.ts';

/** Takes secrets out of what the relay said. */
type Hide = (said: string) => string;

/** What an error of nodemailer's connection means for a session that was to be opened. */
export function explainRefusal(error: SMTPError, hide: Hide): Refusal {
  const loss = { code: error.code ?? 'UNKNOWN', cause: error.originalCode ?? null };
  const stage = error.command?.startsWith('AUTH') ? 'auth' : 'greeting';
  const reply = parseReply(stage, hide(error.response ?? ''));
  // A refused STARTTLS is an answer, too, but no reason to wait or to go on without.
  const byReply = reply !== null && loss.code !== 'ETLS';
  const verdict = byReply ? judgeReply(reply) : judgeConnecting(loss);
  return { verdict, reply, reason: nameReason(error) };
}

/** What an error during a mail means for that mail. */
export function explainFailure(error: SMTPError, released: boolean, hide: Hide): Delivery {
  const undecided = { reason: nameReason(error), queueId: null };
  const announced = error.code === 'EMESSAGE' && error.response === undefined && !released;
  // Larger than the size the relay announced (RFC 1870): nodemailer does not even ask.
  const raw = announced ? '552 5.3.4' : hide(error.response ?? '');
  const stage = announced ? 'mail' : findStage(error, released);
  const reply = stage === null ? null : parseReply(stage, raw);
  if (reply === null) return { verdict: judgeBreak(released), reply: null, ...undecided };
  return { verdict: judgeReply(reply), reply, reason: null, queueId: null };
}

function findStage({ command, code, responseCode }: SMTPError, released: boolean): Stage | null {
  if (command === 'MAIL FROM') return 'mail';
  if (command === 'RCPT TO') return 'rcpt';
  if (command === 'DATA') return code === 'EMESSAGE' ? 'final' : 'data';
  // Out of the blue only 421 has a meaning; the rest of a line without its end has none.
  return responseCode === 421 && !released ? 'data' : null;
}

function nameReason(error: SMTPError): string {
  return error.originalCode ?? error.timeoutType ?? error.code ?? 'UNKNOWN';
}

export function toSmtpError(error: unknown): SMTPError {
  return error instanceof Error ? error : new Error(String(error));
}

import { Failure } from '../failure.ts';
import type { Relay } from './relay.ts';
import type { Reply, StopCode } from './reply.ts';

/** Why a run ended before its time, as the refusal that tells it. */
export function explainStop(
  code: StopCode,
  relay: Relay,
  said: { reply: Reply | null; reason: string | null; sender?: string },
): Failure {
  const reply = writeReply(said.reply) || (said.reason ?? '');
  const reason = said.reason ?? reply;
  const { label } = relay;
  switch (code) {
    case 'relay_unreachable':
      return new Failure(code, { relay: label, reason });
    case 'relay_certificate':
    case 'relay_no_tls':
      return new Failure(code, { relay: label, reason: writeReply(said.reply) || reason });
    case 'relay_refused':
    case 'relay_auth_failed':
      return new Failure(code, { relay: label, reply });
    case 'sender_refused':
      return new Failure(code, { relay: label, sender: said.sender ?? '', reply });
    case 'file_unwritable':
      return new Failure(code, { file: relay.kind === 'folder' ? relay.folder : label, reason });
    default:
      return code satisfies never;
  }
}

/** A reply in one line, as the relay said it. */
export function writeReply(reply: Reply | null): string {
  if (reply === null) return '';
  return [reply.code, reply.enhanced, reply.text].filter(Boolean).join(' ');
}

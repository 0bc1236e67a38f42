import { Failure } from '../failure.ts';
import { prepareConnect } from './connect.ts';
import type { Relay } from './relay.ts';
import type { Delivery, Envelope } from './session.ts';
import { explainStop, writeReply } from './stop.ts';

/**
 * Hands one mail that belongs to no booking to the relay, with one attempt: a test mail.
 * @throws Failure why it was not taken
 */
export async function sendOnce(
  relay: Relay,
  password: string | null,
  envelope: Envelope,
  content: Buffer,
): Promise<Delivery> {
  const opened = await prepareConnect(relay, password)(new AbortController().signal);
  if ('refusal' in opened) {
    const { verdict, reply } = opened.refusal;
    const code = reply === null ? 'relay_unreachable' : 'relay_refused';
    throw explainStop(verdict.kind === 'stop' ? verdict.code : code, relay, opened.refusal);
  }
  const delivery = await opened.session.deliver(envelope, content, () => Promise.resolve());
  await opened.session.quit();
  const { verdict, reply, reason } = delivery;
  if (verdict.kind === 'accepted') return delivery;
  if (verdict.kind === 'stop')
    throw explainStop(verdict.code, relay, { ...delivery, sender: envelope.from });
  throw new Failure('mail_refused', {
    relay: relay.label,
    address: envelope.to,
    reply: writeReply(reply) || (reason ?? ''),
  });
}

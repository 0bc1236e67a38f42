import type { Failure } from '../failure.ts';
import { prepareConnect } from './connect.ts';
import { findFolderFault } from './folder-session.ts';
import type { Relay } from './relay.ts';
import { explainStop } from './stop.ts';

/**
 * Whether the relay would take mails from us: greets, secures, signs in and says goodbye; of a folder,
 * whether files could be put there. Sends nothing, creates nothing. `null`: all is well.
 * @throws Failure `relay_password_missing`, `relay_invalid`
 */
export async function probeRelay(relay: Relay, password: string | null): Promise<Failure | null> {
  if (relay.kind === 'folder') {
    const reason = findFolderFault(relay);
    return reason === null ? null : explainStop('file_unwritable', relay, { reply: null, reason });
  }
  const opened = await prepareConnect(relay, password)(new AbortController().signal);
  if ('refusal' in opened) {
    const { verdict, reply } = opened.refusal;
    const code = reply === null ? 'relay_unreachable' : 'relay_refused';
    return explainStop(verdict.kind === 'stop' ? verdict.code : code, relay, opened.refusal);
  }
  await opened.session.quit();
  return null;
}

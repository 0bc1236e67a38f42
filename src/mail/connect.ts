import { readFileSync } from 'node:fs';
import { Failure } from '../failure.ts';
import { standardDelays, type Delays } from './backoff.ts';
import { openFolderSession } from './folder-session.ts';
import type { Relay } from './relay.ts';
import type { Opened } from './session.ts';
import { openSmtpSession } from './smtp-session.ts';

/** Opens one session after the other to the same relay. */
export type Connect = (abort: AbortSignal) => Promise<Opened>;

/**
 * Gets ready to connect, before anything else is done.
 * @throws Failure `relay_password_missing`, `relay_invalid` if the file of authorities is unreadable
 */
export function prepareConnect(
  relay: Relay,
  password: string | null,
  { silence }: Pick<Delays, 'silence'> = standardDelays,
): Connect {
  if (relay.kind === 'folder') return () => Promise.resolve(openFolderSession(relay));
  if (relay.user !== null && !password)
    throw new Failure('relay_password_missing', { relay: relay.label });
  const credentials = { password, ca: relay.ca === null ? null : readAuthorities(relay.ca, relay) };
  return (abort) => openSmtpSession(relay, { ...credentials, silence }, abort);
}

function readAuthorities(file: string, relay: Relay): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(
      'relay_invalid',
      { relay: `${relay.label}?ca=${file}`, reason: 'ca_unreadable' },
      { cause: error },
    );
  }
}

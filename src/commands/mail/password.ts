import type { Context } from '../../context.ts';
import { findPassword } from '../../mail/password.ts';
import type { Relay } from '../../mail/relay.ts';

/**
 * The relay's password if it wants one; a person at the terminal is asked for it last.
 * @throws Failure as `findPassword`, `interrupted`
 */
export async function askPassword(
  { ask, env, text, out }: Context,
  relay: Relay,
): Promise<string | null> {
  if (relay.kind === 'folder' || relay.user === null) return null;
  const question = text.mail.askPassword(`${relay.user} (${relay.label})`);
  const password = await findPassword(env, ask.possible ? () => ask.secret(question) : null);
  if (password?.source === 'environment') out.note(text.mail.passwordFromEnvironment);
  return password?.value ?? null;
}

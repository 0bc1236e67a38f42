import { resolveSetting } from '../../campaign/precedence.ts';
import type { SettingKey, Settings } from '../../campaign/settings.ts';
import type { Campaign } from '../../campaign/campaign.ts';
import type { Context } from '../../context.ts';
import { parseRelay, type Relay } from '../../mail/relay.ts';

/** The folder of the city's own templates; `null` where there is none. */
export function templateFolder({ path }: Context, settings: Settings): string | null {
  const folder = settings['mail.templates'];
  return folder === '' ? null : path(folder);
}

/** A setting in force: the option if it was given, environment, campaign file, default. */
export function inForce(
  { env }: Context,
  { database }: Campaign,
  key: SettingKey,
  option: string | undefined,
): string {
  return option ?? resolveSetting(database, env, key).value;
}

/** The relay in force. @throws Failure `relay_invalid` */
export function chooseRelay(
  context: Context,
  campaign: Campaign,
  option: string | undefined,
): Relay {
  return parseRelay(inForce(context, campaign, 'mail.relay', option));
}

import type { Command } from 'commander';
import type { Campaign } from '../../campaign/campaign.ts';
import { resolveSetting } from '../../campaign/precedence.ts';
import type { SettingKey, Settings } from '../../campaign/settings.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import type { Text } from '../../i18n/text.ts';
import { parseRelay, type Relay } from '../../mail/relay.ts';
import { parseRate, parseRateOrOff, type Rate } from '../../mail/throttle.ts';
import { parseTime } from '../../time/parse.ts';
import { toLocal } from '../../time/zone.ts';

/** How a run sends: what the plan shows and the engine gets. */
export interface Means {
  relay: Relay;
  rate: Rate;
  /** For each recipient's domain, besides `rate`; `null`: none. */
  domainRate: Rate | null;
  connections: number;
  /** Nothing is begun from this instant on (milliseconds); what is left stays queued. `null`: no end. */
  until: number | null;
}

/** How to send, as options of a command. */
export interface MeansOptions {
  rate?: Rate;
  domainRate?: Rate | 'off';
  connections?: number;
  relay?: string;
  until?: string;
}

export function declareMeans(command: Command, { commands }: Text): Command {
  const { options } = commands['mail resend'];
  return command
    .option('--rate <n/unit>', options.rate, readRate)
    .option('--domain-rate <n/unit>', options.domainRate, readDomainRate)
    .option('--connections <n>', options.connections, readConnections)
    .option('--relay <url>', options.relay)
    .option('--until <time>', options.until);
}

function readRate(value: string): Rate {
  const rate = parseRate(value);
  if (rate === null)
    throw new Failure('invalid_value', { option: '--rate', value, expected: 'rate' });
  return rate;
}

function readDomainRate(value: string): Rate | 'off' {
  const rate = parseRateOrOff(value);
  if (rate === null)
    throw new Failure('invalid_value', { option: '--domain-rate', value, expected: 'rate_or_off' });
  return rate;
}

function readConnections(value: string): number {
  if (/^([1-9]|[1-4]\d|50)$/.test(value)) return Number(value);
  throw new Failure('invalid_value', { option: '--connections', value, expected: 'connections' });
}

/** What the options and settings in force say of the sending. @throws Failure `relay_invalid`, `until_past` */
export function chooseMeans(context: Context, campaign: Campaign, options: MeansOptions): Means {
  const rate = options.rate ?? parseRate(inForce(context, campaign, 'mail.rate', undefined));
  const domainRate =
    options.domainRate ?? parseRateOrOff(inForce(context, campaign, 'mail.domain-rate', undefined));
  const connections = inForce(context, campaign, 'mail.connections', undefined);
  return {
    relay: chooseRelay(context, campaign, options.relay),
    rate: rate ?? { limit: 300, period: 60_000 },
    domainRate: domainRate === 'off' ? null : domainRate,
    connections: options.connections ?? Number(connections),
    until: readUntil(context, campaign, options.until),
  };
}

// A bare time is today's: a run does not wait for the day of the campaign.
function readUntil(
  { actor }: Context,
  { settings }: Campaign,
  value: string | undefined,
): number | null {
  if (value === undefined) return null;
  const timeZone = settings['campaign.time-zone'];
  const until = parseTime(value, timeZone, toLocal(timeZone, actor.now()).date);
  if (until <= actor.now()) throw new Failure('until_past', { value });
  return until;
}

/** The folder of the city's own templates; `null` where there is none. */
export function templateFolder({ path }: Context, settings: Settings): string | null {
  const folder = settings['mail.templates'];
  return folder === '' ? null : path(folder);
}

/** A setting in force: the option if it was given, environment, campaign file, default. */
function inForce(
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
